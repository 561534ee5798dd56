package org.sallyport.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;

/**
 * The lines of YAML or JSON files, with what a reader found out about the values on them. Several values can stand on
 * one line: it is about the names of all of them, and in the gravest of their states. A line about which nothing was
 * said has no part in what passes. Used by one thread.
 */
public final class ValueLines {

    private final List<SourceLine> sources;
    private final Map<String, Found> found = new HashMap<>();

    /** @throws org.sallyport.core.InputException as {@link SourceLine#of} */
    public ValueLines(DeviceFiles files) {
        this.sources = SourceLine.of(files);
    }

    /** The value at that place lets the name through. */
    public void about(Where where, HostName name) {
        naming(where).add(name);
    }

    /** The value at that place lets the name and all names below it through. */
    public void aboutSubtree(Where where, HostName top) {
        naming(where).subtree(top);
    }

    /** The value at that place lets these names through, or stops them. */
    public void about(Where where, NameSet names) {
        naming(where).add(names);
    }

    /** Says why the value at that place is in that state. */
    public void is(Where where, Line.State state, Text remark) {
        at(where).is(state, remark);
    }

    private NameSetBuilder naming(Where where) {
        Found at = at(where);
        at.state = graver(at.state, Line.State.UNDERSTOOD);
        return at.names();
    }

    private Found at(Where where) {
        return found.computeIfAbsent(key(where.file(), where.line()), _ -> new Found());
    }

    /** All lines, in their order. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (SourceLine source : sources) {
            Found at = found.get(key(source.file(), source.number()));
            lines.add(at == null ? source.is(Line.State.IRRELEVANT) : at.line(source));
        }
        return List.copyOf(lines);
    }

    private static String key(String file, int line) {
        return line + ":" + file;
    }

    private static Line.State graver(Line.State one, Line.State other) {
        return one == Line.State.IRRELEVANT || (other != Line.State.IRRELEVANT && other.compareTo(one) > 0)
                ? other
                : one;
    }

    private static final class Found {
        private Line.State state = Line.State.IRRELEVANT;
        private Optional<NameSetBuilder> names = Optional.empty();
        private Optional<Text> remark = Optional.empty();

        /** The remark of the gravest state stays, of equal ones the first. */
        void is(Line.State other, Text why) {
            Line.State graver = graver(state, other);
            if (remark.isEmpty() || graver != state) {
                remark = Optional.of(why);
            }
            state = graver;
        }

        NameSetBuilder names() {
            NameSetBuilder builder = names.orElseGet(NameSetBuilder::new);
            names = Optional.of(builder);
            return builder;
        }

        Line line(SourceLine source) {
            NameSet about = names.map(NameSetBuilder::build).orElse(NameSet.none());
            return new Line(source.file(), source.number(), source.text(), state, about, remark);
        }
    }
}
