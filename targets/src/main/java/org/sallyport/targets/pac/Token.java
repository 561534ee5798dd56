package org.sallyport.targets.pac;

/**
 * A token of a script.
 *
 * @param text what it stands for: a name, a keyword, a mark, the characters of a string, the digits of a number, the
 *     source of a regular expression, or what is wrong
 * @param flags of a regular expression
 * @param line from 1
 * @param afterBreak whether a line break stands before it
 */
record Token(Kind kind, String text, String flags, int line, boolean afterBreak) {

    enum Kind {
        NAME,
        KEYWORD,
        STRING,
        NUMBER,
        EXPRESSION,
        MARK,
        /** What the reader does not follow; nothing behind it is read. */
        UNREADABLE,
        END
    }

    boolean is(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }
}
