package org.sallyport.targets.adguardhome;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * The pattern of a rule as the names that it matches. AdGuard Home's engine is written in Go, its sister for browsers in
 * JavaScript; where the two differ, or depend on more than the name, the names are left open.
 *
 * @param surely adds the names that it matches in every case
 * @param possibly adds those that it may match
 */
record NamePattern(Consumer<NameSetBuilder> surely, Consumer<NameSetBuilder> possibly) {

    /** No host name has what it asks for. */
    static final NamePattern NEVER = exactly(_ -> {});

    static final NamePattern UNKNOWN = new NamePattern(_ -> {}, names -> names.add(NameSet.all()));

    private static final String HOST = "([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)";
    private static final Pattern NAME = Pattern.compile("\\|" + HOST + "[|^]");
    private static final Pattern BELOW = Pattern.compile("\\|\\|?\\*\\." + HOST + "\\^|\\|\\*\\." + HOST + "\\|");
    private static final Pattern SUBTREE = Pattern.compile("\\|\\|" + HOST + "\\^");

    /**
     * Expressions that both engines search for as they stand. Before they do, both look for the longest run of plain
     * characters, even where the expression does not ask for it, as in {@code /ab*|longer/}.
     */
    private static final Pattern PLAIN_EXPRESSION = Pattern.compile(
            "(?i)\\^?(?:[a-z0-9_-]|\\\\[.-]|(?:\\[[^\\\\\\]\\[]+\\]|\\((?:[^()\\\\]|\\\\[.-])*\\))[*+]?)*\\$?");

    boolean isExact() {
        return surely.equals(possibly);
    }

    static NamePattern exactly(Consumer<NameSetBuilder> names) {
        return new NamePattern(names, names);
    }

    /** The same names, but not in every case. */
    NamePattern inSomeCase() {
        return new NamePattern(_ -> {}, possibly);
    }

    /** Without the names of a set. */
    NamePattern without(NameSet less) {
        NameSetBuilder some = new NameSetBuilder();
        NameSetBuilder all = new NameSetBuilder();
        surely.accept(some);
        possibly.accept(all);
        NameSet sure = some.build().minus(less);
        NameSet possible = all.build().minus(less);
        return isExact()
                ? exactly(names -> names.add(sure))
                : new NamePattern(names -> names.add(sure), names -> names.add(possible));
    }

    /** Whether AdGuard Home refuses a rule with it for matching too much. */
    static boolean isTooWide(String pattern) {
        return pattern.length() < 3 || pattern.equals("||");
    }

    static NamePattern of(String text) {
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            return expression(text.substring(1, text.length() - 1));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        NamePattern pattern = usual(lower).orElseGet(() -> glob(lower.endsWith("/*") ? cut(lower) + "^" : lower));
        // the engines do not agree about capital letters and short patterns, but AdGuard itself recommends one of these
        return lower.equals(text) && (text.length() > 3 || text.equals("||*")) ? pattern : pattern.inSomeCase();
    }

    private static String cut(String pattern) {
        return pattern.substring(0, pattern.length() - 2);
    }

    private static Optional<NamePattern> usual(String text) {
        return name(NAME, text)
                .map(name -> exactly(names -> names.add(name)))
                .or(() -> name(BELOW, text).map(base -> exactly(names -> names.below(base))))
                .or(() -> name(SUBTREE, text).map(top -> exactly(names -> names.subtree(top))));
    }

    private static Optional<HostName> name(Pattern shape, String text) {
        Matcher matcher = shape.matcher(text);
        return matcher.matches()
                ? Optional.ofNullable(matcher.group(matcher.groupCount()))
                        .or(() -> Optional.ofNullable(matcher.group(1)))
                        .flatMap(HostName::tryParse)
                : Optional.empty();
    }

    private static NamePattern glob(String text) {
        boolean labels = text.startsWith("||");
        boolean begins = text.startsWith("|");
        String plain = text.replaceAll("[*^|]+$", "");
        if (text.indexOf('/') >= 0
                || text.indexOf(':') >= 0
                || (!begins && !plain.isEmpty() && "http".contains(plain))) {
            // about the scheme that the engines put in front of the name, or what they put behind it
            return UNKNOWN;
        }
        String rest = text.substring(labels ? 2 : begins ? 1 : 0);
        int end = rest.indexOf('^');
        boolean ends = end >= 0 || rest.endsWith("|");
        if (end >= 0 && !rest.substring(end).matches("[*^]*\\|?")) {
            return NEVER;
        }
        String body = end >= 0 ? rest.substring(0, end) : ends ? rest.substring(0, rest.length() - 1) : rest;
        if (!body.matches("[a-z0-9._*-]*")) {
            return NEVER;
        }
        String like = (begins ? "" : "*") + body + (ends ? "" : "*");
        NameSet names = NameSet.like(like, true);
        NameSet matched = labels ? names.union(NameSet.like("*." + like, true)) : names;
        NamePattern pattern = exactly(set -> set.add(matched));
        // one of the engines has a slash behind the name, so that nothing ends there
        return labels && end < 0 && ends ? pattern.inSomeCase() : pattern;
    }

    private static NamePattern expression(String text) {
        if (text.equals(".*") || text.equals(".+")) {
            NameSet dotted = NameSet.like("*.*", true);
            return new NamePattern(names -> names.add(dotted), names -> names.add(NameSet.all()));
        }
        Optional<NameSet> names = HostExpression.tryParse(
                        text, EnumSet.of(HostExpression.Flag.PERL, HostExpression.Flag.IGNORE_CASE))
                .map(HostExpression::names);
        if (names.isEmpty()) {
            return UNKNOWN;
        }
        NamePattern pattern = exactly(set -> set.add(names.get()));
        return PLAIN_EXPRESSION.matcher(text).matches() && text.length() > 2 ? pattern : pattern.inSomeCase();
    }
}
