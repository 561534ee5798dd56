package org.sallyport.core.site;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

/**
 * For each port, a set of names. Immutable; safe for use by several threads.
 *
 * @param byPort the ports that are told apart
 * @param elsewhere the names at every other port
 */
public record Permits(SortedMap<Port, NameSet> byPort, NameSet elsewhere) {

    public Permits {
        byPort = Collections.unmodifiableSortedMap(new TreeMap<>(byPort));
    }

    /** Nothing at any port. */
    public static Permits none() {
        return everywhere(NameSet.none());
    }

    /** The same names at every port: what a device lets through that does not look at ports. */
    public static Permits everywhere(NameSet names) {
        return new Permits(new TreeMap<>(), names);
    }

    /** These names at these ports, and nothing elsewhere. */
    public static Permits at(Map<Port, NameSet> byPort) {
        return new Permits(new TreeMap<>(byPort), NameSet.none());
    }

    /** The hosts of the rules, each at its ports. */
    public static Permits of(List<Rule> rules) {
        SortedMap<Port, NameSet> byPort = new TreeMap<>();
        Map<Set<HostPattern>, NameSet> known = new HashMap<>();
        for (Port port : ports(rules)) {
            Set<HostPattern> hosts = rules.stream()
                    .filter(rule -> rule.ports().contains(port))
                    .map(Rule::host)
                    .collect(Collectors.toSet());
            byPort.put(port, known.computeIfAbsent(hosts, NameSet::of));
        }
        return at(byPort);
    }

    public NameSet at(Port port) {
        return byPort.getOrDefault(port, elsewhere);
    }

    public SortedSet<Port> ports() {
        return new TreeSet<>(byPort.keySet());
    }

    /** All names at whatever port, at every port. */
    public Permits regardlessOfPort() {
        Set<NameSet> all = new LinkedHashSet<>(byPort.values());
        all.add(elsewhere);
        return everywhere(all.size() == 1 ? elsewhere : NameSet.union(all));
    }

    private static SortedSet<Port> ports(List<Rule> rules) {
        SortedSet<Port> ports = new TreeSet<>();
        rules.forEach(rule -> ports.addAll(rule.ports().list()));
        return ports;
    }
}
