package org.sallyport.core;

import java.util.Locale;

/**
 * What others wrote, so that a reader sees what it is: a character that shows as nothing, or that changes how its
 * neighbours show, is written as its number.
 */
public final class Visible {

    private Visible() {}

    /** Whether a code point shows, and as itself: no control, no turning of the reading direction, no half of a pair. */
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The text; what does not show is a backslash, u and its number: four hexadecimal digits, or more in braces. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(visible, codePoint));
        return visible.toString();
    }

    /** Appends one code point in that form. */
    public static void append(StringBuilder visible, int codePoint) {
        if (is(codePoint)) {
            visible.appendCodePoint(codePoint);
        } else {
            visible.append(
                    String.format(Locale.ROOT, Character.isBmpCodePoint(codePoint) ? "\\u%04x" : "\\u{%x}", codePoint));
        }
    }
}
