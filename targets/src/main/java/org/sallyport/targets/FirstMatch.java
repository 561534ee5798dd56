package org.sallyport.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;

/**
 * The rules of a firewall in their order, of which the first that fits decides; where none does, nothing passes. What a
 * rule surely fits and what it possibly fits differ where something depends on what the reader does not know. Used by
 * one thread.
 */
public final class FirstMatch {

    /**
     * What a rule fits.
     *
     * @param ports at which it fits
     * @param everywhere whether it fits at every port, whatever {@code ports} says
     */
    public record Reach(NameSet names, Set<Port> ports, boolean everywhere) {

        public static final Reach NOTHING = new Reach(NameSet.none(), Set.of(), false);
        public static final Reach EVERYTHING = new Reach(NameSet.all(), Set.of(), true);

        public Reach {
            ports = Set.copyOf(ports);
        }

        private boolean reaches(Optional<Port> port) {
            return everywhere || port.filter(ports::contains).isPresent();
        }

        private NameSet at(Optional<Port> port) {
            return reaches(port) ? names : NameSet.none();
        }
    }

    /** More rules or ports are refused: time and memory grow with both. */
    static final int MOST_RULES = 1_000;

    static final int MOST_PORTS = 5_000;

    private record Rule(boolean allows, Reach surely, Reach possibly) {}

    private record Passing(NameSet surely, NameSet possibly) {}

    private final List<Rule> rules = new ArrayList<>();

    /** The next rule. */
    public void add(boolean allows, Reach surely, Reach possibly) {
        rules.add(new Rule(allows, surely, possibly));
    }

    /**
     * The next rule, of a product whose rules know their ports.
     *
     * @param always whether it holds for every client, at every time
     * @param ports empty for all
     */
    public void add(boolean allows, boolean always, Set<Port> ports, NameSet surely, NameSet possibly) {
        add(
                allows,
                always ? new Reach(surely, ports, ports.isEmpty()) : Reach.NOTHING,
                new Reach(possibly, ports, ports.isEmpty()));
    }

    /** What is left passes, where the product has no last word of its own. */
    public void addAllowingTheRest() {
        add(true, Reach.EVERYTHING, Reach.EVERYTHING);
    }

    /**
     * What passes by all the rules.
     *
     * @param lines of the text that has them
     */
    public Reading reading(List<Line> lines) {
        SortedMap<Port, NameSet> surely = new TreeMap<>();
        SortedMap<Port, NameSet> possibly = new TreeMap<>();
        Map<List<Boolean>, Passing> known = new HashMap<>();
        for (Port port : ports()) {
            Passing passing = passing(Optional.of(port), known);
            surely.put(port, passing.surely());
            possibly.put(port, passing.possibly());
        }
        Passing elsewhere = passing(Optional.empty(), known);
        return new Reading(lines, new Permits(surely, elsewhere.surely()), new Permits(possibly, elsewhere.possibly()));
    }

    private SortedSet<Port> ports() {
        SortedSet<Port> ports = new TreeSet<>();
        for (Rule rule : rules) {
            ports.addAll(rule.surely().ports());
            ports.addAll(rule.possibly().ports());
        }
        if (rules.size() > MOST_RULES || ports.size() > MOST_PORTS) {
            throw new InputException(
                    Text.of("more than %s rules or %s ports", "plus de %s règles ou %s ports", MOST_RULES, MOST_PORTS),
                    Text.of("give the part that holds the list", "donnez la partie qui contient la liste"));
        }
        return ports;
    }

    /** Ports that the same rules reach are decided about once. */
    private Passing passing(Optional<Port> port, Map<List<Boolean>, Passing> known) {
        List<Boolean> reached = new ArrayList<>();
        for (Rule rule : rules) {
            reached.add(rule.surely().reaches(port));
            reached.add(rule.possibly().reaches(port));
        }
        return known.computeIfAbsent(reached, _ -> passing(port));
    }

    private Passing passing(Optional<Port> port) {
        NameSet surely = NameSet.none();
        NameSet possibly = NameSet.none();
        NameSet surelyStopped = NameSet.none();
        NameSet possiblyStopped = NameSet.none();
        for (Rule rule : rules) {
            NameSet fits = rule.surely().at(port);
            NameSet canFit = rule.possibly().at(port);
            if (rule.allows()) {
                surely = union(surely, minus(fits, possiblyStopped));
                possibly = union(possibly, minus(canFit, surelyStopped));
            } else {
                // what passed by a rule above has passed: the two sets of it only grow
                surelyStopped = union(surelyStopped, fits);
                possiblyStopped = union(possiblyStopped, canFit);
            }
        }
        return new Passing(surely, possibly);
    }

    private static NameSet union(NameSet one, NameSet other) {
        return one == NameSet.none() ? other : other == NameSet.none() || one == other ? one : one.union(other);
    }

    private static NameSet minus(NameSet names, NameSet less) {
        return less == NameSet.none() ? names : less == NameSet.all() ? NameSet.none() : names.minus(less);
    }
}
