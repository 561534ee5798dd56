package org.sallyport.targets.bindrpz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/**
 * The statements of {@code named.conf}: words and blocks up to a semicolon. Comments are those of C, of C++ and of the
 * shell. What has no end is noted as wrong, for BIND does not start with it. Used once.
 */
final class ConfigText {

    /** Deeper blocks are none of BIND's; a reader that calls itself must stop somewhere. */
    private static final int DEEPEST = 20;

    private record Token(String text, boolean quoted, int line) {
        boolean is(String sign) {
            return !quoted && text.equals(sign);
        }
    }

    private final List<Token> tokens = new ArrayList<>();
    private final LineNotes notes;
    private int next;

    private ConfigText(LineNotes notes) {
        this.notes = notes;
    }

    static List<Statement> statements(List<SourceLine> lines, String file, LineNotes notes) {
        ConfigText text = new ConfigText(notes);
        boolean comment = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).file().equals(file)) {
                comment = text.tokens(lines.get(i).text(), i, comment);
            }
        }
        List<Statement> statements = new ArrayList<>(text.statements(0));
        while (text.next < text.tokens.size()) {
            notes.is(text.tokens.get(text.next).line(), Line.State.WRONG, UNBALANCED);
            text.next++;
            statements.addAll(text.statements(0));
        }
        return statements;
    }

    /** Whether the line ends inside a comment. */
    private boolean tokens(String line, int index, boolean inComment) {
        int at = 0;
        boolean comment = inComment;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (comment) {
                int end = line.indexOf("*/", at);
                if (end < 0) {
                    return true;
                }
                comment = false;
                at = end + 2;
            } else if (c == '#' || line.startsWith("//", at)) {
                return false;
            } else if (line.startsWith("/*", at)) {
                comment = true;
                at += 2;
            } else if (isSign(c)) {
                tokens.add(new Token(String.valueOf(c), false, index));
                at++;
            } else if (isBlank(c)) {
                at++;
            } else if (c == '"') {
                int end = line.indexOf('"', at + 1);
                if (end < 0) {
                    notes.is(index, Line.State.WRONG, UNBALANCED);
                    return false;
                }
                tokens.add(new Token(line.substring(at + 1, end), true, index));
                at = end + 1;
            } else {
                int end = at;
                while (end < line.length() && !endsWord(line, end)) {
                    end++;
                }
                tokens.add(new Token(line.substring(at, end), false, index));
                at = end;
            }
        }
        return comment;
    }

    private static boolean endsWord(String line, int at) {
        char c = line.charAt(at);
        return isSign(c)
                || isBlank(c)
                || c == '"'
                || c == '#'
                || line.startsWith("//", at)
                || line.startsWith("/*", at);
    }

    private static boolean isSign(char c) {
        return c == '{' || c == '}' || c == ';';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private List<Statement> statements(int depth) {
        List<Statement> statements = new ArrayList<>();
        while (next < tokens.size() && !tokens.get(next).is("}")) {
            statement(depth).ifPresent(statements::add);
        }
        return statements;
    }

    private Optional<Statement> statement(int depth) {
        int line = tokens.get(next).line();
        List<String> words = new ArrayList<>();
        List<Statement> block = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        boolean hasBlock = false;
        while (next < tokens.size()) {
            Token token = tokens.get(next);
            if (token.is(";")) {
                next++;
                return words.isEmpty() && !hasBlock
                        ? Optional.empty()
                        : Optional.of(new Statement(words, block, behind, line));
            }
            if (token.is("}")) {
                break;
            }
            next++;
            if (token.is("{")) {
                hasBlock = true;
                if (depth < DEEPEST) {
                    block.addAll(statements(depth + 1));
                }
                if (next == tokens.size() || !tokens.get(next).is("}")) {
                    break;
                }
                next++;
            } else {
                (hasBlock ? behind : words).add(token.text());
            }
        }
        notes.is(line, Line.State.WRONG, UNBALANCED);
        return Optional.of(new Statement(words, block, behind, line));
    }

    private static final Text UNBALANCED = Text.of(
            "a semicolon, a brace or a quote is missing: BIND does not start with it",
            "un point-virgule, une accolade ou un guillemet manque : BIND ne démarre pas");
}
