package org.sallyport.targets.squid;

/** Where {@code ssl::server_name} takes names from. Source: squid.conf.documented, and ServerName.cc of Squid 5.7. */
enum NameSource {
    /** From the client in every step: the ClientHello, and where that has no name, the CONNECT. */
    CLIENT,
    /** From the client, until there is a certificate of the server. */
    CLIENT_THEN_CERTIFICATE,
    /** From the certificate of the server alone; or lines of one list say different things. */
    CERTIFICATE;

    /** Whether the name is that of the CONNECT, with a client that asks for what it connects to. */
    boolean isKnown(Step step) {
        return switch (this) {
            case CLIENT -> true;
            case CLIENT_THEN_CERTIFICATE -> step == Step.CONNECT || step == Step.HELLO;
            case CERTIFICATE -> false;
        };
    }
}
