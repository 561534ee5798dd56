package org.sallyport.targets;

import org.sallyport.core.Text;

/** What a product compares with its list. */
public enum Sight {
    /** The host of the requested address: that of {@code CONNECT}, or of the absolute URI of plain HTTP. */
    REQUEST("the host of the request", "l'hôte de la requête"),
    /** The name in the TLS ClientHello, which the client chooses. */
    SNI("the TLS server name", "le nom de serveur TLS"),
    /** The {@code Host} header of plain HTTP. */
    HTTP_HOST("the Host header", "l'en-tête Host"),
    /** The whole address, with its path. */
    URL("the URL", "l'URL"),
    /** The name of the server's certificate. */
    CERTIFICATE("the certificate", "le certificat"),
    /** The question that a client puts to the resolver. */
    DNS_QUERY("the DNS query", "la requête DNS"),
    /** Addresses that the product itself gets for the names of its list. */
    RESOLVED_ADDRESS("addresses it resolves", "les adresses qu'il résout"),
    /** Addresses that the product sees in the answers that clients get. */
    LEARNT_ADDRESS("addresses in DNS answers", "les adresses des réponses DNS");

    private final Text title;

    Sight(String english, String french) {
        this.title = new Text(english, french);
    }

    public Text title() {
        return title;
    }

    /** Whether names become addresses, and whatever shares an address with an allowed name passes as well. */
    public boolean isAddress() {
        return this == RESOLVED_ADDRESS || this == LEARNT_ADDRESS;
    }
}
