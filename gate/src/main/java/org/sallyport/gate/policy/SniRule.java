package org.sallyport.gate.policy;

/** What the ClientHello in a tunnel has to name. */
public enum SniRule {
    /** The server that the tunnel was asked for. */
    STRICT,
    /** A server that is let through at the same port. */
    PERMITTED,
    /** Anything; nothing is waited for. */
    OFF
}
