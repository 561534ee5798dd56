package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.NotedLine;

/**
 * The files that {@code -f} of an acl names: a value a line, without blanks in front, with those at its end; a line that
 * begins with {@code #} is a comment, and one with blanks before it is not. Source: configuration manual of HAProxy 2.6,
 * section 7.1.1, and the daemon itself.
 */
final class ListFiles {

    private final Map<String, List<NotedLine>> byFile;
    private final Map<String, Optional<String>> known = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /** @param byFile the lines of all files but the main one */
    ListFiles(Map<String, List<NotedLine>> byFile) {
        this.byFile = byFile;
    }

    /**
     * The values of a file, that was given by its name or the last parts of its path.
     *
     * @param map whether a value ends at its first blank
     */
    Optional<List<AclValues.Value>> values(String path, boolean map) {
        return known.computeIfAbsent(path, this::named).map(file -> values(byFile.getOrDefault(file, List.of()), map));
    }

    private List<AclValues.Value> values(List<NotedLine> lines, boolean map) {
        List<AclValues.Value> values = new ArrayList<>();
        for (NotedLine line : lines) {
            used.add(line.file());
            String value = withoutBlanksInFront(line.text());
            if (!line.text().startsWith("#") && !value.isEmpty()) {
                values.add(new AclValues.Value(map ? value.replaceAll("[ \t].*$", "") : value, line));
            }
        }
        return values;
    }

    private Optional<String> named(String path) {
        List<String> fitting = byFile.keySet().stream()
                .filter(name -> path.equals(name) || path.endsWith("/" + name))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** Says of files that no acl names that they have no part in what passes, or that they were not read. */
    void noteUnused() {
        byFile.forEach((file, lines) -> {
            if (!used.contains(file)) {
                lines.forEach(line -> line.is(
                        file.endsWith(".cfg") ? Line.State.NOT_SUPPORTED : Line.State.IRRELEVANT,
                        Text.of("no acl names this file", "aucune acl ne nomme ce fichier")));
            }
        });
    }

    private static String withoutBlanksInFront(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return text.substring(at);
    }
}
