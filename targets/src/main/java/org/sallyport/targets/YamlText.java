package org.sallyport.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;

/**
 * A device's files in YAML: their documents, and what a reader finds out about their lines. A line of which it says
 * nothing has no part in what passes: readers have to account for every key. Of several states a line keeps the gravest,
 * with the first remark on it. Used by one thread.
 */
public final class YamlText {

    /** Each document is parsed with the blank lines before it, for its places to be right; in lines. */
    private static final long MOST_PADDING = 20_000_000;

    private final List<SourceLine> source;
    private final Map<String, Integer> begins = new HashMap<>();
    private final List<YamlValue> documents = new ArrayList<>();
    private final Map<Integer, Line.State> states = new HashMap<>();
    private final Map<Integer, Text> remarks = new HashMap<>();
    private final Map<Integer, List<NameSet>> names = new HashMap<>();

    private YamlText(List<SourceLine> source) {
        this.source = source;
    }

    /** @throws InputException where a file is no YAML */
    public static YamlText of(DeviceFiles files) {
        YamlText text = new YamlText(SourceLine.of(files));
        int begin = 0;
        while (begin < text.source.size()) {
            String file = text.source.get(begin).file();
            int end = begin;
            while (end < text.source.size() && text.source.get(end).file().equals(file)) {
                end++;
            }
            text.begins.put(file, begin);
            text.split(file, text.source.subList(begin, end));
            begin = end;
        }
        return text;
    }

    private void split(String file, List<SourceLine> lines) {
        List<String> document = new ArrayList<>();
        long padding = 0;
        for (SourceLine line : lines) {
            String text = line.number() == 1 && line.text().startsWith("\uFEFF")
                    ? line.text().substring(1)
                    : line.text();
            boolean begins = text.equals("---") || text.startsWith("--- ") || text.startsWith("---\t");
            if (begins || text.equals("...")) {
                add(file, document);
                padding += document.size();
                if (padding > MOST_PADDING) {
                    throw new InputException(
                            Where.in(file),
                            Text.of("too many documents", "trop de documents"),
                            Text.of("split the file", "répartissez le fichier"));
                }
                document.replaceAll(_ -> "");
                document.add(begins ? text.replaceFirst("---", "   ") : "");
            } else {
                document.add(text);
            }
        }
        add(file, document);
    }

    private void add(String file, List<String> document) {
        if (document.stream()
                .anyMatch(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))) {
            documents.add(YamlValue.parse(file, String.join("\n", document) + "\n"));
        }
    }

    /** All documents that are not empty. */
    public List<YamlValue> documents() {
        return List.copyOf(documents);
    }

    /** The value of a key; a key that stands there without a value is not there. */
    public static Optional<YamlValue> find(YamlMap map, String key) {
        return map.find(key).filter(value -> !value.isNull());
    }

    /** The elements of a list that may be missing. */
    public static List<YamlValue> list(YamlMap map, String key) {
        return find(map, key).map(YamlValue::list).orElse(List.of());
    }

    /** The line at that place lets these names through. */
    public void lets(Where where, NameSet through) {
        is(where, Line.State.UNDERSTOOD);
        names.computeIfAbsent(index(where), _ -> new ArrayList<>()).add(through);
    }

    public void is(Where where, Line.State state) {
        Line.State before = states.getOrDefault(index(where), Line.State.IRRELEVANT);
        if (weight(state) > weight(before)) {
            states.put(index(where), state);
            remarks.remove(index(where));
        }
    }

    public void is(Where where, Line.State state, Text remark) {
        is(where, state);
        if (states.getOrDefault(index(where), Line.State.IRRELEVANT) == state) {
            remarks.putIfAbsent(index(where), remark);
        }
    }

    /**
     * Accounts for the keys of a map.
     *
     * @param known keys that the reader asks for, or that have no part in what passes
     * @param notSupported keys that have a part which the reader does not model
     * @return whether all keys are known
     */
    public boolean account(YamlMap map, Set<String> known, Set<String> notSupported) {
        boolean all = true;
        for (String key : map.entries().keySet()) {
            if (notSupported.contains(key)) {
                is(
                        map.whereKey(key),
                        Line.State.NOT_SUPPORTED,
                        Text.of("what %s does is not modelled", "l'effet de %s n'est pas modélisé", key));
            } else if (!known.contains(key)) {
                is(
                        map.whereKey(key),
                        Line.State.UNKNOWN,
                        Text.of("the key %s is not known", "la clé %s n'est pas connue", key));
            }
            all &= known.contains(key);
        }
        return all;
    }

    /** All lines, with what was found out about them. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            SourceLine line = source.get(i);
            List<NameSet> through = names.getOrDefault(i, List.of());
            lines.add(new Line(
                    line.file(),
                    line.number(),
                    line.text(),
                    states.getOrDefault(i, Line.State.IRRELEVANT),
                    through.size() == 1 ? through.getFirst() : NameSet.union(through),
                    Optional.ofNullable(remarks.get(i))));
        }
        return lines;
    }

    private int index(Where where) {
        int line = begins.getOrDefault(where.file(), 0) + Math.max(where.line(), 1) - 1;
        return Math.min(line, source.size() - 1);
    }

    private static int weight(Line.State state) {
        return switch (state) {
            case IRRELEVANT -> 0;
            case UNDERSTOOD -> 1;
            case NOT_SUPPORTED -> 2;
            case UNKNOWN -> 3;
            case WRONG -> 4;
        };
    }
}
