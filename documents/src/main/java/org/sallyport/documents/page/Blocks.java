package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of a page in a format with markup, while it is read. Text that follows an item's first line, or that
 * begins a note, is a block of its own: people see it as one, whatever the markup says.
 */
final class Blocks {

    private final List<Block> blocks = new ArrayList<>();
    private int lists;

    /**
     * Numbers for lists.
     *
     * @return the first of them
     */
    int newLists(int count) {
        int first = lists + 1;
        lists += count;
        return first;
    }

    void add(Block.Kind kind, int list, List<Line> lines) {
        List<Line> seen = lines.stream().filter(line -> !line.text().isEmpty()).toList();
        if (seen.isEmpty()) {
            return;
        }
        switch (kind) {
            case HEADING, CODE -> blocks.add(new Block(kind, 0, seen));
            case ROW -> blocks.add(new Block(kind, list, lines));
            case ITEM -> {
                blocks.add(new Block(kind, list, seen.subList(0, 1)));
                sentences(Block.Kind.PARAGRAPH, seen.subList(1, seen.size()));
            }
            case PARAGRAPH, NOTE -> sentences(kind, seen);
        }
    }

    void addAll(Page page, int firstLine) {
        int shift = newLists(page.blocks().stream().mapToInt(Block::list).max().orElse(0)) - 1;
        for (Block block : page.blocks()) {
            blocks.add(new Block(
                    block.kind(),
                    block.list() == 0 ? 0 : block.list() + shift,
                    block.lines().stream()
                            .map(line -> new Line(line.number() + firstLine - 1, line.text()))
                            .toList()));
        }
    }

    List<Block> list() {
        return List.copyOf(blocks);
    }

    Optional<String> firstHeading() {
        return blocks.stream()
                .filter(block -> block.kind() == Block.Kind.HEADING)
                .map(Block::text)
                .findFirst();
    }

    private void sentences(Block.Kind kind, List<Line> lines) {
        int from = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || Block.beginsNote(lines.get(i).text())) {
                boolean note = Block.beginsNote(lines.get(from).text());
                blocks.add(new Block(note ? Block.Kind.NOTE : kind, 0, lines.subList(from, i)));
                from = i;
            }
        }
    }
}
