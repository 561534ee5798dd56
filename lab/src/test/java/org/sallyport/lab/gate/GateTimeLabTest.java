package org.sallyport.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.check.NameServers;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.gate.Gate;
import org.sallyport.gate.record.Records;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.gate.Caller.Verdict;
import org.sallyport.targets.Targets;

/** What lasts: limits whatever the clock says, and no connection longer than somebody wants it. */
class GateTimeLabTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PATIENCE_MILLIS = 15_000;

    @TempDir
    private Path folder;

    /** Ten years forth, ten years back, and so on. */
    private static final class Jumping extends Clock {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Instant instant() {
            return asked.getAndIncrement() % 2 == 0 ? NOW : NOW.plus(Duration.ofDays(3_650));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aClockThatJumpsChangesNoLimitAndCutsNoTunnel() throws Exception {
        Kept kept = Kept.begin();
        try (Loopback around = new Loopback(folder);
                Gate gate = open(around, kept)) {
            InetSocketAddress address = gate.addresses().getFirst();
            try (Caller tunnel = Caller.call(address, Loopback.ALLOWED, around.port(), PATIENCE_MILLIS)) {
                for (int i = 0; i < 20; i++) {
                    assertThat(Caller.verdict(address, Loopback.DENIED, around.port(), PATIENCE_MILLIS))
                            .isEqualTo(new Verdict(403, "name"));
                    assertThat(Caller.verdict(address, Loopback.ALLOWED, around.port(), PATIENCE_MILLIS))
                            .isEqualTo(Verdict.OPEN);
                    assertThat(tunnel.echoes("word " + i)).isTrue();
                }
                long begun = System.nanoTime();
                assertThat(halfARequest(address)).contains(" 408 ");
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
                assertThat(tunnel.echoes("last word")).isTrue();
            }
            Soon.is("all are recorded", () -> kept.decisions().size() == 42);
            assertThat(kept.decisions())
                    .allSatisfy(decision -> {
                        assertThat(decision.at()).isIn(NOW, NOW.plus(Duration.ofDays(3_650)));
                        assertThat(decision.duration()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
                    })
                    .anyMatch(decision -> decision.at().equals(NOW))
                    .anyMatch(decision -> decision.at().isAfter(NOW));
            assertThat(around.strays()).isZero();
        }
    }

    @Test
    void aTunnelThatNobodyUsesLeavesNothingBehind() throws Exception {
        Kept kept = Kept.begin();
        try (Loopback around = new Loopback(folder);
                Gate gate = open(around, kept)) {
            for (boolean rude : List.of(false, true)) {
                Caller caller =
                        Caller.call(gate.addresses().getFirst(), Loopback.ALLOWED, around.port(), PATIENCE_MILLIS);
                assertThat(caller.verdict()).isEqualTo(Verdict.OPEN);
                Soon.is("the server is connected to", () -> around.guests() == 1);
                if (rude) {
                    caller.reset();
                } else {
                    caller.close();
                }
                Soon.is("the server is left", () -> around.guests() == 0);
            }
            Soon.is("both are recorded", () -> kept.decisions().size() == 2);
        }
    }

    private static String halfARequest(InetSocketAddress gate) throws IOException {
        try (Socket socket = new Socket(gate.getAddress(), gate.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("CONNECT half".getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Gate open(Loopback around, Records records) throws IOException {
        SiteYaml yaml = new SiteYaml(LabSite.catalogs(), Targets.options(), SharedSuffixes::known);
        Allowlist allowlist =
                Allowlist.plan(LabSite.catalogs(), yaml.read("site.yaml", Files.readString(around.site())));
        return InProcess.open(allowlist, new NameServers(List.of(around.nameServer())), records, new Jumping());
    }
}
