package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a script into tokens. Where engines could see other tokens than this class does, it stops with
 * {@link Token.Kind#UNREADABLE}: a slash that may divide or begin an expression, comments that JScript executes, comments in the style of
 * HTML, escapes in names, templates.
 */
final class Lexer {

    private static final Set<String> KEYWORDS = Set.of(
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "import",
            "in",
            "instanceof",
            "let",
            "new",
            "null",
            "return",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with",
            "yield");

    /** Longer ones first. */
    private static final List<String> MARKS = List.of(
            ">>>=", "===", "!==", "**=", "<<=", ">>=", "&&=", "||=", "??=", "...", "==", "!=", "<=", ">=", "&&", "||",
            "++", "--", "+=", "-=", "*=", "%=", "&=", "|=", "^=", "=>", "<", ">", "=", "!", "+", "-", "*", "%", "&",
            "|", "^", "~", "?", ":", ";", ",", ".", "(", ")", "[", "]", "{", "}");

    /** Behind these a slash begins an expression; behind any other token it is not looked into. */
    private static final Set<String> BEFORE_EXPRESSION =
            Set.of("(", ",", "=", ":", "[", "!", "&&", "||", "?", "{", ";", "==", "===", "!=", "!==");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean afterBreak = true;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, an END or UNREADABLE last. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.next()) {}
        return lexer.tokens;
    }

    /** Whether JavaScript ends a line with this character. */
    static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    private boolean next() {
        if (at >= text.length()) {
            return last(Token.Kind.END, "");
        }
        char c = text.charAt(at);
        if (isBreak(c)) {
            lineBreak();
            return true;
        }
        if (c == ' ' || c == '\t' || c == '\u000B' || c == '\f' || c == '\u00A0' || c == '\uFEFF') {
            at++;
            return true;
        }
        if (text.startsWith("//", at) || text.startsWith("/*", at)) {
            return comment();
        }
        if (text.startsWith("<!--", at) || text.startsWith("-->", at)) {
            return last(Token.Kind.UNREADABLE, "a comment in the style of HTML");
        }
        if (isNameStart(c)) {
            return word();
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        return switch (c) {
            case '"', '\'' -> string(c);
            case '/' -> expression();
            default -> mark();
        };
    }

    private void lineBreak() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
        afterBreak = true;
    }

    private boolean comment() {
        boolean block = text.charAt(at + 1) == '*';
        if (text.startsWith("@", at + 2)) {
            return last(Token.Kind.UNREADABLE, "a comment that JScript executes");
        }
        at += 2;
        while (at < text.length() && !(block && text.startsWith("*/", at))) {
            if (!isBreak(text.charAt(at))) {
                at++;
            } else if (block) {
                lineBreak();
            } else {
                return true;
            }
        }
        if (block && at >= text.length()) {
            return last(Token.Kind.UNREADABLE, "a comment without an end");
        }
        at += block ? 2 : 0;
        return true;
    }

    private boolean word() {
        int begin = at;
        while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        String word = text.substring(begin, at);
        return add(KEYWORDS.contains(word) ? Token.Kind.KEYWORD : Token.Kind.NAME, word, "", line);
    }

    private boolean number() {
        int begin = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        boolean plain = at - begin < 10 && (at - begin == 1 || text.charAt(begin) != '0');
        boolean ends = at >= text.length() || !(isNameStart(text.charAt(at)) || text.charAt(at) == '.');
        boolean whole = plain && ends;
        return whole
                ? add(Token.Kind.NUMBER, text.substring(begin, at), "", line)
                : last(Token.Kind.UNREADABLE, "a number that is no plain one");
    }

    private boolean string(char quote) {
        int begin = line;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote && !isBreak(text.charAt(at))) {
            char c = text.charAt(at++);
            if (c != '\\') {
                value.append(c);
            } else if (!escape(value)) {
                return last(Token.Kind.UNREADABLE, "an escape in a string");
            }
        }
        if (at >= text.length() || text.charAt(at) != quote) {
            return last(Token.Kind.UNREADABLE, "a string without an end");
        }
        at++;
        return add(Token.Kind.STRING, value.toString(), "", begin);
    }

    private boolean escape(StringBuilder value) {
        char c = at < text.length() ? text.charAt(at) : '\n';
        if (isNameStart(c) || isDigit(c) || isBreak(c)) {
            return false;
        }
        value.append(c);
        at++;
        return true;
    }

    private boolean expression() {
        if (!expressionMayBegin()) {
            return last(Token.Kind.UNREADABLE, "a slash that may divide");
        }
        int begin = ++at;
        boolean inClass = false;
        while (at < text.length() && !isBreak(text.charAt(at)) && (inClass || text.charAt(at) != '/')) {
            char c = text.charAt(at);
            inClass = c == '[' || (inClass && c != ']');
            boolean escaped = c == '\\' && at + 1 < text.length() && !isBreak(text.charAt(at + 1));
            at += escaped ? 2 : 1;
        }
        if (at >= text.length() || text.charAt(at) != '/') {
            return last(Token.Kind.UNREADABLE, "a regular expression without an end");
        }
        String source = text.substring(begin, at++);
        int flags = at;
        while (at < text.length() && isNameStart(text.charAt(at))) {
            at++;
        }
        return add(Token.Kind.EXPRESSION, source, text.substring(flags, at), line);
    }

    private boolean expressionMayBegin() {
        if (tokens.isEmpty()) {
            return true;
        }
        Token before = tokens.getLast();
        boolean member = tokens.size() > 1 && tokens.get(tokens.size() - 2).is(".");
        return before.kind() == Token.Kind.MARK
                ? BEFORE_EXPRESSION.contains(before.text())
                : before.isKeyword("return") && !member;
    }

    private boolean mark() {
        for (String mark : MARKS) {
            if (text.startsWith(mark, at)) {
                at += mark.length();
                return add(Token.Kind.MARK, mark, "", line);
            }
        }
        return last(Token.Kind.UNREADABLE, "a character that is unusual in a PAC file");
    }

    private boolean add(Token.Kind kind, String value, String flags, int begin) {
        tokens.add(new Token(kind, value, flags, begin, afterBreak));
        afterBreak = false;
        return true;
    }

    private boolean last(Token.Kind kind, String value) {
        add(kind, value, "", line);
        return false;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
