package org.sallyport.targets.privoxy;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.targets.SourceLine;

/**
 * What Privoxy takes for one line: without comments and blanks around it, and joined where a backslash ends a line.
 *
 * @param text not empty
 * @param lines those that it was written in
 */
record Statement(String text, List<SourceLine> lines) {

    /** What isspace says in the C locale. */
    private static final String BLANKS = " \t\u000b\f\r\n";

    static List<Statement> of(List<SourceLine> lines) {
        List<Statement> statements = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<SourceLine> parts = new ArrayList<>();
        for (SourceLine line : lines) {
            boolean goesOn = line.text().endsWith("\\");
            String rest = line.text().substring(0, line.text().length() - (goesOn ? 1 : 0));
            String part = withoutComment(text.isEmpty() ? frontOff(rest) : rest);
            text.append(part);
            if (!part.isEmpty() || !parts.isEmpty()) {
                parts.add(line);
            }
            if (!goesOn && !text.isEmpty()) {
                add(statements, text, parts);
            }
        }
        add(statements, text, parts);
        return List.copyOf(statements);
    }

    private static void add(List<Statement> statements, StringBuilder text, List<SourceLine> parts) {
        String whole = blanksOff(text.toString());
        if (!whole.isEmpty()) {
            statements.add(new Statement(whole, List.copyOf(parts)));
        }
        text.setLength(0);
        parts.clear();
    }

    /** A number sign begins a comment unless a backslash stands before it, which then goes. */
    private static String withoutComment(String text) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' && (kept.isEmpty() || kept.charAt(kept.length() - 1) != '\\')) {
                break;
            }
            if (c == '#') {
                kept.setLength(kept.length() - 1);
            }
            kept.append(c);
        }
        return kept.toString();
    }

    static String blanksOff(String text) {
        int end = text.length();
        while (end > 0 && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return frontOff(text.substring(0, end));
    }

    private static String frontOff(String text) {
        int begin = 0;
        while (begin < text.length() && BLANKS.indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        return text.substring(begin);
    }
}
