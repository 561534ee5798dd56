package org.sallyport.targets.route53dnsfirewall;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;

/**
 * Reads lists of domains, one a line, as those of a rule that allows; and CloudFormation templates with lists and rules,
 * for which a list beside them is the file that they import.
 */
final class Route53DnsFirewallReader {

    private final DomainList list = new DomainList();
    private final Map<String, List<Line>> lines = new LinkedHashMap<>();

    private Route53DnsFirewallReader() {}

    static Reading read(DeviceFiles files) {
        Route53DnsFirewallReader reader = new Route53DnsFirewallReader();
        Optional<String> template = Optional.empty();
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            if (!isTemplate(file.getValue())) {
                reader.list(file.getKey(), file.getValue());
            } else if (template.isPresent()) {
                throw new InputException(
                        Where.in(file.getKey()),
                        Text.of("a second template", "un deuxième modèle"),
                        Text.of("give one at a time", "donnez-les un par un"));
            } else {
                template = Optional.of(file.getKey());
            }
        }
        if (template.isEmpty()) {
            return new Reading(
                    reader.lines.values().stream().flatMap(List::stream).toList(),
                    Permits.everywhere(reader.list.surely()),
                    Permits.everywhere(reader.list.possibly()));
        }
        String name = template.get();
        Optional<DomainList> imported = reader.lines.isEmpty() ? Optional.empty() : Optional.of(reader.list);
        Reading rules = TemplateReader.read(DeviceFiles.of(name, files.texts().getOrDefault(name, "")), imported);
        List<Line> all = new ArrayList<>();
        for (String file : files.texts().keySet()) {
            all.addAll(file.equals(name) ? rules.lines() : reader.lines.getOrDefault(file, List.of()));
        }
        return new Reading(all, rules.surely(), rules.possibly());
    }

    /** A list has neither a colon nor a brace. */
    private static boolean isTemplate(String text) {
        return text.stripLeading().startsWith("{")
                || text.lines().anyMatch(line -> line.matches("\"?Resources\"?[ \\t]*:.*"));
    }

    private void list(String file, String text) {
        List<Line> read = new ArrayList<>();
        boolean anything = false;
        for (SourceLine line : SourceLine.of(DeviceFiles.of(file, text))) {
            String entry = line.text().strip();
            if (entry.isEmpty()) {
                read.add(line.is(Line.State.IRRELEVANT));
            } else {
                DomainList.Entry found = list.add(entry);
                anything |= found.state() != Line.State.WRONG;
                read.add(new Line(
                        line.file(), line.number(), line.text(), found.state(), found.names(), found.remark()));
            }
        }
        if (!anything && read.stream().anyMatch(line -> line.state() == Line.State.WRONG)) {
            throw new InputException(
                    Where.in(file),
                    Text.of("no line of this is a domain", "aucune ligne n'est un domaine"),
                    Text.of(
                            "give a list of domains, or the CloudFormation template",
                            "donnez une liste de domaines, ou le modèle CloudFormation"));
        }
        lines.put(file, read);
    }
}
