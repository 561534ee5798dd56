package org.sallyport.targets.junipersrx;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/**
 * A value of {@code url-pattern}, as Junos reads it.
 *
 * @param patterns the hosts that match, where they have a pattern
 * @param more the others
 * @param whole whether the whole host matches, or some of its paths only
 */
record UrlPattern(Line.State state, List<HostPattern> patterns, NameSet more, boolean whole, Optional<Text> remark) {

    private static final String WORD = "[a-z0-9_-]+";
    private static final Set<String> EVERYTHING = Set.of("*", "*.*", "*.*.*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f]*:[0-9a-f:.]*\\]?");

    /** @param manyWords whether a star stands for any number of words, as from 20.4R1 */
    static UrlPattern parse(String value, boolean manyWords) {
        String text = value.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        boolean whole = slash < 0 || slash == text.length() - 1;
        if (EVERYTHING.contains(host)) {
            // before 20.4 the manual says of the three that they are one and the same, and that a star is one word
            return new UrlPattern(
                    Line.State.UNDERSTOOD, List.of(), NameSet.all(), whole && manyWords, Optional.of(EVERY));
        }
        if (ADDRESS.matcher(host).matches()) {
            return new UrlPattern(Line.State.UNDERSTOOD, List.of(), NameSet.none(), true, Optional.of(IS_ADDRESS));
        }
        if (!host.matches(".*[*^?].*")) {
            return HostName.tryParse(host)
                    .map(name -> of(List.of(new HostPattern.Exact(name)), NameSet.none(), whole))
                    .orElse(wrong());
        }
        Optional<HostName> below = host.startsWith("*.") ? HostName.tryParse(host.substring(2)) : Optional.empty();
        if (below.isPresent() && manyWords) {
            return subtree(below.get(), whole);
        }
        if (below.isPresent()) {
            return below.get().parent().isPresent()
                    ? of(List.of(), NameSet.oneLabelBelow(below.get()), whole)
                    : new UrlPattern(Line.State.WRONG, List.of(), NameSet.none(), true, Optional.of(THREE_PARTS));
        }
        return manyWords ? expression(host, whole) : wrong();
    }

    /** All names that match, whatever the path. */
    NameSet names() {
        return patterns.isEmpty() ? more : NameSet.of(patterns).union(more);
    }

    private static UrlPattern subtree(HostName top, boolean whole) {
        List<HostPattern> itself = List.of(new HostPattern.Exact(top));
        return top.parent().isPresent()
                ? of(List.of(itself.getFirst(), new HostPattern.Below(top)), NameSet.none(), whole)
                : of(itself, NameSet.below(top), whole);
    }

    /** A star stands in front only, a caret for one word, a question mark at the end for one character. */
    private static UrlPattern expression(String host, boolean whole) {
        String rest = host.startsWith("*.") ? host.substring(2) : host;
        String tail = rest.replaceFirst("\\?+$", "");
        List<String> labels = List.of(tail.split("\\.", -1));
        boolean known = labels.stream().allMatch(label -> label.equals("^") || label.matches("[a-z0-9_-]*"));
        if (!known) {
            return wrong();
        }
        String expression = (host.startsWith("*.") ? "^(" + WORD + "\\.)*" : "^")
                + labels.stream().map(label -> label.equals("^") ? WORD : label).collect(Collectors.joining("\\."))
                + "[a-z0-9_-]".repeat(rest.length() - tail.length())
                + "$";
        return HostExpression.tryParse(expression, EnumSet.noneOf(HostExpression.Flag.class))
                .map(parsed -> of(List.of(), parsed.names(), whole))
                .orElse(wrong());
    }

    private static UrlPattern of(List<HostPattern> patterns, NameSet more, boolean whole) {
        return new UrlPattern(
                Line.State.UNDERSTOOD, patterns, more, whole, whole ? Optional.empty() : Optional.of(PATH));
    }

    private static UrlPattern wrong() {
        return new UrlPattern(Line.State.WRONG, List.of(), NameSet.none(), true, Optional.of(NOT_A_PATTERN));
    }

    private static final Text EVERY = Text.of("this stands for every URL", "ceci désigne toute URL");
    private static final Text IS_ADDRESS = Text.of("an address, no name", "une adresse, pas un nom");
    private static final Text PATH = Text.of("some paths of the host only", "certains chemins de l'hôte seulement");
    private static final Text THREE_PARTS = Text.of(
            "before 20.4R1 a pattern with a star has three parts or more",
            "avant 20.4R1, un motif à étoile a au moins trois parties");
    private static final Text NOT_A_PATTERN = Text.of(
            "no pattern: a star stands in front, a caret (from 20.4R1) for one word, a question mark at the end",
            "pas un motif : étoile en tête, accent circonflexe (dès 20.4R1) pour un mot, point d'interrogation à la fin");
}
