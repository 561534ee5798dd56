package org.sallyport.targets.fortigate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/**
 * Cuts a script into commands: words between blanks, in double or single quotes, with backslashes before single
 * characters. A quote that is open at the end of a line goes on in the next one.
 */
final class Script {

    /**
     * A command.
     *
     * @param line where it begins, counted from 0
     */
    record Command(List<String> words, int line) {

        String verb() {
            return words.getFirst();
        }

        List<String> values(int from) {
            return words.subList(Math.min(from, words.size()), words.size());
        }

        Optional<String> word(int place) {
            return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
        }
    }

    private static final char NONE = 0;

    private final List<Command> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private char quote = NONE;
    private boolean inWord;
    private int first;

    private Script() {}

    static List<Command> commands(LineNotes notes) {
        Script script = new Script();
        for (int i = 0; i < notes.source().size(); i++) {
            script.read(notes.source().get(i), i);
        }
        if (script.quote != NONE) {
            notes.is(script.first, Line.State.WRONG, Text.of("a quote is not closed", "un guillemet n'est pas fermé"));
        }
        return script.commands;
    }

    private void read(SourceLine line, int number) {
        String text = line.text();
        if (quote == NONE) {
            if (text.strip().startsWith("#")) {
                return;
            }
            first = number;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                i++;
                word.append(text.charAt(i));
                inWord = true;
            } else if (quote != NONE) {
                character(c);
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (c == ' ' || c == '\t') {
                endWord();
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != NONE) {
            word.append('\n');
            return;
        }
        endWord();
        if (!words.isEmpty()) {
            commands.add(new Command(List.copyOf(words), first));
            words = new ArrayList<>();
        }
    }

    private void character(char c) {
        if (c == quote) {
            quote = NONE;
        } else {
            word.append(c);
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
