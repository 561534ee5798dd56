package org.sallyport.cli;

import org.sallyport.core.Visible;

/** Escapes text for the place where it is printed: names, lines of logs and documents are hostile. */
final class Printable {

    private Printable() {}

    /**
     * One line of a terminal: what does not show becomes visible, line breaks too. Colour sequences that this program
     * adds pass.
     */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int colour = colourLength(text, at);
            if (colour > 0) {
                safe.append(text, at, at + colour);
                at += colour;
            } else {
                int codePoint = text.codePointAt(at);
                Visible.append(safe, codePoint);
                at += Character.charCount(codePoint);
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
}
