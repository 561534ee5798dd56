package org.sallyport.targets.suricata;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;

/**
 * What the rules of a file let through together. A flow goes to the first rule that matches, and passes where none does.
 * Suricata asks all rules that pass before those that drop, AWS in strict order asks them as they stand: where the two
 * come to different ends, the reading leaves it open. Used by one thread.
 */
final class RuleSet {

    /** The ends between which the truth lies, where a rule may or may not act. */
    private enum Bound {
        SURELY,
        POSSIBLY
    }

    /** What a rule does, whatever to; the same verdicts one after the other come to the same end. */
    private record Verdict(boolean passes, Matched names) {}

    private final List<Rule> asWritten;
    private final List<Rule> passFirst;
    private final boolean orderMatters;
    private final List<BitSet> alike;
    private final Map<List<Verdict>, NameSet> answers = new HashMap<>();

    RuleSet(List<Rule> rules) {
        this.asWritten = List.copyOf(rules);
        this.passFirst = Stream.concat(
                        rules.stream().filter(Rule::passes), rules.stream().filter(Rule::drops))
                .toList();
        this.orderMatters = !asWritten.equals(passFirst);
        this.alike = alike(rules);
    }

    Reading reading(List<Line> lines) {
        return new Reading(lines, permits(Bound.SURELY), permits(Bound.POSSIBLY));
    }

    private Permits permits(Bound bound) {
        SortedMap<Port, NameSet> byPort = new TreeMap<>();
        NameSet elsewhere = permits(bound, Port.Transport.TCP, byPort);
        NameSet udp = permits(bound, Port.Transport.UDP, byPort);
        return new Permits(byPort, joined(bound, elsewhere, udp));
    }

    /** Ports at which the same rules act: any of them answers for the others. */
    private static List<BitSet> alike(List<Rule> rules) {
        Stream<BitSet> told = Stream.of(single(Port.HTTP), single(Port.HTTPS));
        Stream<BitSet> named = rules.stream().map(rule -> rule.ports().ports()).distinct();
        List<BitSet> alike = List.of(PortSpec.from(1));
        for (BitSet ports : Stream.concat(told, named).toList()) {
            alike = alike.stream()
                    .flatMap(group -> Stream.of(PortSpec.both(group, ports), PortSpec.without(group, ports)))
                    .filter(group -> !group.isEmpty())
                    .toList();
        }
        return alike;
    }

    private static BitSet single(Port port) {
        BitSet ports = new BitSet();
        ports.set(port.number());
        return ports;
    }

    private NameSet permits(Bound bound, Port.Transport transport, SortedMap<Port, NameSet> byPort) {
        NameSet most = NameSet.none();
        int largest = 0;
        for (BitSet ports : alike) {
            int first = ports.nextSetBit(0);
            NameSet names = transport == Port.Transport.TCP ? tcp(bound, first) : udp(bound, first);
            int size = ports.cardinality();
            if (size > largest) {
                largest = size;
                most = names;
            }
            if (size < 32_768) {
                ports.stream().forEach(port -> byPort.put(new Port(transport, port), names));
            }
        }
        return most;
    }

    /** At port 80 clients are expected to speak HTTP, at 443 TLS, elsewhere one of the two; what they can, they may. */
    private NameSet tcp(Bound bound, int port) {
        if (!connects(bound, port)) {
            return NameSet.none();
        }
        NameSet tls = passes(Traffic.TLS, bound, port);
        NameSet http = passes(Traffic.HTTP, bound, port);
        if (bound == Bound.POSSIBLY) {
            return joined(bound, joined(bound, tls, http), passes(Traffic.OTHER_TCP, bound, port));
        }
        return port == Port.HTTP.number() ? http : port == Port.HTTPS.number() ? tls : joined(bound, tls, http);
    }

    private NameSet udp(Bound bound, int port) {
        return passes(Traffic.UDP, bound, port);
    }

    private static NameSet joined(Bound bound, NameSet one, NameSet other) {
        if (one == other) {
            return one;
        }
        return bound == Bound.SURELY ? one.intersect(other) : one.union(other);
    }

    /** Whether a connection to the port comes about. */
    private boolean connects(Bound bound, int port) {
        boolean first = connects(passFirst, bound, port);
        return bound == Bound.SURELY
                ? first && connects(asWritten, bound, port)
                : first || connects(asWritten, bound, port);
    }

    private static boolean connects(List<Rule> rules, Bound bound, int port) {
        return rules.stream()
                .filter(rule -> rule.handshake() && rule.ports().contains(port) && counts(rule, bound))
                .findFirst()
                .map(Rule::passes)
                .orElse(true);
    }

    private static boolean counts(Rule rule, Bound bound) {
        return rule.certain() || rule.passes() == (bound == Bound.POSSIBLY);
    }

    private NameSet passes(Traffic traffic, Bound bound, int port) {
        if (bound == Bound.SURELY && asWritten.stream().anyMatch(rule -> rule.early() && acts(rule, traffic, port))) {
            return NameSet.none();
        }
        NameSet first = passes(traffic, bound, port, false);
        return orderMatters ? joined(bound, first, passes(traffic, bound, port, true)) : first;
    }

    private static boolean acts(Rule rule, Traffic traffic, int port) {
        return rule.data().contains(traffic) && rule.ports().contains(port);
    }

    private NameSet passes(Traffic traffic, Bound bound, int port, boolean written) {
        List<Verdict> verdicts = (written ? asWritten : passFirst)
                .stream()
                        .filter(rule -> acts(rule, traffic, port) && counts(rule, bound))
                        .map(rule -> new Verdict(rule.passes(), rule.names()))
                        .toList();
        return answers.computeIfAbsent(verdicts, RuleSet::decided);
    }

    /** The first rule decides; rules in a row that do the same are taken together. */
    private static NameSet decided(List<Verdict> rules) {
        NameSet passing = NameSet.none();
        NameSet done = NameSet.none();
        int begin = 0;
        while (begin < rules.size()) {
            boolean passes = rules.get(begin).passes();
            int end = begin;
            boolean all = false;
            NameSetBuilder builder = new NameSetBuilder();
            while (end < rules.size() && rules.get(end).passes() == passes) {
                all |= rules.get(end).names().isAll();
                rules.get(end).names().addTo(builder);
                end++;
            }
            NameSet names = all ? NameSet.all() : builder.build();
            if (passes) {
                passing = begin == 0 ? names : passing.union(names.minus(done));
            }
            if (all) {
                return passing;
            }
            done = begin == 0 ? names : done.union(names);
            begin = end;
        }
        return passing.union(NameSet.all().minus(done));
    }
}
