package org.sallyport.targets.privoxy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;

/** Reads Privoxy's configuration and its actions files as 3.0.34 does. Shares nothing with the writer. Used once. */
final class PrivoxyReader {

    /** Directives that have no part in what passes. Source: Privoxy User Manual, "The Main Configuration File". */
    private static final Set<String> WITHOUT_PART = Set.of(
            "accept-intercepted-requests",
            "admin-address",
            "allow-cgi-request-crunching",
            "buffer-limit",
            "client-header-order",
            "client-specific-tag",
            "client-tag-lifetime",
            "compression-level",
            "confdir",
            "connection-sharing",
            "cors-allowed-origin",
            "debug",
            "default-server-timeout",
            "enable-accept-filter",
            "enable-compression",
            "enable-proxy-authentication-forwarding",
            "enable-remote-http-toggle",
            "filterfile",
            "forwarded-connect-retries",
            "handle-as-empty-doc-returns-ok",
            "hostname",
            "keep-alive-timeout",
            "listen-address",
            "listen-backlog",
            "logdir",
            "logfile",
            "max-client-connections",
            "proxy-info-url",
            "receive-buffer-size",
            "single-threaded",
            "socket-timeout",
            "split-large-forms",
            "suppress-blocklists",
            "templdir",
            "temporary-directory",
            "tolerate-pipelining",
            "trust-info-url",
            "trust-x-forwarded-for",
            "trusted-cgi-referer",
            "user-manual");

    private final DeviceFiles files;
    private final Map<String, List<SourceLine>> sources = new HashMap<>();
    private final Map<SourceLine, Line> read = new HashMap<>();
    private final ActionsFiles actions = new ActionsFiles(read);
    private boolean forced = true;
    private boolean off;
    private boolean refused;
    private boolean narrowed;
    private boolean opened;

    PrivoxyReader(DeviceFiles files) {
        this.files = files;
        for (SourceLine line : SourceLine.of(files)) {
            sources.computeIfAbsent(line.file(), _ -> new ArrayList<>()).add(line);
            if (line.text().indexOf('\r') >= 0) {
                // a line break of its own to Privoxy
                opened = true;
            }
        }
    }

    Reading read() {
        Statement.of(lines(files.main())).forEach(this::directive);
        List<Line> lines = new ArrayList<>();
        for (String file : files.texts().keySet()) {
            for (SourceLine line : lines(file)) {
                lines.add(
                        line.text().indexOf('\r') < 0
                                ? read.getOrDefault(line, line.is(Line.State.IRRELEVANT))
                                : line.is(
                                        Line.State.NOT_SUPPORTED,
                                        Text.of(
                                                "a carriage return ends a line here",
                                                "un retour chariot termine une ligne ici")));
            }
        }
        refused |= actions.isRefused();
        narrowed |= actions.isNarrowed();
        opened |= actions.isOpened() || actions.blocks().isTooMany();
        if (opened || off) {
            Permits everything = Permits.everywhere(NameSet.all());
            return new Reading(lines, off && !opened && !refused ? everything : Permits.none(), everything);
        }
        return new Reading(
                lines,
                refused || narrowed ? Permits.none() : surely(),
                forced ? Permits.everywhere(NameSet.all()) : possibly());
    }

    private List<SourceLine> lines(String file) {
        return sources.getOrDefault(file, List.of());
    }

    /** Port 80 is plain, all others take tunnels, and a plain request passes there all the same. */
    private Permits surely() {
        Map<Port, NameSet> byPort = new TreeMap<>();
        for (int port : ports()) {
            boolean tunnel = actions.tunnels().map(list -> list.contains(port)).orElse(true);
            boolean open = tunnel || port == Port.HTTP.number();
            byPort.put(Port.tcp(port), open ? actions.blocks().at(port).surely() : NameSet.none());
        }
        boolean tunnels = actions.tunnels().isEmpty();
        return new Permits(
                new TreeMap<>(byPort), tunnels ? actions.blocks().elsewhere().surely() : NameSet.none());
    }

    private Permits possibly() {
        Map<Port, NameSet> byPort = new TreeMap<>();
        for (int port : ports()) {
            byPort.put(Port.tcp(port), actions.blocks().at(port).possibly());
        }
        return new Permits(new TreeMap<>(byPort), actions.blocks().elsewhere().possibly());
    }

    private int[] ports() {
        BitSet ports = actions.blocks().ports();
        ports.set(Port.HTTP.number());
        return ports.stream().toArray();
    }

    private void directive(Statement statement) {
        String[] words = statement.text().split("[ \\t]+", 2);
        String directive = words[0].toLowerCase(Locale.ROOT);
        String value = words.length > 1 ? words[1] : "";
        switch (directive) {
            case "actionsfile" -> actionsFile(statement, value);
            case "enforce-blocks" -> {
                forced = !isOn(statement, value);
                if (forced) {
                    everything(
                            statement,
                            Text.of(
                                    "a client passes by writing PRIVOXY-FORCE into the path",
                                    "un client passe en écrivant PRIVOXY-FORCE dans le chemin"));
                }
            }
            case "toggle" -> {
                off = !isOn(statement, value);
                if (off) {
                    everything(
                            statement,
                            Text.of(
                                    "Privoxy is switched off: nothing is blocked",
                                    "Privoxy est éteint : rien n'est bloqué"));
                }
            }
            case "enable-remote-toggle", "enable-edit-actions" -> {
                if (isOn(statement, value)) {
                    opened = true;
                    say(
                            statement,
                            Line.State.NOT_SUPPORTED,
                            Text.of("clients can change what passes", "les clients peuvent changer ce qui passe"));
                }
            }
            case "permit-access", "deny-access" -> {
                // with two addresses it is about destinations as well, otherwise about clients
                boolean destinations = value.split("[ \\t]+", -1).length > 1;
                narrowed |= destinations;
                say(statement, destinations ? Line.State.NOT_SUPPORTED : Line.State.IRRELEVANT);
            }
            case "forward", "forward-socks4", "forward-socks4a", "forward-socks5", "forward-socks5t", "trustfile" -> {
                narrowed = true;
                say(
                        statement,
                        Line.State.NOT_SUPPORTED,
                        Text.of("something else decides as well", "autre chose décide aussi"));
            }
            default -> {
                if (WITHOUT_PART.contains(directive) || directive.startsWith("ca-") || isAboutInspection(directive)) {
                    say(statement, Line.State.IRRELEVANT);
                } else {
                    say(
                            statement,
                            Line.State.UNKNOWN,
                            Text.of(
                                    "the directive is unknown; Privoxy 3.0.34 would leave it out",
                                    "la directive est inconnue ; Privoxy 3.0.34 l'ignorerait"));
                }
            }
        }
    }

    private static boolean isAboutInspection(String directive) {
        return directive.equals("certificate-directory")
                || directive.equals("cipher-list")
                || directive.equals("trusted-cas-file");
    }

    private boolean isOn(Statement statement, String value) {
        boolean known = value.equals("0") || value.equals("1");
        refused |= !known;
        say(statement, known ? Line.State.UNDERSTOOD : Line.State.WRONG);
        return value.equals("1");
    }

    /** Files are given by their names, wherever the configuration has them. */
    private void actionsFile(Statement statement, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        Optional<String> given = files.texts().keySet().stream()
                .filter(file -> !file.equals(files.main()))
                .filter(file -> file.substring(file.lastIndexOf('/') + 1).equals(name))
                .findFirst();
        if (given.isPresent()) {
            say(statement, Line.State.UNDERSTOOD);
            actions.read(lines(given.get()));
        } else {
            opened = true;
            say(
                    statement,
                    Line.State.NOT_SUPPORTED,
                    Text.of("the file that it names is not given", "le fichier qu'elle nomme n'est pas donné"));
        }
    }

    private void say(Statement statement, Line.State state) {
        statement.lines().forEach(line -> read.put(line, line.is(state)));
    }

    private void say(Statement statement, Line.State state, Text remark) {
        statement.lines().forEach(line -> read.put(line, line.is(state, remark)));
    }

    private void everything(Statement statement, Text remark) {
        if (!refused) {
            SourceLine first = statement.lines().getFirst();
            read.put(
                    first,
                    new Line(
                            first.file(),
                            first.number(),
                            first.text(),
                            Line.State.UNDERSTOOD,
                            NameSet.all(),
                            Optional.of(remark)));
        }
    }
}
