package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.Between;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NotedLine;
import org.sallyport.targets.SourceLine;

/**
 * Reads haproxy.cfg and the list files that it names as HAProxy 2.6 does. A name passes at a port where a client that
 * gives it there gets to a server. Source: the configuration manual of HAProxy 2.6. Used once.
 */
final class HaproxyReader {

    private static final Set<String> OTHER_SECTIONS = Set.of(
            "global",
            "resolvers",
            "userlist",
            "peers",
            "mailers",
            "cache",
            "program",
            "ring",
            "http-errors",
            "log-forward",
            "fcgi-app",
            "crt-store",
            "traces",
            "log-profile",
            "acme");

    private final DeviceFiles files;
    private final List<NotedLine> lines = new ArrayList<>();
    private final ListFiles listFiles;
    private final List<Proxy> frontends = new ArrayList<>();
    private final Map<String, Proxy> backends = new HashMap<>();
    private final Map<String, Boolean> httpDefaults = new HashMap<>();
    private boolean http;
    private String defaultsName = "";
    private boolean opened;

    private HaproxyReader(DeviceFiles files) {
        this.files = files;
        for (SourceLine line : SourceLine.of(files)) {
            lines.add(new NotedLine(line.file(), line.number(), line.text()));
        }
        Map<String, List<NotedLine>> others = new LinkedHashMap<>();
        files.texts().keySet().stream().skip(1).forEach(file -> others.put(file, new ArrayList<>()));
        lines.stream()
                .filter(line -> others.containsKey(line.file()))
                .forEach(line ->
                        others.getOrDefault(line.file(), new ArrayList<>()).add(line));
        this.listFiles = new ListFiles(others);
    }

    static Reading read(DeviceFiles files) {
        HaproxyReader reader = new HaproxyReader(files);
        reader.readMain();
        reader.listFiles.noteUnused();
        return reader.reading();
    }

    private void readMain() {
        Optional<ProxySyntax> proxy = Optional.empty();
        String section = "";
        for (NotedLine line : lines) {
            if (!line.file().equals(files.main())) {
                break;
            }
            Words words = Words.of(line.text());
            if (words.wrong().isPresent()) {
                line.is(Line.State.WRONG, words.wrong().get());
            } else if (words.list().isEmpty()) {
                line.is(Line.State.IRRELEVANT);
            } else if (words.expands() || words.list().getFirst().startsWith(".")) {
                opened = true;
                line.is(
                        Line.State.NOT_SUPPORTED,
                        Text.of(
                                "conditions and variables of the environment are not evaluated",
                                "les conditions et les variables d'environnement ne sont pas évaluées"));
            } else if (isSection(words.list().getFirst())) {
                section = words.list().getFirst();
                proxy = begin(words.list(), line);
            } else if (section.isEmpty()) {
                line.is(Line.State.WRONG, Text.of("it stands in no section", "elle n'est dans aucune section"));
            } else if (section.equals("defaults")) {
                inDefaults(words.list(), line);
            } else {
                proxy.ifPresentOrElse(syntax -> syntax.read(words.list(), line), () -> line.is(Line.State.IRRELEVANT));
            }
        }
        if (section.isEmpty()) {
            throw new InputException(
                    Where.in(files.main()),
                    Text.of("there is no section of haproxy.cfg", "il n'y a aucune section de haproxy.cfg"),
                    Text.of(
                            "give haproxy.cfg first, then the files that its acls name",
                            "donnez haproxy.cfg d'abord, puis les fichiers que ses acl nomment"));
        }
    }

    private static boolean isSection(String word) {
        return OTHER_SECTIONS.contains(word)
                || Set.of("defaults", "frontend", "backend", "listen").contains(word);
    }

    private Optional<ProxySyntax> begin(List<String> words, NotedLine line) {
        String kind = words.getFirst();
        if (OTHER_SECTIONS.contains(kind)) {
            line.is(Line.State.IRRELEVANT);
            return Optional.empty();
        }
        int from = words.indexOf("from");
        boolean inherited =
                (from > 0 && from + 1 < words.size()) ? httpDefaults.getOrDefault(words.get(from + 1), false) : http;
        line.is(Line.State.UNDERSTOOD);
        if (kind.equals("defaults")) {
            http = from > 0 && inherited;
            words.stream().skip(1).limit(1).forEach(name -> httpDefaults.put(name, http));
            defaultsName = words.size() > 1 ? words.get(1) : "";
            return Optional.empty();
        }
        if (words.size() < 2) {
            line.is(Line.State.WRONG, Text.of("the section has no name", "la section n'a pas de nom"));
        }
        Proxy proxy = new Proxy(new AclSyntax(listFiles), inherited);
        if (!kind.equals("backend")) {
            frontends.add(proxy);
        }
        if (!kind.equals("frontend")) {
            backends.put(words.size() > 1 ? words.get(1) : "", proxy);
        }
        return Optional.of(new ProxySyntax(proxy, kind));
    }

    private void inDefaults(List<String> words, NotedLine line) {
        if (words.getFirst().equals("mode") && words.size() > 1) {
            http = words.get(1).equals("http");
            httpDefaults.put(defaultsName, http);
            line.is(Line.State.UNDERSTOOD);
        } else if (ProxySyntax.WITHOUT_PART.contains(words.getFirst())
                && !words.contains("accept-invalid-http-request")) {
            line.is(Line.State.IRRELEVANT);
        } else {
            opened = true;
            line.is(
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "in defaults it can change what passes in other sections",
                            "dans defaults, elle peut changer ce qui passe dans d'autres sections"));
        }
    }

    private Reading reading() {
        Map<Port, Between> byPort = new TreeMap<>();
        for (Proxy frontend : frontends) {
            NameSet explained = frontend.explained(backends);
            Map<Integer, Between> known = new HashMap<>();
            boolean looksAtPorts =
                    frontend.looksAtPorts() || backends.values().stream().anyMatch(Proxy::looksAtPorts);
            for (int port : frontend.ports()) {
                int kind = looksAtPorts || port == Port.HTTP.number() ? port : Port.HTTPS.number();
                Between passing = known.get(kind);
                if (passing == null) {
                    passing = passing(frontend, kind, explained);
                    known.put(kind, passing);
                }
                byPort.merge(Port.tcp(port), passing, HaproxyReader::eitherOf);
            }
        }
        List<Line> read = lines.stream().map(NotedLine::line).toList();
        boolean refused = read.stream().anyMatch(line -> line.state() == Line.State.WRONG);
        return new Reading(
                read,
                refused || opened ? Permits.none() : Permits.at(sets(byPort, true)),
                opened ? Permits.everywhere(NameSet.all()) : Permits.at(sets(byPort, false)));
    }

    private static Map<Port, NameSet> sets(Map<Port, Between> byPort, boolean surely) {
        return byPort.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> surely
                                ? entry.getValue().surely()
                                : entry.getValue().possibly()));
    }

    /** Two sections at one port: which of them gets a connection depends on the address. */
    private static Between eitherOf(Between one, Between other) {
        return new Between(
                Between.intersection(one.surely(), other.surely()), Between.union(one.possibly(), other.possibly()));
    }

    private Between passing(Proxy frontend, int port, NameSet explained) {
        Opening usual = Opening.usual(frontend.isHttp(), port);
        Between usually = frontend.passes(usual, port, backends, explained);
        NameSet possibly = usually.possibly();
        Stream<Opening> others = EnumSet.complementOf(EnumSet.of(usual)).stream()
                .filter(opening -> !frontend.isHttp() || opening.isHttp());
        for (Opening opening : others.toList()) {
            NameSet passing =
                    frontend.passes(opening, port, backends, explained).possibly();
            boolean anything = !opening.hasName() && passing != NameSet.none() && !passing.isEmpty();
            // what gives no name can be meant for any
            possibly = Between.union(possibly, anything ? NameSet.all() : passing);
        }
        return new Between(usually.surely(), possibly);
    }
}
