package org.sallyport.targets.suricata;

/** What clients speak, as far as rules tell it apart by their protocol. */
enum Traffic {
    /** TLS with a server name. */
    TLS,
    /** HTTP/1 with a host. */
    HTTP,
    /** All other TCP; in it nobody names a server, so whoever speaks it reaches any. */
    OTHER_TCP,
    /** UDP, QUIC included. */
    UDP
}
