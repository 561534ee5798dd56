package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.Delimited;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * The words of a paragraph of Markdown, line by line. Stars that belong to host names are kept where CommonMark takes
 * them for emphasis: {@code a-*-b.example.com} twice in a paragraph is no emphasis to anybody but the parser.
 */
final class MarkdownText {

    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final Set<Node> kept = new HashSet<>();

    private MarkdownText() {}

    static List<String> of(Node block) {
        MarkdownText text = new MarkdownText();
        @Nullable Node node = block.getFirstChild();
        while (node != null) {
            text.enter(node);
            Node next = node.getFirstChild();
            while (next == null && node != null && !node.equals(block)) {
                text.leave(node);
                next = node.getNext();
                node = next == null ? node.getParent() : node;
            }
            node = node != null && node.equals(block) ? null : next;
        }
        text.endLine();
        return List.copyOf(text.lines);
    }

    private void enter(Node node) {
        switch (node) {
            case Text words -> line.append(words.getLiteral());
            case Code code -> line.append('`').append(code.getLiteral()).append('`');
            case SoftLineBreak end -> endLine();
            case HardLineBreak end -> endLine();
            case Delimited marks
            when belongsToName(node) -> {
                kept.add(node);
                line.append(marks.getOpeningDelimiter());
            }
            default -> {}
        }
    }

    private void leave(Node node) {
        if (node instanceof Delimited marks && kept.contains(node)) {
            line.append(marks.getClosingDelimiter());
        }
    }

    private void endLine() {
        lines.add(line.toString());
        line.setLength(0);
    }

    private boolean belongsToName(Node emphasis) {
        boolean behindName = !line.isEmpty() && isOfName(line.charAt(line.length() - 1));
        boolean beforeName = startsWithName(emphasis.getNext());
        Node inside = emphasis.getFirstChild();
        boolean wildcard = inside instanceof Text words
                && (words.getLiteral().startsWith(".") || words.getLiteral().startsWith("-"));
        return behindName || beforeName || wildcard;
    }

    private static boolean startsWithName(@Nullable Node node) {
        return node instanceof Text words
                && !words.getLiteral().isEmpty()
                && isOfName(words.getLiteral().charAt(0));
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
