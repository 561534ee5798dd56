package org.sallyport.core.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sallyport.core.Id;
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
        for (Map.Entry<Optional<Port>, NameSet> at : perPort(must, must.ports(), bounds.portsMatter())) {
            NameSet passing = at(passes, at.getKey());
            if (!at.getValue().isSubsetOf(passing)) {
                for (Rule rule : bounds.must()) {
                    boolean concerned = at.getKey().map(rule.ports()::contains).orElse(true);
                    Optional<HostName> witness =
                            concerned ? NameSet.of(rule.host()).witnessOutside(passing) : Optional.empty();
                    witness.ifPresent(name -> deviations.add(new Deviation(
                            Grade.MISSING,
                            name,
                            at.getKey(),
                            Optional.empty(),
                            Optional.of(rule),
                            Set.of(rule.reason().feature()))));
                }
            }
        }
        return deviations;
    }

    private List<Deviation> beyond(Bounds bounds, Reading reading) {
        List<Deviation> deviations = new ArrayList<>();
        Permits may = bounds.mayPass();
        Permits passes = project(reading.possibly(), bounds);
        SortedSet<Port> ports = may.ports();
        ports.addAll(passes.ports());
        for (Map.Entry<Optional<Port>, NameSet> at : perPort(passes, ports, bounds.portsMatter())) {
            NameSet allowed = at(may, at.getKey());
            if (!at.getValue().isSubsetOf(allowed)) {
                NameSet beyond = at.getValue().minus(allowed);
                graded(beyond, bounds)
                        .forEach((grade, names) -> deviations.addAll(perLine(grade, names, at.getKey(), reading)));
            }
        }
        return deviations;
    }

    /** Ports that are told apart, and the rest of them; only one entry for all where the device does not look. */
    private static List<Map.Entry<Optional<Port>, NameSet>> perPort(
            Permits permits, SortedSet<Port> ports, boolean portsMatter) {
        List<Map.Entry<Optional<Port>, NameSet>> result = new ArrayList<>();
        if (portsMatter) {
            ports.forEach(port -> result.add(Map.entry(Optional.of(port), permits.at(port))));
            result.add(Map.entry(Optional.empty(), permits.elsewhere()));
        } else {
            result.add(Map.entry(Optional.empty(), permits.elsewhere()));
        }
        return result;
    }

    private static Permits project(Permits permits, Bounds bounds) {
        return bounds.portsMatter() ? permits : permits.regardlessOfPort();
    }

    private static NameSet at(Permits permits, Optional<Port> port) {
        return port.map(permits::at).orElseGet(permits::elsewhere);
    }

    private Map<Grade, NameSet> graded(NameSet beyond, Bounds bounds) {
        SharedSuffixes shared = suffixes.get();
        List<HostName> owned = bounds.may().stream()
                .flatMap(rule -> shared.owned(rule.host().suffix()).stream())
                .distinct()
                .toList();
        List<HostName> bases = Stream.concat(
                        owned.stream(),
                        bounds.may().stream().map(rule -> rule.host().suffix()))
                .flatMap(
                        name -> Stream.iterate(Optional.of(name), Optional::isPresent, n -> n.flatMap(HostName::parent))
                                .flatMap(Optional::stream))
                .filter(name -> shared.isShared(name) || owned.contains(name))
                .filter(name -> name.labels().size() > 1)
                .distinct()
                .toList();
        NameSet owners = NameSet.of(owned.stream()
                        .filter(name -> name.labels().size() > 1)
                        .<HostPattern>mapMulti((name, sink) -> {
                            sink.accept(new HostPattern.Exact(name));
                            sink.accept(new HostPattern.Below(name));
                        })
                        .toList())
                .minus(shared.namesOfEverybodyBelow(owned));
        NameSet ofOwners = beyond.intersect(owners);
        NameSet ofEverybody = beyond.minus(ofOwners).intersect(shared.namesOfEverybodyBelow(bases));
        Map<Grade, NameSet> graded = new EnumMap<>(Grade.class);
        graded.put(Grade.OWNER, ofOwners);
        graded.put(Grade.SHARED, ofEverybody);
        graded.put(Grade.FOREIGN, beyond.minus(ofOwners).minus(ofEverybody));
        return graded;
    }

    private static List<Deviation> perLine(Grade grade, NameSet names, Optional<Port> port, Reading reading) {
        List<Deviation> deviations = new ArrayList<>();
        NameSet rest = names;
        for (Line line : reading.lines()) {
            Optional<HostName> witness = rest.intersect(line.names()).witness();
            if (witness.isPresent()) {
                deviations.add(beyond(grade, witness.get(), port, Optional.of(line)));
                rest = rest.minus(line.names());
            }
        }
        rest.witness().ifPresent(witness -> deviations.add(beyond(grade, witness, port, Optional.empty())));
        return deviations;
    }

    private static Deviation beyond(Grade grade, HostName witness, Optional<Port> port, Optional<Line> line) {
        return new Deviation(grade, witness, port, line, Optional.empty(), Set.<Id>of());
    }
}
