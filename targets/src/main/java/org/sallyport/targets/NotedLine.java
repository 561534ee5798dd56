package org.sallyport.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/** A line of a file while it is being read, and what there is to say about it so far. Used by one thread. */
public final class NotedLine {

    private final String file;
    private final int number;
    private final String text;
    private Line.State state = Line.State.IRRELEVANT;
    private Optional<Text> remark = Optional.empty();
    private final List<NameSet> names = new ArrayList<>();

    public NotedLine(String file, int number, String text) {
        this.file = file;
        this.number = number;
        this.text = text;
    }

    public void is(Line.State found) {
        boolean known = found == Line.State.UNDERSTOOD || found == Line.State.IRRELEVANT;
        if (known ? isUnderstood() : found.compareTo(state) > 0) {
            state = found;
        }
    }

    /** Of several remarks, the first on the gravest state stays. */
    public void is(Line.State found, Text why) {
        Line.State before = state;
        is(found);
        if (remark.isEmpty() || (before != state && !isUnderstood())) {
            remark = Optional.of(why);
        }
    }

    public void lets(NameSet through) {
        names.add(through);
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    public Line line() {
        return new Line(file, number, text, state, NameSet.union(names), remark);
    }

    private boolean isUnderstood() {
        return state == Line.State.UNDERSTOOD || state == Line.State.IRRELEVANT;
    }
}
