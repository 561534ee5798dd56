package org.sallyport.targets.opnsense;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.JsonFile;
import org.sallyport.targets.SourceLine;

/**
 * Reads exports of aliases. The rule that uses one is not in the file: it is taken to be the alias that stands in no
 * other one. Used once.
 */
final class OpnsenseReader {

    /** What is to be said of a line; a worse state takes the place of a better one. */
    private record Found(Line.State state, NameSet names, Optional<Text> remark) {}

    private static final Map<Line.State, Integer> GRAVITY = new EnumMap<>(Map.of(
            Line.State.IRRELEVANT, 0,
            Line.State.UNDERSTOOD, 1,
            Line.State.UNKNOWN, 2,
            Line.State.NOT_SUPPORTED, 3,
            Line.State.WRONG, 4));

    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private final Map<Integer, Found> found = new HashMap<>();

    Reading read(DeviceFiles files) {
        String file = files.main();
        List<SourceLine> source = SourceLine.of(files);
        YamlMap root =
                JsonFile.parse(file, files.texts().getOrDefault(file, "")).map();
        YamlValue all = root.get("aliases").map().get("alias");
        if (!all.isList()) {
            all.map().entries().values().forEach(this::alias);
        }
        aliases.values().forEach(this::judge);
        List<Line> lines = source.stream().map(this::line).toList();
        List<NameSet> roots = roots().stream().map(this::names).toList();
        if (roots.size() == 1) {
            return Reading.exact(lines, Permits.everywhere(roots.getFirst()));
        }
        NameSet possibly = NameSet.union(roots);
        NameSet surely = roots.stream().reduce(NameSet::intersect).orElse(NameSet.none());
        return new Reading(lines, Permits.everywhere(surely), Permits.everywhere(possibly));
    }

    private void alias(YamlValue value) {
        YamlMap map = value.map();
        String name = map.get("name").text();
        YamlValue content = map.find("content").filter(given -> !given.isNull()).orElse(value);
        int line = content.where().line();
        if (map.find("enabled").map(YamlValue::text).filter("0"::equals).isPresent()) {
            say(line, Line.State.UNDERSTOOD, NameSet.none(), Optional.of(DISABLED));
            return;
        }
        List<HostName> hosts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (String entry :
                content == value ? List.<String>of() : content.text().lines().toList()) {
            Optional<HostName> host = Alias.host(entry.strip());
            if (Alias.isAddress(entry.strip())) {
                addresses.add(entry.strip());
            } else if (host.isPresent()) {
                hosts.add(host.get());
            } else if (!entry.isBlank()) {
                others.add(entry.strip());
            }
        }
        aliases.put(name, new Alias(name, map.get("type").text(), line, hosts, others, addresses));
    }

    private void judge(Alias alias) {
        if (!alias.isOfHosts()) {
            say(alias.line(), Line.State.NOT_SUPPORTED, NameSet.none(), Optional.of(NO_HOSTS));
            return;
        }
        say(alias.line(), Line.State.UNDERSTOOD, alias.names(), Optional.empty());
        for (String address : alias.addresses()) {
            boolean without = address.startsWith("!");
            say(
                    alias.line(),
                    without ? Line.State.NOT_SUPPORTED : Line.State.UNDERSTOOD,
                    NameSet.none(),
                    Optional.of(ADDRESS));
        }
        for (String other : alias.others()) {
            if (!other.matches("[A-Za-z0-9_]+")) {
                say(alias.line(), Line.State.WRONG, NameSet.none(), Optional.of(NO_NAME));
            } else if (!aliases.containsKey(other)) {
                say(alias.line(), Line.State.NOT_SUPPORTED, NameSet.none(), Optional.of(ELSEWHERE));
            }
        }
    }

    private void say(int line, Line.State state, NameSet names, Optional<Text> remark) {
        found.merge(line, new Found(state, names, remark), (before, now) -> {
            Found graver = gravity(now) > gravity(before) ? now : before;
            return new Found(
                    graver.state(),
                    before.names() == NameSet.none()
                            ? now.names()
                            : before.names().union(now.names()),
                    graver.remark().or(before::remark).or(now::remark));
        });
    }

    private static int gravity(Found found) {
        return GRAVITY.getOrDefault(found.state(), 0);
    }

    private Line line(SourceLine line) {
        Found about =
                found.getOrDefault(line.number(), new Found(Line.State.IRRELEVANT, NameSet.none(), Optional.empty()));
        boolean names = about.state() == Line.State.UNDERSTOOD;
        return new Line(
                line.file(),
                line.number(),
                line.text(),
                about.state(),
                names ? about.names() : NameSet.none(),
                about.remark());
    }

    private List<Alias> roots() {
        Set<String> named = new HashSet<>();
        aliases.values().forEach(alias -> named.addAll(alias.others()));
        return aliases.values().stream()
                .filter(alias -> !named.contains(alias.name()))
                .toList();
    }

    private NameSet names(Alias root) {
        NameSetBuilder names = new NameSetBuilder();
        Deque<Alias> open = new ArrayDeque<>(List.of(root));
        Set<String> seen = new HashSet<>(Set.of(root.name()));
        while (!open.isEmpty()) {
            Alias alias = open.removeFirst();
            if (alias.isOfHosts()) {
                alias.hosts().forEach(names::add);
                for (String other : alias.others()) {
                    Optional.ofNullable(aliases.get(other))
                            .filter(_ -> seen.add(other))
                            .ifPresent(open::add);
                }
            }
        }
        return names.build();
    }

    private static final Text DISABLED = Text.of("disabled: it stands for nothing", "désactivé : il ne désigne rien");
    private static final Text NO_HOSTS =
            Text.of("the names of such an alias cannot be said", "on ne peut dire les noms d'un tel alias");
    private static final Text ADDRESS = Text.of("an address, no name", "une adresse, pas un nom");
    private static final Text NO_NAME = Text.of(
            "neither a name nor an alias; there are no wildcards, and one wrong entry refuses the whole import",
            "ni un nom ni un alias ; il n'y a pas d'étoiles, et une entrée fausse fait refuser tout l'import");
    private static final Text ELSEWHERE =
            Text.of("an alias that is not in this file", "un alias qui n'est pas dans ce fichier");
}
