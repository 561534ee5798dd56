package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Resolver;
import org.sallyport.core.site.Network;
import org.sallyport.gate.policy.Policies.Reload;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.Refusal;

class ResourceAttackTest {

    private static final String CONNECT = "CONNECT allowed.example:PORT HTTP/1.1\r\nHost: x\r\n\r\n";

    @Attack(54)
    @Test
    void aHeadThatComesTooSlowlyIsCutOff() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.limits = choice.limits.with("head-time=1"))) {
            try (Client client = scene.client()) {
                client.say("CONNECT allowed.example");
                assertThat(client.hear()).startsWith("HTTP/1.1 408 ");
            }
            assertThat(scene.decision(0).why()).contains(Refusal.HEAD_TIMEOUT);
        }
    }

    @Attack(54)
    @Test
    void whoSaysNothingIsHungUpOnAndNotWrittenDown() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.limits = choice.limits.with("head-time=1"))) {
            try (Client client = scene.client()) {
                assertThat(client.hear()).isEmpty();
            }
            assertThat(scene.decisions).isEmpty();
            Eventually.sees(() -> assertThat(scene.gate.connections()).isZero());
        }
    }

    @Attack(55)
    @Test
    void aTunnelInWhichNothingIsSaidIsClosed() throws IOException {
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            choice.limits = choice.limits.with("idle-time=1");
        })) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("hello");
                assertThat(client.hear()).isEmpty();
            }
            assertThat(scene.decision(0).received()).isEqualTo(5);
            Eventually.sees(() -> assertThat(scene.gate.connections()).isZero());
        }
    }

    @Attack(55)
    @Test
    void whoHasSaidAllStillHearsTheRest() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = "hello")) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT) + "bye").hangUp();
                assertThat(client.hear()).endsWith("\r\n\r\nhello");
            }
            assertThat(scene.decision(0).sent()).isEqualTo(3);
            assertThat(scene.server.heard()).isEqualTo("bye");
        }
    }

    @Attack(56)
    @Test
    void oneClientDoesNotTakeAllThePlaces() throws IOException {
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            choice.limits = choice.limits.with("connections-per-client=3");
        })) {
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Client client = scene.client();
                client.say(scene.at(CONNECT)).hearUntil("hello");
                clients.add(client);
            }
            try (Client fourth = scene.client()) {
                assertThat(fourth.hear()).startsWith("HTTP/1.1 503 ").contains("client-limit");
            }
            clients.getFirst().close();
            Eventually.sees(() -> assertThat(scene.gate.connections()).isEqualTo(2));
            try (Client again = scene.client()) {
                assertThat(again.say(scene.at(CONNECT)).hearUntil("hello")).contains(" 200 ");
            }
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Attack(56)
    @Test
    void aFullGateSaysSo() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.limits = choice.limits.with("connections=1"))) {
            try (Client first = scene.client()) {
                first.say("CONNECT");
                Eventually.sees(() -> assertThat(scene.gate.connections()).isOne());
                try (Client second = scene.client()) {
                    assertThat(second.hear()).startsWith("HTTP/1.1 503 ").contains("gate-limit");
                }
            }
        }
    }

    @Attack(57)
    @Test
    void aServerThatDoesNotAnswerEndsTheVisitInTime() throws IOException {
        try (Scene scene = Scene.of(choice -> {
            choice.site = choice.site.replace("[\"127.0.0.1\"]", "[\"127.0.0.0/8\"]");
            choice.limits = choice.limits.with("connect-time=1");
        })) {
            // nobody listens there; the gate says so and does not hang
            scene.names.put("allowed.example", List.of("127.9.9.9"));
            assertThat(scene.refuses(CONNECT, 502).why()).contains(Refusal.UNREACHED);
        }
    }

    @Attack(58)
    @Test
    void aFloodOfRefusedNamesDoesNotGrowTheMetrics() throws Exception {
        try (Scene scene = Scene.usual()) {
            int lines = metrics(scene).split("\n").length;
            for (int i = 0; i < 200; i++) {
                scene.refuses("CONNECT n" + i + ".evil.test:PORT HTTP/1.1\r\n\r\n", 403);
            }
            assertThat(metrics(scene).split("\n")).hasSize(lines);
            assertThat(metrics(scene))
                    .contains("sallyport_gate_reasons_total{reason=\"name\"} 200")
                    .doesNotContain("evil");
        }
    }

    private static String metrics(Scene scene) throws Exception {
        return scene.gate
                .adminAddress()
                .map(address -> java.net.URI.create("http://127.0.0.1:" + address.getPort() + "/metrics"))
                .map(uri -> {
                    try (java.io.InputStream in = uri.toURL().openStream()) {
                        return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .orElseThrow();
    }

    @Attack(60)
    @Test
    void eachDecisionIsMadeByOneVersion() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = "hello")) {
            String first = scene.policies.current().version();
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("hello");
                scene.site = scene.site.replace("allowed.example", "other.example");
                assertThat(scene.reload()).isInstanceOf(Reload.Taken.class);
                // who is in stays in
                client.say("more").hangUp();
                Eventually.sees(() -> assertThat(scene.server.heard()).isEqualTo("more"));
                client.hear();
            }
            assertThat(scene.decision(0).policy()).isEqualTo(first);
            try (Client client = scene.client()) {
                assertThat(client.say(scene.at(CONNECT)).hear()).startsWith("HTTP/1.1 403 ");
            }
            assertThat(scene.decision(1).policy())
                    .isEqualTo(scene.policies.current().version())
                    .isNotEqualTo(first);
        }
    }

    @Attack(61)
    @Test
    void aWrongPolicyDoesNotTakeThePlaceOfTheRightOne() throws Exception {
        try (Scene scene = Scene.of(choice -> choice.greeting = "hello")) {
            String version = scene.policies.current().version();
            for (String wrong :
                    new String[] {"", "sallyport: 1\nsite: x\n", "{", "sallyport: 1\nsite: x\nalso: []\n"}) {
                scene.site = wrong;
                assertThat(scene.reload()).isInstanceOf(Reload.Refused.class);
                assertThat(scene.policies.current().version()).isEqualTo(version);
                assertThat(metrics(scene)).contains("sallyport_gate_policy_stale 1");
            }
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("hello");
            }
        }
    }

    @Attack(68)
    @Test
    void onlyAKnownBalancerSaysWhoComes() throws IOException {
        String header = "PROXY TCP4 10.9.8.7 10.0.0.1 1234 3128\r\n";
        try (Scene scene = Scene.usual()) {
            scene.refuses(header + CONNECT, 400);
        }
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            choice.balancers = List.of(Network.parse("127.0.0.0/8"));
        })) {
            try (Client client = scene.client()) {
                client.say(header + scene.at(CONNECT)).hearUntil("hello");
            }
            assertThat(scene.decision(0).client().getHostAddress()).isEqualTo("10.9.8.7");
            try (Client client = scene.client()) {
                // from a balancer, no request without the header
                assertThat(client.say(scene.at(CONNECT)).hear()).doesNotContain(" 200 ");
            }
        }
    }

    @Attack(68)
    @Test
    void whatAClientSaysOfItselfIsNotBelieved() throws IOException {
        try (Scene scene = Scene.usual()) {
            Decision decision = scene.refuses(
                    "CONNECT evil.test:PORT HTTP/1.1\r\nX-Forwarded-For: 10.9.8.7\r\nForwarded: for=10.9.8.7\r\n\r\n",
                    403);
            assertThat(decision.client()).isEqualTo(Scene.LOOPBACK);
        }
    }

    @Attack(72)
    @Test
    void aDefectRefuses() throws IOException {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            choice.resolver = any -> (name, patience) -> {
                if (broken.get()) {
                    throw new IllegalStateException("injected");
                }
                return any.resolve(name, patience);
            };
        })) {
            scene.refuses(CONNECT, 500, 502);
            broken.set(false);
            Eventually.sees(() -> {
                try (Client client = scene.client()) {
                    assertThat(client.say(scene.at(CONNECT)).hearUntil("\r\n\r\n"))
                            .contains(" 200 ");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Test
    void whatCannotBeRecordedIsNotLetThrough() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = "hello")) {
            scene.recording = false;
            scene.refuses(CONNECT, 503);
            scene.recording = true;
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("hello");
            }
        }
    }

    @Test
    void observingLetsThroughWhatWouldBeRefusedAndRecordsWhy() throws IOException {
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            choice.observing = true;
            choice.resolver = any -> (name, patience) -> name.value().startsWith("inner")
                    ? Resolver.Answer.of(List.of(java.net.InetAddress.ofLiteral("10.0.0.1")), List.of())
                    : any.resolve(name, patience);
            // a name that the site lets lie on loopback, at another port than it lets through
            choice.site = """
                    sallyport: 1
                    site: scene
                    also:
                      - { host: "allowed.example", ports: [1], reason: "test", addresses: ["127.0.0.1"] }
                    """;
        })) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("hello");
            }
            assertThat(scene.decision(0).outcome()).isEqualTo(Decision.Outcome.OBSERVED);
            assertThat(scene.decision(0).why()).contains(Refusal.PORT);
            try (Client client = scene.client()) {
                assertThat(client.say(scene.at("CONNECT inner.test:PORT HTTP/1.1\r\n\r\n"))
                                .hear())
                        .startsWith("HTTP/1.1 403 ");
            }
            assertThat(scene.decision(1).why()).isEqualTo(Optional.of(Refusal.NOT_PUBLIC));
            assertThat(scene.decision(1).outcome()).isEqualTo(Decision.Outcome.REFUSED);
        }
    }
}
