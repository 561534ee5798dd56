package org.sallyport.targets.mikrotik;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Selection;

/**
 * The hosts of an address list: those that are reached at the same ports.
 *
 * @param hosts with the rules for which they stand
 */
record PortList(Ports ports, SortedMap<HostPattern, List<Rule>> hosts) {

    /** All lists, in the order of their ports. A host that a wildcard brings along at all its ports is not in them. */
    static List<PortList> of(List<Selection.Entry> entries) {
        Map<HostPattern, List<Rule>> rules = new TreeMap<>();
        for (Selection.Entry entry : entries) {
            rules.computeIfAbsent(entry.host(), _ -> new ArrayList<>()).add(entry.rule());
        }
        Map<HostPattern, Ports> ports = new HashMap<>();
        rules.keySet().forEach(host -> ports.put(host, at(host, rules)));
        SortedMap<Ports, SortedMap<HostPattern, List<Rule>>> lists =
                new TreeMap<>(Comparator.comparing(Ports::toString));
        rules.forEach((host, its) -> {
            HostPattern written = highest(host, rules, ports);
            lists.computeIfAbsent(at(written, rules), _ -> new TreeMap<>())
                    .computeIfAbsent(written, _ -> new ArrayList<>())
                    .addAll(its);
        });
        return lists.entrySet().stream()
                .map(list -> new PortList(list.getKey(), list.getValue()))
                .toList();
    }

    /** The highest wildcard that brings the host along at all its ports, or the host. */
    private static HostPattern highest(
            HostPattern host, Map<HostPattern, List<Rule>> rules, Map<HostPattern, Ports> ports) {
        HostPattern highest = host;
        Optional<HostPattern> above = above(host, rules);
        while (above.isPresent()) {
            if (containsAll(ports, above.get(), host)) {
                highest = above.get();
            }
            above = above(above.get(), rules);
        }
        return highest;
    }

    private static boolean containsAll(Map<HostPattern, Ports> ports, HostPattern wider, HostPattern narrower) {
        return Optional.ofNullable(ports.get(wider))
                .flatMap(all -> Optional.ofNullable(ports.get(narrower)).map(all::containsAll))
                .orElse(false);
    }

    /**
     * The ports at which a host passes: its own, and for a wildcard those of the wildcards above it, for an answer
     * below both fills the list of one of them.
     */
    private static Ports at(HostPattern host, Map<HostPattern, List<Rule>> rules) {
        List<Port> ports = new ArrayList<>();
        rules.getOrDefault(host, List.of())
                .forEach(rule -> ports.addAll(rule.ports().list()));
        Optional<HostPattern> above = host instanceof HostPattern.Below ? above(host, rules) : Optional.empty();
        while (above.isPresent()) {
            rules.getOrDefault(above.get(), List.of())
                    .forEach(rule -> ports.addAll(rule.ports().list()));
            above = above(above.get(), rules);
        }
        return Ports.of(ports);
    }

    /** The nearest wildcard of the list that brings the host along. */
    private static Optional<HostPattern> above(HostPattern host, Map<HostPattern, List<Rule>> rules) {
        Optional<HostName> name = host.suffix().parent();
        while (name.isPresent()) {
            if (name.get().parent().isPresent() && rules.containsKey(new HostPattern.Below(name.get()))) {
                return Optional.of(new HostPattern.Below(name.get()));
            }
            name = name.get().parent();
        }
        return Optional.empty();
    }
}
