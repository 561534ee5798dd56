package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Device;

/**
 * What a proxy lets through at each of its TCP ports, a list for every port: what a wildcard covers at one port it need
 * not cover at another. Immutable.
 *
 * @param byPort by the number of the port
 * @param notTcp the entries that have UDP ports, which no proxy for TCP carries
 */
public record TcpLists(SortedMap<Integer, NameList> byPort, List<Selection.Entry> notTcp) {

    public TcpLists {
        byPort = Collections.unmodifiableSortedMap(new TreeMap<>(byPort));
        notTcp = List.copyOf(notTcp);
    }

    /** @throws org.sallyport.core.InputException where a list has more entries than the product takes */
    public static TcpLists of(Selection selection, Target target, Device device) {
        SortedMap<Integer, List<Selection.Entry>> entries = new TreeMap<>();
        List<Selection.Entry> notTcp = new ArrayList<>();
        for (Selection.Entry entry : selection.entries()) {
            List<Port> ports = entry.rule().ports().list();
            ports.stream()
                    .filter(port -> port.transport() == Port.Transport.TCP)
                    .forEach(port -> entries.computeIfAbsent(port.number(), _ -> new ArrayList<>())
                            .add(entry));
            if (ports.stream().anyMatch(port -> port.transport() == Port.Transport.UDP)) {
                notTcp.add(entry);
            }
        }
        SortedMap<Integer, NameList> byPort = new TreeMap<>();
        entries.forEach((port, list) ->
                byPort.put(port, NameList.of(new Selection(list, selection.concessions()), target, device)));
        return new TcpLists(byPort, notTcp);
    }

    /** The entries of all lists, as often as they are written. */
    public int size() {
        return byPort.values().stream().mapToInt(list -> list.entries().size()).sum();
    }
}
