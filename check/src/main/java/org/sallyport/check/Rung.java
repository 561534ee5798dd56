package org.sallyport.check;

/** The steps to a server, in their order; each stands on the one before. */
public enum Rung {
    DNS,
    TCP,
    TLS,
    HTTP
}
