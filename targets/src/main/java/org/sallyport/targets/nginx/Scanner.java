package org.sallyport.targets.nginx;

import java.util.List;
import org.sallyport.core.Text;
import org.sallyport.targets.NotedLine;

/** Takes lines apart into words and the signs between them. Used once. */
final class Scanner {

    /** What comes next. */
    sealed interface Token {}

    record Word(Directive.Word word) implements Token {}

    /** A semicolon or a brace. */
    record Sign(char sign, NotedLine line) implements Token {}

    record Wrong(NotedLine line, Text why) implements Token {}

    record End() implements Token {}

    private final List<NotedLine> lines;
    private int line;
    private int at;

    Scanner(List<NotedLine> lines) {
        this.lines = lines;
    }

    Token next() {
        while (line < lines.size()) {
            char c = here();
            if (c == '#') {
                newLine();
            } else if (isBlank(c)) {
                step();
            } else if (c == ';' || c == '{' || c == '}') {
                NotedLine on = lines.get(line);
                step();
                return new Sign(c, on);
            } else if (c == '"' || c == '\'') {
                return quoted(c);
            } else {
                return plain();
            }
        }
        return new End();
    }

    /** The character at this place; a line feed behind the last one of a line. */
    private char here() {
        String text = lines.get(line).text();
        return at < text.length() ? text.charAt(at) : '\n';
    }

    private void step() {
        if (at < lines.get(line).text().length()) {
            at++;
        } else {
            newLine();
        }
    }

    private void newLine() {
        line++;
        at = 0;
    }

    private Token quoted(char quote) {
        NotedLine begin = lines.get(line);
        StringBuilder word = new StringBuilder();
        step();
        while (line < lines.size() && here() != quote) {
            take(word);
        }
        if (line == lines.size()) {
            return new Wrong(begin, Text.of("a quote is not closed", "un guillemet n'est pas fermé"));
        }
        step();
        boolean ends = line == lines.size() || isBlank(here()) || ";{)".indexOf(here()) >= 0;
        return ends
                ? new Word(new Directive.Word(word.toString(), begin))
                : new Wrong(
                        begin,
                        Text.of("a quote ends in the middle of a word", "un guillemet se ferme au milieu d'un mot"));
    }

    private Token plain() {
        NotedLine begin = lines.get(line);
        StringBuilder word = new StringBuilder();
        boolean variable = false;
        while (line < lines.size() && !isBlank(here()) && here() != ';' && (here() != '{' || variable)) {
            variable = here() == '$';
            take(word);
        }
        return new Word(new Directive.Word(word.toString(), begin));
    }

    private void take(StringBuilder word) {
        char c = here();
        step();
        if (c != '\\' || line == lines.size()) {
            word.append(c);
            return;
        }
        char escaped = here();
        step();
        switch (escaped) {
            case '"', '\'', '\\' -> word.append(escaped);
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'n' -> word.append('\n');
            default -> word.append(c).append(escaped);
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
