package org.sallyport.targets.pihole;

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
 * A row of the table {@code domainlist}, as the names that it is about.
 *
 * @param surely adds the names that it matches in every case
 * @param possibly adds those that it may match
 * @param line index of the line where its domain stands
 */
record DomainEntry(Type type, Consumer<NameSetBuilder> surely, Consumer<NameSetBuilder> possibly, int line) {

    enum Type {
        EXACT_ALLOW,
        EXACT_DENY,
        REGEX_ALLOW,
        REGEX_DENY;

        /** By its number in the table. */
        static Optional<Type> of(String number) {
            return switch (number) {
                case "0" -> Optional.of(EXACT_ALLOW);
                case "1" -> Optional.of(EXACT_DENY);
                case "2" -> Optional.of(REGEX_ALLOW);
                case "3" -> Optional.of(REGEX_DENY);
                default -> Optional.empty();
            };
        }

        boolean allows() {
            return this == EXACT_ALLOW || this == REGEX_ALLOW;
        }
    }

    private static final String NAME = "((?:[a-z0-9_-]+\\\\\\.)*[a-z0-9_-]+)\\$";
    private static final Pattern ONE_NAME = Pattern.compile("\\^" + NAME);
    private static final Pattern BELOW = Pattern.compile("\\\\\\." + NAME);
    private static final Pattern SUBTREE = Pattern.compile("\\((?:\\^\\|\\\\\\.|\\\\\\.\\|\\^)\\)" + NAME);

    /** What Pi-hole's library reads otherwise than POSIX does, or adds to it. */
    private static final Pattern TRE_ONLY = Pattern.compile("[*+?}]\\?|\\(\\?|\\\\[A-Za-z0-9<>]");

    static DomainEntry of(Type type, String domain, int line) {
        return type == Type.EXACT_ALLOW || type == Type.EXACT_DENY
                ? exact(type, domain, line)
                : expression(type, domain, line);
    }

    boolean isExact() {
        return surely.equals(possibly);
    }

    NameSet names() {
        NameSetBuilder names = new NameSetBuilder();
        surely.accept(names);
        return names.build();
    }

    /** Names come in lower case and without a dot at the end, and are compared letter by letter. */
    private static DomainEntry exact(Type type, String domain, int line) {
        return HostName.tryParse(domain)
                .filter(name -> name.value().equals(domain))
                .map(name -> exactly(type, names -> names.add(name), line))
                .orElseGet(() -> exactly(type, _ -> {}, line));
    }

    private static DomainEntry expression(Type type, String domain, int line) {
        if (domain.indexOf(';') >= 0) {
            // behind it stands to which queries it applies, or that it means the others
            return new DomainEntry(type, _ -> {}, names -> names.add(NameSet.all()), line);
        }
        String lower = domain.toLowerCase(Locale.ROOT);
        return name(ONE_NAME, lower)
                .map(name -> exactly(type, names -> names.add(name), line))
                .or(() -> name(BELOW, lower).map(base -> exactly(type, names -> names.below(base), line)))
                .or(() -> name(SUBTREE, lower).map(top -> exactly(type, names -> names.subtree(top), line)))
                .orElseGet(() -> parsed(type, domain, line));
    }

    private static DomainEntry parsed(Type type, String domain, int line) {
        Optional<NameSet> found = HostExpression.tryParse(domain, EnumSet.of(HostExpression.Flag.IGNORE_CASE))
                .map(HostExpression::names);
        return found.filter(_ -> !TRE_ONLY.matcher(domain).find())
                .map(names -> exactly(type, set -> set.add(names), line))
                .orElseGet(() -> new DomainEntry(type, _ -> {}, names -> names.add(NameSet.all()), line));
    }

    private static Optional<HostName> name(Pattern shape, String expression) {
        Matcher matcher = shape.matcher(expression);
        return matcher.matches() ? HostName.tryParse(matcher.group(1).replace("\\.", ".")) : Optional.empty();
    }

    private static DomainEntry exactly(Type type, Consumer<NameSetBuilder> names, int line) {
        return new DomainEntry(type, names, names, line);
    }
}
