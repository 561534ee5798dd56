package org.sallyport.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.gate.Caller.Verdict;

/** What may become of a site file while a gate runs: where it is wrong, the version before stays. */
class GatePolicyFileLabTest {

    private static final String STALE = "sallyport_gate_policy_stale";
    private static final Verdict REFUSED = new Verdict(403, "name");

    @TempDir
    private Path folder;

    private Loopback around;

    @BeforeEach
    void open() throws IOException {
        around = new Loopback(folder);
        around.allow(Loopback.ALLOWED);
    }

    @AfterEach
    void close() throws IOException {
        around.close();
    }

    @Test
    void whateverIsWrongTheVersionBeforeStays() throws Exception {
        String right = Files.readString(around.site());
        try (RunningGate gate = around.start()) {
            for (byte[] wrong : List.of(
                    new byte[0],
                    octets(right.substring(0, right.indexOf("ports"))),
                    octets(right.replace("ports", "prots")),
                    octets(right.replaceAll("  - .*ports.*", "")),
                    octets("\0\1\2garbage\u00ff"),
                    octets("a: ".repeat(50_000)),
                    octets("- ".repeat(200_000)),
                    octets("{".repeat(200_000)))) {
                Files.write(around.site(), wrong);
                assertThat(gate.told("POST", "/reload")).startsWith("409 ").contains("\"refused\"");
                staysAsItWas(gate);
            }
            Files.delete(around.site());
            assertThat(gate.told("POST", "/reload")).startsWith("409 ");
            staysAsItWas(gate);
            Files.createDirectory(around.site());
            assertThat(gate.told("POST", "/reload")).startsWith("409 ");
            staysAsItWas(gate);
            Files.delete(around.site());

            around.allow(Loopback.ALLOWED, Loopback.LATER);
            assertThat(gate.told("POST", "/reload")).startsWith("200 ").contains("\"taken\"");
            assertThat(gate.metric(STALE)).isZero();
            assertThat(around.leadsTo(Loopback.LATER)).isTrue();
            assertThat(around.leadsTo(Loopback.ALLOWED)).isTrue();
            assertThat(around.verdict(Loopback.DENIED)).isEqualTo(REFUSED);
        }
        assertThat(around.strays()).isZero();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void staysAsItWas(RunningGate gate) throws IOException {
        assertThat(gate.metric(STALE)).isEqualTo(1);
        assertThat(gate.metric("sallyport_gate_policy_rules")).isEqualTo(1);
        assertThat(gate.told("GET", "/readyz")).isEqualTo("200 ready");
        assertThat(around.leadsTo(Loopback.ALLOWED)).isTrue();
        assertThat(around.verdict(Loopback.LATER)).isEqualTo(REFUSED);
        assertThat(around.verdict(Loopback.DENIED)).isEqualTo(REFUSED);
    }

    @Test
    void theCommandThatReloadsSaysWhatCameOfIt() throws Exception {
        try (RunningGate gate = around.start()) {
            Files.writeString(around.site(), "nonsense");
            Daemon.Said refused = gate.reload(folder);
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.errors()).contains("site.yaml");
            assertThat(refused.output()).contains("stays in force");
            staysAsItWas(gate);

            around.allow(Loopback.ALLOWED);
            Daemon.Said same = gate.reload(folder);
            assertThat(same.status()).isZero();
            assertThat(same.output()).contains("nothing has changed");
            assertThat(gate.metric(STALE)).isZero();
        }
    }

    @Test
    void seesByItselfThatTheFileIsWrongAndThatItIsRightAgain() throws Exception {
        try (RunningGate gate = around.start()) {
            Files.writeString(around.site(), "");
            Soon.is("it is stale", () -> gate.metric(STALE) == 1);
            staysAsItWas(gate);
            assertThat(gate.daemon().said()).contains("ALARM");

            around.allow(Loopback.LATER);
            Soon.is("the new policy is in force", () -> around.leadsTo(Loopback.LATER));
            assertThat(gate.metric(STALE)).isZero();
            assertThat(around.verdict(Loopback.ALLOWED)).isEqualTo(REFUSED);
        }
        assertThat(around.strays()).isZero();
    }
}
