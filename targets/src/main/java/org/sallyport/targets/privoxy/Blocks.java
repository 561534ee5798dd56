package org.sallyport.targets.privoxy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/** What is blocked and what is not, pattern by pattern: of all that match a request, the last one counts. */
final class Blocks {

    /** More ports that are told apart are nothing that anybody writes. */
    private static final int MOST_PORTS = 1_000;

    /** Patterns in a row that say the same. */
    private record Run(boolean blocks, List<Entry> entries) {}

    private record Entry(Consumer<NameSetBuilder> hosts, Optional<PortList> ports, boolean wholly) {}

    /** Names that pass in every case, and in some. */
    record Passing(NameSet surely, NameSet possibly) {}

    private final List<Run> runs = new ArrayList<>();

    /** The different lists of ports; a port is told apart from others by those that it is in. */
    private final List<PortList> lists = new ArrayList<>();

    private final BitSet mentioned = new BitSet();
    private final Map<BitSet, Passing> known = new HashMap<>();

    void add(boolean blocks, UrlPattern pattern, Consumer<NameSetBuilder> hosts) {
        if (runs.isEmpty() || runs.getLast().blocks() != blocks) {
            runs.add(new Run(blocks, new ArrayList<>()));
        }
        runs.getLast().entries().add(new Entry(hosts, pattern.ports(), pattern.wholly()));
        pattern.ports().ifPresent(this::mention);
    }

    /** A list of ports for which it matters whether a port is in it. */
    void mention(PortList list) {
        if (!lists.contains(list)) {
            lists.add(list);
            mentioned.or(list.ports());
        }
    }

    /** Ports at which something else can pass than at those that no pattern mentions. */
    BitSet ports() {
        return (BitSet) mentioned.clone();
    }

    boolean isTooMany() {
        return mentioned.cardinality() > MOST_PORTS;
    }

    Passing at(int port) {
        BitSet kind = new BitSet();
        for (int i = 0; i < lists.size(); i++) {
            kind.set(i, lists.get(i).contains(port));
        }
        return known.computeIfAbsent(kind, _ -> passing(list -> list.contains(port)));
    }

    /** At a port that no pattern mentions. */
    Passing elsewhere() {
        return known.computeIfAbsent(new BitSet(), _ -> passing(_ -> false));
    }

    private Passing passing(Function<PortList, Boolean> holds) {
        NameSet surely = NameSet.all();
        NameSet possibly = NameSet.all();
        for (Run run : runs) {
            NameSetBuilder wholly = new NameSetBuilder();
            NameSetBuilder partly = new NameSetBuilder();
            for (Entry entry : run.entries()) {
                if (entry.ports().map(holds).orElse(true)) {
                    entry.hosts().accept(entry.wholly() ? wholly : partly);
                }
            }
            NameSet whole = wholly.build();
            NameSet some = partly.build().union(whole);
            surely = run.blocks() ? surely.minus(some) : surely.union(whole);
            possibly = run.blocks() ? possibly.minus(whole) : possibly.union(some);
        }
        return new Passing(surely, possibly);
    }
}
