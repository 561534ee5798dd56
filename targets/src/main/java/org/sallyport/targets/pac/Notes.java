package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/** What is found out about the lines of a script. The gravest state of a line stands, and its first remark. */
final class Notes {

    private final Map<Integer, Line.State> states = new HashMap<>();
    private final Map<Integer, Text> remarks = new HashMap<>();
    private final Map<Integer, NameSet> names = new HashMap<>();

    /** The line has a part in the answer. */
    void understood(int line) {
        states.putIfAbsent(line, Line.State.UNDERSTOOD);
    }

    void about(int line, NameSet set) {
        understood(line);
        names.merge(line, set, NameSet::union);
    }

    void remark(int line, Text remark) {
        understood(line);
        remarks.putIfAbsent(line, remark);
    }

    void state(int line, Line.State state, Text remark) {
        Line.State before = states.getOrDefault(line, Line.State.IRRELEVANT);
        if (state.compareTo(before) > 0 || before == Line.State.IRRELEVANT) {
            states.put(line, state);
            remarks.put(line, remark);
        }
    }

    /** The lines of the file, told apart as JavaScript does. */
    List<Line> lines(String file, String text) {
        List<Line> lines = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = begin;
            while (end < text.length() && !Lexer.isBreak(text.charAt(end))) {
                end++;
            }
            lines.add(line(file, lines.size() + 1, text.substring(begin, end)));
            begin = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        return lines;
    }

    private Line line(String file, int number, String text) {
        return new Line(
                file,
                number,
                text,
                states.getOrDefault(number, Line.State.IRRELEVANT),
                names.getOrDefault(number, NameSet.none()),
                Optional.ofNullable(remarks.get(number)));
    }
}
