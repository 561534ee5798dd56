package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/**
 * What a reader finds out about the lines of its files, in whatever order. For languages whose statements begin and end
 * anywhere: the gravest state of a line counts, and a line of which nothing is said has no part in what passes. Used by
 * one thread.
 */
public final class LineNotes {

    private final List<SourceLine> lines;
    private final List<Note> notes;

    private record Note(Line.State state, NameSet names, Optional<Text> remark) {}

    public LineNotes(List<SourceLine> lines) {
        this.lines = List.copyOf(lines);
        this.notes = new ArrayList<>(
                Collections.nCopies(lines.size(), new Note(Line.State.IRRELEVANT, NameSet.none(), Optional.empty())));
    }

    /** The line at that index has a statement in that state. */
    public void is(int index, Line.State state) {
        add(index, new Note(state, NameSet.none(), Optional.empty()));
    }

    public void is(int index, Line.State state, Text remark) {
        add(index, new Note(state, NameSet.none(), Optional.of(remark)));
    }

    /** The line at that index lets these names through. */
    public void about(int index, NameSet names) {
        add(index, new Note(Line.State.UNDERSTOOD, names, Optional.empty()));
    }

    public void about(int index, NameSet names, Text remark) {
        add(index, new Note(Line.State.UNDERSTOOD, names, Optional.of(remark)));
    }

    private void add(int index, Note note) {
        Note before = notes.get(index);
        boolean graver = gravity(note.state()) > gravity(before.state());
        notes.set(
                index,
                new Note(
                        graver ? note.state() : before.state(),
                        before.names() == NameSet.none()
                                ? note.names()
                                : note.names() == NameSet.none()
                                        ? before.names()
                                        : before.names().union(note.names()),
                        graver
                                ? note.remark().or(before::remark)
                                : before.remark().or(note::remark)));
    }

    private static int gravity(Line.State state) {
        return switch (state) {
            case IRRELEVANT -> 0;
            case UNDERSTOOD -> 1;
            case NOT_SUPPORTED -> 2;
            case UNKNOWN -> 3;
            case WRONG -> 4;
        };
    }

    /** All lines in their order. */
    public List<Line> lines() {
        List<Line> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            SourceLine line = lines.get(i);
            Note note = notes.get(i);
            all.add(new Line(line.file(), line.number(), line.text(), note.state(), note.names(), note.remark()));
        }
        return all;
    }
}
