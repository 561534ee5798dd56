package org.sallyport.targets.tinyproxy;

import java.util.Optional;

/**
 * A basic regular expression (POSIX.1-2017, chapter 9.3, with the operators that glibc adds), in the words of an extended
 * one. Used once.
 */
final class BasicExpression {

    private static final String OPERATORS = "(){}|+?";

    private final String text;
    private final StringBuilder extended = new StringBuilder();
    private int at;

    /** Nothing but an anchor stands before: a star is a star. */
    private boolean begins = true;

    /** Nothing at all stands before: a caret is an anchor. */
    private boolean first = true;

    private BasicExpression(String text) {
        this.text = text;
    }

    /** Empty where it has something that no extended expression has, or is malformed. */
    static Optional<String> toExtended(String text) {
        BasicExpression expression = new BasicExpression(text);
        while (expression.at < text.length()) {
            if (!expression.step()) {
                return Optional.empty();
            }
        }
        return Optional.of(expression.extended.toString());
    }

    private boolean step() {
        char c = text.charAt(at++);
        boolean anchor = c == '^' && first;
        first = false;
        switch (c) {
            case '\\' -> {
                return escape();
            }
            case '[' -> {
                return bracket();
            }
            case '^' -> {
                extended.append(anchor ? "^" : "\\^");
                begins &= anchor;
            }
            case '$' -> {
                extended.append(ends() ? "$" : "\\$");
                begins = false;
            }
            case '*' -> {
                extended.append(begins ? "\\*" : "*");
                begins = false;
            }
            default -> {
                extended.append(OPERATORS.indexOf(c) >= 0 ? "\\" : "").append(c);
                begins = false;
            }
        }
        return true;
    }

    private boolean escape() {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        if (OPERATORS.indexOf(c) >= 0) {
            extended.append(c);
            first = c == '(' || c == '|';
            begins = first;
        } else {
            extended.append('\\').append(c);
            begins = false;
        }
        return true;
    }

    /** Whether an alternative ends here, so that a dollar sign is an anchor. */
    private boolean ends() {
        return at == text.length() || text.startsWith("\\)", at) || text.startsWith("\\|", at);
    }

    /** Brackets are the same in both. */
    private boolean bracket() {
        int end = ShellPattern.bracketEnd(text, at, '^');
        if (end < 0) {
            return false;
        }
        extended.append('[').append(text, at, end);
        at = end;
        begins = false;
        return true;
    }
}
