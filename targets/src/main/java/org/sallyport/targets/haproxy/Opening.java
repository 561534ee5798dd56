package org.sallyport.targets.haproxy;

import org.sallyport.core.catalog.Port;

/** How a client begins, as far as rules can tell it apart. */
enum Opening {
    /** A TLS ClientHello with the name as it is written usually: in lower case, without a dot at its end. */
    TLS,
    /** The same with capitals, or with a dot at its end. */
    TLS_ODDLY_SPELLED,
    /** A ClientHello without a name. */
    TLS_NAMELESS,
    /** An HTTP request with the name in its Host header, followed by the port where that is not 80. */
    HTTP,
    /** The same with capitals, a dot at its end, or a port that need not be there. */
    HTTP_ODDLY_SPELLED,
    /** A request without a Host header. */
    HTTP_NAMELESS,
    /** Anything else. */
    OTHER;

    boolean isTls() {
        return this == TLS || this == TLS_ODDLY_SPELLED || this == TLS_NAMELESS;
    }

    boolean isHttp() {
        return this == HTTP || this == HTTP_ODDLY_SPELLED || this == HTTP_NAMELESS;
    }

    boolean isOddlySpelled() {
        return this == TLS_ODDLY_SPELLED || this == HTTP_ODDLY_SPELLED;
    }

    boolean hasName() {
        return this != TLS_NAMELESS && this != HTTP_NAMELESS && this != OTHER;
    }

    /** What a client of that port does that nobody has to expect tricks of. */
    static Opening usual(boolean http, int port) {
        return http || port == Port.HTTP.number() ? HTTP : TLS;
    }
}
