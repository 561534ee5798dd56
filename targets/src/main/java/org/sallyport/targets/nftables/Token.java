package org.sallyport.targets.nftables;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.targets.SourceLine;

/**
 * A word of nftables' language. The end of a line and a semicolon are words too, for they end statements.
 *
 * @param quoted whether it stood in quotes, and has no meaning but its text
 */
record Token(String text, boolean quoted, SourceLine line) {

    private static final String ALONE = "{},=!<>";

    /** All words of the lines of one file. A quote that is not closed is a word {@code "}. */
    static List<Token> of(List<SourceLine> lines) {
        List<Token> tokens = new ArrayList<>();
        for (SourceLine line : lines) {
            boolean goesOn = line.text().endsWith("\\") && !line.text().strip().startsWith("#");
            words(line, goesOn ? line.text().length() - 1 : line.text().length(), tokens);
            if (!goesOn) {
                tokens.add(new Token("\n", false, line));
            }
        }
        return List.copyOf(tokens);
    }

    private static void words(SourceLine line, int end, List<Token> tokens) {
        String text = line.text();
        int at = 0;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '#') {
                return;
            } else if (c == '"') {
                int close = text.indexOf('"', at + 1);
                if (close < 0) {
                    tokens.add(new Token("\"", false, line));
                    return;
                }
                tokens.add(new Token(text.substring(at + 1, close), true, line));
                at = close + 1;
            } else if (c == ';' || ALONE.indexOf(c) >= 0) {
                tokens.add(new Token(String.valueOf(c), false, line));
                at++;
            } else if (isBlank(c)) {
                at++;
            } else {
                int begin = at;
                while (at < end
                        && !isBlank(text.charAt(at))
                        && ";#\"".indexOf(text.charAt(at)) < 0
                        && ALONE.indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                tokens.add(new Token(text.substring(begin, at), false, line));
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    boolean is(String word) {
        return !quoted && text.equals(word);
    }

    boolean endsStatement() {
        return is("\n") || is(";");
    }
}
