package org.sallyport.cli;

import java.util.Locale;

/** Escapes text for the place where it is printed: names, lines of logs and documents are hostile. */
final class Printable {

    private Printable() {}

    /**
     * One line of a terminal: control characters, line breaks and characters that turn the reading direction become
     * visible. Colour sequences that this program adds pass.
     */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int colour = colourLength(text, i);
            if (colour > 0) {
                safe.append(text, i, i + colour);
                i += colour - 1;
            } else if (c < ' ' || (c >= 0x7f && c < 0xa0) || turnsDirection(c) || isLoneSurrogate(text, i)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    /** A field of CSV (RFC 4180); a field that a spreadsheet would take for a formula gets an apostrophe in front. */
    static String csv(String text) {
        String safe = line(text);
        String field = safe.startsWith("=") || safe.startsWith("+") || safe.startsWith("-") || safe.startsWith("@")
                ? "'" + safe
                : safe;
        return field.contains(",") || field.contains("\"") ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }

    // only what Session itself adds: hostile text may hold these as well, but they change a colour and nothing else
    private static int colourLength(String text, int at) {
        for (String colour : new String[] {"\u001b[32m", "\u001b[31m", "\u001b[0m"}) {
            if (text.startsWith(colour, at)) {
                return colour.length();
            }
        }
        return 0;
    }

    private static boolean turnsDirection(char c) {
        return (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff;
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        boolean pairBegins =
                Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        boolean pairEnds = Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return Character.isSurrogate(c) && !pairBegins && !pairEnds;
    }
}
