package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown: CommonMark with the tables of GitHub. */
final class MarkdownPage {

    private static final int DEEPEST = 100;
    private static final int COLUMNS = 64;
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(DEEPEST)
            .build();

    private final Blocks blocks = new Blocks();

    private MarkdownPage() {}

    static Page read(String text) {
        MarkdownPage page = new MarkdownPage();
        page.children(PARSER.parse(text), 0);
        return new Page(page.blocks.firstHeading(), Optional.empty(), page.blocks.list());
    }

    /**
     * Reads what is inside a block; the parser bounds how deep that goes.
     *
     * @param list the number of the list whose item the block is; 0 for none
     */
    private void children(Node parent, int list) {
        int open = list;
        int table = 0;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Heading heading -> blocks.add(Block.Kind.HEADING, 0, lines(heading));
                case Paragraph paragraph ->
                    blocks.add(open > 0 ? Block.Kind.ITEM : Block.Kind.PARAGRAPH, open, lines(paragraph));
                case FencedCodeBlock code -> blocks.add(Block.Kind.CODE, 0, code(code, code.getLiteral(), 1));
                case IndentedCodeBlock code -> blocks.add(Block.Kind.CODE, 0, code(code, code.getLiteral(), 0));
                case HtmlBlock html -> blocks.addAll(HtmlPage.read(html.getLiteral()), line(html, 0));
                case ListBlock items -> {
                    int number = blocks.newLists(1);
                    for (Node item = items.getFirstChild(); item != null; item = item.getNext()) {
                        children(item, number);
                    }
                }
                case TableRow row -> {
                    table = table == 0 ? blocks.newLists(COLUMNS) : table;
                    blocks.add(Block.Kind.ROW, table, cells(row));
                }
                default -> children(node, 0);
            }
            open = 0;
        }
    }

    private static List<Line> cells(TableRow row) {
        List<Line> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell instanceof TableCell) {
                String text = String.join(" ", MarkdownText.of(cell));
                cells.add(new Line(line(row, 0), text));
            }
        }
        return cells;
    }

    private static List<Line> code(Node node, String literal, int fence) {
        List<Line> lines = new ArrayList<>();
        int first = line(node, 0) + fence;
        for (String text : literal.split("\n", -1)) {
            lines.add(new Line(first + lines.size(), text));
        }
        return lines;
    }

    private static List<Line> lines(Node block) {
        List<Line> lines = new ArrayList<>();
        for (String text : MarkdownText.of(block)) {
            lines.add(new Line(line(block, lines.size()), text));
        }
        return lines;
    }

    private static int line(Node block, int index) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.isEmpty()
                ? 1
                : spans.get(Math.min(index, spans.size() - 1)).getLineIndex() + 1;
    }
}
