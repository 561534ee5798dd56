package org.sallyport.targets.sonicwall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;

/**
 * Reads address objects and groups as the command line takes and shows them. The rule that uses one is not read: it is
 * taken to be the group or object that stands in no group. Used once.
 */
final class SonicWallReader {

    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"|([^ \\t]+)");
    private static final Set<String> ASIDE =
            Set.of("configure", "config", "commit", "end", "exit", "zone", "uuid", "dns-ttl", "name");

    private final List<Line> lines = new ArrayList<>();
    private final AddressObjects objects = new AddressObjects();
    private String object = "";
    private String group = "";

    Reading read(DeviceFiles files) {
        for (SourceLine line : SourceLine.of(files)) {
            if (line.text().matches("\\s*[<{\\[].*")) {
                throw new InputException(
                        new Where(line.file(), line.number(), 1),
                        Text.of("these are no SonicOS commands", "ce ne sont pas des commandes SonicOS"),
                        Text.of(
                                "give what show address-objects and show address-groups print",
                                "donnez ce qu'affichent show address-objects et show address-groups"));
            }
            lines.add(line(line, words(line.text())));
        }
        List<String> roots = objects.roots();
        NameSet surely = roots.stream()
                .map(root -> objects.names(root, true))
                .reduce(NameSet::intersect)
                .orElse(NameSet.none());
        if (roots.size() == 1 && !objects.hasStars()) {
            return Reading.exact(lines, Permits.everywhere(surely));
        }
        NameSet possibly = NameSet.union(
                roots.stream().map(root -> objects.names(root, false)).toList());
        return new Reading(lines, Permits.everywhere(surely), Permits.everywhere(possibly));
    }

    private Line line(SourceLine line, List<String> words) {
        if (words.isEmpty()) {
            return line.is(Line.State.IRRELEVANT);
        }
        return switch (words.getFirst()) {
            case "address-object" -> group.isEmpty() ? object(line, words) : member(line, words);
            case "address-group" -> group.isEmpty() ? group(line, words) : member(line, words);
            case "domain" ->
                object.isEmpty() || words.size() != 2 ? line.is(Line.State.UNKNOWN) : domain(line, words.getLast());
            case "exit", "end", "commit" -> {
                object = "";
                group = "";
                yield line.is(Line.State.IRRELEVANT);
            }
            case "no", "access-rule" -> line.is(Line.State.NOT_SUPPORTED);
            default -> line.is(ASIDE.contains(words.getFirst()) ? Line.State.IRRELEVANT : Line.State.UNKNOWN);
        };
    }

    private Line object(SourceLine line, List<String> words) {
        object = "";
        if (words.size() < 3) {
            return line.is(Line.State.WRONG);
        }
        objects.object(words.get(2));
        if (!words.get(1).equals("fqdn")) {
            return line.is(Line.State.UNDERSTOOD, ADDRESSES);
        }
        object = words.get(2);
        boolean whole = words.size() > 4 && words.get(3).equals("domain");
        return whole ? domain(line, words.get(4)) : line.is(Line.State.UNDERSTOOD);
    }

    private Line domain(SourceLine line, String text) {
        boolean star = text.startsWith("*.");
        Optional<HostName> name = HostName.tryParse(star ? text.substring(2) : text);
        if (name.isEmpty()) {
            return line.is(Line.State.WRONG, text.contains("*") ? STAR : NO_NAME);
        }
        AddressObjects.Domain domain = new AddressObjects.Domain(star, name.get());
        objects.define(object, domain);
        return line.about(domain.surely());
    }

    private Line group(SourceLine line, List<String> words) {
        object = "";
        if (words.size() != 3) {
            return line.is(Line.State.WRONG);
        }
        group = words.get(2);
        objects.group(group);
        return line.is(Line.State.UNDERSTOOD);
    }

    private Line member(SourceLine line, List<String> words) {
        if (words.size() != 3) {
            return line.is(Line.State.WRONG);
        }
        return objects.add(group, words.get(2)) ? line.is(Line.State.UNDERSTOOD) : line.is(Line.State.WRONG, NOT_KNOWN);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORDS.matcher(text);
        while (matcher.find()) {
            words.add(Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2)));
        }
        return words;
    }

    private static final Text ADDRESSES = Text.of("addresses, no name", "des adresses, pas un nom");
    private static final Text NO_NAME = Text.of("no name", "pas un nom");
    private static final Text STAR = Text.of(
            "a star stands in front of a domain only: *.example.com",
            "une étoile ne se place que devant un domaine : *.example.com");
    private static final Text NOT_KNOWN =
            Text.of("this object is not defined above", "cet objet n'est pas défini plus haut");
}
