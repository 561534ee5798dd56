package org.sallyport.core.proof;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

/**
 * Finds out which patterns or lines a set of names goes back to. Asking one after the other would walk the whole set
 * each time; halving the patterns and the set together keeps every step as small as what is left to explain.
 */
final class Blame {

    private Blame() {}

    /** For each pattern that has names in the set, a shortest of them. */
    static Map<HostPattern, HostName> patterns(List<HostPattern> patterns, NameSet set) {
        Map<HostPattern, HostName> found = new HashMap<>();
        List<HostPattern> open = patterns.stream()
                .distinct()
                .filter(pattern -> {
                    // a shortest name of the pattern that is in the set is a shortest name of both
                    Optional<HostName> shortest = NameSet.of(pattern).witness().filter(set::contains);
                    shortest.ifPresent(name -> found.put(pattern, name));
                    return shortest.isEmpty();
                })
                .toList();
        halve(open, set, found);
        return found;
    }

    private static void halve(List<HostPattern> patterns, NameSet set, Map<HostPattern, HostName> found) {
        if (patterns.isEmpty()) {
            return;
        }
        NameSet part = NameSet.of(patterns).intersect(set);
        Optional<HostName> witness = part.witness();
        if (witness.isPresent() && patterns.size() == 1) {
            found.put(patterns.getFirst(), witness.get());
        } else if (witness.isPresent()) {
            int middle = patterns.size() / 2;
            halve(patterns.subList(0, middle), part, found);
            halve(patterns.subList(middle, patterns.size()), part, found);
        }
    }

    /** Lines with one of their names in a set, a short one, and the part of the set that is in none of them. */
    record Shares(Map<Line, HostName> witnesses, NameSet rest) {}

    /** The lines that together have all names of the set that lines have at all; in their order. */
    static Shares lines(List<Line> lines, NameSet set) {
        Map<Line, HostName> witnesses = new HashMap<>();
        // the guesses below find a short name of a line, not always its shortest
        set.witness()
                .ifPresent(shortest -> lines.stream()
                        .filter(line -> line.names().contains(shortest))
                        .findFirst()
                        .ifPresent(line -> witnesses.put(line, shortest)));
        List<Line> open = lines.stream()
                .filter(line -> !witnesses.containsKey(line))
                .filter(line -> {
                    Optional<HostName> shortest = line.names().witness();
                    // where a name passes rightly and brings those below along, what is beyond begins below it
                    shortest.filter(set::contains)
                            .or(() -> shortest.flatMap(name -> HostName.tryParse("a." + name))
                                    .filter(name ->
                                            set.contains(name) && line.names().contains(name)))
                            .ifPresent(name -> witnesses.put(line, name));
                    return shortest.isPresent() && !witnesses.containsKey(line);
                })
                .toList();
        NameSet rest = set.minus(union(List.copyOf(witnesses.keySet())));
        if (!open.isEmpty() && !rest.isEmpty()) {
            share(open, rest.intersect(union(open)), witnesses);
            rest = rest.minus(union(List.copyOf(witnesses.keySet())));
        }
        Map<Line, HostName> inOrder = new LinkedHashMap<>();
        lines.stream().filter(witnesses::containsKey).forEach(line -> inOrder.put(line, witnesses.get(line)));
        return new Shares(inOrder, rest);
    }

    /** Each line gets what no line before it has; the set is part of what the lines have together. */
    private static void share(List<Line> lines, NameSet set, Map<Line, HostName> witnesses) {
        Optional<HostName> witness = set.witness();
        if (witness.isPresent() && lines.size() == 1) {
            witnesses.put(lines.getFirst(), witness.get());
        } else if (witness.isPresent()) {
            int middle = lines.size() / 2;
            NameSet first = union(lines.subList(0, middle));
            share(lines.subList(0, middle), set.intersect(first), witnesses);
            share(lines.subList(middle, lines.size()), set.minus(first), witnesses);
        }
    }

    private static NameSet union(List<Line> lines) {
        return NameSet.union(lines.stream().map(Line::names).toList());
    }
}
