package org.sallyport.targets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;

/**
 * A domain name as DNS servers read it in their files (RFC 1035, 5.1): any octets in a label, {@code \.} and
 * {@code \046} for an octet that would end one, and a dot at the end of a name that needs no origin. It need not be a
 * host name, and stays itself where it is none: nothing is mapped, so letters beyond ASCII are octets that no query has.
 * Immutable.
 *
 * @param labels in lower case, the leftmost first; none for the root. An escaped octet stands there unescaped
 * @param absolute whether the text ends with a dot
 */
public record DnsName(List<String> labels, boolean absolute) {

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 255;

    public DnsName {
        labels = List.copyOf(labels);
    }

    /** Empty where the text is no domain name: an empty label, too many octets, half an escape. */
    public static Optional<DnsName> parse(String text) {
        if (text.equals(".")) {
            return Optional.of(new DnsName(List.of(), true));
        }
        List<String> labels = new ArrayList<>();
        StringBuilder label = new StringBuilder();
        int octets = 1;
        boolean absolute = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            absolute = c == '.';
            if (absolute) {
                octets += 1 + octets(label);
                labels.add(label.toString());
                label.setLength(0);
            } else if (c != '\\') {
                label.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            } else if (i + 3 < text.length() && text.substring(i + 1, i + 4).matches("[0-2][0-9]{2}")) {
                label.append((char) Integer.parseInt(text.substring(i + 1, i + 4)));
                i += 3;
            } else if (i + 1 < text.length() && !isDigit(text.charAt(i + 1))) {
                label.append(text.charAt(++i));
            } else {
                return Optional.empty();
            }
        }
        if (!absolute) {
            octets += 1 + octets(label);
            labels.add(label.toString());
        }
        boolean wellFormed = octets <= LONGEST_NAME
                && labels.stream().noneMatch(part -> part.isEmpty() || octets(part) > LONGEST_LABEL);
        return wellFormed
                ? Optional.of(new DnsName(labels.stream().map(DnsName::lower).toList(), absolute))
                : Optional.empty();
    }

    private static int octets(CharSequence label) {
        return label.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Escaped letters as well. */
    private static String lower(String label) {
        StringBuilder lower = new StringBuilder();
        label.chars().map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c).forEach(c -> lower.append((char) c));
        return lower.toString();
    }

    /** The same name as an absolute one, below an origin unless it is absolute already. */
    public DnsName in(DnsName origin) {
        if (absolute) {
            return this;
        }
        List<String> whole = new ArrayList<>(labels);
        whole.addAll(origin.labels);
        return new DnsName(whole, true);
    }

    /** The labels in front of those of a zone; empty where the name lies outside of it. */
    public Optional<DnsName> relativeTo(DnsName zone) {
        int front = labels.size() - zone.labels.size();
        return front >= 0 && labels.subList(front, labels.size()).equals(zone.labels)
                ? Optional.of(new DnsName(labels.subList(0, front), false))
                : Optional.empty();
    }

    /** Its length in a message. */
    public int octets() {
        return 1 + labels.stream().mapToInt(label -> 1 + octets(label)).sum();
    }

    public boolean isRoot() {
        return labels.isEmpty();
    }

    /** Whether its first label is a star and nothing else: a wildcard to those who know wildcards. */
    public boolean hasStarInFront() {
        return !labels.isEmpty() && labels.getFirst().equals("*");
    }

    /** The wildcard for the names below this one. */
    public DnsName withStarInFront() {
        List<String> below = new ArrayList<>(labels);
        below.addFirst("*");
        return new DnsName(below, absolute);
    }

    /** The name without its first label. */
    public DnsName parent() {
        return new DnsName(labels.subList(1, labels.size()), absolute);
    }

    /** The host name that it is; empty for what no client asks for as the name of a host. */
    public Optional<HostName> host() {
        boolean plain = !isRoot()
                && labels.stream().allMatch(label -> label.chars().allMatch(c -> c > ' ' && c < 127 && c != '.'));
        return plain ? HostName.tryParse(String.join(".", labels)) : Optional.empty();
    }

    @Override
    public String toString() {
        return isRoot() ? "." : String.join(".", labels) + (absolute ? "." : "");
    }
}
