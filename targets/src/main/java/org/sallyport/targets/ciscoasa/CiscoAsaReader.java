package org.sallyport.targets.ciscoasa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.FirstMatch;
import org.sallyport.targets.SourceLine;

/** Reads ASA configurations: network objects, groups of them, extended access lists. Used once. */
final class CiscoAsaReader {

    private static final int LONGEST_OBJECT = 64;

    /** Commands that decide nothing about what passes. */
    private static final Set<String> ASIDE = Set.of(
            "dns",
            "domain-name",
            "hostname",
            "name-server",
            "configure",
            "conf",
            "exit",
            "end",
            "quit",
            "write",
            "names");

    private final List<Line> lines = new ArrayList<>();
    private final Objects objects = new Objects();
    private final Map<String, List<AccessEntry>> lists = new LinkedHashMap<>();
    private final Map<String, Integer> linesOfNames = new HashMap<>();
    private final Set<String> bound = new HashSet<>();
    private String object = "";
    private String group = "";

    Reading read(DeviceFiles files) {
        for (SourceLine line : SourceLine.of(files)) {
            if (line.text().startsWith("<") || line.text().startsWith("{")) {
                throw new InputException(
                        new Where(line.file(), line.number(), 1),
                        Text.of("this is no ASA configuration", "ce n'est pas une configuration d'ASA"),
                        Text.of("give what show running-config prints", "donnez ce qu'affiche show running-config"));
            }
            lines.add(line(line));
        }
        return reading();
    }

    private Reading reading() {
        List<FirstMatch> used = lists.entrySet().stream()
                .filter(list -> bound.isEmpty() || bound.contains(list.getKey()))
                .map(list -> firstMatch(list.getValue()))
                .toList();
        if (used.size() == 1) {
            return used.getFirst().reading(lines);
        }
        // without a list everything goes out; with several, each client meets one of them
        return new Reading(lines, Permits.none(), Permits.everywhere(NameSet.all()));
    }

    private FirstMatch firstMatch(List<AccessEntry> entries) {
        FirstMatch rules = new FirstMatch();
        for (AccessEntry entry : entries) {
            NameSet names = switch (entry.target()) {
                case AccessEntry.Anything all -> NameSet.all();
                case AccessEntry.Named named -> objects.names(named.name());
                case AccessEntry.Addresses addresses -> NameSet.none();
            };
            rules.add(entry.permits(), entry.always(), entry.ports(), names, names);
        }
        return rules;
    }

    private Line line(SourceLine line) {
        String text = line.text().strip();
        if (text.isEmpty() || text.startsWith("!") || text.startsWith(":")) {
            return line.is(Line.State.IRRELEVANT);
        }
        List<String> words = List.of(text.split("[ \\t]+", -1));
        String first = words.getFirst();
        return switch (first) {
            case "object" -> object(line, words);
            case "object-group" -> group(line, words);
            case "fqdn" -> fqdn(line, words);
            case "host", "subnet", "range" -> addresses(line);
            case "network-object", "group-object" -> member(line, words);
            case "access-list" -> access(line, words);
            case "access-group" -> bind(line, words);
            case "description", "nat" -> line.is(Line.State.IRRELEVANT);
            case "no", "clear" -> line.is(Line.State.NOT_SUPPORTED, UNDONE);
            default -> line.is(ASIDE.contains(first) ? Line.State.IRRELEVANT : Line.State.UNKNOWN);
        };
    }

    private Line object(SourceLine line, List<String> words) {
        object = "";
        group = "";
        if (words.size() != 3 || !words.get(1).equals("network")) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        if (words.get(2).length() > LONGEST_OBJECT) {
            return line.is(Line.State.WRONG, TOO_LONG);
        }
        object = words.get(2);
        objects.object(object);
        return line.is(Line.State.UNDERSTOOD);
    }

    private Line group(SourceLine line, List<String> words) {
        object = "";
        group = "";
        if (words.size() != 3 || !words.get(1).equals("network")) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        if (words.get(2).length() > LONGEST_OBJECT) {
            return line.is(Line.State.WRONG, TOO_LONG);
        }
        group = words.get(2);
        objects.group(group);
        return line.is(Line.State.UNDERSTOOD);
    }

    private Line fqdn(SourceLine line, List<String> words) {
        boolean family = words.size() == 3 && Set.of("v4", "v6").contains(words.get(1));
        if (object.isEmpty() || (words.size() != 2 && !family)) {
            return line.is(Line.State.WRONG);
        }
        String text = words.getLast();
        Optional<HostName> name =
                text.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?") ? HostName.tryParse(text) : Optional.empty();
        if (name.isEmpty()) {
            return line.is(Line.State.WRONG, text.contains("*") ? STAR : NO_NAME);
        }
        // an object has one value: the last one
        Optional.ofNullable(linesOfNames.put(object, lines.size())).ifPresent(this::nameless);
        objects.define(object, name);
        return line.about(NameSet.of(new HostPattern.Exact(name.get())));
    }

    private void nameless(int index) {
        Line line = lines.get(index);
        lines.set(index, Line.of(line.file(), line.number(), line.text(), Line.State.UNDERSTOOD, REPLACED));
    }

    private Line addresses(SourceLine line) {
        if (object.isEmpty()) {
            return line.is(Line.State.UNKNOWN);
        }
        Optional.ofNullable(linesOfNames.remove(object)).ifPresent(this::nameless);
        objects.define(object, Optional.empty());
        return line.is(Line.State.UNDERSTOOD);
    }

    private Line member(SourceLine line, List<String> words) {
        if (group.isEmpty() || words.size() < 2) {
            return line.is(Line.State.WRONG);
        }
        boolean nested = words.getFirst().equals("group-object");
        if (!nested && !words.get(1).equals("object")) {
            return line.is(Line.State.NOT_SUPPORTED, ADDRESSES);
        }
        String member = words.getLast();
        if (!objects.isKnown(nested, member)) {
            return line.is(Line.State.WRONG, NOT_KNOWN);
        }
        objects.add(group, member);
        return nested || objects.isName(member)
                ? line.is(Line.State.UNDERSTOOD)
                : line.is(Line.State.NOT_SUPPORTED, ADDRESSES);
    }

    private Line access(SourceLine line, List<String> words) {
        if (words.size() < 3) {
            return line.is(Line.State.WRONG);
        }
        String list = words.get(1);
        if (words.get(2).equals("remark")) {
            return line.is(Line.State.IRRELEVANT);
        }
        int extended = words.indexOf("extended");
        if (extended != 2) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        if (words.getLast().equals("inactive")) {
            return line.is(Line.State.UNDERSTOOD, INACTIVE);
        }
        if (words.size() > 4 && words.get(4).startsWith("icmp")) {
            return line.is(Line.State.IRRELEVANT);
        }
        if (words.size() < 4 || !Set.of("permit", "deny").contains(words.get(3))) {
            return line.is(Line.State.WRONG);
        }
        Optional<AccessEntry> parsed = AccessEntry.parse(list, words.subList(3, words.size()));
        if (parsed.isEmpty()) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        AccessEntry entry = parsed.get();
        if (entry.target() instanceof AccessEntry.Named(boolean grouped, String name)
                && !objects.isKnown(grouped, name)) {
            return line.is(Line.State.WRONG, NOT_KNOWN);
        }
        lists.computeIfAbsent(list, _ -> new ArrayList<>()).add(entry);
        return switch (entry.target()) {
            case AccessEntry.Anything all when entry.permits() -> line.about(NameSet.all());
            case AccessEntry.Addresses addresses -> line.is(Line.State.NOT_SUPPORTED, ADDRESSES);
            default -> line.is(Line.State.UNDERSTOOD);
        };
    }

    private Line bind(SourceLine line, List<String> words) {
        if (words.size() < 5 || !words.get(2).equals("in") || !words.get(3).equals("interface")) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        bound.add(words.get(1));
        return lists.containsKey(words.get(1)) ? line.is(Line.State.UNDERSTOOD) : line.is(Line.State.WRONG, NOT_KNOWN);
    }

    private static final Text STAR = Text.of(
            "the ASA takes no star in a name, and refuses the line",
            "l'ASA n'accepte pas d'étoile dans un nom et refuse la ligne");
    private static final Text NO_NAME = Text.of(
            "the ASA takes letters, digits, hyphens and dots, and refuses the line",
            "l'ASA n'accepte que lettres, chiffres, traits d'union et points, et refuse la ligne");
    private static final Text TOO_LONG =
            Text.of("the name of an object has 64 characters at most", "le nom d'un objet a 64 caractères au plus");
    private static final Text NOT_KNOWN = Text.of(
            "this is not defined above, so the ASA refuses the line",
            "ceci n'est pas défini plus haut, l'ASA refuse donc la ligne");
    private static final Text ADDRESSES = Text.of(
            "addresses: which names lie there cannot be said",
            "des adresses : on ne peut dire quels noms s'y trouvent");
    private static final Text REPLACED = Text.of(
            "a later line gives the object another value", "une ligne plus bas donne à l'objet une autre valeur");
    private static final Text INACTIVE = Text.of("inactive: it decides nothing", "inactive : elle ne décide rien");
    private static final Text UNDONE = Text.of(
            "this takes back what is there already; the reader does not know what that is",
            "ceci retire ce qui est déjà là ; le lecteur ne sait pas ce que c'est");
}
