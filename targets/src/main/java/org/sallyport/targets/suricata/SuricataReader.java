package org.sallyport.targets.suricata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;

/**
 * Reads rules of Suricata 7 that stand in line with the traffic of clients in {@code $HOME_NET} to servers in {@code
 * $EXTERNAL_NET}.
 */
final class SuricataReader {

    /** What became of the number of a rule: the last revision counts. */
    private record Numbered(long revision, int line) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<Integer, List<Rule>> rules = new LinkedHashMap<>();
    private final Map<String, Numbered> numbers = new HashMap<>();
    private final Map<String, Optional<PortSpec>> ports = new HashMap<>();
    private final KnownNames known = new KnownNames();
    private int wellFormed;
    private int meaningful;

    private SuricataReader() {}

    static Reading read(DeviceFiles files) {
        SuricataReader reader = new SuricataReader();
        List<SourceLine> rule = new ArrayList<>();
        for (SourceLine line : SourceLine.of(files)) {
            rule.add(line);
            boolean comment = rule.size() == 1 && line.text().strip().startsWith("#");
            if (comment || !line.text().endsWith("\\")) {
                reader.rule(rule);
                rule.clear();
            }
        }
        reader.rule(rule);
        if (reader.meaningful > 0 && reader.wellFormed == 0) {
            throw new InputException(
                    Where.in(files.main()),
                    Text.of("no line of this is a rule of Suricata", "aucune ligne n'est une règle de Suricata"),
                    Text.of("give a file of rules", "donnez un fichier de règles"));
        }
        return new RuleSet(reader.rules.values().stream().flatMap(List::stream).toList()).reading(reader.lines);
    }

    /** A rule can take several lines; the first stands for it. */
    private void rule(List<SourceLine> source) {
        if (source.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (SourceLine line : source) {
            String part = line.text();
            text.append(part.endsWith("\\") ? part.substring(0, part.length() - 1) : part);
        }
        lines.add(line(source.getFirst(), text.toString().strip()));
        source.stream().skip(1).forEach(line -> lines.add(line.is(Line.State.IRRELEVANT)));
    }

    private Line line(SourceLine source, String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return source.is(Line.State.IRRELEVANT);
        }
        meaningful++;
        Optional<RuleText> parsed = RuleText.parse(text);
        if (parsed.isEmpty()) {
            return source.is(Line.State.WRONG, FORM);
        }
        wellFormed++;
        RuleText rule = parsed.get();
        RuleMeaning meaning =
                RuleMeaning.of(rule, ports.computeIfAbsent(rule.destinationPorts(), PortSpec::parse), known);
        if (meaning.state() == Line.State.WRONG) {
            return new Line(
                    source.file(), source.number(), source.text(), Line.State.WRONG, NameSet.none(), meaning.remark());
        }
        Optional<Text> refused = numbered(rule);
        if (refused.isPresent()) {
            return source.is(Line.State.WRONG, refused.get());
        }
        rules.put(lines.size(), meaning.rules());
        return new Line(
                source.file(), source.number(), source.text(), meaning.state(), meaning.names(), meaning.remark());
    }

    /** A number is used once; a later revision takes the place of an earlier one, wherever that stands. */
    private Optional<Text> numbered(RuleText rule) {
        Optional<String> sid = rule.first("sid").filter(number -> number.matches("[0-9]{1,10}"));
        if (sid.isEmpty()) {
            return Optional.of(NO_NUMBER);
        }
        String key = rule.first("gid").orElse("1") + ":" + Long.parseLong(sid.get());
        long revision = rule.first("rev")
                .filter(number -> number.matches("[0-9]{1,10}"))
                .map(Long::parseLong)
                .orElse(0L);
        Numbered before = numbers.get(key);
        if (before != null && before.revision >= revision) {
            return Optional.of(TWICE);
        }
        if (before != null) {
            rules.remove(before.line);
            lines.set(before.line, replaced(lines.get(before.line)));
        }
        numbers.put(key, new Numbered(revision, lines.size()));
        return Optional.empty();
    }

    private static Line replaced(Line line) {
        return Line.of(line.file(), line.number(), line.text(), Line.State.IRRELEVANT, REPLACED);
    }

    private static final Text FORM = Text.of(
            "no rule: action protocol source ports -> destination ports (options;)",
            "pas une règle : action protocole source ports -> destination ports (options;)");
    private static final Text NO_NUMBER = Text.of("it has no sid", "elle n'a pas de sid");
    private static final Text TWICE = Text.of("another rule has this sid", "une autre règle a ce sid");
    private static final Text REPLACED =
            Text.of("a later revision of it takes its place", "une révision ultérieure la remplace");
}
