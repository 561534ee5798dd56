package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/**
 * The lines of a device's text while a reader makes up its mind about them. Of several states a line keeps the gravest,
 * and of several remarks the first on that state. Lines are called by their place in the list, from 0. Used by one
 * thread.
 */
public final class LineNotes {

    private final List<SourceLine> source;
    private final List<Line.State> states;
    private final Map<Integer, Text> remarks = new HashMap<>();
    private final Map<Integer, List<NameSet>> names = new HashMap<>();

    /** All lines have no part in what passes, until something else is noted. */
    public LineNotes(List<SourceLine> source) {
        this.source = List.copyOf(source);
        this.states = new ArrayList<>(Collections.nCopies(source.size(), Line.State.IRRELEVANT));
    }

    public List<SourceLine> source() {
        return source;
    }

    public void is(int line, Line.State found) {
        if (weight(found) > weight(states.get(line))) {
            states.set(line, found);
            remarks.remove(line);
        }
    }

    public void is(int line, Line.State found, Text remark) {
        is(line, found);
        if (states.get(line) == found) {
            remarks.putIfAbsent(line, remark);
        }
    }

    /** The line lets these names through. */
    public void lets(int line, NameSet through) {
        is(line, Line.State.UNDERSTOOD);
        names.computeIfAbsent(line, _ -> new ArrayList<>()).add(through);
    }

    public void lets(int line, NameSet through, Text remark) {
        is(line, Line.State.UNDERSTOOD, remark);
        lets(line, through);
    }

    /** All lines in their order. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            SourceLine line = source.get(i);
            lines.add(new Line(
                    line.file(),
                    line.number(),
                    line.text(),
                    states.get(i),
                    union(names.getOrDefault(i, List.of())),
                    Optional.ofNullable(remarks.get(i))));
        }
        return lines;
    }

    private static NameSet union(List<NameSet> sets) {
        return sets.size() == 1 ? sets.getFirst() : NameSet.union(sets);
    }

    private static int weight(Line.State state) {
        return switch (state) {
            case IRRELEVANT -> 0;
            case UNDERSTOOD -> 1;
            case NOT_SUPPORTED -> 2;
            case UNKNOWN -> 3;
            case WRONG -> 4;
        };
    }
}
