package org.sallyport.targets.envoy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;

/**
 * The requests that pass: tunnels ({@code CONNECT name:port}) and plain HTTP ({@code GET http://name/}). A name passes
 * at a port in every case where whatever a client usually sends there passes. Used by one thread.
 */
final class Requests {

    /** A domain, or an expression, with what its routes do. */
    private record Entry(Authority authority, boolean tunnels, boolean forwards, boolean blocks) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param tunnels whether CONNECT passes
     * @param forwards whether plain HTTP passes
     */
    void domain(Authority authority, boolean tunnels, boolean forwards) {
        entries.add(new Entry(authority, tunnels, forwards, true));
    }

    /** A route that asks for more than the domain of its virtual host. */
    void route(Authority authority, boolean tunnels, boolean forwards) {
        entries.add(new Entry(authority, tunnels, forwards, false));
    }

    /** What passes with these lines. */
    Reading reading(List<Line> lines) {
        Set<Integer> ports = new TreeSet<>(Set.of(Port.HTTP.number(), Port.HTTPS.number()));
        entries.forEach(entry -> entry.authority().port().ifPresent(ports::add));
        NameSet bare = names(Authority.Ending.BARE, 0, false);
        NameSet tunnelsElsewhere = names(Authority.Ending.ANY, 0, true);
        NameSet forwardsElsewhere = names(Authority.Ending.ANY, 0, false);
        TreeMap<Port, NameSet> surely = new TreeMap<>();
        TreeMap<Port, NameSet> possibly = new TreeMap<>();
        for (int number : ports) {
            if (number < 1 || number > 65_535) {
                continue;
            }
            NameSet tunnels = names(Authority.Ending.PORT, number, true);
            NameSet forwards = names(Authority.Ending.PORT, number, false);
            Port port = Port.tcp(number);
            if (port.equals(Port.HTTP)) {
                surely.put(port, bare.intersect(forwards));
                possibly.put(port, bare.union(forwards).union(tunnels));
            } else {
                surely.put(port, port.equals(Port.HTTPS) ? tunnels : tunnels.intersect(forwards));
                possibly.put(port, tunnels.union(forwards));
            }
        }
        return new Reading(
                lines,
                new Permits(surely, tunnelsElsewhere.intersect(forwardsElsewhere)),
                new Permits(possibly, tunnelsElsewhere.union(forwardsElsewhere)));
    }

    /** The names of authorities of that ending, for which requests of that kind pass. */
    private NameSet names(Authority.Ending ending, int port, boolean tunnels) {
        List<Entry> fitting = entries.stream()
                .filter(entry -> fits(entry.authority(), ending, port))
                .toList();
        List<Entry> blocking = fitting.stream()
                .filter(entry -> entry.blocks() && !(tunnels ? entry.tunnels() : entry.forwards()))
                .toList();
        NameSetBuilder names = new NameSetBuilder();
        for (Entry entry : fitting) {
            if (tunnels ? entry.tunnels() : entry.forwards()) {
                NameSetBuilder before = new NameSetBuilder();
                boolean blocked = false;
                for (Entry other : blocking) {
                    if (other.authority().precedence() > entry.authority().precedence()) {
                        blocked = true;
                        before.add(other.authority().names());
                    }
                }
                NameSet all = entry.authority().names();
                if (blocked) {
                    names.add(all.minus(before.build()));
                } else {
                    entry.authority().pattern().ifPresentOrElse(names::add, () -> names.add(all));
                }
            }
        }
        return names.build();
    }

    private static boolean fits(Authority authority, Authority.Ending ending, int port) {
        return switch (authority.ending()) {
            case ANY -> true;
            case BARE -> ending == Authority.Ending.BARE;
            case PORT -> ending == Authority.Ending.PORT && authority.port().orElse(0) == port;
            case BARE_OR_PORT ->
                ending == Authority.Ending.BARE
                        || (ending == Authority.Ending.PORT && authority.port().orElse(0) == port);
        };
    }
}
