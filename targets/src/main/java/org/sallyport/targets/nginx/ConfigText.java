package org.sallyport.targets.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NotedLine;
import org.sallyport.targets.SourceLine;

/**
 * nginx.conf as nginx takes it apart: words end at a blank, a semicolon or a brace; {@code #} begins a comment only
 * where a word could begin; quotes quote only there as well. Source: the tests of the daemon, nginx 1.22. Used once.
 */
final class ConfigText {

    private static final int DEEPEST = 12;

    /** Files that include each other would grow without end. */
    private static final int MOST_WORDS = 2_000_000;

    private static final int MOST_STARS = 3;

    /** What Debian's package brings along: modules to load, and tables. */
    private static final Pattern OF_NO_PART = Pattern.compile(
            "(.*/)?(modules-enabled/\\*\\.conf|mime\\.types|fastcgi\\.conf|(fastcgi|uwsgi|scgi)_params|koi-utf|koi-win"
                    + "|win-utf)");

    private final DeviceFiles files;
    private final List<NotedLine> lines = new ArrayList<>();
    private final Map<String, List<NotedLine>> byFile = new HashMap<>();
    private final List<Directive> directives;
    private int words;
    private boolean broken;

    ConfigText(DeviceFiles files) {
        this.files = files;
        for (SourceLine line : SourceLine.of(files)) {
            NotedLine noted = new NotedLine(line.file(), line.number(), line.text());
            lines.add(noted);
            byFile.computeIfAbsent(line.file(), _ -> new ArrayList<>()).add(noted);
        }
        this.directives = read(files.main(), 0);
    }

    List<NotedLine> lines() {
        return lines;
    }

    List<Directive> directives() {
        return directives;
    }

    /** Whether nginx stops at the syntax; what was read up to there is not all. */
    boolean isBroken() {
        return broken;
    }

    private List<Directive> read(String file, int depth) {
        Scanner scanner = new Scanner(byFile.getOrDefault(file, List.of()));
        return block(scanner, depth, false);
    }

    private List<Directive> block(Scanner scanner, int depth, boolean inBraces) {
        List<Directive> block = new ArrayList<>();
        List<Directive.Word> pending = new ArrayList<>();
        while (!broken) {
            Scanner.Token token = scanner.next();
            switch (token) {
                case Scanner.Word(Directive.Word word) -> {
                    pending.add(word);
                    if (++words > MOST_WORDS) {
                        stop(word.line(), Text.of("it is too long", "il est trop long"));
                    }
                }
                case Scanner.Sign(char sign, NotedLine line) -> {
                    if (sign == '}' ? !pending.isEmpty() || !inBraces : pending.isEmpty()) {
                        stop(line, Text.of("\"%s\" is not expected here", "« %s » n'est pas attendu ici", sign));
                    } else if (sign == '}') {
                        return block;
                    } else if (sign == ';') {
                        add(block, new Directive(List.copyOf(pending), Optional.empty()), depth);
                    } else if (depth == DEEPEST) {
                        stop(line, Text.of("blocks are nested too deeply", "les blocs sont trop imbriqués"));
                    } else {
                        List<Directive> inside = block(scanner, depth + 1, true);
                        block.add(new Directive(List.copyOf(pending), Optional.of(inside)));
                    }
                    pending.clear();
                }
                case Scanner.Wrong(NotedLine line, Text why) -> stop(line, why);
                case Scanner.End end -> {
                    if (inBraces || !pending.isEmpty()) {
                        stop(
                                lines.getLast(),
                                Text.of("the file ends inside a directive", "le fichier finit dans une directive"));
                    }
                    return block;
                }
            }
        }
        return block;
    }

    private void stop(NotedLine line, Text why) {
        broken = true;
        line.is(Line.State.WRONG, why);
    }

    private void add(List<Directive> block, Directive directive, int depth) {
        if (!directive.name().equals("include")) {
            block.add(directive);
            return;
        }
        String path = directive.value(0);
        List<String> found = named(path);
        if (found.isEmpty() && OF_NO_PART.matcher(path).matches()) {
            directive.is(
                    Line.State.IRRELEVANT,
                    Text.of(
                            "what it includes has no part in what passes",
                            "ce qu'il inclut n'a pas de part à ce qui passe"));
        } else if (found.isEmpty() || depth == DEEPEST) {
            directive.is(
                    Line.State.NOT_SUPPORTED,
                    Text.of("the file that it names was not given", "le fichier qu'elle nomme n'a pas été fourni"));
            block.add(directive);
        } else {
            directive.is(Line.State.IRRELEVANT);
            found.forEach(file -> block.addAll(read(file, depth + 1)));
        }
    }

    /** Files are given by their names or by the last parts of their paths. */
    private List<String> named(String path) {
        if (path.chars().filter(c -> c == '*').count() > MOST_STARS) {
            return List.of();
        }
        return files.texts().keySet().stream()
                .filter(name -> !name.equals(files.main()))
                .filter(name -> expression(tail(path, name)).matcher(name).matches())
                .sorted()
                .toList();
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
}
