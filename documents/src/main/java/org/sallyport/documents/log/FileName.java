package org.sallyport.documents.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The names of files as people read and mistype them. */
final class FileName {

    private FileName() {}

    /** The name with everything that a terminal or a log would obey, or that hides, written as a Java escape. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(String.format(Locale.ROOT, "\\u%04X", c));
                default -> shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** The one of these names that was probably meant, if one is near enough to be a slip. */
    static Optional<String> nearest(String name, Collection<String> others) {
        String meant = name.toLowerCase(Locale.ROOT);
        return others.stream()
                .map(other -> new Slip(other, distance(meant, other.toLowerCase(Locale.ROOT))))
                .filter(slip -> 2 * slip.distance()
                        <= Math.max(name.length(), slip.name().length()))
                .min(Comparator.comparingInt(Slip::distance).thenComparing(Slip::name))
                .map(Slip::name);
    }

    private record Slip(String name, int distance) {}

    /** Levenshtein's: insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(replaced, 1 + Math.min(above[j], above[j - 1]));
            }
        }
        return above[b.length()];
    }
}
