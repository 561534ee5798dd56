package org.sallyport.targets.suricata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.NameSet;

/**
 * A {@code content} that is looked for in a name, with what stands behind it.
 *
 * @param dotted whether a dot was put before the name first ({@code dotprefix})
 */
record Content(String text, boolean negated, boolean anyCase, boolean atStart, boolean atEnd, boolean dotted) {

    /** The text in quotes, without them, with its escapes and octets resolved; nothing where it is not well formed. */
    static Optional<String> unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        boolean octets = false;
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            if (c == '|') {
                octets = !octets;
            } else if (octets && c != ' ') {
                int octet = i + 1 < value.length() - 1
                        ? 16 * Character.digit(c, 16) + Character.digit(value.charAt(++i), 16)
                        : -1;
                if (octet < 0 || Character.digit(c, 16) < 0) {
                    return Optional.empty();
                }
                text.append((char) octet);
            } else if (!octets) {
                text.append(c == '\\' && i + 1 < value.length() - 1 ? value.charAt(++i) : c);
            }
        }
        return octets || text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /** As far as names in lower case are concerned, an upper-case letter that has to be one matches nothing. */
    boolean matchesNothing() {
        return !anyCase && text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** The same for names in lower case, where it matches any. */
    Content inLowerCase() {
        return matchesNothing() ? this : new Content(lower(text), negated, true, atStart, atEnd, dotted);
    }

    /** The names in which it is found. */
    NameSet names() {
        NameSet found = matchesNothing() ? NameSet.none() : found(lower(text));
        return negated ? NameSet.all().minus(found) : found;
    }

    private NameSet found(String wanted) {
        List<NameSet> found = new ArrayList<>();
        if (!dotted || !atStart) {
            found.add(like((atStart ? "" : "*"), wanted, atEnd ? "" : "*"));
        }
        if (dotted && wanted.startsWith(".")) {
            found.add(like("", wanted.substring(1), atEnd ? "" : "*"));
        }
        return NameSet.union(found);
    }

    private static NameSet like(String before, String wanted, String behind) {
        return wanted.contains("*") ? NameSet.none() : NameSet.like(before + wanted + behind, true);
    }

    static String lower(String text) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }
}
