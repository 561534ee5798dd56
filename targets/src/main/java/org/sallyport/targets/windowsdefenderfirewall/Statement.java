package org.sallyport.targets.windowsdefenderfirewall;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.targets.SourceLine;

/**
 * A statement of a PowerShell script, by <a
 * href="https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing">about_Parsing</a>,
 * as far as scripts of plain commands need it.
 *
 * @param first index of its first line
 * @param last index of its last line
 * @param pipeline its commands in words; an assignment is a command that begins with the variable
 * @param isWhole whether all of it was taken apart
 */
record Statement(int first, int last, List<List<Command.Word>> pipeline, boolean isWhole) {

    private static final int CURLY = '{';

    static List<Statement> of(List<SourceLine> lines) {
        return new Parser(lines).parse();
    }

    /** Reads the text line by line, for places; a statement goes on where a line ends with a backtick, a bar or a comma. */
    private static final class Parser {
        private final List<SourceLine> lines;
        private final List<Statement> statements = new ArrayList<>();
        private List<List<Command.Word>> pipeline = new ArrayList<>();
        private List<Command.Word> words = new ArrayList<>();
        private boolean isWhole = true;
        private boolean inComment;
        private boolean goesOn;
        private int begin;
        private int row;

        Parser(List<SourceLine> lines) {
            this.lines = lines;
        }

        List<Statement> parse() {
            for (row = 0; row < lines.size(); row++) {
                if (!goesOn) {
                    begin = row;
                }
                goesOn = false;
                String text = lines.get(row).text();
                line(row == 0 && text.startsWith("\uFEFF") ? text.substring(1) : text);
                if (!goesOn) {
                    end();
                }
            }
            row = Math.max(lines.size() - 1, 0);
            end();
            return statements;
        }

        private void line(String text) {
            int at = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (inComment) {
                    int close = text.indexOf("#>", at);
                    inComment = close < 0;
                    at = close < 0 ? text.length() : close + 2;
                } else if (c == ' ' || c == '\t') {
                    at++;
                } else if (text.startsWith("<#", at)) {
                    inComment = true;
                    at += 2;
                } else if (c == '#') {
                    return;
                } else if (c == '`' && text.substring(at + 1).isBlank()) {
                    goesOn = true;
                    return;
                } else if (c == ';') {
                    end();
                    at++;
                } else if (c == '|') {
                    pipe();
                    goesOn = true;
                    at++;
                } else {
                    goesOn = false;
                    at = word(text, at);
                }
            }
        }

        private void pipe() {
            if (!words.isEmpty()) {
                pipeline.add(words);
                words = new ArrayList<>();
            }
        }

        private void end() {
            pipe();
            if (!pipeline.isEmpty()) {
                statements.add(new Statement(begin, row, List.copyOf(pipeline), isWhole));
            }
            pipeline = new ArrayList<>();
            isWhole = true;
            begin = row;
        }

        /** Takes one value off; values that commas join are several words. */
        private int word(String text, int from) {
            char c = text.charAt(from);
            if (c == ',') {
                goesOn = text.substring(from + 1).isBlank();
                return from + 1;
            }
            if (c == '\'') {
                int close = from + 1;
                while (close < text.length() && (text.charAt(close) != '\'' || text.startsWith("''", close))) {
                    close += text.charAt(close) == '\'' ? 2 : 1;
                }
                isWhole &= close < text.length();
                add(text.substring(from + 1, Math.min(close, text.length())).replace("''", "'"), true, true);
                return close + 1;
            }
            if (c == '"') {
                int close = text.indexOf('"', from + 1);
                String inside = text.substring(from + 1, close < 0 ? text.length() : close);
                isWhole &= close >= 0;
                add(inside, inside.indexOf('$') < 0 && inside.indexOf('`') < 0, true);
                return close < 0 ? text.length() : close + 1;
            }
            if (c == '(' || c == '{' || text.startsWith("$(", from) || text.startsWith("@(", from)) {
                return group(text, from);
            }
            int to = from;
            while (to < text.length() && " \t,;|'\"(){}".indexOf(text.charAt(to)) < 0) {
                to++;
            }
            if (to == from) {
                isWhole = false;
                return from + 1;
            }
            String word = text.substring(from, to);
            add(word, word.indexOf('$') < 0 && word.indexOf('`') < 0 && word.indexOf('@') < 0, false);
            return to;
        }

        private int group(String text, int from) {
            int depth = 0;
            for (int at = from; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '\'' || c == '"') {
                    int close = text.indexOf(c, at + 1);
                    at = close < 0 ? text.length() : close;
                } else if (c == '(' || c == CURLY) {
                    depth++;
                } else if (c == ')' || c == '}') {
                    depth--;
                    if (depth == 0) {
                        add(text.substring(from, at + 1), false, false);
                        return at + 1;
                    }
                }
            }
            isWhole = false;
            add(text.substring(from), false, false);
            return text.length();
        }

        private void add(String text, boolean isPlain, boolean isQuoted) {
            words.add(new Command.Word(text, isPlain, isQuoted));
        }
    }
}
