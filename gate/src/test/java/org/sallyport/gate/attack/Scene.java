package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.sallyport.check.Fault;
import org.sallyport.check.Resolver;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.gate.Gate;
import org.sallyport.gate.policy.Limits;
import org.sallyport.gate.policy.Policies;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.policy.PolicySource;
import org.sallyport.gate.policy.SniRule;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.record.Records;
import org.sallyport.gate.tunnel.Setup;
import org.sallyport.gate.tunnel.Transport;

/** A gate on loopback, a server behind it, and names that lead to that server or elsewhere. */
final class Scene implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    final Destined server;
    final Gate gate;
    final Map<String, List<String>> names = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Decision> decisions = new CopyOnWriteArrayList<>();
    final List<Throwable> defects = new CopyOnWriteArrayList<>();
    volatile boolean recording = true;
    volatile String site = "";
    final Policies policies;

    private Scene(Choice choice) throws IOException {
        server = new Destined(choice.greeting);
        site = choice.site.replace("PORT", Integer.toString(server.port()));
        names.put("allowed.example", List.of("127.0.0.1"));
        names.put("a.wild.example", List.of("127.0.0.1"));
        policies = new Policies(new PolicySource() {
            @Override
            public Object stamp() {
                return site;
            }

            @Override
            public Policy load() {
                return policy(site);
            }
        });
        gate = Gate.open(
                choice.setup(server.port()),
                policies,
                choice.resolver.apply(this::answer),
                new Records() {
                    @Override
                    public boolean areTaken() {
                        return recording;
                    }

                    @Override
                    public void take(Decision decision) {
                        decisions.add(decision);
                    }
                },
                Optional.of(new InetSocketAddress(LOOPBACK, 0)),
                Clock.systemUTC(),
                new Gate.Events() {
                    @Override
                    public void reloaded(Policies.Reload reload) {}

                    @Override
                    public void failed(Throwable defect) {
                        defects.add(defect);
                    }
                });
    }

    static Policy policy(String text) {
        Catalogs none = new Catalogs(List.of());
        SiteYaml yaml = new SiteYaml(none, Map.of(), SharedSuffixes::known);
        return new Policy(
                Allowlist.plan(none, yaml.read("site.yaml", text)), none, Integer.toHexString(text.hashCode()));
    }

    /** What a test chooses otherwise than usual. */
    static final class Choice {
        String greeting = "";
        String site = """
                sallyport: 1
                site: scene
                also:
                  - { host: "allowed.example", ports: [PORT], reason: "test", addresses: ["127.0.0.1"] }
                  - { host: "bücher.example", ports: [PORT], reason: "test", addresses: ["127.0.0.1"] }
                  - { host: "*.wild.example", ports: [PORT], reason: "test", addresses: ["127.0.0.1"] }
                  - { host: "outside.example", ports: [PORT], reason: "test" }
                """;
        Limits limits = Limits.usual();
        SniRule sni = SniRule.STRICT;
        boolean tlsOnly;
        boolean hidden;
        boolean nameless;
        boolean observing;
        boolean transparent;
        List<org.sallyport.core.site.Network> balancers = List.of();
        Optional<org.sallyport.gate.tunnel.Parent> parent = Optional.empty();
        Transport transport = Transport.best();
        UnaryOperator<Resolver> resolver = UnaryOperator.identity();

        Setup setup(int port) {
            InetSocketAddress any = new InetSocketAddress(LOOPBACK, 0);
            return new Setup(
                    transparent ? List.of() : List.of(any),
                    transparent ? Map.of(any, Port.tcp(port)) : Map.of(),
                    balancers,
                    parent,
                    List.of(),
                    sni,
                    tlsOnly ? Set.of(Port.tcp(port)) : Set.of(),
                    hidden,
                    nameless,
                    observing,
                    limits,
                    transport,
                    Optional.of("the help desk"));
        }
    }

    static Scene usual() throws IOException {
        return of(choice -> {});
    }

    static Scene of(java.util.function.Consumer<Choice> chosen) throws IOException {
        Choice choice = new Choice();
        chosen.accept(choice);
        return new Scene(choice);
    }

    private Resolver.Answer answer(HostName name, Duration patience) {
        asked.add(name.value());
        List<String> addresses = names.get(name.value());
        return addresses == null
                ? Resolver.Answer.not(Fault.NO_SUCH_NAME)
                : Resolver.Answer.of(
                        addresses.stream().map(InetAddress::ofLiteral).toList(), List.of());
    }

    Client client() throws IOException {
        return new Client(gate.addresses().getFirst());
    }

    Policies.Reload reload() {
        try {
            return gate.reload();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** PORT in a text is the server's. */
    String at(String text) {
        return text.replace("PORT", Integer.toString(server.port()));
    }

    /** Sends a request, sees it refused with one of these statuses, no connection at the server, and a record of it. */
    Decision refuses(String request, Integer... statuses) throws IOException {
        int before = decisions.size();
        String answer;
        try (Client client = client()) {
            answer = client.say(at(request)).hear();
        }
        assertThat(answer).as("the answer to %s", request).startsWith("HTTP/1.1 ");
        assertThat(Integer.parseInt(answer.substring(9, 12)))
                .isIn((Object[]) statuses)
                .isNotEqualTo(407);
        assertThat(server.connections()).as("connections at the server").isZero();
        Decision decision = decision(before);
        assertThat(decision.outcome()).isIn(Decision.Outcome.REFUSED, Decision.Outcome.FAILED);
        return decision;
    }

    Decision refusesTunnel(String authority) throws IOException {
        return refuses("CONNECT " + authority + " HTTP/1.1\r\nHost: x\r\n\r\n", 400, 403);
    }

    /** The decision after so many others, once it is there. */
    Decision decision(int before) {
        Eventually.sees(() -> assertThat(decisions).hasSizeGreaterThan(before));
        return decisions.get(before);
    }

    @Override
    public void close() throws IOException {
        gate.close();
        server.close();
        assertThat(defects)
                .as("defects")
                .allSatisfy(defect -> assertThat(defect.getCause()).hasMessageContaining("injected"));
    }
}
