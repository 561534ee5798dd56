package org.sallyport.core.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.Spelled;
import org.sallyport.core.site.Site;

/**
 * What a device surely lets through, retold as entries of a site file, so that another device can be given the same.
 *
 * @param additions in the order of the device's lines, with the line as their reason
 * @param untold what a site file cannot say, or what the reading leaves open; empty where nothing is lost
 */
public record Retold(List<Site.Addition> additions, List<Text> untold) {

    /** A line that stands for more patterns says something that is no list of names. */
    private static final int MOST_PATTERNS = 200;

    public Retold {
        additions = List.copyOf(additions);
        untold = List.copyOf(untold);
    }

    public static Retold of(Reading reading) {
        Telling telling = new Telling(reading);
        for (Line line : reading.lines()) {
            if (line.names() != NameSet.none()) {
                telling.tell(line.names(), line.place());
            }
        }
        telling.tell(NameSet.all(), "-");
        reading.notUnderstood()
                .forEach(line -> telling.untold.add(Text.of(
                        "%s is not understood: what depends on it is left out",
                        "%s n'est pas comprise : ce qui en dépend est omis", line.place())));
        return new Retold(telling.additions(), telling.untold);
    }

    /** Whether the entries say all that passes, and nothing was left open. */
    public boolean isWhole() {
        return untold.isEmpty();
    }

    private record Entry(HostPattern host, Ports ports) {}

    /** The entries so far, and what is not told yet. */
    private static final class Telling {
        private final Map<Port, NameSet> left = new LinkedHashMap<>();
        private final Map<Entry, String> entries = new LinkedHashMap<>();
        private final List<Text> untold = new ArrayList<>();

        Telling(Reading reading) {
            Set<Port> ports = new TreeSet<>(reading.surely().ports());
            if (!reading.surely().elsewhere().isEmpty()) {
                ports.addAll(List.of(Port.HTTP, Port.HTTPS));
            }
            ports.forEach(port -> left.put(port, reading.surely().at(port)));
        }

        /** Tells what of some names is left; the ports at which it is the same in one entry. */
        void tell(NameSet names, String place) {
            Map<List<HostPattern>, Set<Port>> told = new LinkedHashMap<>();
            Map<NameSet, Spelled> known = new LinkedHashMap<>();
            Optional<HostName> more = Optional.empty();
            for (Port port : List.copyOf(left.keySet())) {
                NameSet here = left.getOrDefault(port, NameSet.none());
                Spelled spelled = known.computeIfAbsent(here, set -> Spelled.of(names.intersect(set), MOST_PATTERNS));
                told.computeIfAbsent(spelled.patterns(), _ -> new LinkedHashSet<>())
                        .add(port);
                more = more.or(() -> spelled.rest().witness());
            }
            Map<NameSet, NameSet> rest = new LinkedHashMap<>();
            left.replaceAll((_, here) -> rest.computeIfAbsent(here, set -> set.minus(names)));
            told.forEach((patterns, ports) ->
                    patterns.forEach(pattern -> entries.putIfAbsent(new Entry(pattern, Ports.of(ports)), place)));
            more.ifPresent(witness -> untold.add(Text.of(
                    "%s lets through more than a site file can say, %s for one",
                    "%s laisse passer plus qu'un fichier de site ne peut dire, %s par exemple", place, witness)));
        }

        List<Site.Addition> additions() {
            List<Site.Addition> additions = new ArrayList<>();
            entries.forEach((entry, reason) ->
                    additions.add(new Site.Addition(entry.host, entry.ports, reason, additions.size() + 1)));
            return additions;
        }
    }
}
