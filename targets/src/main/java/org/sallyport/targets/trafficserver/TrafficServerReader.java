package org.sallyport.targets.trafficserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NotedLine;
import org.sallyport.targets.SourceLine;

/**
 * Reads {@code remap.config} and, where it is given, {@code records.config} as Traffic Server 9.2 does. A name passes at
 * port 80 where a plain request for it does, at every other port where a tunnel to it does; what passes in the other way
 * alone is left open. Used once.
 */
final class TrafficServerReader {

    private static final Set<String> TYPES = Set.of("map", "regex_map");

    /** Rules of other kinds, and directives, all of which the manual has. */
    private static final Set<String> NOT_MODELLED = Set.of(
            "map_with_recv_port",
            "regex_map_with_recv_port",
            "map_with_referer",
            "redirect",
            "redirect_temporary",
            "regex_redirect",
            "regex_redirect_temporary",
            ".include",
            ".definefilter",
            ".deletefilter",
            ".activatefilter",
            ".useflt",
            ".deactivatefilter",
            ".unuseflt",
            ".deffilter",
            ".defflt",
            ".delflt");

    private static final class Names {
        private final NameSetBuilder surely = new NameSetBuilder();
        private final NameSetBuilder possibly = new NameSetBuilder();
    }

    private final DeviceFiles files;
    private final Records records = new Records();
    private final Map<Integer, Names> byPort = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();
    private boolean opened;

    TrafficServerReader(DeviceFiles files) {
        this.files = files;
    }

    Reading read() {
        List<NotedLine> lines = SourceLine.of(files).stream()
                .map(line -> new NotedLine(line.file(), line.number(), line.text()))
                .toList();
        List<NotedLine> rules = new ArrayList<>();
        for (NotedLine line : lines) {
            if (line.file().equals(files.main())) {
                rules.add(line);
            } else if (line.file().equals("records.config") || line.file().endsWith("/records.config")) {
                records.read(line);
            } else {
                notModelled(line, Line.State.UNKNOWN, Text.of("no file of these", "aucun de ces fichiers"));
            }
        }
        boolean known =
                rules.stream().anyMatch(line -> isKnown(line.text().strip().split("\\s+", 2)[0]));
        boolean empty = rules.stream()
                .allMatch(line -> line.text().isBlank() || line.text().strip().startsWith("#"));
        if (!known && !empty) {
            throw new InputException(
                    Where.in(files.main()),
                    Text.of("there is no rule of Traffic Server", "il n'y a aucune règle de Traffic Server"),
                    Text.of(
                            "give remap.config first, then records.config",
                            "donnez remap.config d'abord, puis records.config"));
        }
        rules.forEach(this::rule);
        return reading(lines);
    }

    private static boolean isKnown(String type) {
        return TYPES.contains(type) || NOT_MODELLED.contains(type) || type.equals("reverse_map");
    }

    private void rule(NotedLine line) {
        String text = line.text().strip();
        if (text.endsWith("\\")) {
            notModelled(
                    line,
                    Line.State.NOT_SUPPORTED,
                    Text.of("the next line is a part of this one", "la ligne suivante fait partie de celle-ci"));
            return;
        }
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        List<String> words = List.of(text.split("\\s+"));
        String type = words.getFirst();
        if (type.equals("reverse_map")) {
            line.is(Line.State.IRRELEVANT);
        } else if (NOT_MODELLED.contains(type)) {
            notModelled(
                    line,
                    Line.State.NOT_SUPPORTED,
                    Text.of("it can change what passes", "elle peut changer ce qui passe"));
        } else if (!TYPES.contains(type) || words.size() < 3) {
            line.is(
                    Line.State.WRONG,
                    Text.of("no rule: Traffic Server does not start", "pas une règle : Traffic Server ne démarre pas"));
        } else {
            map(type.equals("regex_map"), words, line);
        }
    }

    private void map(boolean expression, List<String> words, NotedLine line) {
        Optional<RemapRule> rule = RemapRule.Address.read(words.get(1))
                .flatMap(from -> RemapRule.Address.read(words.get(2)).map(to -> new RemapRule(expression, from, to)));
        Optional<NameSet> names = rule.flatMap(RemapRule::names);
        if (rule.isEmpty() || names.isEmpty()) {
            notModelled(
                    line,
                    Line.State.NOT_SUPPORTED,
                    Text.of("its addresses are not modelled", "ses adresses ne sont pas modélisées"));
            return;
        }
        if (!expression && !taken.add(rule.get().key())) {
            line.is(
                    Line.State.WRONG,
                    Text.of(
                            "another rule is for the same address: Traffic Server does not start",
                            "une autre règle vaut pour la même adresse : Traffic Server ne démarre pas"));
            return;
        }
        if (!rule.get().leadsToItself() || words.stream().anyMatch(word -> word.startsWith("@"))) {
            notModelled(
                    line,
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "it leads elsewhere than to the host and port of its address, or has conditions",
                            "elle mène ailleurs qu'à l'hôte et au port de son adresse, ou a des conditions"));
            return;
        }
        line.is(Line.State.UNDERSTOOD);
        lets(rule.get(), names.get(), line);
    }

    private void lets(RemapRule rule, NameSet names, NotedLine line) {
        int port = rule.from().portOrThatOfTheScheme();
        if (!rule.expression() && names == NameSet.none()) {
            line.is(
                    Line.State.UNDERSTOOD,
                    Text.of(
                            "no name is written like that: it never matches",
                            "aucun nom ne s'écrit ainsi : jamais vraie"));
            return;
        }
        if (!rule.from().isHttp() && !rule.hasPortForTunnels()) {
            line.is(
                    Line.State.UNDERSTOOD,
                    Text.of(
                            "its second address has no port: tunnels are refused (403)",
                            "sa seconde adresse n'a pas de port : les tunnels sont refusés (403)"));
        } else if (!rule.from().isHttp() && !records.takesTunnelsTo(port)) {
            line.is(
                    Line.State.UNDERSTOOD,
                    Text.of(
                            "connect_ports does not have port %s: tunnels are refused (403)",
                            "connect_ports n'a pas le port %s : les tunnels sont refusés (403)", port));
        }
        boolean inTheUsualWay = rule.from().isHttp()
                ? port == Port.HTTP.number()
                : port != Port.HTTP.number() && rule.hasPortForTunnels() && records.takesTunnelsTo(port);
        Names at = byPort.computeIfAbsent(port, _ -> new Names());
        if (inTheUsualWay && rule.isForAllPaths() && !rule.hasDotAtEnd()) {
            at.surely.add(names);
        }
        at.possibly.add(names);
        line.lets(names);
    }

    private void notModelled(NotedLine line, Line.State state, Text why) {
        opened = true;
        line.is(state, why);
    }

    private Reading reading(List<NotedLine> noted) {
        Permits surely = Permits.at(sets(names -> names.surely));
        Permits possibly = Permits.at(sets(names -> names.possibly));
        if (!records.refusesTheRest()) {
            records.lineThatOpens().ifPresent(line -> line.lets(NameSet.all()));
            Map<Port, NameSet> all = new TreeMap<>();
            all.put(Port.HTTP, NameSet.all());
            records.tunnels().forEach(port -> all.put(Port.tcp(port), NameSet.all()));
            surely = Permits.at(all);
            possibly = Permits.everywhere(NameSet.all());
        }
        List<Line> lines = noted.stream().map(NotedLine::line).toList();
        boolean refused = lines.stream().anyMatch(line -> line.state() == Line.State.WRONG);
        boolean open = opened || records.isOpen();
        return new Reading(
                lines, refused || open ? Permits.none() : surely, open ? Permits.everywhere(NameSet.all()) : possibly);
    }

    private Map<Port, NameSet> sets(Function<Names, NameSetBuilder> which) {
        return byPort.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Port.tcp(entry.getKey()),
                        entry -> which.apply(entry.getValue()).build()));
    }
}
