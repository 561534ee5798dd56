package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jsoup.select.NodeFilter;

/** Reads HTML, well-formed or not, as a browser shows it. Scripts, styles and navigation are no part of the page. */
final class HtmlPage implements NodeFilter {

    private static final int DEEPEST = 400;
    private static final int COLUMNS = 64;
    private static final Set<String> LEFT_OUT = Set.of(
            "script", "style", "template", "noscript", "nav", "svg", "head", "button", "select", "textarea", "iframe");
    private static final Set<String> CODE = Set.of("code", "tt", "kbd", "samp");
    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    private static final Pattern NOTE = Pattern.compile(
            "note|nota|hint|hinweis|remark|remarque|tip|important|warning|caution|admonition|callout",
            Pattern.CASE_INSENSITIVE);

    private final Blocks blocks = new Blocks();
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> cells = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int textLine;
    private int line = 1;
    private int notes;
    private int preformatted;
    private int cellsOpen;
    private int item;
    private int table;
    private boolean heading;
    private final List<Integer> lists = new ArrayList<>();

    private HtmlPage() {}

    static Page read(String html) {
        Document document =
                Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true).setMaxDepth(DEEPEST));
        Elements main = document.getElementsByTag("main");
        HtmlPage page = new HtmlPage();
        (main.size() == 1 ? main.getFirst() : document.body()).filter(page);
        page.flush();
        Optional<String> title = Optional.ofNullable(document.selectFirst("h1"))
                .map(Element::text)
                .or(() -> Optional.of(document.title()))
                .map(Line::folded)
                .filter(found -> !found.isEmpty());
        return new Page(title, language(document), page.blocks.list());
    }

    private static Optional<String> language(Document document) {
        return Optional.ofNullable(document.selectFirst("html"))
                .map(html -> html.attr("lang").toLowerCase(Locale.ROOT))
                .filter(lang -> lang.matches("[a-z]{2}(?:[-_].*)?"))
                .map(lang -> lang.substring(0, 2));
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            append(words);
        } else if (node instanceof Element element) {
            if (LEFT_OUT.contains(element.normalName())) {
                return FilterResult.SKIP_ENTIRELY;
            }
            open(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            close(element);
        }
        return FilterResult.CONTINUE;
    }

    private void open(Element element) {
        String name = element.normalName();
        if (isBlock(element)) {
            flush();
        }
        notes += isNote(element) ? 1 : 0;
        if (HEADING.matcher(name).matches()) {
            heading = true;
        } else if (CODE.contains(name) && preformatted == 0) {
            text.append('`');
        }
        switch (name) {
            case "br" -> endLine();
            case "pre" -> preformatted++;
            case "ul", "ol", "menu" -> lists.add(blocks.newLists(1));
            case "li" -> item = lists.isEmpty() ? blocks.newLists(1) : lists.getLast();
            case "table" -> table = blocks.newLists(COLUMNS);
            case "td", "th" -> cellsOpen++;
            default -> {}
        }
    }

    private void close(Element element) {
        String name = element.normalName();
        if (CODE.contains(name) && preformatted == 0) {
            text.append('`');
        }
        if (isBlock(element)) {
            flush();
        }
        notes -= isNote(element) ? 1 : 0;
        switch (name) {
            case "pre" -> preformatted--;
            case "ul", "ol", "menu" -> lists.removeLast();
            case "li" -> item = 0;
            case "td", "th" -> cell();
            case "tr" -> row();
            default -> {}
        }
        if (HEADING.matcher(name).matches()) {
            heading = false;
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() && !element.nameIs("br");
    }

    private static boolean isNote(Element element) {
        return element.nameIs("aside")
                || (element.isBlock() && NOTE.matcher(element.className()).find());
    }

    private void append(TextNode node) {
        int start = node.sourceRange().start().lineNumber();
        line = start > 0 ? start : line;
        String words = node.getWholeText();
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '\n') {
                line++;
            }
            if (c == '\n' && preformatted > 0) {
                endLine();
            } else if (Character.isWhitespace(c)) {
                text.append(' ');
            } else {
                textLine = textLine == 0 ? line : textLine;
                text.append(c);
            }
        }
    }

    private void endLine() {
        String words = text.toString();
        text.setLength(0);
        if (!words.replace("`", "").isBlank()) {
            lines.add(new Line(Math.max(1, textLine), words));
        }
        textLine = 0;
    }

    private void flush() {
        endLine();
        if (cellsOpen > 0) {
            return;
        }
        if (!lines.isEmpty()) {
            if (heading) {
                blocks.add(Block.Kind.HEADING, 0, lines);
            } else if (preformatted > 0) {
                blocks.add(Block.Kind.CODE, 0, lines);
            } else if (item > 0) {
                blocks.add(Block.Kind.ITEM, item, lines);
            } else {
                blocks.add(notes > 0 ? Block.Kind.NOTE : Block.Kind.PARAGRAPH, 0, lines);
            }
            lines.clear();
            item = 0;
        }
    }

    private void cell() {
        endLine();
        cellsOpen--;
        if (cellsOpen == 0) {
            String words = String.join(" ", lines.stream().map(Line::text).toList());
            cells.add(new Line(lines.isEmpty() ? line : lines.getFirst().number(), words));
            lines.clear();
        }
    }

    private void row() {
        if (cellsOpen == 0 && !cells.isEmpty()) {
            blocks.add(Block.Kind.ROW, table, cells);
            cells.clear();
        }
    }
}
