package org.sallyport.targets.trafficserver;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

/**
 * A {@code map} or {@code regex_map} with its two addresses.
 *
 * @param expression whether the host is one that is searched for in the name
 */
record RemapRule(boolean expression, Address from, Address to) {

    /**
     * An address of a rule.
     *
     * @param host in lower case, as Traffic Server compares it: that of an expression as well
     * @param port empty where the scheme says it
     * @param path without its first slash
     */
    record Address(String scheme, String host, Optional<Integer> port, String path) {

        private static final Pattern FORM =
                Pattern.compile("([A-Za-z][A-Za-z+]*)://([^/]*?)(?::([0-9]{1,5}))?(?:/(.*))?");
        private static final Pattern ODD = Pattern.compile("[:@#;\"']");

        /** Empty where it is none, or one that is not modelled. */
        static Optional<Address> read(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()
                    || form.group(2).isEmpty()
                    || ODD.matcher(form.group(2)).find()) {
                return Optional.empty();
            }
            Optional<String> port = Optional.ofNullable(form.group(3));
            if (port.isPresent() && Port.tryParse(port.get()).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Address(
                    form.group(1).toLowerCase(Locale.ROOT),
                    lower(form.group(2)),
                    port.map(Integer::valueOf),
                    Optional.ofNullable(form.group(4)).orElse("")));
        }

        int portOrThatOfTheScheme() {
            return port.orElse((isHttp() ? Port.HTTP : Port.HTTPS).number());
        }

        boolean isHttp() {
            return scheme.equals("http");
        }

        private static String lower(String text) {
            StringBuilder lower = new StringBuilder(text.length());
            text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
            return lower.toString();
        }
    }

    private static final Pattern BELOW =
            Pattern.compile("\\^\\(\\[a-z0-9_-\\]\\+\\\\\\.\\)\\+((?:[a-z0-9_-]+\\\\\\.)*[a-z0-9_-]+)\\$");

    /** Whether it leads to the host and the port that the client wants, and not to another. */
    boolean leadsToItself() {
        boolean known = Set.of("http", "https").contains(from.scheme)
                && Set.of("http", "https").contains(to.scheme)
                && to.path.isEmpty();
        boolean samePort = from.isHttp()
                ? to.isHttp() && to.portOrThatOfTheScheme() == from.portOrThatOfTheScheme()
                : to.port.isEmpty() || to.port.get() == from.portOrThatOfTheScheme();
        return known && samePort && to.host.equals(expression ? "$0" : from.host);
    }

    /** Whether a tunnel that it takes finds a port to lead to. */
    boolean hasPortForTunnels() {
        return to.port.isPresent();
    }

    /** Whether it is for whatever a client wants at the host. */
    boolean isForAllPaths() {
        return from.path.isEmpty();
    }

    /** The names that it takes; empty where the expression is not understood. */
    Optional<NameSet> names() {
        if (!expression) {
            // of a name with a dot at its end, only clients that write it so are taken
            return Optional.of(
                    HostName.tryParse(hasDotAtEnd() ? from.host.substring(0, from.host.length() - 1) : from.host)
                            .map(name -> NameSet.of(new HostPattern.Exact(name)))
                            .orElse(NameSet.none()));
        }
        // most of a long list looks like that, and is read at once
        Matcher below = BELOW.matcher(from.host);
        Optional<HostName> base =
                below.matches() ? HostName.tryParse(below.group(1).replace("\\.", ".")) : Optional.empty();
        return base.map(NameSet::below)
                .or(() -> HostExpression.tryParse(from.host, Set.of(HostExpression.Flag.PERL))
                        .map(HostExpression::names));
    }

    boolean hasDotAtEnd() {
        return !expression && from.host.endsWith(".");
    }

    /** What no two rules may have in common, expressions apart. */
    String key() {
        return from.scheme + "://" + from.host + ":" + from.portOrThatOfTheScheme() + "/" + from.path;
    }
}
