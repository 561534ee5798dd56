package org.sallyport.gate.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Refusal;

class LinesTest {

    static final Decision PERMITTED = new Decision(
            Instant.parse("2026-11-24T10:00:00.123Z"),
            Duration.ofMillis(1500),
            InetAddress.ofLiteral("10.0.0.7"),
            Decision.Way.CONNECT,
            Optional.of("CONNECT"),
            Optional.of(new Destination.Named(HostName.parse("d1.example.com"), Port.HTTPS)),
            Decision.Outcome.PERMITTED,
            Optional.empty(),
            Optional.of(new Rule(
                    HostPattern.parse("*.example.com"),
                    Ports.of(Port.HTTPS),
                    Rule.Form.OWN,
                    new Rule.Own("ticket", 4))),
            Optional.of(HostName.parse("d1.example.com")),
            List.of(HostName.parse("cdn.example.net")),
            Optional.of(InetAddress.ofLiteral("198.51.100.7")),
            List.of("10.0.0.1 (private)"),
            517,
            4096,
            "0123456789ab");

    static final Decision REFUSED = new Decision(
            Instant.parse("2026-11-24T10:00:00Z"),
            Duration.ofMillis(2),
            InetAddress.ofLiteral("2001:db8::7"),
            Decision.Way.HTTP,
            Optional.of("GET"),
            Optional.of(new Destination.Named(HostName.parse("evil.test"), Port.HTTP)),
            Decision.Outcome.REFUSED,
            Optional.of(Refusal.NAME),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            0,
            0,
            "0123456789ab");

    @Test
    void aDecisionIsOneLineOfJson() {
        assertThat(new JsonLines().line(PERMITTED))
                .isEqualTo("{\"time\":\"2026-11-24T10:00:00.123Z\",\"client\":\"10.0.0.7\",\"way\":\"connect\","
                        + "\"method\":\"CONNECT\",\"host\":\"d1.example.com\",\"port\":443,\"verdict\":\"permitted\","
                        + "\"rule\":\"*.example.com\",\"feature\":\"own\",\"line\":4,\"sni\":\"d1.example.com\","
                        + "\"by\":[\"cdn.example.net\"],\"address\":\"198.51.100.7\",\"shunned\":[\"10.0.0.1 (private)\"],"
                        + "\"sent\":517,\"received\":4096,\"milliseconds\":1500,\"policy\":\"0123456789ab\"}\n");
        assertThat(new JsonLines().line(REFUSED)).contains("\"verdict\":\"refused\",\"reason\":\"name\"");
    }

    @Test
    void aDecisionIsOneLineOfSquids() {
        assertThat(new SquidLines().line(PERMITTED))
                .isEqualTo("1795514401.623   1500 10.0.0.7 TCP_TUNNEL/200 4096 CONNECT d1.example.com:443 -"
                        + " HIER_DIRECT/198.51.100.7 -\n");
        assertThat(new SquidLines().line(REFUSED))
                .contains(" TCP_DENIED/403 0 GET http://evil.test:80/ - HIER_NONE/- -");
    }

    @Test
    void linesAreAppendedToTheFileAndToANewOneWhereItIsMovedAway(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        RecordFile file = new RecordFile(Optional.of(log), new JsonLines());
        file.take(PERMITTED);
        waitFor(log, 1);
        Files.move(log, folder.resolve("log.1"));
        file.take(REFUSED);
        file.take(PERMITTED);
        file.close();

        assertThat(folder.resolve("log.1")).content().hasLineCount(1);
        assertThat(log).content().contains("refused").hasLineCount(2);
    }

    private static void waitFor(Path log, int lines) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (Files.readAllLines(log).size() < lines && System.nanoTime() < end) {
            Thread.sleep(10);
        }
    }
}
