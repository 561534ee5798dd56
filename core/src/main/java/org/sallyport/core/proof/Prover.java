package org.sallyport.core.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.sallyport.core.Id;
import org.sallyport.core.Memo;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Bounds;
import org.sallyport.core.site.Permits;
import org.sallyport.core.site.Rule;

/** Holds what a device lets through against its bounds. Immutable; safe for use by several threads. */
public final class Prover {

    private final Supplier<SharedSuffixes> suffixes;
    private final Memo<Grading.Bases, Grading> gradings = new Memo<>(64, grading -> true);

    /** @param suffixes asked only where something passes beyond {@code may}, to grade it */
    public Prover(Supplier<SharedSuffixes> suffixes) {
        this.suffixes = suffixes;
    }

    /** Every broken bound is reported once per rule or line and port, the gravest first. */
    public Proof prove(Bounds bounds, Reading reading) {
        List<Deviation> deviations = new ArrayList<>(missing(bounds, reading));
        deviations.addAll(beyond(bounds, reading));
        deviations.sort(Comparator.comparing(Deviation::grade));
        if (!reading.notUnderstood().isEmpty()) {
            return new Proof.Incomplete(reading.notUnderstood(), deviations);
        }
        return deviations.isEmpty() ? new Proof.Proven() : new Proof.Deviates(deviations);
    }

    private static List<Deviation> missing(Bounds bounds, Reading reading) {
        List<Deviation> deviations = new ArrayList<>();
        Permits must = bounds.mustPass();
        Permits passes = project(reading.surely(), bounds);
        List<HostPattern> hosts = bounds.must().stream().map(Rule::host).toList();
        held(must, passes, must.ports(), bounds.portsMatter()).forEach((held, ports) -> {
            NameSet names = held.lower().minus(held.upper());
            if (!names.isEmpty()) {
                Map<HostPattern, HostName> witnesses = Blame.patterns(hosts, names);
                for (Optional<Port> port : ports) {
                    for (Rule rule : bounds.must()) {
                        boolean concerned = port.map(rule.ports()::contains).orElse(true);
                        Optional.ofNullable(witnesses.get(rule.host()))
                                .filter(witness -> concerned)
                                .ifPresent(witness -> deviations.add(missing(rule, witness, port)));
                    }
                }
            }
        });
        return deviations;
    }

    private static Deviation missing(Rule rule, HostName witness, Optional<Port> port) {
        return new Deviation(
                Grade.MISSING,
                witness,
                port,
                Optional.empty(),
                Optional.of(rule),
                Set.of(rule.reason().feature()));
    }

    private List<Deviation> beyond(Bounds bounds, Reading reading) {
        List<Deviation> deviations = new ArrayList<>();
        Permits may = bounds.mayPass();
        Permits passes = project(reading.possibly(), bounds);
        SortedSet<Port> ports = may.ports();
        ports.addAll(passes.ports());
        Optional<Grading> grading = Optional.empty();
        for (Map.Entry<Held, List<Optional<Port>>> entry :
                held(passes, may, ports, bounds.portsMatter()).entrySet()) {
            Held held = entry.getKey();
            NameSet outside = held.lower().minus(held.upper());
            if (!outside.isEmpty()) {
                grading = grading.or(() -> Optional.of(grading(bounds)));
                grading.get().grade(outside).forEach((grade, names) -> {
                    Blame.Shares shares = Blame.lines(reading.lines(), names);
                    for (Optional<Port> port : entry.getValue()) {
                        shares.witnesses()
                                .forEach((line, witness) ->
                                        deviations.add(beyond(grade, witness, port, Optional.of(line))));
                        shares.rest()
                                .witness()
                                .ifPresent(witness -> deviations.add(beyond(grade, witness, port, Optional.empty())));
                    }
                });
            }
        }
        return deviations;
    }

    /** Two sets of which the lower one has to lie in the upper one. */
    private record Held(NameSet lower, NameSet upper) {}

    /**
     * What is to be held against what, and at which ports: ports that are told apart, and the rest of them. Most sites
     * have the same names at all their ports, which are then compared once.
     */
    private static Map<Held, List<Optional<Port>>> held(
            Permits lower, Permits upper, SortedSet<Port> ports, boolean portsMatter) {
        Map<Held, List<Optional<Port>>> held = new LinkedHashMap<>();
        if (portsMatter) {
            ports.forEach(
                    port -> held.computeIfAbsent(new Held(lower.at(port), upper.at(port)), sets -> new ArrayList<>())
                            .add(Optional.of(port)));
        }
        held.computeIfAbsent(new Held(lower.elsewhere(), upper.elsewhere()), sets -> new ArrayList<>())
                .add(Optional.empty());
        return held;
    }

    private Grading grading(Bounds bounds) {
        SharedSuffixes shared = suffixes.get();
        return gradings.get(Grading.bases(bounds.may(), shared), bases -> Grading.of(bases, shared));
    }

    private static Permits project(Permits permits, Bounds bounds) {
        return bounds.portsMatter() ? permits : permits.regardlessOfPort();
    }

    private static Deviation beyond(Grade grade, HostName witness, Optional<Port> port, Optional<Line> line) {
        return new Deviation(grade, witness, port, line, Optional.empty(), Set.<Id>of());
    }
}
