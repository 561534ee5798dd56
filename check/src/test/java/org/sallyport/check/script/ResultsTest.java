package org.sallyport.check.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.check.script.Servers.aim;
import static org.sallyport.check.script.Servers.aims;
import static org.sallyport.check.script.Servers.asking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Aims;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Rung;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

class ResultsTest {

    private static final String HEAD =
            "{\"sallyport\":1,\"site\":\"paris\",\"shell\":\"bash\",\"host\":\"pc 7\",\"time\":\"2026-11-24T19:45:00Z\"}";
    private static final String D1 = "{\"host\":\"d1.sophosupd.com\",\"port\":443,\"steps\":["
            + "{\"rung\":\"dns\",\"milliseconds\":12,\"fault\":\"\",\"seen\":\"192.0.2.7\"},"
            + "{\"rung\":\"tcp\",\"milliseconds\":5000,\"fault\":\"tcp-timeout\",\"seen\":\"192.0.2.7\"}]}";
    private static final String D2 = "{\"host\":\"d2.sophosupd.com\",\"port\":8190,\"steps\":["
            + "{\"rung\":\"dns\",\"milliseconds\":1,\"fault\":\"\",\"seen\":\"caf\\u00e9 \\\"\"},"
            + "{\"rung\":\"tcp\",\"milliseconds\":2,\"fault\":\"\",\"seen\":\"\",\"new\":[{}]}]}";
    private static final Aims AIMS = aims(aim("d1.sophosupd.com", 443), aim("d2.sophosupd.com", 8190));

    @Test
    void aClimbIsThereForEachServerInTheOrderOfTheSite() {
        Results results = read(HEAD, D2, D1, end(2));

        assertThat(results.shell()).isEqualTo("bash");
        assertThat(results.machine()).isEqualTo("pc 7");
        assertThat(results.time()).isEqualTo(Instant.parse("2026-11-24T19:45:00Z"));
        assertThat(results.remarks()).isEmpty();
        assertThat(results.climbs()).extracting(Climb::aim).isEqualTo(AIMS.list());
        assertThat(results.climbs().get(0).fault()).contains(Fault.TCP_TIMEOUT);
        assertThat(results.climbs().get(1).steps())
                .containsExactly(
                        new Climb.Step(
                                Rung.DNS, Duration.ofMillis(1), Optional.empty(), Optional.empty(), "caf\u00e9 \""),
                        new Climb.Step(Rung.TCP, Duration.ofMillis(2), Optional.empty(), Optional.empty(), ""));
    }

    @Test
    void theFileMayBeOfAnyWindows() {
        String text = String.join("\r\n", HEAD, D1, D2, end(2), "", "");
        Results expected = Results.read("r", bytes(text), Id.parse("paris"), AIMS);

        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(Results.read("r", text.getBytes(charset), Id.parse("paris"), AIMS))
                    .as("%s", charset)
                    .isEqualTo(expected);
            assertThat(Results.read("r", ("\ufeff" + text).getBytes(charset), Id.parse("paris"), AIMS))
                    .as("%s with a byte order mark", charset)
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatWasNotTriedIsNotReached() {
        Results results = read(HEAD, D1, end(1));

        assertThat(results.climbs().get(1).fault()).contains(Fault.NOT_TRIED);
        assertThat(results.climbs().get(1).repair().orElseThrow().english())
                .isEqualTo("write the script again, and run it where it shall reach d2.sophosupd.com:8190,"
                        + " which own needs");
    }

    @Test
    void aLineThatBreaksOffEarlyReachesNothing() {
        Climb climb = Results.read(
                        "r",
                        bytes(HEAD, line("a.example.com", 443, step("dns"), step("tcp")), end(1)),
                        Id.parse("paris"),
                        aims(aim("a.example.com", 443)))
                .climbs()
                .getFirst();

        assertThat(climb.fault()).contains(Fault.NOT_TRIED);
        assertThat(climb.steps()).extracting(Climb.Step::rung).containsExactly(Rung.DNS, Rung.TCP, Rung.TLS);
        assertThat(read(HEAD, line("d1.sophosupd.com", 443, step("http")), end(1))
                        .climbs()
                        .getFirst()
                        .steps())
                .extracting(Climb.Step::rung)
                .containsExactly(Rung.DNS);
    }

    @Test
    void whatWasSkippedIsSaidOnceForAll() {
        String skipped = ",\"skipped\":\"openssl is not here\"";
        Results results = Results.read(
                "r",
                bytes(
                        HEAD,
                        line("a.example.com", 443, step("dns"), step("tcp"), step("tls", skipped)),
                        line(
                                "b.example.com",
                                443,
                                step("dns"),
                                step("tcp"),
                                step("tls", skipped),
                                step("http", skipped)),
                        end(2)),
                Id.parse("paris"),
                aims(aim("a.example.com", 443), asking("b.example.com", "/", "x")));

        assertThat(results.climbs()).allMatch(Climb::arrived);
        assertThat(results.climbs().getFirst().steps())
                .extracting(Climb.Step::rung)
                .containsExactly(Rung.DNS, Rung.TCP);
        assertThat(results.remarks())
                .extracting(Text::english)
                .containsExactly(
                        "TLS was not tried on 2 servers: openssl is not here",
                        "HTTP was not tried on 1 servers: openssl is not here");
    }

    @Test
    void aServerThatTheSiteDoesNotNeedIsTold() {
        Results results = read(HEAD, D1, D2, line("old.example.com", 443, step("dns")), end(3));

        assertThat(results.climbs()).hasSize(2);
        assertThat(results.remarks())
                .extracting(Text::english)
                .containsExactly("tried, and not needed by the site: old.example.com:443");
    }

    @Test
    void aFileThatIsNotWhatAScriptWroteIsRefusedWithItsLine() {
        refused("r:2: found the end of the file, expected a last line {\"end\":N}; bring the whole file", HEAD, D1);
        refused("r:3: found 1 servers, expected the 2 that were tried", HEAD, D1, end(2));
        refused("r:2: found \"{\"host\":\"d1.so\", expected one object of JSON", HEAD, D1.substring(0, 14));
        refused("r:2: found \"[]\", expected one object of JSON", HEAD, "[]");
        refused("r:2: found \"{\"end\":0} {}\", expected one object", HEAD, "{\"end\":0} {}");
        refused("r:2: found \"{end:0}\", expected one object", HEAD, "{end:0}");
        refused("r:1: found the first line of something else", D1, end(1));
        refused("r: found the end of the file");
        refused("found a result in format 2, expected format 1", HEAD.replace(":1", ":2"));
        refused("found a result of the site lyon, expected one of paris", HEAD.replace("paris", "lyon"));
        refused("found \"noon\", expected a time", HEAD.replace("2026-11-24T19:45:00Z", "noon"));
        refused("r:3: found d1.sophosupd.com:443 once more", HEAD, D1, D1, end(2));
        String twice = line("old.example.com", 443, step("dns"));
        refused("r:3: found old.example.com:443 once more", HEAD, twice, twice, end(2));
        refused("r:4: found a line behind the end, expected nothing more", HEAD, D1, end(1), HEAD);
        refused("r:2: found \"-:443\", expected a name and a port", HEAD, line("-", 443, step("dns")));
        refused("found port 65536, expected a whole number up to 65535", HEAD, line("a.example.com", 65536));
        refused("found a line without steps", HEAD, "{\"host\":\"d1.sophosupd.com\",\"port\":443}");
        refused("found a line without host", HEAD, "{\"host\":7,\"port\":443}");
    }

    @Test
    void aWordOfANewerScriptIsRefusedWithTheWordsThatAreKnown() {
        refused(
                "r:2: found rung \"quic\", expected one that is known; read it with the Sallyport that wrote the script;"
                        + " known are: dns, http",
                HEAD,
                line("d1.sophosupd.com", 443, step("quic")));
        refused("found fault \"tcp-gone\"", HEAD, D1.replace("tcp-timeout", "tcp-gone"));
    }

    @Test
    void stepsAreInTheirOrderAndEndWithTheFirstFault() {
        String order = "found the step dns here, expected the steps in their order, as far as the first fault";
        refused(order, HEAD, line("d1.sophosupd.com", 443, step("tcp"), step("dns")));
        refused(order, HEAD, line("d1.sophosupd.com", 443, step("dns"), step("dns")));
        refused(
                "found the step tls here",
                HEAD,
                D1.replace("}]}", "},{\"rung\":\"tls\",\"milliseconds\":1,\"fault\":\"\",\"seen\":\"\"}]}"));
    }

    @Test
    void noFileTakesMoreThanItsShare() {
        byte[] large = new byte[16 * 1024 * 1024 + 1];
        assertThatThrownBy(() -> Results.read("r", large, Id.parse("paris"), AIMS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("more than 16 MiB");
        refused("expected one object of JSON", HEAD, "{\"end\":" + "[".repeat(100_000));
        refused("found milliseconds 99999999", HEAD, D1.replace("5000", "99999999"));
        refused("found end 1e9", HEAD, "{\"end\":1e9}");
    }

    @Test
    void anyFileIsReadOrRefused() {
        Random random = new Random(7);
        byte[] good = bytes(HEAD, D1, D2, end(2));
        for (int i = 0; i < 5_000; i++) {
            ByteArrayOutputStream bad = new ByteArrayOutputStream();
            int from = random.nextInt(good.length);
            bad.write(good, 0, from);
            bad.write(random.nextInt(256));
            int to = Math.min(good.length, from + random.nextInt(3));
            bad.write(good, to, good.length - to);
            try {
                assertThat(Results.read("r", bad.toByteArray(), Id.parse("paris"), AIMS)
                                .climbs())
                        .hasSize(2);
            } catch (InputException e) {
                assertThat(e.what().english()).isNotEmpty();
            }
        }
    }

    private static void refused(String why, String... lines) {
        assertThatThrownBy(() -> read(lines)).isInstanceOf(InputException.class).hasMessageContaining(why);
    }

    private static Results read(String... lines) {
        return Results.read("r", bytes(lines), Id.parse("paris"), AIMS);
    }

    private static byte[] bytes(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String end(int number) {
        return "{\"end\":" + number + "}";
    }

    private static String line(String host, int port, String... steps) {
        return "{\"host\":\"" + host + "\",\"port\":" + port + ",\"steps\":[" + String.join(",", steps) + "]}";
    }

    private static String step(String rung) {
        return step(rung, "");
    }

    private static String step(String rung, String more) {
        return "{\"rung\":\"" + rung + "\",\"milliseconds\":1,\"fault\":\"\",\"seen\":\"\"" + more + "}";
    }
}
