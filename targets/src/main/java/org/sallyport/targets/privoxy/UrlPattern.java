package org.sallyport.targets.privoxy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * A URL pattern of an actions file: {@code host:ports/path}, of which all parts can be missing. Source: Privoxy User
 * Manual, "Patterns".
 *
 * @param hosts adds the hosts that fit to others; empty where they are not modelled
 * @param anyHost whether every host fits
 * @param ports empty for all; a list that is not modelled is no pattern at all
 * @param wholly whether every path fits
 */
record UrlPattern(Optional<Consumer<NameSetBuilder>> hosts, boolean anyHost, Optional<PortList> ports, boolean wholly) {

    private static final String PERL = "pcre-host-pattern:";
    private static final String LABEL_CHARACTER = "[a-z0-9_-]";
    private static final Pattern PLAIN = Pattern.compile("\\.?[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    /** What has another character than these has it in no host name. */
    private static final Pattern GLOB = Pattern.compile("[a-z0-9_.*?-]*");

    /** Empty where its ports are not modelled. */
    static Optional<UrlPattern> of(String spec) {
        boolean perl = spec.regionMatches(true, 0, PERL, 0, PERL.length());
        String text = perl ? spec.substring(PERL.length()) : spec;
        int slash = text.indexOf('/');
        boolean wholly = slash < 0 || slash == text.length() - 1;
        String hostAndPorts = slash < 0 ? text : text.substring(0, slash);
        if (hostAndPorts.startsWith("<")) {
            // an IPv6 address; no name is one
            return Optional.of(new UrlPattern(Optional.of(_ -> {}), false, Optional.empty(), wholly));
        }
        int colon = hostAndPorts.indexOf(':');
        String host = colon < 0 ? hostAndPorts : hostAndPorts.substring(0, colon);
        Optional<PortList> ports = colon < 0 ? Optional.empty() : PortList.of(hostAndPorts.substring(colon + 1));
        if (colon >= 0 && ports.isEmpty()) {
            return Optional.empty();
        }
        boolean anyHost = host.isEmpty() || (!perl && host.matches("\\.+"));
        Optional<Consumer<NameSetBuilder>> hosts =
                anyHost ? Optional.of(names -> names.add(NameSet.all())) : perl ? perl(host) : labels(lower(host));
        return Optional.of(new UrlPattern(hosts, anyHost, ports, wholly));
    }

    /** Only its names; none where they are not modelled. */
    NameSet names() {
        NameSetBuilder names = new NameSetBuilder();
        hosts.ifPresent(adding -> adding.accept(names));
        return names.build();
    }

    /** Privoxy binds the expression to the end of the host, and not to its beginning. */
    private static Optional<Consumer<NameSetBuilder>> perl(String host) {
        boolean bound = host.endsWith("$") && !host.endsWith("\\$");
        return names(
                bound ? host : host + "\\.?$", EnumSet.of(HostExpression.Flag.PERL, HostExpression.Flag.IGNORE_CASE));
    }

    /** A dot in front leaves any labels before the pattern, one at the end any behind it. */
    private static Optional<Consumer<NameSetBuilder>> labels(String host) {
        if (PLAIN.matcher(host).matches()) {
            boolean subtree = host.startsWith(".");
            Optional<HostName> name = HostName.tryParse(subtree ? host.substring(1) : host);
            if (name.isPresent()) {
                return Optional.of(names -> {
                    if (subtree) {
                        names.subtree(name.get());
                    } else {
                        names.add(name.get());
                    }
                });
            }
        }
        if (host.indexOf('[') >= 0) {
            return Optional.empty();
        }
        if (!GLOB.matcher(host).matches()) {
            return Optional.of(_ -> {});
        }
        List<String> labels = new ArrayList<>();
        for (String label : host.split("\\.+", -1)) {
            if (!isExact(label)) {
                return Optional.empty();
            }
            if (!label.isEmpty()) {
                labels.add(label.replace("?", LABEL_CHARACTER).replace("*", LABEL_CHARACTER + "*"));
            }
        }
        String front = host.startsWith(".") ? "^(.*\\.)?" : "^";
        String end = host.endsWith(".") ? "(\\..*)?$" : "$";
        return names(front + String.join("\\.", labels) + end, EnumSet.noneOf(HostExpression.Flag.class));
    }

    /**
     * Whether Privoxy's star means what a star means. It does not go back in the label: what stands behind a star has to
     * begin nowhere inside itself, or names are missed; and a star behind a star takes a character.
     */
    private static boolean isExact(String label) {
        String[] parts = label.split("\\*", -1);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            boolean starBehindStar = part.isEmpty() && i < parts.length - 1;
            if (starBehindStar || part.indexOf('?') >= 0 || beginsInside(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean beginsInside(String part) {
        return part.length() > 1 && part.indexOf(part.charAt(0), 1) >= 0;
    }

    private static Optional<Consumer<NameSetBuilder>> names(String expression, EnumSet<HostExpression.Flag> flags) {
        return HostExpression.tryParse(expression, flags)
                .map(HostExpression::names)
                .map(found -> names -> names.add(found));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
