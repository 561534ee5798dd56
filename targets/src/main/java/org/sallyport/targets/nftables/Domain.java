package org.sallyport.targets.nftables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Selection;

/**
 * A name that passes with all below it at some ports. dnsmasq looks at the longest name only, so a name has the ports
 * of all names above it as well; a name that has no more than these is no entry of its own.
 *
 * @param topmost whether no other entry is above it
 */
record Domain(HostName name, PortSet ports, List<Rule> rules, boolean topmost) {

    Domain {
        rules = List.copyOf(rules);
    }

    /** All entries, sorted by their names. */
    static List<Domain> of(List<Selection.Entry> selected) {
        SortedMap<HostName, List<Rule>> rules = new TreeMap<>(
                Comparator.<HostName>comparingInt(name -> name.labels().size())
                        .thenComparing(Comparator.naturalOrder()));
        for (Selection.Entry entry : selected) {
            rules.computeIfAbsent(entry.host().suffix(), _ -> new ArrayList<>()).add(entry.rule());
        }
        // those above come first
        Map<HostName, SortedSet<Port>> ports = new HashMap<>();
        Map<HostName, List<Rule>> reasons = new LinkedHashMap<>();
        rules.forEach((name, own) -> {
            Optional<HostName> above = above(name, ports);
            SortedSet<Port> all = new TreeSet<>();
            above.ifPresent(known -> all.addAll(ports.getOrDefault(known, all)));
            own.forEach(rule -> all.addAll(rule.ports().list()));
            if (above.isPresent() && all.equals(ports.get(above.get()))) {
                reasons.getOrDefault(above.get(), new ArrayList<>()).addAll(own);
            } else {
                ports.put(name, all);
                reasons.put(name, new ArrayList<>(own));
            }
        });
        List<Domain> domains = new ArrayList<>();
        reasons.forEach((name, because) -> domains.add(new Domain(
                name,
                new PortSet(ports.getOrDefault(name, new TreeSet<>())),
                because,
                above(name, ports).isEmpty())));
        domains.sort(Comparator.comparing(Domain::name));
        return List.copyOf(domains);
    }

    private static Optional<HostName> above(HostName name, Map<HostName, SortedSet<Port>> known) {
        Optional<HostName> above = name.parent();
        while (above.isPresent() && !known.containsKey(above.get())) {
            above = above.get().parent();
        }
        return above;
    }
}
