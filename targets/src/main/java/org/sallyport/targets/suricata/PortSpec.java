package org.sallyport.targets.suricata;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The ports of a rule: {@code any}, {@code 443}, {@code [80,443]}, {@code 8000:9000}, {@code !22}, {@code [any,!22]}.
 *
 * @param ports from 0 to 65535; not to be changed
 */
record PortSpec(BitSet ports) {

    private static final int ALL = 65_536;

    static final PortSpec ANY = new PortSpec(range(0, ALL - 1));

    /** The ports, or nothing where the text is none or has a variable. */
    static Optional<PortSpec> parse(String text) {
        return parse(text, 0).map(PortSpec::new);
    }

    boolean contains(int port) {
        return ports.get(port);
    }

    private static Optional<BitSet> parse(String text, int depth) {
        if (depth > 8) {
            return Optional.empty();
        }
        if (text.startsWith("!")) {
            return parse(text.substring(1), depth + 1).map(ports -> without(range(0, ALL - 1), ports));
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return list(text.substring(1, text.length() - 1), depth + 1);
        }
        if (text.equals("any")) {
            return Optional.of(range(0, ALL - 1));
        }
        int colon = text.indexOf(':');
        String from = colon < 0 ? text : text.substring(0, colon);
        String to = colon < 0 ? text : text.substring(colon + 1);
        Optional<Integer> first = from.isEmpty() ? Optional.of(0) : number(from);
        Optional<Integer> last = to.isEmpty() ? Optional.of(ALL - 1) : number(to);
        return text.length() > 1 || colon < 0
                ? first.flatMap(low -> last.filter(high -> high >= low).map(high -> range(low, high)))
                : Optional.empty();
    }

    /** What is negated is taken out of the rest, or of all ports where there is no rest. */
    private static Optional<BitSet> list(String text, int depth) {
        BitSet in = new BitSet();
        BitSet out = new BitSet();
        boolean none = true;
        for (String part : parts(text)) {
            boolean negated = part.startsWith("!");
            Optional<BitSet> ports = parse(negated ? part.substring(1) : part, depth);
            if (ports.isEmpty()) {
                return Optional.empty();
            }
            (negated ? out : in).or(ports.get());
            none &= negated;
        }
        return Optional.of(without(none ? range(0, ALL - 1) : in, out));
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,5}")
                ? Optional.of(Integer.valueOf(text)).filter(number -> number < ALL)
                : Optional.empty();
    }

    private static BitSet range(int from, int to) {
        BitSet bits = new BitSet(ALL);
        bits.set(from, to + 1);
        return bits;
    }

    /** This port and all above. */
    static BitSet from(int port) {
        return range(port, ALL - 1);
    }

    static BitSet both(BitSet ports, BitSet others) {
        BitSet both = (BitSet) ports.clone();
        both.and(others);
        return both;
    }

    static BitSet without(BitSet ports, BitSet others) {
        BitSet rest = (BitSet) ports.clone();
        rest.andNot(others);
        return rest;
    }
}
