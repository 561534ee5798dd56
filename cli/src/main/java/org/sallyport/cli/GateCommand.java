package org.sallyport.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.sallyport.check.Proxy;
import org.sallyport.check.login.Login;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Network;
import org.sallyport.gate.Gate;
import org.sallyport.gate.policy.Limits;
import org.sallyport.gate.policy.Policies;
import org.sallyport.gate.policy.Policies.Reload;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.policy.PolicySource;
import org.sallyport.gate.policy.SniRule;
import org.sallyport.gate.record.JsonLines;
import org.sallyport.gate.record.LineFormat;
import org.sallyport.gate.record.RecordFile;
import org.sallyport.gate.record.SquidLines;
import org.sallyport.gate.tunnel.Parent;
import org.sallyport.gate.tunnel.Setup;
import org.sallyport.gate.tunnel.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code gate}: the forward proxy that enforces a site's allowlist. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {GateReloadCommand.class, GateProposeCommand.class},
        description = {
            "A forward proxy that lets through what the site allows, and nothing else; it says why.",
            "Runs until it is told to stop (SIGTERM). Reads the site file again when it changes (or on SIGHUP);"
                    + " where it is wrong, the version before stays in force."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport gate examples/acme-paris.yaml",
            "  sallyport gate examples/acme-paris.yaml --listen 10.0.0.5:3128 --log /var/log/gate.jsonl",
            "  sallyport gate examples/acme-paris.yaml --observe --log seen.jsonl",
            "  sallyport gate reload",
            "  sallyport gate propose seen.jsonl examples/acme-paris.yaml"
        })
final class GateCommand implements Callable<Integer> {

    static final String ADMIN = "127.0.0.1:3129";

    @ParentCommand
    private Sallyport sallyport;

    // picocli would ask a subcommand for it as well
    @Parameters(
            paramLabel = "SITE",
            arity = "0..1",
            description = "Site file, or where one is served: https://policy.example.com/acme-paris.yaml.")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            description = "Where clients ask a proxy; default 127.0.0.1:3128. May be repeated.")
    private List<String> listen = List.of();

    @Option(
            names = "--tls",
            paramLabel = "ADDRESS:PORT[=PORT]",
            description = "Where clients are led to that know of no proxy: the name is that of their ClientHello, the"
                    + " port behind = that of the servers, 443 if there is none. May be repeated.")
    private List<String> tls = List.of();

    @Option(
            names = "--admin",
            paramLabel = "ADDRESS:PORT",
            defaultValue = ADMIN,
            description = "Where /metrics, /healthz, /readyz and /reload are; default ${DEFAULT-VALUE}.")
    private String admin;

    @Mixin
    private Resolvers resolvers;

    @Option(
            names = "--via",
            paramLabel = "PROXY",
            description = "The proxy to ask in turn, http://proxy:3128; it gets the names, and looks them up itself.")
    private Optional<String> via = Optional.empty();

    @Option(
            names = "--login",
            paramLabel = "FILE",
            description = "File whose first line is user:password, told to that proxy as Basic.")
    private Optional<Path> login = Optional.empty();

    @Option(
            names = "--observe",
            description = "Lets through everything that is public, and records what would be refused.")
    private boolean observe;

    @Option(
            names = "--sni",
            paramLabel = "RULE",
            defaultValue = "strict",
            description = "What a ClientHello has to name: strict, the server that was asked for; permitted, any server"
                    + " that is let through; off, anything. Default ${DEFAULT-VALUE}.")
    private SniRule sni;

    @Option(
            names = "--tls-only",
            paramLabel = "PORT",
            description = "A port at which nothing but TLS is spoken after CONNECT; default 443. May be repeated.")
    private List<String> tlsOnly = List.of();

    @Option(
            names = "--allow-ech",
            description = "Lets an encrypted ClientHello through, as Chrome and Firefox send it to every server.")
    private boolean hidden;

    @Option(names = "--allow-no-sni", description = "Lets a ClientHello through that names no server.")
    private boolean nameless;

    @Option(
            names = "--balancer",
            paramLabel = "NETWORK",
            description =
                    "Balancers whose connections begin with a PROXY protocol header (10.0.0.0/24). May be repeated.")
    private List<String> balancers = List.of();

    @Option(
            names = "--itself",
            paramLabel = "ADDRESS",
            description = "An address that leads back to this machine, as of a router in front of it. May be repeated.")
    private List<String> itself = List.of();

    @Option(
            names = "--limit",
            paramLabel = "NAME=NUMBER",
            description = "A limit other than the usual one; docs/gate.md lists them. May be repeated.")
    private List<String> limits = List.of();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Where decisions are recorded, one line each; default standard output.")
    private Optional<Path> log = Optional.empty();

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json, or squid for the native format of its access.log; default ${DEFAULT-VALUE}.")
    private LogFormat logFormat;

    @Option(
            names = "--contact",
            paramLabel = "TEXT",
            description = "Whom a refused client may ask, as its answer names it.")
    private Optional<String> contact = Optional.empty();

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long open connections may go on after SIGTERM; default ${DEFAULT-VALUE}.")
    private int drain;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "io_uring, epoll, nio, or auto for the quickest that there is; default ${DEFAULT-VALUE}.")
    private String transport;

    private PolicySource source() {
        String named = site.orElseThrow(() -> new InputException(
                Text.of("no site file is named", "aucun fichier de site n'est nommé"),
                Text.of(
                        "name one: sallyport gate examples/acme-paris.yaml",
                        "nommez-en un : sallyport gate examples/acme-paris.yaml")));
        return ServedPolicy.isMeant(named)
                ? new ServedPolicy(named, sallyport.catalogFolder(), System::nanoTime)
                : new SitePolicy(Path.of(named), sallyport.catalogFolder());
    }

    Session session() {
        return sallyport.session();
    }

    CatalogFolder catalogs() {
        return sallyport.catalogs();
    }

    /** How decisions are written down. */
    enum LogFormat {
        JSON,
        SQUID;

        LineFormat lines() {
            return switch (this) {
                case JSON -> new JsonLines();
                case SQUID -> new SquidLines();
            };
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Session session = sallyport.session();
        CheckCommand.positive("--drain", drain);
        Setup setup = setup();
        Policies policies = new Policies(source());
        RecordFile records = records();
        CountDownLatch stop = new CountDownLatch(1);
        try (Gate gate = Gate.open(
                setup,
                policies,
                resolvers.nameServers(),
                records,
                Optional.of(address(admin)),
                session.clock(),
                new Told(session))) {
            Signals.on("TERM", stop::countDown);
            Signals.on("INT", stop::countDown);
            Signals.on("HUP", () -> reload(gate));
            greet(session, gate, setup, policies.current());
            stop.await();
            session.tell(Text.of(
                    "stopping: %s connections may go on for %s s",
                    "arrêt : %s connexions peuvent continuer %s s", gate.connections(), drain));
            session.flush();
            gate.drain(Duration.ofSeconds(drain));
        }
        records.close();
        return Session.YES;
    }

    private static void reload(Gate gate) {
        try {
            gate.reload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void greet(Session session, Gate gate, Setup setup, Policy policy) {
        gate.addresses()
                .forEach(address -> session.tell(Text.of("listening on %s", "à l'écoute sur %s", text(address))));
        gate.adminAddress()
                .ifPresent(address -> session.tell(
                        Text.of("metrics and reload on %s", "métriques et relecture sur %s", text(address))));
        session.tell(Text.of(
                "policy %s of %s: %s rules; %s",
                "politique %s de %s : %s règles ; %s",
                policy.version(),
                policy.allowlist().site().name(),
                policy.allowlist().rules().size(),
                setup.transport()));
        if (setup.observing()) {
            session.tell(Text.of(
                    "OBSERVING: everything public is let through", "OBSERVATION : tout ce qui est public passe"));
        }
        session.flush();
    }

    /** Says on standard error what happens meanwhile. */
    private record Told(Session session) implements Gate.Events {

        @Override
        public void reloaded(Reload reload) {
            synchronized (session) {
                if (reload instanceof Reload.Refused refused) {
                    session.tell(refused.why().sentence(session.locale()));
                }
                session.tell(reload.text());
                session.flush();
            }
        }

        @Override
        public void failed(Throwable defect) {
            synchronized (session) {
                session.tell(Text.of(
                        "a defect of Sallyport has refused a client: %s. Please report it with the lines below.",
                        "un défaut de Sallyport a refusé un client : %s. Merci de le signaler avec les lignes ci-dessous.",
                        defect));
                for (StackTraceElement element : defect.getStackTrace()) {
                    session.tell("    at " + element);
                }
                session.flush();
            }
        }
    }

    private Setup setup() {
        Map<InetSocketAddress, Port> transparent = new LinkedHashMap<>();
        for (String text : tls) {
            int equals = text.indexOf('=');
            transparent.put(
                    address(equals < 0 ? text : text.substring(0, equals)),
                    equals < 0 ? Port.HTTPS : Port.parse(text.substring(equals + 1)));
        }
        List<String> asked = listen.isEmpty() && tls.isEmpty() ? List.of("127.0.0.1:3128") : listen;
        Limits chosen = Limits.usual();
        for (String limit : limits) {
            chosen = chosen.with(limit);
        }
        return new Setup(
                asked.stream().map(GateCommand::address).toList(),
                transparent,
                balancers.stream().map(Network::parse).toList(),
                via.map(this::parent),
                itself.stream()
                        .map(AddressPort::parse)
                        .<InetAddress>map(AddressPort::address)
                        .toList(),
                sni,
                tlsOnly.isEmpty()
                        ? Set.of(Port.HTTPS)
                        : tlsOnly.stream().map(Port::parse).collect(Collectors.toSet()),
                hidden,
                nameless,
                observe,
                chosen,
                transport(),
                contact);
    }

    private Parent parent(String proxy) {
        Optional<Login> known = login.map(ViaOptions::read).or(() -> Login.before(proxy));
        return new Parent(Proxy.parse(proxy), known.map(Login::basic));
    }

    private Transport transport() {
        if (transport.equals("auto")) {
            return Transport.best();
        }
        for (Transport each : Transport.values()) {
            if (each.toString().equals(transport.toLowerCase(Locale.ROOT))) {
                if (!each.isAvailable()) {
                    throw new InputException(
                            Text.of("this machine has no %s", "cette machine n'a pas %s", transport),
                            Text.of("leave --transport out", "retirez --transport"));
                }
                return each;
            }
        }
        throw new InputException(
                Text.of("unknown transport \"%s\"", "transport inconnu « %s »", transport),
                Text.of("write auto, io_uring, epoll or nio", "écrivez auto, io_uring, epoll ou nio"));
    }

    private RecordFile records() {
        try {
            return new RecordFile(log, logFormat.lines());
        } catch (IOException e) {
            throw new InputException(
                    Where.in(log.map(Path::toString).orElse("-")),
                    Text.of("the log cannot be written (%s)", "le journal n'est pas inscriptible (%s)", e),
                    Text.of("check its folder and permissions", "vérifiez son dossier et ses droits d'accès"));
        }
    }

    /** @throws InputException where the text is no address with a port */
    static InetSocketAddress address(String text) {
        AddressPort parsed = AddressPort.parse(text);
        return new InetSocketAddress(
                parsed.address(),
                parsed.port()
                        .orElseThrow(() -> new InputException(
                                Text.of("\"%s\" has no port", "« %s » n'a pas de port", text),
                                Text.of("write 127.0.0.1:3128", "écrivez 127.0.0.1:3128")))
                        .number());
    }

    private static String text(InetSocketAddress address) {
        return new AddressPort(address.getAddress(), Optional.empty()).at(Port.tcp(address.getPort()));
    }
}
