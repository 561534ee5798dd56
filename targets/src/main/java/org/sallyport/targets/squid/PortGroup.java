package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.GlobExpression;
import org.sallyport.targets.Selection;

/**
 * The entries of a list that go to the same TCP ports, as Squid's values.
 *
 * @param ports at least one
 * @param domains values of {@code dstdomain}, none of which covers another: Squid before 7 does not start otherwise
 * @param expressions values of {@code dstdom_regex}
 */
record PortGroup(List<Integer> ports, List<Value> domains, List<Value> expressions) {

    /** A value and the rules for which it is written. */
    record Value(String text, List<Rule> rules) {}

    /** All groups, sorted by their ports. Squid carries TCP only: entries for UDP ports are left out. */
    static List<PortGroup> of(List<Selection.Entry> entries) {
        SortedMap<String, List<Selection.Entry>> byPorts = new TreeMap<>();
        for (Selection.Entry entry : entries) {
            List<Integer> ports = tcp(entry.rule());
            if (!ports.isEmpty()) {
                byPorts.computeIfAbsent(spelled(ports), key -> new ArrayList<>())
                        .add(entry);
            }
        }
        return byPorts.values().stream().map(PortGroup::group).toList();
    }

    int size() {
        return domains.size() + expressions.size();
    }

    private static List<Integer> tcp(Rule rule) {
        return rule.ports().list().stream()
                .filter(port -> port.transport() == Port.Transport.TCP)
                .map(Port::number)
                .toList();
    }

    private static String spelled(List<Integer> ports) {
        return ports.stream().map(port -> "%05d".formatted(port)).collect(Collectors.joining(" "));
    }

    private static PortGroup group(List<Selection.Entry> entries) {
        Map<HostName, HostPattern> wildcards = new HashMap<>();
        for (Selection.Entry entry : entries) {
            if (entry.host() instanceof HostPattern.Below below) {
                wildcards.put(below.base(), below);
            }
        }
        SortedMap<HostPattern, List<Rule>> byHost = new TreeMap<>();
        for (Selection.Entry entry : entries) {
            byHost.computeIfAbsent(widest(entry.host(), wildcards), _ -> new ArrayList<>())
                    .add(entry.rule());
        }
        List<Value> domains = new ArrayList<>();
        List<Value> expressions = new ArrayList<>();
        for (Map.Entry<HostPattern, List<Rule>> entry : byHost.entrySet()) {
            switch (entry.getKey()) {
                case HostPattern.Exact exact ->
                    domains.add(new Value(exact.name().value(), entry.getValue()));
                case HostPattern.Below below -> domains.add(new Value("." + below.base(), entry.getValue()));
                case HostPattern.Glob glob -> expressions.add(new Value(GlobExpression.of(glob), entry.getValue()));
            }
        }
        return new PortGroup(tcp(entries.getFirst().rule()), domains, expressions);
    }

    /** The highest wildcard that brings the host along, or the host; Squid's {@code .x} brings x itself. */
    private static HostPattern widest(HostPattern host, Map<HostName, HostPattern> wildcards) {
        HostPattern widest = host;
        Optional<HostName> name = Optional.of(host.suffix());
        while (name.isPresent()) {
            widest = wildcards.getOrDefault(name.get(), widest);
            name = name.get().parent();
        }
        return widest;
    }
}
