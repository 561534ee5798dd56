package org.sallyport.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.tunnel.Transport;
import org.sallyport.lab.gate.Caller.Verdict;

/** The real gate without what it needs: file descriptors, a name server, room on its disk. */
class GateShortageLabTest {

    private static final Verdict REFUSED = new Verdict(403, "name");
    private static final Verdict UNRECORDED = new Verdict(503, "unrecorded");

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

    @ParameterizedTest
    @EnumSource
    void withoutFileDescriptorsItLetsNothingThroughAndComesBack(Transport transport) throws Exception {
        Assumptions.assumeTrue(transport.isAvailable(), "this machine has no " + transport);
        int most = 160;
        List<Socket> idle = new ArrayList<>();
        try (RunningGate gate = around.start(
                command -> limited(most, command),
                around.log(),
                "--transport",
                transport.toString(),
                "--limit",
                "dns-least=1",
                "--limit",
                "dns-time=1")) {
            assertThat(around.leadsTo(Loopback.ALLOWED)).isTrue();
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(REFUSED);
            try {
                Path held = Path.of("/proc/" + gate.daemon().id() + "/fd");
                for (int i = 0; i < 2 * most; i++) {
                    idle.add(new Socket(
                            gate.address().getAddress(), gate.address().getPort()));
                }
                Soon.is("all are taken", () -> count(held) >= most - 2);

                assertThat(around.verdict(Loopback.ALLOWED, 300)).isNotEqualTo(Verdict.OPEN);
                assertThat(around.verdict(Loopback.DENIED, 300)).isIn(REFUSED, Verdict.NONE);
                assertThat(around.verdict(Loopback.LATER, 300)).isNotEqualTo(Verdict.OPEN);
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
            Soon.is("clients get through again", () -> around.leadsTo(Loopback.ALLOWED));
            Soon.is("those of another name too", () -> around.leadsTo(Loopback.LATER));
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(REFUSED);
            assertThat(gate.told("GET", "/readyz")).isEqualTo("200 ready");
            assertThat(gate.decisions()).isNotEmpty();
        }
        assertThat(around.strays()).isZero();
    }

    private static List<String> limited(int descriptors, List<String> command) {
        List<String> all = new ArrayList<>(List.of("prlimit", "--nofile=" + descriptors + ":" + descriptors));
        all.addAll(command);
        return all;
    }

    private static long count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void withoutANameServerWhatIsKnownIsReachedAndNothingElse() throws Exception {
        try (RunningGate gate = around.start("--limit", "dns-time=1", "--limit", "dns-least=1")) {
            assertThat(around.leadsTo(Loopback.ALLOWED)).isTrue();

            around.takeNamesAway();
            assertThat(around.verdict(Loopback.LATER)).isEqualTo(new Verdict(502, "no-resolver"));
            assertThat(around.leadsTo(Loopback.ALLOWED)).isTrue();
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(REFUSED);

            around.bringNamesBack();
            Soon.is("the name has an address again", () -> around.leadsTo(Loopback.LATER));
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(REFUSED);
            assertThat(gate.decisions())
                    .anyMatch(decision -> decision.get("verdict").getAsString().equals("failed")
                            && decision.get("reason").getAsString().equals("no-resolver"));
        }
        assertThat(around.strays()).isZero();
    }

    @Test
    void whatCannotBeRecordedIsNotLetThrough() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        try (RunningGate gate = around.start(command -> onSmallDisk(disk, command), disk.resolve("gate.jsonl"));
                Caller tunnel = around.call(Loopback.ALLOWED)) {
            // the disk is there for the gate only
            Path seen = Path.of("/proc/" + gate.daemon().id() + "/root" + disk);
            Path fill = seen.resolve("fill");
            Path log = seen.resolve("gate.jsonl");
            assertThat(around.leadsTo(Loopback.ALLOWED)).isTrue();

            fill(fill);
            int refused = 0;
            int unrecorded = 1;
            while (!around.verdict(Loopback.ALLOWED).equals(UNRECORDED)) {
                // what is left of the last page of the log
                Verdict verdict = around.verdict(Loopback.DENIED);
                assertThat(verdict).isIn(REFUSED, UNRECORDED);
                refused += verdict.equals(REFUSED) ? 1 : 0;
                unrecorded += verdict.equals(UNRECORDED) ? 1 : 0;
                assertThat(refused).isLessThan(1_000);
            }
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(UNRECORDED);
            assertThat(around.verdict(Loopback.LATER)).isEqualTo(UNRECORDED);
            unrecorded += 2;
            assertThat(gate.told("GET", "/readyz")).isEqualTo("503 decisions cannot be recorded");
            assertThat(gate.told("GET", "/healthz")).isEqualTo("200 alive");
            assertThat(gate.metric("sallyport_gate_records_taken")).isZero();
            assertThat(tunnel.echoes("still")).isTrue();

            Files.delete(fill);
            Soon.is("it is ready again", () -> gate.told("GET", "/readyz").equals("200 ready"));
            assertThat(around.leadsTo(Loopback.ALLOWED)).isTrue();
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(REFUSED);
            int allRefused = refused + 1;
            int allUnrecorded = unrecorded;
            Soon.is("all is recorded", () -> count(log, REFUSED) >= allRefused);
            assertThat(count(log, REFUSED)).isEqualTo(allRefused);
            assertThat(count(log, UNRECORDED)).isEqualTo(allUnrecorded);
        }
        assertThat(around.strays()).isZero();
    }

    private static long count(Path log, Verdict verdict) throws IOException {
        return RunningGate.decisions(log).stream()
                .filter(decision -> decision.has("reason")
                        && decision.get("reason").getAsString().equals(verdict.reason()))
                .count();
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] page = new byte[4_096];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static List<String> onSmallDisk(Path disk, List<String> command) {
        List<String> all = new ArrayList<>(List.of("unshare", "--mount"));
        if (!"root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("--user", "--map-root-user"));
        }
        all.addAll(List.of("sh", "-ec", "mount -t tmpfs -o size=64k tmpfs \"$0\"; exec \"$@\"", disk.toString()));
        all.addAll(command);
        return all;
    }
}
