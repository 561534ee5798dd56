package org.sallyport.documents.page;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;

/**
 * A port as pages write one: {@code 443 (HTTPS)}, {@code TCP 443}, {@code 443/udp}, {@code HTTPS: 443}.
 *
 * @param protocol what the page says runs there, else what usually does
 */
record PortShape(Port port, String protocol) {

    private static final String WORD = "([A-Za-z][A-Za-z0-9+/-]{1,15})";
    private static final String NUMBER = "([0-9]{1,5})(?:/(tcp|udp))?";
    private static final Pattern BEHIND = Pattern.compile(
            "(?:port )?" + NUMBER + " ?[(:–-] ?" + WORD + " ?\\)?|(?:port )?" + NUMBER + " " + WORD,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BEFORE =
            Pattern.compile(WORD + " ?[(:–-]? ?(?:port )?" + NUMBER + " ?\\)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALONE = Pattern.compile("(?:port )?" + NUMBER, Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("[.,;]$");
    private static final Pattern IN_PROSE = Pattern.compile(
            "\\b(?:tcp|udp)(?:[ :/-]|/udp ){1,3}[0-9]{1,5}\\b|\\b[0-9]{1,5}/(?:tcp|udp)\\b"
                    + "|\\b[0-9]{1,5} ?\\((?:https?|tcp|udp|tls|ssl)\\b|\\b(?:ports?|puertos?|porta|porte) [0-9]{1,5}\\b",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads a line that is nothing but a port.
     *
     * @param expected whether the line stands where ports are listed, so that a lone number is one
     */
    static Optional<PortShape> of(String line, boolean expected) {
        String text = END.matcher(line.replace("`", "")).replaceFirst("");
        Matcher behind = BEHIND.matcher(text);
        if (behind.matches()) {
            return behind.group(1) != null
                    ? shape(behind.group(1), behind.group(2), behind.group(3))
                    : shape(behind.group(4), behind.group(5), behind.group(6));
        }
        Matcher alone = ALONE.matcher(text);
        if (alone.matches()) {
            return expected || alone.group(2) != null ? shape(alone.group(1), alone.group(2), "") : Optional.empty();
        }
        Matcher before = BEFORE.matcher(text);
        return before.matches() ? shape(before.group(2), before.group(3), before.group(1)) : Optional.empty();
    }

    /** Reads a cell of a table that is nothing but ports. */
    static Optional<Ports> ports(String cell) {
        var shapes = Stream.of(cell.split("[,;]\\s*|\\s+/\\s+"))
                .map(part -> of(part.strip(), true))
                .toList();
        return shapes.stream().allMatch(Optional::isPresent)
                ? Optional.of(Ports.of(
                        shapes.stream().map(shape -> shape.orElseThrow().port()).toList()))
                : Optional.empty();
    }

    /** The first thing in a sentence that looks like a port. */
    static Optional<String> in(String sentence) {
        Matcher matcher = IN_PROSE.matcher(sentence);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static Optional<PortShape> shape(String number, @Nullable String transport, String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        boolean udp = "udp".equalsIgnoreCase(transport) || upper.equals("UDP");
        return Port.tryParse(number + (udp ? "/udp" : ""))
                .map(port -> new PortShape(port, protocol(port, word, upper)));
    }

    private static String protocol(Port port, String word, String upper) {
        if (!word.isEmpty() && !upper.matches("TCP|UDP|PORTS?")) {
            return word;
        }
        if (port.equals(Port.HTTP)) {
            return "HTTP";
        }
        return port.equals(Port.HTTPS) ? "HTTPS" : port.transport().name();
    }
}
