package org.sallyport.targets.privoxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Selection;

/**
 * A pattern to write, the ports at which no pattern above it says the same already, and the rules for which it is
 * written.
 *
 * @param ports at least one
 */
record Grant(HostPattern host, SortedSet<Integer> ports, List<Rule> rules) {

    /** All grants, sorted by their hosts. Privoxy carries TCP only: what is for UDP ports alone is left out. */
    static List<Grant> of(List<Selection.Entry> entries) {
        SortedMap<HostPattern, SortedSet<Integer>> ports = new TreeMap<>();
        for (Selection.Entry entry : entries) {
            ports.computeIfAbsent(entry.host(), _ -> new TreeSet<>()).addAll(tcp(entry.rule()));
        }
        SortedMap<HostPattern, SortedSet<Integer>> own = new TreeMap<>();
        ports.forEach((host, numbers) -> {
            SortedSet<Integer> left = new TreeSet<>(numbers);
            left.removeAll(saidAbove(host, ports));
            own.put(host, left);
        });
        Map<HostPattern, List<Rule>> rules = entries.stream()
                .collect(Collectors.groupingBy(
                        Selection.Entry::host, Collectors.mapping(Selection.Entry::rule, Collectors.toList())));
        List<Grant> grants = new ArrayList<>();
        own.forEach((host, numbers) -> {
            if (!numbers.isEmpty()) {
                grants.add(new Grant(host, numbers, rules.getOrDefault(host, List.of())));
            }
        });
        return List.copyOf(grants);
    }

    /** A wildcard brings its own name along, and all below it. */
    private static SortedSet<Integer> saidAbove(HostPattern host, Map<HostPattern, SortedSet<Integer>> ports) {
        SortedSet<Integer> said = new TreeSet<>();
        Optional<HostName> above = Optional.of(host.suffix());
        while (above.isPresent() && above.get().parent().isPresent()) {
            HostPattern wildcard = new HostPattern.Below(above.get());
            if (!wildcard.equals(host)) {
                said.addAll(ports.getOrDefault(wildcard, new TreeSet<>()));
            }
            above = above.get().parent();
        }
        return said;
    }

    private static List<Integer> tcp(Rule rule) {
        return rule.ports().list().stream()
                .filter(port -> port.transport() == Port.Transport.TCP)
                .map(Port::number)
                .toList();
    }
}
