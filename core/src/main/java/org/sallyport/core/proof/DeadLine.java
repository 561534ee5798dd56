package org.sallyport.core.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.site.Permits;

/**
 * A line that could go: without it the same names pass.
 *
 * @param by the other lines that let its names through, none of them to spare; empty where none of its names passes at all,
 *     because something stops them
 */
public record DeadLine(Line line, List<Line> by) {

    public DeadLine {
        by = List.copyOf(by);
    }

    /**
     * The dead lines of a text, in their order; all of them together could go. Of lines that say the same, the first one
     * lives. Whether a line is dead is no guess from its names: the text is read again without it.
     *
     * @param without reads the text again without some lines; empty where the product refuses what is left
     */
    public static List<DeadLine> of(Reading reading, Function<Set<Line>, Optional<Reading>> without) {
        List<Line> lines = reading.lines().stream()
                .filter(line -> line.names() != NameSet.none() && !line.names().isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        Set<Line> shadowed = new HashSet<>();
        shadowed(lines, NameSet.none(), shadowed);
        NameSet passing = reading.possibly().regardlessOfPort().elsewhere();
        List<Line> candidates = lines.stream()
                .filter(line -> shadowed.contains(line)
                        || line.names().intersect(passing).isEmpty())
                .toList();
        Set<Line> dead = new LinkedHashSet<>();
        confirm(candidates, reading, without, dead);
        List<Line> living = lines.stream().filter(line -> !dead.contains(line)).toList();
        return dead.stream()
                .map(line -> new DeadLine(line, shadowed.contains(line) ? coverOf(line, living) : List.of()))
                .toList();
    }

    /**
     * Finds lines whose names the others have as well. Halving keeps what each line is held against as small as its own
     * part of the text.
     *
     * @param outside what lines outside of these let through, as far as these are about it
     */
    private static void shadowed(List<Line> lines, NameSet outside, Set<Line> found) {
        if (lines.size() == 1) {
            if (lines.getFirst().names().isSubsetOf(outside)) {
                found.add(lines.getFirst());
            }
            return;
        }
        List<Line> first = lines.subList(0, lines.size() / 2);
        List<Line> second = lines.subList(lines.size() / 2, lines.size());
        NameSet ofFirst = union(first);
        NameSet ofSecond = union(second);
        shadowed(second, outside.union(ofFirst).intersect(ofSecond), found);
        NameSet living =
                union(second.stream().filter(line -> !found.contains(line)).toList());
        shadowed(first, outside.union(living).intersect(ofFirst), found);
    }

    private static void confirm(
            List<Line> candidates, Reading reading, Function<Set<Line>, Optional<Reading>> without, Set<Line> dead) {
        if (candidates.isEmpty()) {
            return;
        }
        boolean same = without.apply(Set.copyOf(candidates))
                .filter(rest -> isSame(rest.surely(), reading.surely()) && isSame(rest.possibly(), reading.possibly()))
                .isPresent();
        if (same) {
            dead.addAll(candidates);
        } else if (candidates.size() > 1) {
            int middle = candidates.size() / 2;
            confirm(candidates.subList(0, middle), reading, without, dead);
            confirm(candidates.subList(middle, candidates.size()), reading, without, dead);
        }
    }

    private static boolean isSame(Permits first, Permits second) {
        Set<Port> ports = new HashSet<>(first.ports());
        ports.addAll(second.ports());
        return isSame(first.elsewhere(), second.elsewhere())
                && ports.stream().allMatch(port -> isSame(first.at(port), second.at(port)));
    }

    private static boolean isSame(NameSet first, NameSet second) {
        return first == second || (first.isSubsetOf(second) && second.isSubsetOf(first));
    }

    /** One line that has all names of this one, or several of which none is to spare. */
    private static List<Line> coverOf(Line line, List<Line> living) {
        Optional<HostName> shortest = line.names().witness();
        Optional<Line> one = living.stream()
                .filter(other -> shortest.filter(other.names()::contains).isPresent())
                .filter(other -> line.names().isSubsetOf(other.names()))
                .findFirst();
        if (one.isPresent()) {
            return List.of(one.get());
        }
        List<Line> cover =
                new ArrayList<>(Blame.lines(living, line.names()).witnesses().keySet());
        for (Line other : List.copyOf(cover)) {
            List<Line> fewer = new ArrayList<>(cover);
            fewer.remove(other);
            if (line.names().isSubsetOf(union(fewer))) {
                cover = fewer;
            }
        }
        return cover;
    }

    private static NameSet union(Collection<Line> lines) {
        return NameSet.union(lines.stream().map(Line::names).toList());
    }
}
