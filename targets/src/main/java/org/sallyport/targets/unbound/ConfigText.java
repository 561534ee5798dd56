package org.sallyport.targets.unbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/**
 * The words of {@code unbound.conf}. A keyword ends with its colon and knows how many values follow; blanks and line
 * breaks mean the same; {@code #} begins a comment where a word could begin, and is a character inside of one. What is
 * no keyword is noted as wrong, for Unbound does not start with it. Used once.
 */
final class ConfigText {

    private final List<SourceLine> lines;
    private final LineNotes notes;
    private int line;
    private int column;

    ConfigText(List<SourceLine> lines, LineNotes notes) {
        this.lines = lines;
        this.notes = notes;
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        while (toWord()) {
            int at = line;
            String keyword = keyword();
            if (keyword.isEmpty()) {
                continue;
            }
            List<Statement.Value> values = new ArrayList<>();
            if (!Keywords.isKnown(keyword)) {
                // how many values it has is not known either
                nextLine();
            } else {
                for (int count = Keywords.values(keyword); count > 0 && toWord(); count--) {
                    int place = line;
                    value().ifPresent(text -> values.add(new Statement.Value(text, place)));
                }
            }
            statements.add(new Statement(keyword, at, values));
        }
        return statements;
    }

    /** Goes to where the next word begins; false at the end. */
    private boolean toWord() {
        while (line < lines.size()) {
            String text = text();
            while (column < text.length() && isBlank(text.charAt(column))) {
                column++;
            }
            if (column < text.length() && text.charAt(column) != '#') {
                return true;
            }
            nextLine();
        }
        return false;
    }

    private String keyword() {
        String text = text();
        int end = column;
        while (end < text.length() && text.charAt(end) != ':' && !endsWord(text.charAt(end))) {
            end++;
        }
        if (end == text.length() || text.charAt(end) != ':' || !isWord(text.substring(column, end))) {
            notes.is(line, Line.State.WRONG, NO_KEYWORD);
            nextLine();
            return "";
        }
        String keyword = text.substring(column, end);
        column = end + 1;
        return keyword;
    }

    private Optional<String> value() {
        String text = text();
        char first = text.charAt(column);
        boolean quoted = first == '"' || first == '\'';
        int begin = quoted ? column + 1 : column;
        int end = begin;
        while (end < text.length() && (quoted ? text.charAt(end) != first : !endsWord(text.charAt(end)))) {
            // a backslash stays in the value, and takes away what the next character means
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end > text.length() || (quoted && end == text.length())) {
            notes.is(line, Line.State.WRONG, NO_END);
            nextLine();
            return Optional.empty();
        }
        column = quoted ? end + 1 : end;
        return Optional.of(text.substring(begin, end));
    }

    private String text() {
        return lines.get(line).text();
    }

    private void nextLine() {
        line++;
        column = 0;
    }

    /** In lower case, and without the byte order mark that an editor may have put in front. */
    private static boolean isWord(String keyword) {
        return !keyword.isEmpty() && keyword.chars().allMatch(c -> (c >= 'a' && c <= 'z') || isDigit(c) || c == '-');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean endsWord(char c) {
        return isBlank(c) || c == '"' || c == '\'';
    }

    /** A carriage return is a line break to Unbound. */
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static final Text NO_KEYWORD =
            Text.of("Unbound expects a keyword with a colon here", "Unbound attend ici un mot-clé avec deux-points");
    private static final Text NO_END =
            Text.of("the quoted text does not end on its line", "le texte entre guillemets ne finit pas sur sa ligne");
}
