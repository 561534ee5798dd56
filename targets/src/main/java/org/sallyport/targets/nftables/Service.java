package org.sallyport.targets.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;

/**
 * The ports for which a rule holds.
 *
 * @param transports of which it takes some
 * @param ranges of port numbers; empty for all of them
 */
record Service(Set<Port.Transport> transports, List<Range> ranges) {

    static final Service ANY = new Service(Set.of(Port.Transport.values()), List.of());

    /** Wider ranges are not taken apart: what they hold for is left open at ports that nothing names. */
    private static final int WIDEST = 256;

    /** From the first port number to the last. */
    record Range(int first, int last) {

        /** Reads {@code 443}, {@code 8000-9000} or the name of a service that is common in such rules. */
        static Optional<Range> parse(String text) {
            String numbers = switch (text) {
                case "http" -> "80";
                case "https" -> "443";
                case "domain" -> "53";
                case "ssh" -> "22";
                case "ntp" -> "123";
                default -> text;
            };
            if (!numbers.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
                return Optional.empty();
            }
            int dash = numbers.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? numbers : numbers.substring(0, dash));
            int last = Integer.parseInt(numbers.substring(dash + 1));
            return first <= last && last <= 65535 ? Optional.of(new Range(first, last)) : Optional.empty();
        }

        private int width() {
            return last - first + 1;
        }
    }

    /** Whether something holds. */
    enum Holds {
        NO,
        PERHAPS,
        YES
    }

    Service {
        transports = Set.copyOf(transports);
        ranges = List.copyOf(ranges);
    }

    /** The ports that have to be looked at one by one. */
    Stream<Port> named() {
        List<Port> ports = new ArrayList<>();
        for (Port.Transport transport : transports) {
            ranges.stream()
                    .filter(range -> range.width() <= WIDEST)
                    .flatMapToInt(range -> IntStream.rangeClosed(Math.max(1, range.first()), range.last()))
                    .forEach(number -> ports.add(new Port(transport, number)));
        }
        return ports.stream();
    }

    Holds at(Port port) {
        boolean holds = transports.contains(port.transport())
                && (ranges.isEmpty()
                        || ranges.stream()
                                .anyMatch(range -> range.first() <= port.number() && port.number() <= range.last()));
        return holds ? Holds.YES : Holds.NO;
    }

    /** At the ports that no rule names. */
    Holds elsewhere() {
        if (equals(ANY)) {
            return Holds.YES;
        }
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.width() > WIDEST) ? Holds.PERHAPS : Holds.NO;
    }
}
