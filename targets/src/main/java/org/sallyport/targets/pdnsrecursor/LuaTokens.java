package org.sallyport.targets.pdnsrecursor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/** The words and signs of a Lua text, by the Lua manual, 3.1; comments are left out. Used once. */
final class LuaTokens {

    enum Kind {
        /** A name with its dots, or a number. */
        WORD,
        QUOTED,
        SIGN
    }

    /** @param line index of the line where it begins */
    record Token(Kind kind, String text, int line) {

        boolean isSign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    private final List<Token> tokens = new ArrayList<>();
    /** Begun and not ended: the text of a long bracket so far; with no line where it is a comment. */
    private Optional<StringBuilder> open = Optional.empty();

    private boolean comment;
    private int begin;

    private LuaTokens() {}

    static List<Token> of(List<SourceLine> lines, String file, LineNotes notes) {
        LuaTokens tokens = new LuaTokens();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).file().equals(file)) {
                String text = lines.get(i).text();
                if (!tokens.add(text.startsWith("\ufeff") ? text.substring(1) : text, i)) {
                    notes.is(i, Line.State.WRONG, NO_LUA);
                    tokens.tokens.add(new Token(Kind.SIGN, "?", i));
                }
            }
        }
        if (tokens.open.isPresent()) {
            notes.is(tokens.begin, Line.State.WRONG, NO_LUA);
            tokens.tokens.add(new Token(Kind.SIGN, "?", tokens.begin));
        }
        return tokens.tokens;
    }

    private boolean add(String line, int index) {
        int at = open.isPresent() ? rest(line, 0) : 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                at++;
            } else if (line.startsWith("--[=", at) || line.startsWith("[=", at)) {
                // where it ends is not worth knowing: what lies between is no plain call
                tokens.add(new Token(Kind.SIGN, "?", index));
                return true;
            } else if (line.startsWith("--[[", at) || line.startsWith("[[", at)) {
                comment = c == '-';
                begin = index;
                open = Optional.of(new StringBuilder());
                at = rest(line, at + (comment ? 4 : 2));
            } else if (line.startsWith("--", at)) {
                return true;
            } else if (c == '"' || c == '\'') {
                int end = endOfString(line, at);
                if (end < 0) {
                    return false;
                }
                tokens.add(new Token(Kind.QUOTED, line.substring(at + 1, end), index));
                at = end + 1;
            } else {
                int end = at;
                while (end < line.length() && isWord(line.charAt(end))) {
                    end++;
                }
                tokens.add(
                        new Token(end > at ? Kind.WORD : Kind.SIGN, line.substring(at, Math.max(end, at + 1)), index));
                at = Math.max(end, at + 1);
            }
        }
        return true;
    }

    /** Reads on in a long bracket; where it has no end here, the line is over. */
    private int rest(String line, int from) {
        int end = line.indexOf("]]", from);
        StringBuilder text = open.orElseThrow();
        text.append(line, from, end < 0 ? line.length() : end);
        if (end < 0) {
            text.append('\n');
            return line.length();
        }
        if (!comment) {
            tokens.add(new Token(Kind.QUOTED, text.toString(), begin));
        }
        open = Optional.empty();
        return end + 2;
    }

    private static int endOfString(String line, int from) {
        for (int i = from + 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == line.charAt(from)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static final Text NO_LUA = Text.of(
            "a string or a comment has no end: the server does not start",
            "une chaîne ou un commentaire n'a pas de fin : le serveur ne démarre pas");
}
