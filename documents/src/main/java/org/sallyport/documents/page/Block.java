package org.sallyport.documents.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of a page that stands for itself: a heading, a paragraph, an item of a list.
 *
 * @param list the number of the list that an item stands in, or the first column of a row, from 1; 0 for everything else
 * @param lines at least one; a row of a table has one a cell, and an empty one where the cell is empty
 */
record Block(Kind kind, int list, List<Line> lines) {

    enum Kind {
        HEADING,
        PARAGRAPH,
        NOTE,
        ITEM,
        ROW,
        CODE
    }

    Block {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a block without a line");
        }
    }

    private static final Pattern LABEL = Pattern.compile("^[`*_]{0,3}\\p{L}{1,20} ?[:：](?: |$|(?<=：))");

    static Block of(Kind kind, Line line) {
        return new Block(kind, 0, List.of(line));
    }

    /** Whether a line begins a note, as "Note: " does: one word and a colon, in any language. */
    static boolean beginsNote(String line) {
        return LABEL.matcher(line).find();
    }

    Line first() {
        return lines.getFirst();
    }

    String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining(" "));
    }

    boolean isProse() {
        return kind == Kind.PARAGRAPH || kind == Kind.NOTE;
    }
}
