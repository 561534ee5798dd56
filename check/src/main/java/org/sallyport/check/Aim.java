package org.sallyport.check;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;

/**
 * A server to reach. Immutable.
 *
 * @param rules for whose sake, at least one
 * @param request what a document asks to be requested of it
 */
public record Aim(HostName host, Port port, Speech speech, List<Rule> rules, Optional<Check.Request> request) {

    /** What is spoken to the server once it is connected. */
    public enum Speech {
        TLS,
        HTTP,
        /** Nothing: of this port it is not known what is spoken. */
        NONE;

        static Speech at(Port port) {
            return port.equals(Port.HTTPS) ? TLS : port.equals(Port.HTTP) ? HTTP : NONE;
        }
    }

    public Aim {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException(host + " is needed by no rule");
        }
    }

    /** What cannot be used where the server is not reached. */
    public List<Id> features() {
        return rules.stream().map(rule -> rule.reason().feature()).distinct().toList();
    }

    /** The path that is requested of the server, in ASCII (RFC 3986, section 3.3): the document's, or the root. */
    public String path() {
        return request.map(Check.Request::address)
                .map(URI::getRawPath)
                .filter(path -> !path.isEmpty())
                .map(Aim::percentEncoded)
                .orElse("/");
    }

    private static String percentEncoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
