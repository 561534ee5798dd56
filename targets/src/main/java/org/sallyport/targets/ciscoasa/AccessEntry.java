package org.sallyport.targets.ciscoasa;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.catalog.Port;

/**
 * An entry of an extended access list, as far as names need it.
 *
 * @param list the name of the access list
 * @param always whether it holds for every client, from every port, at every time
 * @param ports empty for all
 */
record AccessEntry(String list, boolean permits, boolean always, Set<Port> ports, Target target) {

    /** What the destination is compared with. */
    sealed interface Target {}

    /** Every address. */
    record Anything() implements Target {}

    /** The addresses of an object or of a group. */
    record Named(boolean group, String name) implements Target {}

    /** Addresses that the entry spells out. */
    record Addresses() implements Target {}

    /** How the running configuration spells the ports that it has a word for, as far as lists of names use them. */
    private static final Map<String, Integer> WORDS =
            Map.of("www", 80, "http", 80, "https", 443, "ftp", 21, "ssh", 22, "smtp", 25, "domain", 53, "ntp", 123);

    /**
     * Reads what stands behind the name of the list, and behind {@code extended}.
     *
     * @return empty where the entry has something that is not modelled
     */
    static Optional<AccessEntry> parse(String list, List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        String action = next(rest);
        String protocol = next(rest);
        Optional<Port.Transport> transport = switch (protocol) {
            case "tcp" -> Optional.of(Port.Transport.TCP);
            case "udp" -> Optional.of(Port.Transport.UDP);
            default -> Optional.empty();
        };
        Optional<Target> source = target(rest);
        boolean fromSomePorts = Set.of("eq", "gt", "lt", "neq", "range").contains(peek(rest));
        if (fromSomePorts) {
            int count = next(rest).equals("range") ? 2 : 1;
            for (int i = 0; i < count; i++) {
                next(rest);
            }
        }
        Optional<Target> target = target(rest);
        if (source.isEmpty() || target.isEmpty() || (transport.isEmpty() && !protocol.equals("ip"))) {
            return Optional.empty();
        }
        Set<Port> ports = Set.of();
        if (peek(rest).equals("eq")) {
            next(rest);
            Optional<Port> port = port(transport, next(rest));
            if (port.isEmpty()) {
                return Optional.empty();
            }
            ports = Set.of(port.get());
        }
        boolean always = source.get() instanceof Anything
                && !fromSomePorts
                && (protocol.equals("ip") || !ports.isEmpty())
                && !rest.contains("time-range");
        boolean known = rest.isEmpty() || Set.of("log", "time-range").contains(peek(rest));
        return known
                ? Optional.of(new AccessEntry(list, action.equals("permit"), always, ports, target.get()))
                : Optional.empty();
    }

    private static Optional<Port> port(Optional<Port.Transport> transport, String text) {
        Optional<Integer> number = Optional.ofNullable(WORDS.get(text))
                .or(() -> Port.tryParse(text).map(Port::number));
        return transport.flatMap(known -> number.map(port -> new Port(known, port)));
    }

    private static Optional<Target> target(Deque<String> rest) {
        String word = next(rest);
        return switch (word) {
            case "any", "any4" -> Optional.of(new Anything());
            case "object" -> Optional.of(new Named(false, next(rest)));
            case "object-group" -> Optional.of(new Named(true, next(rest)));
            case "any6" -> Optional.of(new Addresses());
            case "host", "interface" -> {
                next(rest);
                yield Optional.of(new Addresses());
            }
            default -> {
                if (word.matches("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*/[0-9]{1,3}")) {
                    yield Optional.of(new Addresses());
                }
                yield word.matches("[0-9.]{7,15}") && next(rest).matches("[0-9.]{7,15}")
                        ? Optional.of(new Addresses())
                        : Optional.empty();
            }
        };
    }

    private static String next(Deque<String> words) {
        return words.isEmpty() ? "" : words.removeFirst();
    }

    private static String peek(Deque<String> words) {
        return words.isEmpty() ? "" : words.getFirst();
    }
}
