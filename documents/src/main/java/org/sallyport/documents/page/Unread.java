package org.sallyport.documents.page;

import java.util.Locale;
import org.sallyport.core.Text;

/**
 * Something on a page that looks as if it said something, and was not understood. A person has to look at it.
 *
 * @param line of the page, from 1; 0 where the page as a whole is meant
 * @param text what stands there, at most {@value #LONGEST} characters, control and invisible characters escaped
 * @param why what is not understood, and what it could mean
 */
public record Unread(int line, Kind kind, String text, Text why) {

    static final int LONGEST = 120;

    public enum Kind {
        /** Something that looks like a host name, in a place or in a form that is not understood. */
        HOST,
        /** An item of a list of host names that is none. */
        ITEM,
        /** Something that looks like a port, outside a list of ports. */
        PORT,
        /** A heading that the vocabulary does not know, over a list of host names. */
        HEADING,
        /** A feature that the vocabulary knows and the page does not have. */
        FEATURE,
        /** A test, or the answer to one, that is not understood. */
        CHECK
    }

    public Unread {
        text = shown(text);
        why = new Text(escaped(why.english()), escaped(why.french()));
    }

    static String shown(String text) {
        int end = Math.min(LONGEST, text.length());
        boolean half = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return escaped(end == text.length() ? text : text.substring(0, half ? end - 1 : end) + "…");
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.UNASSIGNED -> shown.append(String.format(Locale.ROOT, "\\u%04x", c));
                default -> shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
