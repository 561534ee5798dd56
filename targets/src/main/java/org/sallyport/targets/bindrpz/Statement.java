package org.sallyport.targets.bindrpz;

import java.util.List;
import java.util.Locale;

/**
 * A statement of {@code named.conf}.
 *
 * @param words in front of the block
 * @param block the statements between its braces
 * @param behind the words behind the block
 * @param line index of the line where it begins
 */
record Statement(List<String> words, List<Statement> block, List<String> behind, int line) {

    Statement {
        words = List.copyOf(words);
        block = List.copyOf(block);
        behind = List.copyOf(behind);
    }

    /** The first word, in lower case as BIND compares it. */
    String keyword() {
        return words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    }

    /** The word at that place in lower case; an empty one where there is none. */
    String word(int place) {
        return place < words.size() ? words.get(place).toLowerCase(Locale.ROOT) : "";
    }
}
