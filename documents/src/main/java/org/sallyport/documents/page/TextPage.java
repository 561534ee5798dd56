package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads plain text. Nothing is marked there, so what a line is follows from how it stands: after a bullet, between
 * blank lines, indented. No single line decides about its neighbours: with one line gone the others are still what
 * they were.
 */
final class TextPage {

    private static final int TAB = 4;
    private static final int LONGEST_HEADING = 80;
    private static final int MOST_WORDS_IN_HEADING = 10;
    private static final Pattern BULLET =
            Pattern.compile("(?:[•‣◦▪▫●○■□·∙⁃–—*+-]|o(?=\\t| {2})|[0-9]{1,3}[.)]|[A-Za-z][.)])[ \\t]+(?=\\S)");
    private static final Pattern NO_HEADING = Pattern.compile("[\\\\\"“”«»{}]|://|: |\\p{L}\\.\\p{L}");

    private record Row(int number, int indent, String body) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Integer> gaps = new ArrayList<>();
    private final Predicate<String> isKnownHeading;

    private TextPage(Predicate<String> isKnownHeading) {
        this.isKnownHeading = isKnownHeading;
    }

    static Page read(String text, Predicate<String> isKnownHeading) {
        return new TextPage(isKnownHeading).page(text);
    }

    private Page page(String text) {
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            String body = Line.folded(line);
            if (!body.isEmpty() && !isInvisible(body)) {
                rows.add(new Row(number, indent(line), unfoldedBullet(line)));
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            add(i);
        }
        Optional<String> title = blocks.stream()
                .limit(1)
                .filter(block -> block.kind() == Block.Kind.HEADING)
                .map(Block::text)
                .filter(heading -> !isKnownHeading.test(heading))
                .findFirst();
        return new Page(title, Optional.empty(), withLists());
    }

    private void add(int i) {
        Row row = rows.get(i);
        int gap = gapBefore(i);
        String body = Line.folded(row.body);
        Matcher bullet = BULLET.matcher(row.body);
        boolean numberedHeading = Character.isDigit(body.codePointAt(0)) && gap > 0 && isKnownHeading.test(body);
        if (bullet.lookingAt() && !numberedHeading) {
            add(gap, Block.of(Block.Kind.ITEM, new Line(row.number, row.body.substring(bullet.end()))));
        } else if (isHeading(i, body)) {
            add(gap, Block.of(Block.Kind.HEADING, new Line(row.number, body)));
        } else if (continues(i, body)) {
            Block open = blocks.removeLast();
            List<Line> lines = new ArrayList<>(open.lines());
            lines.add(new Line(row.number, body));
            blocks.add(new Block(open.kind(), 0, lines));
        } else {
            boolean note = Block.beginsNote(body);
            add(gap, Block.of(note ? Block.Kind.NOTE : Block.Kind.PARAGRAPH, new Line(row.number, body)));
        }
    }

    private void add(int gap, Block block) {
        blocks.add(block);
        gaps.add(gap);
    }

    private boolean continues(int i, String body) {
        return i > 0
                && gapBefore(i) == 0
                && blocks.getLast().isProse()
                && rows.get(i - 1).indent == rows.get(i).indent
                && !Block.beginsNote(body);
    }

    private boolean isHeading(int i, String body) {
        boolean opens = i == 0
                || gapBefore(i) > 0
                || blocks.getLast().kind() == Block.Kind.ITEM
                || endsSentence(blocks.getLast().lines().getLast().text());
        if (!opens || body.length() > 2 * LONGEST_HEADING) {
            return false;
        }
        if (isKnownHeading.test(body)) {
            return true;
        }
        boolean alone = i == rows.size() - 1
                || gapBefore(i + 1) > 0
                || BULLET.matcher(rows.get(i + 1).body).lookingAt();
        return rows.get(i).indent == 0 && (i == 0 || (gapBefore(i) > 0 && alone)) && looksLikeHeading(body);
    }

    private static boolean looksLikeHeading(String body) {
        int first = body.codePointAt(0);
        int last = body.codePointBefore(body.length());
        return body.length() <= LONGEST_HEADING
                && body.split(" ", -1).length <= MOST_WORDS_IN_HEADING
                && Character.isLetterOrDigit(first)
                && !Character.isLowerCase(first)
                && (Character.isLetterOrDigit(last) || last == ')')
                && !NO_HEADING.matcher(body).find();
    }

    private static boolean endsSentence(String text) {
        return ".!?:;…。！？：".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** Blank lines between a row and the one before it. */
    private int gapBefore(int i) {
        return i == 0 ? 0 : rows.get(i).number - rows.get(i - 1).number - 1;
    }

    /**
     * Numbers the lists. Items that follow each other are one list, unless some of them stand further apart than the
     * others: then there are several lists, whose headline is missing.
     */
    private List<Block> withLists() {
        List<Block> result = new ArrayList<>();
        int list = 0;
        for (int from = 0; from < blocks.size(); ) {
            int to = from;
            while (to < blocks.size() && blocks.get(to).kind() == Block.Kind.ITEM) {
                to++;
            }
            if (to == from) {
                result.add(blocks.get(from++));
                continue;
            }
            int usual = gaps.subList(from + 1, Math.max(from + 1, to)).stream()
                    .min(Integer::compare)
                    .orElse(0);
            list++;
            for (; from < to; from++) {
                boolean first = result.isEmpty() || result.getLast().list() != list;
                list += !first && gaps.get(from) > usual ? 1 : 0;
                result.add(new Block(Block.Kind.ITEM, list, blocks.get(from).lines()));
            }
        }
        return result;
    }

    private static int indent(String line) {
        int indent = 0;
        for (int i = 0; i < line.length() && isSpace(line.charAt(i)); i++) {
            indent += line.charAt(i) == '\t' ? TAB : 1;
        }
        return indent;
    }

    /** The line without indent, the spaces behind its bullet as they are: they tell a bullet "o" from a word. */
    private static String unfoldedBullet(String line) {
        int from = 0;
        while (isSpace(line.charAt(from))) {
            from++;
        }
        StringBuilder body = new StringBuilder(line.length() - from);
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            body.append(c != '\t' && isSpace(c) ? ' ' : c);
        }
        return body.toString();
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isInvisible(String body) {
        return body.codePoints()
                .allMatch(c -> Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.CONTROL);
    }
}
