package org.sallyport.targets.panos;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;

/**
 * Cuts a text into commands: words between blanks or in double quotes, and lists of them in brackets. A quote that is
 * open at the end of a line goes on in the next one.
 */
final class Commands {

    /**
     * A word of a command, or a list.
     *
     * @param words one, or those of a list
     */
    record Argument(List<String> words) {

        String word() {
            return words.isEmpty() ? "" : words.getFirst();
        }
    }

    /** @param line where it begins, counted from 0 */
    record Command(List<Argument> arguments, int line) {

        String word(int place) {
            return place < arguments.size() ? arguments.get(place).word() : "";
        }

        List<Argument> from(int place) {
            return arguments.subList(Math.min(place, arguments.size()), arguments.size());
        }
    }

    private final List<Command> commands = new ArrayList<>();
    private List<Argument> arguments = new ArrayList<>();
    private List<String> list = new ArrayList<>();
    private boolean inList;
    private boolean quoted;
    private boolean inWord;
    private final StringBuilder word = new StringBuilder();
    private int first;

    private Commands() {}

    static List<Command> of(LineNotes notes) {
        Commands reader = new Commands();
        for (int i = 0; i < notes.source().size(); i++) {
            reader.read(notes.source().get(i).text(), i);
        }
        if (reader.quoted) {
            notes.is(reader.first, Line.State.WRONG, Text.of("a quote is not closed", "un guillemet n'est pas fermé"));
        }
        return reader.commands;
    }

    private void read(String text, int number) {
        if (!quoted) {
            first = number;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                inWord = true;
            } else if (quoted) {
                word.append(c);
            } else if (c == ' ' || c == '\t') {
                endWord();
            } else if (c == '[' || c == ']') {
                endWord();
                bracket(c == '[');
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quoted) {
            word.append('\n');
            return;
        }
        endWord();
        bracket(false);
        if (!arguments.isEmpty()) {
            commands.add(new Command(List.copyOf(arguments), first));
            arguments = new ArrayList<>();
        }
    }

    private void bracket(boolean opens) {
        if (inList) {
            arguments.add(new Argument(List.copyOf(list)));
            list = new ArrayList<>();
        }
        inList = opens;
    }

    private void endWord() {
        if (inWord && inList) {
            list.add(word.toString());
        } else if (inWord) {
            arguments.add(new Argument(List.of(word.toString())));
        }
        word.setLength(0);
        inWord = false;
    }
}
