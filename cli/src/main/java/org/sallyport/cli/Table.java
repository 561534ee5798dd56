package org.sallyport.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sallyport.core.Text;

/** A table of a result: in columns, on a terminal too narrow for them as one block a row, or as CSV. */
final class Table {

    private final List<Text> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(Text... headings) {
        this.headings = List.of(headings);
    }

    void row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("a row has " + headings.size() + " cells, not " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(Session session) {
        List<String> titles = headings.stream().map(session::in).toList();
        List<Integer> widths = IntStream.range(0, titles.size())
                .mapToObj(column -> IntStream.concat(
                                IntStream.of(length(titles.get(column))),
                                rows.stream().mapToInt(row -> length(row.get(column))))
                        .max()
                        .orElse(0))
                .toList();
        int total = widths.stream().mapToInt(width -> width + 2).sum() - 2;
        if (session.width() > 0 && total > session.width()) {
            printBlocks(session, titles);
        } else {
            session.print(columns(titles, widths));
            rows.forEach(row -> session.print(columns(row, widths)));
        }
    }

    void printCsv(Session session) {
        session.printRaw(csv(headings.stream().map(Text::english).toList()));
        rows.forEach(row -> session.printRaw(csv(row)));
    }

    private void printBlocks(Session session, List<String> titles) {
        int width = titles.stream().mapToInt(Table::length).max().orElse(0);
        for (List<String> row : rows) {
            session.print(row.getFirst());
            for (int column = 1; column < row.size(); column++) {
                if (!row.get(column).isEmpty()) {
                    session.print("  " + padded(titles.get(column), width) + "  " + row.get(column));
                }
            }
        }
    }

    private static String columns(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            line.append(padded(cells.get(column), widths.get(column))).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String csv(List<String> cells) {
        return String.join(",", cells.stream().map(Printable::csv).toList()) + "\r\n";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    private static int length(String text) {
        String plain = text.replaceAll("\u001b\\[[0-9]+m", "");
        return plain.codePointCount(0, plain.length());
    }
}
