package org.sallyport.targets.envoy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

/**
 * Which authorities ({@code host} or {@code host:443}) a domain of a virtual host, or an expression, stands for.
 *
 * @param ending how its authorities end
 * @param port where {@code ending} has one
 * @param pattern the same as {@code names}, where a pattern says it
 * @param precedence of several domains that fit, the one with the highest decides
 */
record Authority(Ending ending, OptionalInt port, Optional<HostPattern> pattern, NameSet names, int precedence) {

    enum Ending {
        /** The name alone. */
        BARE,
        /** The name and one port. */
        PORT,
        /** The name alone, or with one port. */
        BARE_OR_PORT,
        /** The name, with whatever port or none. */
        ANY
    }

    private static final int EXACT = 3_000_000;
    private static final int SUFFIX = 2_000_000;
    private static final int PREFIX = 1_000_000;
    private static final int LONGEST = 1_000;

    private static final Pattern PORT = Pattern.compile("(.*):([0-9]{1,5})");
    private static final Pattern EXPRESSION = Pattern.compile("(.*?)(?::([0-9]{1,5})|\\(:([0-9]{1,5})\\)\\?)?");

    /** By the comment on {@code VirtualHost.domains}; empty where the domain is no wildcard of Envoy's and no name. */
    static Optional<Authority> domain(String domain) {
        if (domain.equals("*")) {
            return Optional.of(new Authority(Ending.ANY, OptionalInt.empty(), Optional.empty(), NameSet.all(), 0));
        }
        if (domain.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = lowerAscii(domain);
        if (lower.endsWith("*") && lower.indexOf('*') == lower.length() - 1 && lower.indexOf(':') < 0) {
            NameSet names = NameSet.like(lower, true).minus(exact(lower.substring(0, lower.length() - 1)));
            return Optional.of(
                    new Authority(Ending.ANY, OptionalInt.empty(), Optional.empty(), names, PREFIX + lower.length()));
        }
        Matcher port = PORT.matcher(lower);
        boolean ported = port.matches();
        String host = ported ? port.group(1) : lower;
        Ending ending = ported ? Ending.PORT : Ending.BARE;
        OptionalInt number = ported ? OptionalInt.of(Integer.parseInt(port.group(2))) : OptionalInt.empty();
        if (host.startsWith("*") && host.indexOf('*', 1) < 0) {
            int precedence = SUFFIX + lower.length();
            Optional<HostPattern> below = host.startsWith("*.")
                    ? HostName.tryParse(host.substring(2))
                            .filter(base -> base.value().equals(host.substring(2)))
                            .filter(base -> base.parent().isPresent())
                            .map(HostPattern.Below::new)
                    : Optional.empty();
            // the star stands for one character at least
            NameSet names = below.map(NameSet::of)
                    .orElseGet(() -> NameSet.like(host, true).minus(exact(host.substring(1))));
            return Optional.of(new Authority(ending, number, below, names, precedence));
        }
        return HostName.tryParse(host)
                .filter(name -> name.value().equals(host))
                .map(HostPattern.Exact::new)
                .map(name -> new Authority(ending, number, Optional.of(name), NameSet.of(name), EXACT));
    }

    /** An expression that the whole authority is held against; empty where it is not understood. */
    static Optional<Authority> expression(String written) {
        boolean anyCase = written.startsWith("(?i)");
        Matcher parts = EXPRESSION.matcher(anyCase ? written.substring("(?i)".length()) : written);
        if (written.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        Optional<String> port = Optional.ofNullable(parts.group(2));
        Optional<String> optional = Optional.ofNullable(parts.group(3));
        String host = parts.group(1);
        // a class or a dot that could stand for a colon would let a port slip into the name, or a name into the port
        if (host.contains(":") || host.contains("[^") || host.replace("\\.", "").contains(".")) {
            return Optional.empty();
        }
        Set<HostExpression.Flag> flags = anyCase
                ? Set.of(HostExpression.Flag.PERL, HostExpression.Flag.IGNORE_CASE)
                : Set.of(HostExpression.Flag.PERL);
        return HostExpression.tryParse("^(?:" + host + ")$", flags)
                .map(found -> new Authority(
                        port.isPresent() ? Ending.PORT : optional.isPresent() ? Ending.BARE_OR_PORT : Ending.BARE,
                        port.or(() -> optional)
                                .map(number -> OptionalInt.of(Integer.parseInt(number)))
                                .orElse(OptionalInt.empty()),
                        Optional.empty(),
                        found.names(),
                        0));
    }

    /** The same without its port, for a proxy that does not look at it. */
    Authority atAnyPort() {
        return new Authority(Ending.ANY, OptionalInt.empty(), pattern, names, precedence);
    }

    private static NameSet exact(String name) {
        return HostName.tryParse(name)
                .map(found -> NameSet.of(new HostPattern.Exact(found)))
                .orElse(NameSet.none());
    }

    static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder();
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
    }
}
