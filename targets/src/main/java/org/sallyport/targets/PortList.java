package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Device;

/** What a device writes that binds names to ports: the names of one set of ports. */
public record PortList(Ports ports, NameList names) {

    /**
     * The lists of a device, sorted by their ports. Each host stands once, with the ports of all its rules; where a
     * wildcard covers it at more ports, that stands for it.
     *
     * @param carried the ports that the product knows; a rule with none of them is in no list
     * @throws org.sallyport.core.InputException where there are more entries than the product takes
     */
    public static List<PortList> of(Selection selection, Target target, Device device, Predicate<Port> carried) {
        boolean allBelow = target.capabilities(device).allBelow();
        Map<HostPattern, NavigableSet<Port>> known = new HashMap<>();
        List<Selection.Entry> entries = selection.entries().stream()
                .filter(entry -> entry.rule().ports().list().stream().anyMatch(carried))
                .toList();
        for (Selection.Entry entry : entries) {
            NavigableSet<Port> ports = known.computeIfAbsent(entry.host(), _ -> new TreeSet<>());
            entry.rule().ports().list().stream().filter(carried).forEach(ports::add);
        }
        SortedMap<String, List<Selection.Entry>> groups = new TreeMap<>();
        Map<String, Ports> ports = new HashMap<>();
        for (Selection.Entry entry : entries) {
            NavigableSet<Port> own = known.getOrDefault(entry.host(), new TreeSet<>());
            HostPattern host = covering(entry.host(), allBelow)
                    .filter(other -> known.getOrDefault(other, new TreeSet<>()).size() > own.size()
                            && known.getOrDefault(other, new TreeSet<>()).containsAll(own))
                    .max(Comparator.comparingInt(
                            other -> known.getOrDefault(other, own).size()))
                    .orElse(entry.host());
            Ports at = Ports.of(known.getOrDefault(host, own));
            String key = at.list().stream()
                    .map(port -> String.format(Locale.ROOT, "%s %05d", port.transport(), port.number()))
                    .collect(Collectors.joining(" "));
            ports.put(key, at);
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Selection.Entry(host, entry.rule()));
        }
        List<PortList> lists = new ArrayList<>();
        groups.forEach((key, group) -> lists.add(new PortList(
                Objects.requireNonNull(ports.get(key)), NameList.of(new Selection(group, List.of()), target, device))));
        target.capabilities(device)
                .limits()
                .holdEntries(
                        device,
                        lists.stream()
                                .mapToInt(list -> list.names.entries().size())
                                .sum());
        return List.copyOf(lists);
    }

    /** Wildcards that would cover the host. */
    private static Stream<HostPattern> covering(HostPattern host, boolean allBelow) {
        if (!allBelow) {
            return Stream.of();
        }
        Optional<HostName> above = host instanceof HostPattern.Glob
                ? Optional.of(host.suffix())
                : host.suffix().parent();
        return Stream.iterate(above, Optional::isPresent, name -> name.flatMap(HostName::parent))
                .flatMap(Optional::stream)
                .filter(name -> name.parent().isPresent())
                .map(HostPattern.Below::new);
    }
}
