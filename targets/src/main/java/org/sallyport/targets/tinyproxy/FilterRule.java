package org.sallyport.targets.tinyproxy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * A rule of a filter file, as the names in which it is found.
 *
 * @param adding adds them to others
 */
record FilterRule(Consumer<NameSetBuilder> adding) {

    /** What the rules are written in. */
    enum Language {
        /** POSIX basic regular expressions: tinyproxy's own choice where the configuration makes none. */
        BASIC,
        /** POSIX extended regular expressions. */
        EXTENDED,
        /** Shell patterns that the whole host has to fit, always with the case of letters. */
        SHELL
    }

    private static final String NAME = "((?:[A-Za-z0-9_-]+\\\\\\.)*[A-Za-z0-9_-]+)\\$";

    /** The usual rules, which are read at once where thousands of expressions would take their time. */
    private static final Pattern ONE_NAME = Pattern.compile("\\^" + NAME);

    private static final Pattern BELOW = Pattern.compile("\\\\\\." + NAME);
    private static final Pattern SUBTREE = Pattern.compile("\\(\\^\\|\\\\\\.\\)" + NAME);

    /** Longer rules are no usual ones. */
    private static final int USUAL = 600;

    /** Empty where the rule is wrong or has something that is not modelled. */
    static Optional<FilterRule> of(String rule, Language language, boolean caseMatters) {
        String octets = octets(rule);
        return switch (language) {
            case SHELL -> ShellPattern.toExpression(octets).flatMap(text -> parsed(text, true));
            case BASIC ->
                usual(octets, false, caseMatters)
                        .or(() -> BasicExpression.toExtended(octets).flatMap(text -> parsed(text, caseMatters)));
            case EXTENDED -> usual(octets, true, caseMatters).or(() -> parsed(octets, caseMatters));
        };
    }

    /** Only its names. */
    NameSet names() {
        NameSetBuilder names = new NameSetBuilder();
        adding.accept(names);
        return names.build();
    }

    private static Optional<FilterRule> usual(String rule, boolean extended, boolean caseMatters) {
        boolean upperCase = rule.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        if (rule.length() > USUAL || (caseMatters && upperCase)) {
            return Optional.empty();
        }
        return name(ONE_NAME, rule)
                .map(name -> new FilterRule(names -> names.add(name)))
                .or(() -> name(BELOW, rule).map(base -> new FilterRule(names -> names.below(base))))
                .or(() -> name(SUBTREE, rule)
                        .filter(top -> extended)
                        .map(top -> new FilterRule(names -> names.subtree(top))));
    }

    private static Optional<HostName> name(Pattern shape, String rule) {
        Matcher matcher = shape.matcher(rule);
        return matcher.matches() ? HostName.tryParse(matcher.group(1).replace("\\.", ".")) : Optional.empty();
    }

    private static Optional<FilterRule> parsed(String expression, boolean caseMatters) {
        Set<HostExpression.Flag> flags =
                caseMatters ? EnumSet.noneOf(HostExpression.Flag.class) : EnumSet.of(HostExpression.Flag.IGNORE_CASE);
        return HostExpression.tryParse(expression, flags)
                .map(HostExpression::names)
                .map(found -> new FilterRule(names -> names.add(found)));
    }

    /** tinyproxy compares octets in the C locale; what is beyond ASCII stands in no name, and neither does a percent sign. */
    private static String octets(String rule) {
        StringBuilder octets = new StringBuilder();
        rule.codePoints()
                .forEach(c -> octets.append(
                        c < 128
                                ? Character.toString(c)
                                : "%".repeat(Character.toString(c).getBytes(StandardCharsets.UTF_8).length)));
        return octets.toString();
    }
}
