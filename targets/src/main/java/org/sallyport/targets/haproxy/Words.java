package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;

/**
 * A line of haproxy.cfg in words: {@code '} and {@code "} quote, a backslash takes the next character for itself, a
 * {@code #} outside quotes ends the line, in the middle of a word as well. Source: configuration manual of HAProxy 2.6,
 * sections 2.1 and 2.2.
 *
 * @param list none for an empty line
 * @param wrong why HAProxy refuses the line
 * @param expands whether an environment variable has a part in it
 */
record Words(List<String> list, Optional<Text> wrong, boolean expands) {

    /** More words stop HAProxy. */
    private static final int MOST = 64;

    static Words of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean expands = false;
        char quote = 0;
        int at = 0;
        while (at < line.length() && (quote != 0 || line.charAt(at) != '#')) {
            char c = line.charAt(at);
            int taken = 1;
            if (c == '\\' && quote != '\'') {
                inWord = true;
                taken = escape(line.substring(at), word);
                if (taken == 0) {
                    return wrong(Text.of("an escape is not complete", "un échappement est incomplet"));
                }
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && isBlank(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                expands |= c == '$' && quote == '"';
                inWord = true;
                word.append(c);
            }
            at += taken;
        }
        if (quote != 0) {
            return wrong(Text.of("a quote is not closed", "un guillemet n'est pas fermé"));
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.size() > MOST) {
            return wrong(Text.of("it has more than %s words", "elle a plus de %s mots", MOST));
        }
        return new Words(List.copyOf(words), Optional.empty(), expands);
    }

    /** How many characters the escape takes; 0 where it is not complete. */
    private static int escape(String rest, StringBuilder word) {
        char next = rest.length() > 1 ? rest.charAt(1) : '\\';
        switch (next) {
            case ' ', '\\', '#', '"', '\'' -> word.append(next);
            case 'n' -> word.append('\n');
            case 'r' -> word.append('\r');
            case 't' -> word.append('\t');
            case 'x' -> {
                if (!rest.matches("\\\\x[0-9A-Fa-f]{2}.*")) {
                    return 0;
                }
                word.append((char) Integer.parseInt(rest.substring(2, 4), 16));
                return 4;
            }
            default -> {
                word.append('\\');
                return 1;
            }
        }
        return rest.length() > 1 ? 2 : 1;
    }

    private static Words wrong(Text why) {
        return new Words(List.of(), Optional.of(why), false);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
