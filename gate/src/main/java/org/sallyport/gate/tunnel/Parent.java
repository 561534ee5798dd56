package org.sallyport.gate.tunnel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.sallyport.check.Proxy;
import org.sallyport.gate.request.Destination;

/**
 * The proxy that a gate asks in its turn. It is told the name, not an address: it resolves, and it decides again.
 *
 * @param login {@code user:password}, told to it as Basic (RFC 7617); empty where it does not ask
 */
public record Parent(Proxy proxy, Optional<String> login) {

    /** What asks it for a tunnel. */
    byte[] request(Destination destination) {
        return ("CONNECT " + destination + " HTTP/1.1\r\nHost: " + destination + "\r\n" + authorization() + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The field that says who asks, with its line break; empty where there is no log-in. */
    String authorization() {
        return login.map(text -> "Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\r\n")
                .orElse("");
    }

    @Override
    public String toString() {
        return proxy.toString();
    }
}
