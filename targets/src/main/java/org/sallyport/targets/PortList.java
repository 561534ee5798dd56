package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
     * The lists of a device, sorted by their ports. An entry that another one covers, at more ports, is none of its own.
     *
     * @param carried the ports that the product knows; an entry with none of them is in no list
     * @throws org.sallyport.core.InputException where there are more entries than the product takes
     */
    public static List<PortList> of(Selection selection, Target target, Device device, Predicate<Port> carried) {
        boolean allBelow = target.capabilities(device).allBelow();
        Map<HostPattern, List<Ports>> known = new HashMap<>();
        List<Selection.Entry> entries = selection.entries().stream()
                .filter(entry -> entry.rule().ports().list().stream().anyMatch(carried))
                .toList();
        entries.forEach(entry -> known.computeIfAbsent(entry.host(), _ -> new ArrayList<>())
                .add(carried(entry, carried)));
        SortedMap<String, List<Selection.Entry>> groups = new TreeMap<>();
        Map<String, Ports> ports = new HashMap<>();
        for (Selection.Entry entry : entries) {
            Ports own = carried(entry, carried);
            Wider wider = covering(entry.host(), allBelow)
                    .flatMap(host -> known.getOrDefault(host, List.of()).stream().map(at -> new Wider(host, at)))
                    .filter(other -> other.ports.containsAll(own)
                            && other.ports.list().size() > own.list().size())
                    .max(Comparator.comparingInt(other -> other.ports.list().size()))
                    .orElse(new Wider(entry.host(), own));
            String key = wider.ports.list().stream()
                    .map(port -> "%s %05d".formatted(port.transport(), port.number()))
                    .collect(Collectors.joining(" "));
            ports.put(key, wider.ports);
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Selection.Entry(wider.host, entry.rule()));
        }
        List<PortList> lists = new ArrayList<>();
        groups.forEach((key, group) -> lists.add(new PortList(
                ports.getOrDefault(key, Ports.of(Port.HTTPS)),
                NameList.of(new Selection(group, List.of()), target, device))));
        target.capabilities(device)
                .limits()
                .holdEntries(
                        device,
                        lists.stream().mapToInt(list -> list.names.entries().size()).sum());
        return List.copyOf(lists);
    }

    /** An entry that stands for another one. */
    private record Wider(HostPattern host, Ports ports) {}

    private static Ports carried(Selection.Entry entry, Predicate<Port> carried) {
        return Ports.of(
                entry.rule().ports().list().stream().filter(carried).toList());
    }

    private static Stream<HostPattern> covering(HostPattern host, boolean allBelow) {
        if (!allBelow) {
            return Stream.of(host);
        }
        Optional<HostName> above = host instanceof HostPattern.Glob
                ? Optional.of(host.suffix())
                : host.suffix().parent();
        return Stream.concat(
                Stream.of(host),
                Stream.iterate(above, Optional::isPresent, name -> name.flatMap(HostName::parent))
                        .flatMap(Optional::stream)
                        .filter(name -> name.parent().isPresent())
                        .map(HostPattern.Below::new));
    }
}
