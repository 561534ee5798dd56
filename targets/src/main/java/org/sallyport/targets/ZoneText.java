package org.sallyport.targets;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;

/**
 * The records of a master file (RFC 1035, 5.1) as words: {@code ;} begins a comment, parentheses join lines, quotes join
 * words, and a record that begins with a blank has the owner of the one before. Used once.
 */
final class ZoneText {

    /**
     * A record or a directive.
     *
     * @param words at least one
     * @param line index of the line where it begins
     * @param hasOwner whether the first word stands at the very beginning of the line
     */
    record Entry(List<String> words, int line, boolean hasOwner) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int begin;
    private boolean hasOwner;
    private int depth;

    private ZoneText() {}

    /** @param broken is told where the text is no master file */
    static List<Entry> records(List<SourceLine> lines, String file, LineNotes notes, Runnable broken) {
        ZoneText text = new ZoneText();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).file().equals(file) && !text.add(lines.get(i).text(), i)) {
                broken.run();
                notes.is(i, Line.State.WRONG, UNBALANCED);
            }
        }
        if (text.depth > 0) {
            broken.run();
            notes.is(text.begin, Line.State.WRONG, UNBALANCED);
        }
        return text.entries;
    }

    private boolean add(String line, int index) {
        if (depth == 0) {
            begin = index;
            hasOwner = !line.isEmpty() && !isBlank(line.charAt(0));
        }
        int at = 0;
        while (at < line.length() && line.charAt(at) != ';') {
            char c = line.charAt(at);
            if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
                at++;
                if (depth < 0) {
                    depth = 0;
                    words.clear();
                    return false;
                }
            } else if (isBlank(c)) {
                at++;
            } else {
                int end = endOfWord(line, at);
                if (end < 0) {
                    words.clear();
                    return false;
                }
                words.add(c == '"' ? line.substring(at + 1, end - 1) : line.substring(at, end));
                at = end;
            }
        }
        if (depth == 0 && !words.isEmpty()) {
            entries.add(new Entry(List.copyOf(words), begin, hasOwner));
            words.clear();
        }
        return true;
    }

    /** Behind the word, and behind its closing quote; -1 where it has none. */
    private static int endOfWord(String line, int begin) {
        boolean quoted = line.charAt(begin) == '"';
        int end = quoted ? begin + 1 : begin;
        while (end < line.length() && (quoted ? line.charAt(end) != '"' : !endsWord(line.charAt(end)))) {
            end += line.charAt(end) == '\\' && end + 1 < line.length() ? 2 : 1;
        }
        return !quoted ? end : end < line.length() ? end + 1 : -1;
    }

    private static boolean endsWord(char c) {
        return isBlank(c) || c == ';' || c == '(' || c == ')' || c == '"';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static final Text UNBALANCED = Text.of(
            "a parenthesis or a quote has no other: the server does not load the zone",
            "une parenthèse ou un guillemet n'a pas de pareil : le serveur ne charge pas la zone");
}
