package org.sallyport.targets.squid;

import java.util.Locale;
import java.util.Optional;

/** When rules are asked about a tunnel. */
enum Step {
    /** By http_access, before and after ssl_bump. */
    ACCESS,
    /** By ssl_bump, when the client has sent CONNECT. */
    CONNECT,
    /** By ssl_bump, when the client has sent its ClientHello. */
    HELLO,
    /** By ssl_bump, when the server has sent its certificate. */
    CERTIFICATE;

    /** As {@code at_step} names it, in whatever case. */
    static Optional<Step> named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "sslbump1" -> Optional.of(CONNECT);
            case "sslbump2" -> Optional.of(HELLO);
            case "sslbump3" -> Optional.of(CERTIFICATE);
            default -> Optional.empty();
        };
    }
}
