package org.sallyport.targets.unbound;

import java.util.List;

/**
 * A keyword of {@code unbound.conf} with its values.
 *
 * @param line index of the line where the keyword stands
 * @param values as many as the keyword takes, fewer where the file ends
 */
record Statement(String keyword, int line, List<Value> values) {

    /** @param line index of the line where the value stands */
    record Value(String text, int line) {}

    Statement {
        values = List.copyOf(values);
    }

    /** The value at that place; an empty one where the file ends before. */
    String value(int place) {
        return place < values.size() ? values.get(place).text() : "";
    }

    /** The line that bears the first value. */
    int place() {
        return values.isEmpty() ? line : values.getFirst().line();
    }
}
