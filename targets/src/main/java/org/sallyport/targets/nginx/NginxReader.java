package org.sallyport.targets.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/**
 * Reads nginx.conf as nginx 1.22 does, its stream and its http part. A name passes at a port where a client that gives
 * it there is passed on to a server. Source: https://nginx.org/en/docs/. Used once.
 */
final class NginxReader {

    private static final int DEFAULT_BUCKET = 64;

    private final ConfigText text;
    private final Map<Port, Between> byPort = new TreeMap<>();
    private boolean opened;

    private NginxReader(DeviceFiles files) {
        this.text = new ConfigText(files);
        boolean known = text.directives().stream()
                .anyMatch(directive -> directive.block().isPresent()
                        && List.of("events", "http", "stream").contains(directive.name()));
        if (!known && !text.isBroken()) {
            throw new InputException(
                    Where.in(files.main()),
                    Text.of("there is no block stream, http or events", "il n'y a aucun bloc stream, http ou events"),
                    Text.of(
                            "give nginx.conf first, then the files that it includes",
                            "donnez nginx.conf d'abord, puis les fichiers qu'il inclut"));
        }
    }

    static Reading read(DeviceFiles files) {
        NginxReader reader = new NginxReader(files);
        reader.text.directives().forEach(reader::readMain);
        return reader.reading();
    }

    private void readMain(Directive directive) {
        boolean block = directive.block().isPresent();
        switch (directive.name()) {
            case "stream", "http" -> {
                directive.is(Line.State.UNDERSTOOD);
                context(directive, directive.name().equals("http"));
            }
            case "include" -> opened = true;
            default -> {
                if (Keywords.haveNoPartInMain(directive.name())) {
                    directive.isIrrelevant();
                } else {
                    notModelled(directive, block ? Line.State.NOT_SUPPORTED : Line.State.UNKNOWN);
                }
            }
        }
    }

    private void notModelled(Directive directive, Line.State state) {
        opened = true;
        directive.is(state, Text.of("it can change what passes", "elle peut changer ce qui passe"));
    }

    private void context(Directive context, boolean http) {
        Variables variables = new Variables(http ? "host" : "ssl_preread_server_name");
        boolean prereads = false;
        int bucket = DEFAULT_BUCKET;
        for (Directive directive : context.inside()) {
            if (directive.name().equals("map_hash_bucket_size")
                    && directive.value(0).matches("[0-9]{1,6}")) {
                bucket = Integer.parseInt(directive.value(0));
            }
            prereads |=
                    directive.name().equals("ssl_preread") && directive.value(0).equals("on");
        }
        List<Directive> servers = new ArrayList<>();
        for (Directive directive : context.inside()) {
            switch (directive.name()) {
                case "map" ->
                    variables.define(directive.value(1).replace("$", ""), new NameMap(directive, http, bucket));
                case "server" -> servers.add(directive);
                case "map_hash_bucket_size", "ssl_preread" -> directive.is(Line.State.UNDERSTOOD);
                case "upstream" -> directive.isIrrelevant();
                case "include" -> opened = true;
                default -> {
                    if (Keywords.haveNoPart(directive.name())) {
                        directive.isIrrelevant();
                    } else {
                        notModelled(directive, Line.State.NOT_SUPPORTED);
                    }
                }
            }
        }
        Map<String, List<Server>> byAddress = new LinkedHashMap<>();
        for (Directive directive : servers) {
            Server server = new Server(directive, variables, http, prereads);
            opened |= server.waitsElsewhere();
            server.listens()
                    .forEach(listen -> byAddress
                            .computeIfAbsent(listen.address(), _ -> new ArrayList<>())
                            .add(server));
        }
        byAddress.forEach((address, sharing) -> {
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            byPort.merge(Port.tcp(port), passing(address, port, sharing, http), NginxReader::eitherOf);
        });
    }

    /** Two addresses at one port: which of them a connection gets to, the network decides. */
    private static Between eitherOf(Between one, Between other) {
        return new Between(
                Between.intersection(one.surely(), other.surely()), Between.union(one.possibly(), other.possibly()));
    }

    private Between passing(String address, int port, List<Server> servers, boolean http) {
        Optional<HostTable<Integer>> names = servers.size() == 1 ? Optional.empty() : Optional.of(namesOf(servers));
        // plain HTTP has no ClientHello
        Spelling usual = !http && port == Port.HTTP.number() ? Spelling.NONE : Spelling.USUAL;
        Between usually = passing(address, port, servers, names, usual);
        NameSet possibly = usually.possibly();
        for (Spelling spelling : Spelling.values()) {
            if (spelling != usual) {
                NameSet passing =
                        passing(address, port, servers, names, spelling).possibly();
                possibly = Between.union(possibly, passing);
            }
        }
        return new Between(usually.surely(), possibly);
    }

    private Between passing(
            String address, int port, List<Server> servers, Optional<HostTable<Integer>> names, Spelling spelling) {
        int otherwise = 0;
        for (int i = servers.size() - 1; i >= 0; i--) {
            boolean isDefault = servers.get(i).listens().stream()
                    .anyMatch(listen -> listen.address().equals(address) && listen.isDefault());
            otherwise = isDefault ? i : otherwise;
        }
        Map<Integer, Between> known = new HashMap<>();
        Function<Integer, Between> passes =
                i -> known.computeIfAbsent(i, at -> passing(servers.get(at), port, spelling));
        Between byDefault = passes.apply(otherwise);
        if (names.isEmpty()) {
            return byDefault;
        }
        if (spelling == Spelling.NONE) {
            // it can be a server's name to be named by nobody
            return IntStream.range(0, servers.size()).mapToObj(passes::apply).reduce(byDefault, NginxReader::eitherOf);
        }
        return names.get().find(spelling, passes, byDefault, new Explained());
    }

    private static Between passing(Server server, int port, Spelling spelling) {
        Explained explained = new Explained();
        Between passing = server.passes(spelling, port, explained);
        boolean any =
                passing.possibly() != NameSet.none() && !passing.possibly().isEmpty();
        if (spelling == Spelling.NONE) {
            // what gives no name can be meant for any
            if (any) {
                server.passLines().forEach(line -> line.lets(NameSet.all()));
            }
            return any ? new Between(passing.surely(), NameSet.all()) : Between.NEVER;
        }
        NameSet rest = Between.difference(passing.possibly(), explained.names());
        if (rest != NameSet.none() && !rest.isEmpty()) {
            server.passLines().forEach(line -> line.lets(rest));
        }
        return passing;
    }

    /** By {@code server_name}; of two servers with the same name, nginx takes the first, with a warning. */
    private HostTable<Integer> namesOf(List<Server> servers) {
        HostTable<Integer> table = new HostTable<>(true);
        for (int i = 0; i < servers.size(); i++) {
            for (Directive.Word word : servers.get(i).names()) {
                String name = word.text();
                HostTable.Added added = name.startsWith("~")
                        ? table.expression(name.substring(1), i, word.line())
                        : table.host(name, i, word.line());
                switch (added) {
                    case TAKEN -> {}
                    case CONFLICT ->
                        word.line()
                                .is(
                                        Line.State.UNDERSTOOD,
                                        Text.of(
                                                "another server has this name already",
                                                "un autre serveur a déjà ce nom"));
                    case INVALID ->
                        word.line().is(Line.State.WRONG, Text.of("no server name", "pas un nom de serveur"));
                    case NOT_MODELLED -> {
                        opened = true;
                        word.line().is(Line.State.NOT_SUPPORTED);
                    }
                }
            }
        }
        return table;
    }

    private Reading reading() {
        List<Line> lines = text.lines().stream().map(NotedLine::line).toList();
        boolean refused = lines.stream().anyMatch(line -> line.state() == Line.State.WRONG);
        boolean open = opened || text.isBroken();
        return new Reading(
                lines,
                refused || open ? Permits.none() : Permits.at(sets(true)),
                open ? Permits.everywhere(NameSet.all()) : Permits.at(sets(false)));
    }

    private Map<Port, NameSet> sets(boolean surely) {
        return byPort.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> surely
                                ? entry.getValue().surely()
                                : entry.getValue().possibly()));
    }
}
