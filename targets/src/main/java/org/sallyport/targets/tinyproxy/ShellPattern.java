package org.sallyport.targets.tinyproxy;

import java.util.Optional;

/** A pattern of fnmatch(3) without flags: a star stands for any number of characters, dots included. */
final class ShellPattern {

    private ShellPattern() {}

    /** The extended expression that says the same of a whole text; empty where the pattern is malformed. */
    static Optional<String> toExpression(String pattern) {
        StringBuilder expression = new StringBuilder("^");
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            int end = c == '[' ? bracketEnd(pattern, at, '!') : -1;
            if (end >= 0) {
                String inside = pattern.substring(at, end);
                if (inside.startsWith("^") || inside.contains("\\")) {
                    return Optional.empty();
                }
                expression.append('[').append(inside.startsWith("!") ? "^" + inside.substring(1) : inside);
                at = end;
            } else if (c == '*') {
                expression.append(".*");
            } else if (c == '?') {
                expression.append('.');
            } else if (c == '\\') {
                if (at == pattern.length()) {
                    return Optional.empty();
                }
                append(expression, pattern.charAt(at++));
            } else {
                append(expression, c);
            }
        }
        return Optional.of(expression.append('$').toString().replaceAll("(\\.\\*)+", ".*"));
    }

    private static void append(StringBuilder expression, char c) {
        boolean letterOrDigit = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '%';
        expression.append(letterOrDigit ? "" : "\\").append(c);
    }

    /**
     * The place behind the bracket that closes a class, or -1.
     *
     * @param at behind the opening bracket
     * @param not what negates a class
     */
    static int bracketEnd(String text, int at, char not) {
        int place = at;
        if (place < text.length() && text.charAt(place) == not) {
            place++;
        }
        if (place < text.length() && text.charAt(place) == ']') {
            place++;
        }
        while (place < text.length() && text.charAt(place) != ']') {
            int named = text.startsWith("[:", place) ? text.indexOf(":]", place + 2) : -1;
            place = named < 0 ? place + 1 : named + 2;
        }
        return place < text.length() ? place + 1 : -1;
    }
}
