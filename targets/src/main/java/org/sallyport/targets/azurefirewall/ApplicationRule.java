package org.sallyport.targets.azurefirewall;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.NameSet;

/**
 * A rule about names, as far as it is understood.
 *
 * @param ports those of each protocol
 * @param surely names that it is about in every case
 * @param possibly names that it is about in some case
 */
record ApplicationRule(boolean allows, Map<Protocol, Set<Integer>> ports, NameSet surely, NameSet possibly) {

    /** A protocol in which a client names the server. */
    enum Protocol {
        HTTP,
        HTTPS;

        static Optional<Protocol> parse(String text) {
            return switch (text) {
                case "Http", "http" -> Optional.of(HTTP);
                case "Https", "https" -> Optional.of(HTTPS);
                default -> Optional.empty();
            };
        }

        int usualPort() {
            return this == HTTP ? 80 : 443;
        }
    }

    boolean isAbout(Protocol protocol, int port) {
        return ports.getOrDefault(protocol, Set.of()).contains(port);
    }
}
