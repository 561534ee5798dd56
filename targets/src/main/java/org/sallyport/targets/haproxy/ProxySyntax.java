package org.sallyport.targets.haproxy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/** The lines of a section {@code frontend}, {@code backend} or {@code listen}. Used by one thread. */
final class ProxySyntax {

    /** Keywords that have no part in what passes. */
    static final Set<String> WITHOUT_PART = Set.of(
            "description",
            "id",
            "enabled",
            "option",
            "no",
            "timeout",
            "log",
            "log-format",
            "log-format-sd",
            "log-tag",
            "error-log-format",
            "maxconn",
            "backlog",
            "balance",
            "hash-type",
            "hash-balance-factor",
            "retries",
            "retry-on",
            "fullconn",
            "capture",
            "declare",
            "cookie",
            "default-server",
            "email-alert",
            "errorfile",
            "errorfiles",
            "errorloc",
            "errorloc302",
            "errorloc303",
            "http-error",
            "force-persist",
            "ignore-persist",
            "persist",
            "http-check",
            "http-reuse",
            "http-send-name-header",
            "load-server-state-from-file",
            "server-state-file-name",
            "max-keep-alive-queue",
            "max-session-srv-conns",
            "monitor",
            "monitor-net",
            "monitor-uri",
            "rate-limit",
            "source",
            "stats",
            "stick",
            "stick-table",
            "tcp-check",
            "external-check",
            "unique-id-format",
            "unique-id-header",
            "clitcpka-cnt",
            "clitcpka-idle",
            "clitcpka-intvl",
            "srvtcpka-cnt",
            "srvtcpka-idle",
            "srvtcpka-intvl",
            "use-server",
            "http-after-response",
            "compression",
            "dispatch-timeout",
            "grace",
            "bind-process");

    private static final Set<String> STOPPING =
            Set.of("reject", "deny", "tarpit", "silent-drop", "return", "redirect", "close");

    /** Actions that leave to the rules behind them what passes. */
    private static final Set<String> NEUTRAL = Set.of(
            "add-header",
            "capture",
            "disable-l7-retry",
            "do-resolve",
            "early-hint",
            "set-bandwidth-limit",
            "set-dst",
            "set-dst-port",
            "set-log-level",
            "set-mark",
            "set-nice",
            "set-priority-class",
            "set-priority-offset",
            "set-src",
            "set-src-port",
            "set-timeout",
            "set-tos",
            "set-var",
            "set-var-fmt",
            "track-sc0",
            "track-sc1",
            "track-sc2",
            "unset-var",
            "sc-inc-gpc0",
            "sc-inc-gpc1",
            "strict-mode",
            "expect-proxy",
            "expect-netscaler-cip",
            "set-query",
            "set-path",
            "replace-path",
            "wait-for-body",
            "wait-for-handshake");

    private final Proxy proxy;
    private final String kind;

    ProxySyntax(Proxy proxy, String kind) {
        this.proxy = proxy;
        this.kind = kind;
    }

    void read(List<String> words, NotedLine line) {
        switch (words.getFirst()) {
            case "mode" -> mode(words, line);
            case "bind" -> bind(words, line);
            case "acl" -> proxy.acls().define(words.subList(1, words.size()), line);
            case "tcp-request" -> tcpRequest(words, line);
            case "http-request" -> rule(Proxy.Phase.HTTP, words, 1, line);
            case "redirect" -> {
                line.is(Line.State.UNDERSTOOD);
                proxy.add(new Proxy.Rule(Proxy.Phase.HTTP, Between.NEVER, condition(words, 1, line), line));
            }
            case "use_backend", "default_backend" -> way(words, line);
            case "server", "server-template", "dispatch" -> {
                line.is(Line.State.UNDERSTOOD);
                proxy.hasServers();
            }
            case "http-response", "tcp-response" -> response(words, line);
            case "option" -> option(words, line);
            default -> {
                if (WITHOUT_PART.contains(words.getFirst())) {
                    line.is(Line.State.IRRELEVANT);
                } else {
                    proxy.opens();
                    line.is(Line.State.UNKNOWN, Text.of("the keyword is unknown", "le mot-clé est inconnu"));
                }
            }
        }
    }

    private void mode(List<String> words, NotedLine line) {
        String mode = words.size() > 1 ? words.get(1) : "";
        proxy.mode(mode.equals("http"));
        if (mode.equals("http") || mode.equals("tcp")) {
            line.is(Line.State.UNDERSTOOD);
        } else {
            notModelled(line, Text.of("only tcp and http are modelled", "seuls tcp et http sont modélisés"));
        }
    }

    private void bind(List<String> words, NotedLine line) {
        Optional<Binding> binding = Binding.read(words.subList(1, words.size()));
        if (binding.isEmpty()) {
            proxy.opens();
            line.is(Line.State.UNKNOWN, Text.of("the port is not known", "le port n'est pas connu"));
            return;
        }
        proxy.ports().addAll(binding.get().ports());
        if (binding.get().terminates()) {
            notModelled(
                    line,
                    Text.of(
                            "TLS ends here, or it is no TCP: what is seen behind it is not modelled",
                            "TLS se termine ici, ou ce n'est pas TCP : ce qui est vu derrière n'est pas modélisé"));
        } else {
            line.is(Line.State.UNDERSTOOD);
        }
    }

    private void option(List<String> words, NotedLine line) {
        line.is(Line.State.IRRELEVANT);
        if (words.contains("accept-invalid-http-request")) {
            notModelled(
                    line,
                    Text.of(
                            "it lets requests through of which the address and the Host header differ",
                            "elle admet des requêtes dont l'adresse et l'en-tête Host diffèrent"));
        } else if (words.contains("transparent")) {
            line.is(Line.State.UNDERSTOOD);
            proxy.hasServers();
        }
    }

    private void tcpRequest(List<String> words, NotedLine line) {
        switch (words.size() > 1 ? words.get(1) : "") {
            case "inspect-delay" -> {
                line.is(Line.State.UNDERSTOOD);
                proxy.waitsForContent();
            }
            case "connection" -> rule(Proxy.Phase.CONNECTION, words, 2, line);
            case "session" -> rule(Proxy.Phase.SESSION, words, 2, line);
            case "content" -> rule(Proxy.Phase.CONTENT, words, 2, line);
            default -> {
                proxy.opens();
                line.is(Line.State.UNKNOWN, Text.of("the rule is unknown", "la règle est inconnue"));
            }
        }
    }

    /** @param at where the action stands */
    private void rule(Proxy.Phase phase, List<String> words, int at, NotedLine line) {
        String action = at < words.size() ? words.get(at).replaceAll("\\(.*", "") : "";
        line.is(Line.State.UNDERSTOOD);
        if (action.equals("accept") || action.equals("allow")) {
            proxy.add(new Proxy.Rule(phase, Between.ALWAYS, condition(words, at + 1, line), line));
        } else if (STOPPING.contains(action)) {
            proxy.add(new Proxy.Rule(phase, Between.NEVER, condition(words, at + 1, line), line));
        } else if (NEUTRAL.contains(action)) {
            // the condition has to be one all the same
            condition(words, at + 1, line);
            if (action.equals("do-resolve")) {
                proxy.acls().resolvesInto(words.get(at).replaceAll("^do-resolve\\(|[,)].*$", ""));
            }
        } else if (action.matches("(set|replace|del)-header") && !isAboutHost(words, at + 1)) {
            line.is(Line.State.IRRELEVANT);
        } else {
            notModelled(line, Text.of("the action is not modelled", "l'action n'est pas modélisée"));
        }
    }

    private static boolean isAboutHost(List<String> words, int at) {
        return at >= words.size() || words.get(at).equalsIgnoreCase("host");
    }

    private Condition condition(List<String> words, int from, NotedLine line) {
        int at = IntStream.range(Math.min(from, words.size()), words.size())
                .filter(i -> words.get(i).equals("if") || words.get(i).equals("unless"))
                .findFirst()
                .orElse(words.size());
        return proxy.acls().condition(words.subList(at, words.size()), line);
    }

    private void way(List<String> words, NotedLine line) {
        line.is(Line.State.UNDERSTOOD);
        if (kind.equals("backend") || words.size() < 2) {
            line.is(Line.State.WRONG, Text.of("it leads nowhere", "elle ne mène nulle part"));
        } else {
            Proxy.Way way = new Proxy.Way(words.get(1), condition(words, 2, line), line);
            if (words.getFirst().equals("default_backend")) {
                proxy.byDefault(way);
            } else {
                proxy.add(way);
            }
        }
    }

    private void response(List<String> words, NotedLine line) {
        line.is(Line.State.IRRELEVANT);
        if (words.stream().skip(1).anyMatch(STOPPING::contains)) {
            proxy.narrows();
            line.is(Line.State.NOT_SUPPORTED, Text.of("it can stop the answer", "elle peut arrêter la réponse"));
        }
    }

    private void notModelled(NotedLine line, Text why) {
        proxy.opens();
        line.is(Line.State.NOT_SUPPORTED, why);
    }
}
