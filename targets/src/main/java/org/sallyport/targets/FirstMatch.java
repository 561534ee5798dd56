package org.sallyport.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;

/**
 * Rules of which the first that fits decides, as packet filters read theirs. Immutable.
 *
 * @param rules in their order
 * @param rest whether what no rule fits passes
 */
public record FirstMatch(List<Rule> rules, boolean rest) {

    /**
     * One rule.
     *
     * @param permits whether it lets through what fits, or stops it
     * @param always whether it holds for every client, at every time
     * @param ports empty for all
     * @param surely the names that fit in every case
     * @param possibly the names that fit in some case
     */
    public record Rule(boolean permits, boolean always, Set<Port> ports, NameSet surely, NameSet possibly) {

        public Rule {
            ports = Set.copyOf(ports);
        }

        private boolean concerns(Optional<Port> port) {
            return ports.isEmpty() || port.filter(ports::contains).isPresent();
        }

        /** In the wider case a rule that permits has all that it may have, and one that stops no more than it must. */
        private NameSet names(boolean wider) {
            return permits == wider ? possibly : always ? surely : NameSet.none();
        }
    }

    public FirstMatch {
        rules = List.copyOf(rules);
    }

    /** What a device with these rules lets through. */
    public Reading reading(List<Line> lines) {
        boolean open = rules.stream().anyMatch(rule -> !rule.always() || rule.surely() != rule.possibly());
        return open ? new Reading(lines, surely(), possibly()) : Reading.exact(lines, surely());
    }

    /** What passes in every case. */
    public Permits surely() {
        return permits(false);
    }

    /** What passes in some case. */
    public Permits possibly() {
        return permits(true);
    }

    private Permits permits(boolean wider) {
        Map<List<Rule>, NameSet> known = new HashMap<>();
        Set<Port> ports = new TreeSet<>();
        rules.forEach(rule -> ports.addAll(rule.ports()));
        Map<Port, NameSet> byPort = new HashMap<>();
        for (Port port : ports) {
            byPort.put(port, known.computeIfAbsent(concerning(Optional.of(port)), some -> names(some, wider)));
        }
        return new Permits(new TreeMap<>(byPort), names(concerning(Optional.empty()), wider));
    }

    private List<Rule> concerning(Optional<Port> port) {
        return rules.stream().filter(rule -> rule.concerns(port)).toList();
    }

    private NameSet names(List<Rule> some, boolean wider) {
        List<NameSet> passed = new ArrayList<>();
        List<NameSet> stopped = new ArrayList<>();
        for (Rule rule : some) {
            NameSet names = rule.names(wider);
            if (rule.permits()) {
                passed.add(stopped.isEmpty() ? names : names.minus(NameSet.union(stopped)));
            } else {
                stopped.add(names);
            }
        }
        if (rest) {
            passed.add(NameSet.all().minus(NameSet.union(stopped)));
        }
        return NameSet.union(passed);
    }
}
