package org.sallyport.targets.squid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NotedLine;

/**
 * squid.conf as Squid puts it together: leading blanks and carriage returns go, a comment or an empty line is skipped
 * even between a line that ends in a backslash and its continuation, and included files stand where they are named.
 * Source: the head of squid.conf.documented, and parseOneConfigFile of Squid's cache_cf.cc. Used once.
 */
final class ConfigText {

    /** Squid reads lines into a buffer of this many octets, its end included; what is longer is cut in two. */
    private static final int LONGEST_LINE = 8_190;

    /** The same for files of values. */
    private static final int LONGEST_VALUE_LINE = 2_046;

    private static final int DEEPEST_INCLUDE = 16;

    /** A file that includes itself several times would grow without end. */
    private static final int MOST_LINES = 200_000;

    private static final int MOST_STARS = 3;

    /** A word and the line that it begins on. */
    record Word(String text, NotedLine line) {}

    /** One directive with its words, over all its lines. */
    record Statement(List<Word> words, List<NotedLine> lines) {

        String directive() {
            return words.getFirst().text();
        }

        List<Word> values() {
            return words.subList(1, words.size());
        }

        void is(Line.State state) {
            lines.forEach(line -> line.is(state));
        }

        void is(Line.State state, Text why) {
            lines.forEach(line -> line.is(state, why));
        }
    }

    private final DeviceFiles files;
    private final List<NotedLine> lines = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final Map<String, List<String>> known = new HashMap<>();
    private boolean whole = true;

    ConfigText(DeviceFiles files) {
        this.files = files;
        read(files.main(), 0);
    }

    /** All lines that were read, those of files of values behind all others. */
    List<NotedLine> lines() {
        return lines;
    }

    List<Statement> statements() {
        return statements;
    }

    /** Whether nothing is missing, cut or conditional. */
    boolean isWhole() {
        return whole;
    }

    private void read(String file, int depth) {
        StringBuilder pending = new StringBuilder();
        List<NotedLine> pendingLines = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (NotedLine line : linesOf(file, LONGEST_LINE)) {
            lines.add(line);
            String text = stripLeading(line.text());
            if (!text.isEmpty() && text.charAt(0) != '#') {
                starts.add(pending.length());
                pendingLines.add(line);
                pending.append(text);
                if (text.endsWith("\\")) {
                    pending.setLength(pending.length() - 1);
                } else {
                    add(statement(pending.toString(), starts, pendingLines), depth);
                    pending.setLength(0);
                    pendingLines = new ArrayList<>();
                    starts = new ArrayList<>();
                }
            }
        }
        Text dropped = Text.of(
                "the file ends before the line does: Squid drops it",
                "le fichier finit avant la ligne : Squid l'abandonne");
        pendingLines.forEach(line -> line.is(Line.State.IRRELEVANT, dropped));
    }

    private void add(Statement statement, int depth) {
        if (statement.words().isEmpty()) {
            return;
        }
        switch (statement.directive()) {
            case "include" -> include(statement, depth);
            case "if", "else", "endif" ->
                incomplete(
                        statement,
                        Line.State.NOT_SUPPORTED,
                        Text.of("a condition is not evaluated", "une condition n'est pas évaluée"));
            default -> statements.add(statement);
        }
    }

    private static Statement statement(String text, List<Integer> starts, List<NotedLine> lines) {
        List<Word> words = new ArrayList<>();
        int line = 0;
        int at = 0;
        while (true) {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            if (at == text.length() || text.charAt(at) == '#') {
                return new Statement(words, List.copyOf(lines));
            }
            while (line + 1 < starts.size() && starts.get(line + 1) <= at) {
                line++;
            }
            int from = at;
            while (at < text.length() && !isBlank(text.charAt(at))) {
                at++;
            }
            words.add(new Word(text.substring(from, at), lines.get(line)));
        }
    }

    private void include(Statement statement, int depth) {
        statement.is(Line.State.IRRELEVANT);
        if (depth == DEEPEST_INCLUDE) {
            incomplete(
                    statement,
                    Line.State.WRONG,
                    Text.of("files are included too deeply", "les fichiers sont inclus trop profondément"));
            return;
        }
        for (Word word : statement.values()) {
            List<String> found = named(unquoted(word.text()));
            if (found.isEmpty()) {
                incomplete(statement, Line.State.NOT_SUPPORTED, notGiven());
            }
            found.forEach(file -> read(file, depth + 1));
        }
    }

    private void incomplete(Statement statement, Line.State state, Text why) {
        whole = false;
        statement.is(state, why);
    }

    private static Text notGiven() {
        return Text.of("the file that it names was not given", "le fichier qu'elle nomme n'a pas été fourni");
    }

    /**
     * The values that a word stands for: the lines of a file where the word is a quoted file name, else the word.
     * Empty where that file was not given.
     */
    Optional<List<Word>> valuesOf(Word word) {
        if (!isQuoted(word)) {
            return Optional.of(List.of(word));
        }
        List<String> found = named(unquoted(word.text()));
        if (found.size() != 1) {
            word.line().is(Line.State.NOT_SUPPORTED, notGiven());
            return Optional.empty();
        }
        List<Word> values = new ArrayList<>();
        List<NotedLine> read = linesOf(found.getFirst(), LONGEST_VALUE_LINE);
        for (NotedLine line : read) {
            String value = valueOf(line.text());
            if (!value.isEmpty()) {
                values.add(new Word(value, line));
            }
        }
        lines.addAll(read);
        return Optional.of(values);
    }

    static boolean isQuoted(Word word) {
        return word.text().startsWith("\"") || word.text().startsWith("'");
    }

    /** A line is one value, blanks inside included, up to a {@code #} behind a blank. */
    private static String valueOf(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '#' && (i == 0 || isBlank(line.charAt(i - 1)))) {
                return stripped(line.substring(0, i));
            }
        }
        return stripped(line);
    }

    private List<NotedLine> linesOf(String file, int longest) {
        String text = files.texts().getOrDefault(file, "");
        List<NotedLine> read = new ArrayList<>();
        int number = 0;
        for (int at = 0; at < text.length(); number++) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            NotedLine noted = new NotedLine(file, number + 1, line);
            read.add(noted);
            if (lines.size() + read.size() > MOST_LINES) {
                throw new InputException(
                        Where.in(file),
                        Text.of(
                                "more than %s lines, with the files that are included",
                                "plus de %s lignes, avec les fichiers inclus", MOST_LINES),
                        Text.of("give the part that decides", "donnez la partie qui décide"));
            }
            if (line.getBytes(StandardCharsets.UTF_8).length > longest) {
                whole = false;
                noted.is(
                        Line.State.NOT_SUPPORTED,
                        Text.of(
                                "Squid cuts a line of this length in two",
                                "Squid coupe en deux une ligne de cette longueur"));
            }
            if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                whole = false;
                noted.is(
                        Line.State.NOT_SUPPORTED,
                        Text.of("it has a control character", "elle contient un caractère de commande"));
            }
        }
        return read;
    }

    /** Files are given by their names or by the last parts of their paths. */
    private List<String> named(String path) {
        return known.computeIfAbsent(path, this::find);
    }

    private List<String> find(String path) {
        if (path.chars().filter(c -> c == '*').count() > MOST_STARS) {
            return List.of();
        }
        return files.texts().keySet().stream()
                .filter(name -> !name.equals(files.main()))
                .filter(name -> expression(tail(path, name)).matcher(name).matches())
                .sorted()
                .collect(Collectors.toList());
    }

    private static String tail(String path, String name) {
        List<String> parts = List.of(path.split("/", -1));
        long count = name.chars().filter(c -> c == '/').count() + 1;
        return parts.stream().skip(Math.max(0, parts.size() - count)).collect(Collectors.joining("/"));
    }

    private static Pattern expression(String path) {
        return Pattern.compile(
                Stream.of(path.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*")));
    }

    private static String unquoted(String word) {
        return word.replaceAll("^[\"']|[\"'].*$", "");
    }

    private static String stripLeading(String text) {
        int at = 0;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(at);
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return stripLeading(text.substring(0, end));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
