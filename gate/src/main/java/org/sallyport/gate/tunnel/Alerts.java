package org.sallyport.gate.tunnel;

import org.sallyport.gate.request.Refusal;

/** What a TLS client is told that is not let through after it has begun to speak TLS (RFC 8446, section 6). */
final class Alerts {

    private static final byte ACCESS_DENIED = 49;
    private static final byte INTERNAL_ERROR = 80;

    private Alerts() {}

    /** One record with a fatal alert. */
    static byte[] of(Refusal refusal) {
        byte description = refusal.isFailure() ? INTERNAL_ERROR : ACCESS_DENIED;
        return new byte[] {21, 3, 3, 0, 2, 2, description};
    }
}
