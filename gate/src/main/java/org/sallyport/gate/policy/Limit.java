package org.sallyport.gate.policy;

import java.util.Locale;

/** Something of which a gate does not take any amount. Times are in seconds. */
public enum Limit {
    /** Octets of a request's head. */
    HEAD_OCTETS(16 << 10),
    /** From the connection to the end of the head. */
    HEAD_TIME(10),
    /** Octets of a ClientHello. */
    HELLO_OCTETS(64 << 10),
    /** From the answer to a CONNECT to the end of the ClientHello. */
    HELLO_TIME(10),
    /** For one server, over all its addresses. */
    CONNECT_TIME(10),
    /** Without an octet in any direction, after which a tunnel is closed. */
    IDLE_TIME(900),
    /** Connections of clients in all. */
    CONNECTIONS(20_000),
    /** Connections of one address. */
    CONNECTIONS_PER_CLIENT(2_000),
    /** Distinct names that one client may ask for below one wildcard: names can carry data out. */
    NAMES_PER_HOUR(500),
    /** For a look-up. */
    DNS_TIME(5),
    /** How long an answer is remembered at least. */
    DNS_LEAST(5),
    /** How long an answer is remembered at most. */
    DNS_MOST(3_600);

    private final int usual;

    Limit(int usual) {
        this.usual = usual;
    }

    /** What is right for most sites. */
    int usual() {
        return usual;
    }

    /** As it is set: {@code idle-time}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
