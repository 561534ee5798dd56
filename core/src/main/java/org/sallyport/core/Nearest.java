package org.sallyport.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The nearest right word to a wrong one, by the number of letters to change (Levenshtein distance). */
public final class Nearest {

    /** In characters; what is longer is no slip of the pen, and comparing it would take time. */
    private static final int LONGEST_WORD = 300;

    private Nearest() {}

    /** The known word that is closest to the one found; empty where all are too far away to be meant. */
    public static Optional<String> to(String found, Collection<String> known) {
        if (found.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.<String>comparingInt(word -> distance(found, word))
                        .thenComparing(word -> word))
                .filter(word -> distance(found, word) <= Math.max(2, word.length() / 2));
    }

    /** What to do about an unknown word: write the nearest one, or one of all. */
    public static Text repair(String found, Collection<String> known) {
        String all = String.join(", ", known.stream().sorted().toList());
        return to(found, known)
                .map(word -> Text.of(
                        "did you mean \"%s\"? Known are: %s", "vouliez-vous dire « %s » ? Sont connus : %s", word, all))
                .orElse(Text.of("known are: %s", "sont connus : %s", all));
    }

    /** Letters to insert, delete or replace to turn one text into the other. */
    public static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
