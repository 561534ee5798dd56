package org.sallyport.targets.pihole;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/**
 * A word of SQL as SQLite reads it (https://sqlite.org/lang.html); comments are left out. A line that begins with a dot
 * between two statements is a command of SQLite's shell, one word as a whole.
 *
 * @param text words in lower case, a quoted text without its quotes
 * @param line index of the line where it ends
 */
record SqlToken(Kind kind, String text, int line) {

    enum Kind {
        WORD,
        QUOTED,
        SIGN,
        SHELL
    }

    boolean is(String sign) {
        return kind != Kind.QUOTED && text.equals(sign);
    }

    /** All of the files, one behind the other. */
    static List<SqlToken> of(List<SourceLine> lines, LineNotes notes) {
        return new Scanner(lines, notes).scan();
    }

    private static final class Scanner {
        private final List<SourceLine> lines;
        private final LineNotes notes;
        private final List<SqlToken> tokens = new ArrayList<>();
        private int line;
        private int at;

        Scanner(List<SourceLine> lines, LineNotes notes) {
            this.lines = lines;
            this.notes = notes;
        }

        List<SqlToken> scan() {
            for (line = 0; line < lines.size(); line++) {
                at = 0;
                if (text().startsWith(".") && betweenStatements()) {
                    add(Kind.SHELL, text().strip());
                    continue;
                }
                while (line < lines.size() && at < text().length()) {
                    next();
                }
            }
            return tokens;
        }

        private boolean betweenStatements() {
            return tokens.isEmpty()
                    || tokens.getLast().kind() == Kind.SHELL
                    || tokens.getLast().is(";");
        }

        private String text() {
            return lines.get(line).text();
        }

        private void next() {
            String text = text();
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                at = text.length();
            } else if (text.startsWith("/*", at)) {
                at += 2;
                until("*/");
            } else if (c == '\'') {
                at++;
                add(Kind.QUOTED, quoted());
            } else if (isWord(c)) {
                int end = at;
                while (end < text.length() && isWord(text.charAt(end))) {
                    end++;
                }
                add(Kind.WORD, text.substring(at, end).toLowerCase(Locale.ROOT));
                at = end;
            } else {
                if (c > ' ') {
                    add(Kind.SIGN, String.valueOf(c));
                }
                at++;
            }
        }

        /** Behind the opening quote; two quotes stand for one. */
        private String quoted() {
            StringBuilder whole = new StringBuilder();
            whole.append(until("'"));
            while (line < lines.size() && at < text().length() && text().charAt(at) == '\'') {
                at++;
                whole.append('\'').append(until("'"));
            }
            return whole.toString();
        }

        /** What stands in front of an end, over lines; to the end of all where there is none. */
        private String until(String end) {
            int begin = line;
            StringBuilder before = new StringBuilder();
            while (line < lines.size()) {
                int found = text().indexOf(end, at);
                if (found >= 0) {
                    before.append(text(), at, found);
                    at = found + end.length();
                    return before.toString();
                }
                before.append(text(), Math.min(at, text().length()), text().length())
                        .append('\n');
                line++;
                at = 0;
            }
            notes.is(begin, Line.State.WRONG, NO_END);
            add(Kind.SIGN, "?", begin);
            return before.toString();
        }

        private void add(Kind kind, String text) {
            add(kind, text, Math.min(line, lines.size() - 1));
        }

        private void add(Kind kind, String text, int where) {
            tokens.add(new SqlToken(kind, text, where));
        }

        private static boolean isWord(char c) {
            return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
    }

    private static final Text NO_END = Text.of(
            "a quote or a comment has no end: the statement is not carried out",
            "un guillemet ou un commentaire n'a pas de fin : l'instruction n'est pas exécutée");
}
