package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.catalog.Port;

/**
 * Where a {@code bind} line listens.
 *
 * @param ports none for sockets that have none
 * @param terminates whether TLS ends here, or it is no TCP at all
 */
record Binding(List<Integer> ports, boolean terminates) {

    /** More ports than a configuration has that a person wrote. */
    private static final int MOST_PORTS = 1_024;

    private static final Pattern WITHOUT_PORT = Pattern.compile("(/|unix@|uxst@|abns@|fd@|sockpair@).*");
    private static final Pattern WITH_PORTS = Pattern.compile("[^\\s]*?:([0-9]{1,5})(-([0-9]{1,5}))?");

    Binding {
        ports = List.copyOf(ports);
    }

    /** Reads the words behind {@code bind}; empty where it has no port that the manual knows. */
    static Optional<Binding> read(List<String> words) {
        List<Integer> ports = new ArrayList<>();
        boolean terminates = words.contains("ssl");
        for (String address :
                words.isEmpty() ? List.<String>of() : List.of(words.getFirst().split(",", -1))) {
            Matcher range = WITH_PORTS.matcher(address);
            terminates |= address.startsWith("quic") || address.startsWith("udp");
            if (WITHOUT_PORT.matcher(address).matches()) {
                continue;
            }
            if (!range.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(3) == null ? first : Integer.parseInt(range.group(3));
            boolean within = Port.tryParse(String.valueOf(first)).isPresent()
                    && Port.tryParse(String.valueOf(last)).isPresent();
            if (!within || last < first || ports.size() + last - first >= MOST_PORTS) {
                return Optional.empty();
            }
            for (int port = first; port <= last; port++) {
                ports.add(port);
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(new Binding(ports, terminates));
    }
}
