package org.sallyport.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.gate.Caller.Verdict;

/** The real gate, killed, stopped, and told to read its policy again, while clients use it. */
class GateKilledLabTest {

    private static final int CLIENTS = 4;

    @TempDir
    private Path folder;

    private Loopback around;

    @BeforeEach
    void open() throws IOException {
        around = new Loopback(folder);
    }

    @AfterEach
    void close() throws IOException {
        around.close();
    }

    @Test
    void killedUnderLoadItLetsNothingThroughThatItShouldNotAndComesBack() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Queue<Boolean> through = new ConcurrentLinkedQueue<>();
        Queue<Verdict> refused = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        try {
            try (RunningGate gate = around.start()) {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(Thread.ofVirtual().start(() -> {
                        while (!over.get()) {
                            through.add(leadsTo(Loopback.ALLOWED));
                            refused.add(around.verdict(Loopback.DENIED));
                        }
                    }));
                }
                Soon.is("there is load", () -> through.size() > 50 && refused.size() > 50);
                gate.daemon().signal("KILL");
                gate.daemon().awaitEnd();
            }
            try (RunningGate gate = around.start()) {
                through.clear();
                Soon.is("clients get through again", () -> through.contains(true));
                gate.decisions().forEach(GateKilledLabTest::isRight);
            }
        } finally {
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(refused).containsOnly(new Verdict(403, "name"), Verdict.NONE);
        assertThat(around.strays()).isZero();
    }

    private boolean leadsTo(String host) {
        try {
            return around.leadsTo(host);
        } catch (IOException e) {
            return false;
        }
    }

    private static void isRight(JsonObject decision) {
        boolean allowed = decision.get("host").getAsString().equals(Loopback.ALLOWED);
        assertThat(decision.get("verdict").getAsString()).isEqualTo(allowed ? "permitted" : "refused");
    }

    @Test
    void aLineThatAnEarlierGateLeftUnfinishedSwallowsNoOther() throws Exception {
        Files.writeString(around.log(), "{\"time\":\"2026-01-0");

        try (RunningGate gate = around.start()) {
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(new Verdict(403, "name"));
            Soon.is("it is recorded", () -> Files.readAllLines(around.log()).size() == 2);
            assertThat(gate.told("GET", "/readyz")).isEqualTo("200 ready");
        }

        List<String> lines = Files.readAllLines(around.log());
        assertThat(lines.getFirst()).isEqualTo("{\"time\":\"2026-01-0");
        assertThat(lines.getLast()).startsWith("{").contains(Loopback.DENIED).endsWith("}");
    }

    @Test
    void askedToStopItLetsTunnelsGoOnAndNobodyIn() throws Exception {
        try (RunningGate gate = around.start("--drain", "20")) {
            try (Caller tunnel = around.call(Loopback.ALLOWED)) {
                assertThat(tunnel.echoes("before")).isTrue();
                gate.daemon().signal("TERM");
                Soon.is(
                        "nobody is let in",
                        () -> around.verdict(Loopback.ALLOWED).equals(Verdict.NONE));

                assertThat(tunnel.echoes("after")).isTrue();
                assertThat(around.verdict(Loopback.DENIED)).isEqualTo(Verdict.NONE);
                assertThat(gate.told("GET", "/readyz")).isEqualTo("503 draining");
                assertThat(tunnel.echoes("still")).isTrue();
            }
            assertThat(gate.daemon().awaitEnd().status()).isZero();
            assertThat(gate.decisions().getLast().get("sent").getAsLong()).isEqualTo("beforeafterstill".length());
        }
        assertThat(around.strays()).isZero();
    }

    @Test
    void whoDoesNotGoInTimeIsCutOffAndRecorded() throws Exception {
        try (RunningGate gate = around.start("--drain", "1");
                Caller tunnel = around.call(Loopback.ALLOWED)) {
            assertThat(tunnel.echoes("before")).isTrue();
            gate.daemon().signal("TERM");

            assertThat(gate.daemon().awaitEnd().status()).isZero();
            assertThat(tunnel.echoes("after")).isFalse();
            assertThat(gate.decisions()).hasSize(1);
            assertThat(gate.decisions().getFirst().get("received").getAsLong()).isEqualTo("before".length());
        }
    }

    @Test
    void aHangUpReadsThePolicyAndCutsNoTunnel() throws Exception {
        try (RunningGate gate = around.start();
                Caller tunnel = around.call(Loopback.ALLOWED)) {
            assertThat(tunnel.echoes("before")).isTrue();
            around.allow(Loopback.LATER);
            gate.daemon().signal("HUP");
            Soon.is(
                    "the new policy is in force",
                    () -> around.verdict(Loopback.ALLOWED).equals(new Verdict(403, "name")));

            assertThat(tunnel.echoes("after")).isTrue();
            assertThat(around.leadsTo(Loopback.LATER)).isTrue();
            assertThat(gate.daemon().said()).contains("is in force");
        }
        assertThat(around.strays()).isZero();
    }

    @Test
    void withoutARightPolicyItDoesNotStart() throws Exception {
        String right = Files.readString(around.site());
        for (String wrong : List.of("", right.substring(0, right.indexOf("ports")))) {
            Files.writeString(around.site(), wrong);
            Daemon.Finished ended = Daemon.run(
                    folder,
                    RunningGate.command(List.of(
                            around.site().toString(),
                            "--resolver",
                            "127.0.0.1",
                            "--listen",
                            "127.0.0.1:" + Daemon.freePort(),
                            "--admin",
                            "127.0.0.1:" + Daemon.freePort())));

            assertThat(ended.status()).describedAs(ended.output()).isEqualTo(2);
            assertThat(ended.output()).contains("site.yaml").doesNotContain("listening", "Exception");
        }
    }
}
