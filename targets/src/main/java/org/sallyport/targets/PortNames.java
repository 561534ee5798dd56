package org.sallyport.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.site.Permits;

/** Names by port, while a reader gathers them from the entries of a device. Used by one thread. */
public final class PortNames {

    /** A wider range of ports than this is not spelled out. */
    public static final int WIDEST_RANGE = 2_048;

    /**
     * Ports at which an entry holds.
     *
     * @param everywhere whether it holds at every port, whatever {@code ports} says
     */
    public record At(Set<Port> ports, boolean everywhere) {

        public static final At EVERYWHERE = new At(Set.of(), true);

        public At {
            ports = Set.copyOf(ports);
        }

        public static At ports(Set<Port> ports) {
            return new At(ports, false);
        }

        /** The ports of both. */
        public At and(At other) {
            Set<Port> both = new TreeSet<>(ports);
            both.addAll(other.ports);
            return new At(both, everywhere || other.everywhere);
        }
    }

    private static final class Gathered {
        private final List<HostPattern> patterns = new ArrayList<>();
        private final List<NameSet> sets = new ArrayList<>();

        private NameSet names() {
            List<NameSet> all = new ArrayList<>(sets);
            if (!patterns.isEmpty()) {
                all.add(NameSet.of(patterns));
            }
            return union(all);
        }
    }

    private final Map<At, Gathered> groups = new LinkedHashMap<>();

    /** What the pattern matches passes at these ports. */
    public void add(At at, HostPattern pattern) {
        gathered(at).patterns.add(pattern);
    }

    /** For what has no pattern. */
    public void add(At at, NameSet names) {
        if (names != NameSet.none()) {
            gathered(at).sets.add(names);
        }
    }

    private Gathered gathered(At at) {
        return groups.computeIfAbsent(at, _ -> new Gathered());
    }

    public Permits permits() {
        List<At> ats = List.copyOf(groups.keySet());
        List<NameSet> names = ats.stream().map(at -> gathered(at).names()).toList();
        Map<List<Integer>, NameSet> known = new HashMap<>();
        SortedMap<Port, NameSet> byPort = new TreeMap<>();
        for (At at : ats) {
            for (Port port : at.ports()) {
                byPort.computeIfAbsent(port, _ -> at(port, ats, names, known));
            }
        }
        List<NameSet> everywhere = IntStream.range(0, ats.size())
                .filter(i -> ats.get(i).everywhere())
                .mapToObj(names::get)
                .toList();
        return new Permits(byPort, union(everywhere));
    }

    /** Ports with the same entries share one set, which is compared once. */
    private static NameSet at(Port port, List<At> ats, List<NameSet> names, Map<List<Integer>, NameSet> known) {
        List<Integer> reached = IntStream.range(0, ats.size())
                .filter(i -> ats.get(i).everywhere() || ats.get(i).ports().contains(port))
                .boxed()
                .toList();
        return known.computeIfAbsent(
                reached, _ -> union(reached.stream().map(names::get).toList()));
    }

    /** Halves join small sets with small ones; one after the other, each would be joined with all before it. */
    private static NameSet union(List<NameSet> sets) {
        int middle = sets.size() / 2;
        return switch (sets.size()) {
            case 0 -> NameSet.none();
            case 1 -> sets.getFirst();
            default -> union(sets.subList(0, middle)).union(union(sets.subList(middle, sets.size())));
        };
    }
}
