package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** No packet leaves the machine: the name server is a loopback port that says nothing. */
class CheckTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @Test
    void saysForEachServerOnWhichStepItStoppedAndWhatToDo() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran ran = checkWith(silent);

            assertThat(ran.status()).isEqualTo(Session.NO);
            assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains("acme-paris d1.sophosupd.com 443 endpoint direct dns-timeout");
            assertThat(ran.err())
                    .contains("acme-paris: 82 servers: the name server does not answer; let this machine reach")
                    .contains("and 77 more again, which central, endpoint, edr, mtr need")
                    .contains("*.sophosupd.com cannot be tried itself; 5 names below it were")
                    .contains("*.example.org cannot be tried: no name below it is known")
                    .contains("acme-paris: 0 of 82 are reached");
        }
    }

    @Test
    void printsTheFieldsThatAreDocumented() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran ran = checkWith(silent, "--format", "json");

            JsonObject site = ran.json().getAsJsonArray().get(0).getAsJsonObject();
            assertThat(site.keySet()).containsExactly("site", "reached", "servers", "direct", "wildcards");
            JsonObject server = site.getAsJsonArray("servers").get(0).getAsJsonObject();
            assertThat(server.keySet()).containsExactly("host", "port", "features", "way", "fault", "repair", "steps");
            JsonObject step = server.getAsJsonArray("steps").get(0).getAsJsonObject();
            assertThat(step.keySet()).containsExactly("rung", "milliseconds", "fault", "besides", "seen");
            assertThat(step.get("fault").getAsString()).isEqualTo("dns-timeout");
        }
    }

    @Test
    void refusesWhatIsNoAddressAndNoTime() {
        assertThat(sallyport("check", PARIS, "--resolver", "dns.example.com").status())
                .isEqualTo(Session.WRONG_INPUT);
        assertThat(sallyport("check", PARIS, "--resolver", "127.0.0.1:x").err()).contains("\"x\" is no port");
        assertThat(sallyport("check", PARIS, "--resolver", "127.0.0.1", "--time", "0")
                        .err())
                .contains("--time is 0");
    }

    @Test
    void showsOnATerminalHowFarItIsAndIsGoneBeforeTheResult() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            ByteArrayOutputStream terminal = new ByteArrayOutputStream();
            Session session = new Session(
                    new PrintStream(terminal, true, StandardCharsets.UTF_8),
                    new PrintStream(new BufferedOutputStream(terminal), false, StandardCharsets.UTF_8),
                    Ran.NOON,
                    Map.of("SALLYPORT_PROGRESS", "1"),
                    Locale.ENGLISH);
            Sallyport.run(
                    session,
                    "check",
                    PARIS,
                    "--resolver",
                    "127.0.0.1:" + silent.getLocalPort(),
                    "--step",
                    "1",
                    "--at-once",
                    "100");
            String drawn = terminal.toString(StandardCharsets.UTF_8);
            String live = drawn.substring(0, drawn.indexOf("site "));
            assertThat(live)
                    .contains("mtr      [####################] 0/4, 4 not reached")
                    .endsWith("\r\u001b[K" + "\u001b[A\u001b[K".repeat(4));
        }
    }

    @Test
    void saysThatAProxyOfTheEnvironmentIsNotGoneThrough() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String resolver = "127.0.0.1:" + silent.getLocalPort();
            Map<String, String> environment = Map.of("HTTPS_PROXY", "http://127.0.0.1:9");
            Ran ran = sallyport(
                    environment, Locale.FRENCH, "check", PARIS, "--resolver", resolver, "--step", "1", "--time", "1");
            assertThat(ran.err())
                    .contains("l'environnement nomme un proxy, qui n'est pas emprunté ; --via env le fait")
                    .contains("0 sur 82 sont atteints");
        }
    }

    @Test
    void allSitesHaveOneTime() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String resolver = "127.0.0.1:" + silent.getLocalPort();
            Instant start = Instant.now();
            Ran ran = sallyport("check", "../examples", "--resolver", resolver, "--time", "3", "--format", "csv");
            assertThat(ran.out()).contains("out-of-time");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void refusesWhatIsNoProxy() {
        assertThat(sallyport("check", PARIS, "--via", "socks5://10.0.0.1").err())
                .contains("a proxy of that kind is not spoken to: socks5://10.0.0.1");
        assertThat(sallyport("check", PARIS, "--compare").err()).contains("--compare needs a proxy");
        assertThat(sallyport("check", PARIS, "--login", "x").err())
                .contains("--login is for a proxy; name the proxy with --via");
        assertThat(sallyport("check", PARIS, "--via", "env").err()).contains("the environment names no proxy");
        assertThat(sallyport("check", PARIS, "--via", "http://127.0.0.1:1", "--login", "no-such-file")
                        .err())
                .contains("no-such-file: there is no such file");
    }

    @Test
    void goesTheWayThatAPacFileChooses(@TempDir Path folder) throws IOException {
        Path pac = Files.writeString(
                folder.resolve("proxy.pac"),
                "function FindProxyForURL(url, host) {\n  return dnsDomainIs(host, \".sophos.com\") ? \"SOCKS5 10.0.0.1\" : host.x.y;\n}\n");
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran ran = checkWith(silent, "--via", "pac:" + pac);

            assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains(
                            "acme-paris central.sophos.com 443 central,endpoint SOCKS5 10.0.0.1:1080 unspoken-proxy",
                            "acme-paris d1.sophosupd.com 443 endpoint - no-way");
            assertThat(sallyport("check", PARIS, "--via", "pac:" + folder.resolve("no.pac"))
                            .err())
                    .contains("there is no such file");
            Files.writeString(pac, "while (true) {}");
            assertThat(checkWith(silent, "--via", "pac:" + pac).status()).isEqualTo(Session.WRONG_INPUT);
        }
    }

    @Test
    void goesThroughAProxyAndSaysThatItIsNotReached() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Socket deaf = new Socket()) {
            // has the port, and does not listen there
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = deaf.getLocalPort();
            Ran ran = checkWith(silent, "--via", "http://127.0.0.1:" + port, "--compare");

            assertThat(ran.status()).isEqualTo(Session.NO);
            assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains(
                            "acme-paris d1.sophosupd.com 443 endpoint 127.0.0.1:" + port + " tcp-refused",
                            "acme-paris d1.sophosupd.com 443 endpoint direct dns-timeout");
            assertThat(ran.err())
                    .contains("82 servers: the connection is refused; allow 127.0.0.1:" + port + " on the firewall");
        }
    }

    @Test
    void reportsToBuildServersAndToPrometheus() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String junit = checkWith(silent, "--format", "junit").out();
            var suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(junit)))
                    .getElementsByTagName("testsuite")
                    .item(0)
                    .getAttributes();
            assertThat(suite.getNamedItem("failures").getNodeValue()).isEqualTo("82");

            assertThat(checkWith(silent, "--format", "prometheus").out().lines())
                    .contains(
                            "sallyport_check_servers{site=\"acme-paris\",feature=\"mtr\"} 4",
                            "sallyport_check_stopped{site=\"acme-paris\",feature=\"mtr\",rung=\"dns\"} 4",
                            "sallyport_check_stopped{site=\"acme-paris\",feature=\"mtr\",rung=\"tls\"} 0");
        }
    }

    @Test
    void writesAPageForTheFirewallTeam() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran english = checkWith(silent, "--format", "html");
            assertThat(english.status()).isEqualTo(Session.NO);
            assertThat(english.out())
                    .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                    .endsWith("</html>\n")
                    .contains("0 of 82 servers are reached, directly.", "<code>dns-timeout</code> 82 servers")
                    // the proxy says a wildcard, the branch must not
                    .contains("<code>acl sallyport_1_names dstdomain -n .sophosupd.com</code>")
                    .contains("<code>acl sallyport_1_names dstdomain -n d1.sophosupd.com</code>")
                    .contains("<h4>poll <small>hosts-list</small></h4>");

            Ran french = checkWith(silent, "--format", "html", "--lang", "fr");
            assertThat(french.status()).isEqualTo(Session.NO);
            assertThat(french.out())
                    .startsWith("<!DOCTYPE html>\n<html lang=\"fr\">")
                    .contains("0 serveur sur 82 est atteint, en direct.", "Ce qu&#39;il faut ajouter");
        }
    }

    @Test
    void thePageSaysWhatADeviceDoesNotLetPassBecauseTheSiteLeavesItOut(@TempDir Path folder) throws IOException {
        Path site = folder.resolve("site.yaml");
        // a zone brings all names below it along, and below this one anybody can obtain one
        Files.writeString(
                site,
                Files.readString(Path.of(PARIS))
                        .replace(
                                "{ name: edge, target: squid }",
                                "{ name: edge, target: unbound, inexpressible: omit }"));
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran ran = sallyport(
                    Map.of(),
                    Locale.ENGLISH,
                    "check",
                    site.toString(),
                    "--resolver=127.0.0.1:" + silent.getLocalPort(),
                    "--step=1",
                    "--at-once=100",
                    "--format=html");

            assertThat(ran.out())
                    .containsPattern("It does not let this pass, even with its own text.</strong> amazonaws.com \\[.*"
                            + "the site leaves it out, and what needs it cannot be used");
        }
    }

    @Test
    void aDeviceWhoseTextCannotBeWrittenIsSaidBeforeAnythingIsTried(@TempDir Path folder) throws IOException {
        Path site = folder.resolve("site.yaml");
        Files.writeString(
                site,
                Files.readString(Path.of(PARIS))
                        .replace(
                                "{ name: edge, target: squid }",
                                "{ name: edge, target: suricata, options: { sid: \"x\" } }"));

        Ran ran = sallyport("check", site.toString(), "--resolver", "127.0.0.1:1", "--format", "html");
        assertThat(ran.status()).isEqualTo(Session.WRONG_INPUT);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("device edge: \"x\" is no number");
    }

    @Test
    void checksAgainAndAgainAndSaysOnlyWhatChanges() throws Exception {
        Map<String, List<String>> names = new ConcurrentHashMap<>(Map.of("other.example.com", List.of("0.0.0.0")));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Zone zone = new Zone(names)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Session session = new Session(
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8),
                    Ran.NOON,
                    Map.of(),
                    Locale.ENGLISH);
            Thread watching = Thread.ofPlatform()
                    .start(() -> Sallyport.run(
                            session,
                            "check",
                            PARIS,
                            "--resolver",
                            zone.server(),
                            "--every",
                            "1s",
                            "--listen",
                            "127.0.0.1:" + port));
            String first = "2026-11-24T12:00:00Z acme-paris: d1.sophosupd.com:443: no-such-name, the name server says";
            await(() -> out.toString(StandardCharsets.UTF_8).contains(first));
            Matcher metrics =
                    Pattern.compile("http://127.0.0.1:[0-9]+/metrics").matcher(err.toString(StandardCharsets.UTF_8));
            assertThat(metrics.find()).isTrue();
            String stopped = "sallyport_check_stopped{site=\"acme-paris\",feature=\"mtr\",rung=\"dns\"} 4";
            assertThat(get(metrics.group())).contains(stopped);
            assertThat(get(metrics.group().replace("metrics", "other"))).isEmpty();

            names.put("d1.sophosupd.com", List.of("0.0.0.0"));
            await(() -> out.toString(StandardCharsets.UTF_8).contains("d1.sophosupd.com:443: sinkhole"));
            assertThat(out.toString(StandardCharsets.UTF_8).split(Pattern.quote("d2.sophosupd.com:443: no-such"), -1))
                    .hasSize(2);
            watching.interrupt();
            watching.join(Duration.ofSeconds(20));
            assertThat(watching.isAlive()).isFalse();
        }
    }

    @Test
    void reportsWhatAScriptBroughtBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("result.jsonl");
        Files.writeString(file, """
                {"sallyport":1,"site":"acme-lyon","shell":"bash","host":"pc7","time":"2026-11-24T08:00:00Z"}
                {"host":"sophos.com","port":443,"steps":[{"rung":"dns","milliseconds":3,"fault":"no-address","seen":""}]}
                {"end":1}
                """);
        Ran ran = sallyport("check", "../examples/acme-lyon.yaml", "--read", file.toString());

        assertThat(ran.status()).isEqualTo(Session.NO);
        assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("acme-lyon sophos.com 443 central direct no-address")
                .contains("acme-lyon sophos.com 80 central direct not-tried");
        assertThat(ran.err())
                .contains("acme-lyon: tried by bash on pc7 at 2026-11-24T08:00:00Z")
                .contains("acme-lyon: sophos.com:443: the name server knows no address; allow sophos.com:443");
        assertThat(sallyport("check", "../examples/acme-paris.yaml", "--read", file.toString())
                        .err())
                .contains("result.jsonl:1");
        assertThat(sallyport("check", "../examples", "--read", file.toString()).err())
                .contains("a result is of one site; name its site file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0s", "-1s", "5d", "m", "1h30m"})
    void refusesWhatIsNoInterval(String text) {
        assertThat(sallyport("check", PARIS, "--resolver", "127.0.0.1", "--every=" + text)
                        .err())
                .contains("\"" + text + "\" is no interval; write 30s, 5m or 1h");
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    private static String get(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static Ran checkWith(DatagramSocket resolver, String... more) {
        String[] arguments = new String[more.length + 8];
        String address = "127.0.0.1:" + resolver.getLocalPort();
        System.arraycopy(
                new String[] {"check", PARIS, "--resolver", address, "--step", "1", "--at-once", "100"},
                0,
                arguments,
                0,
                8);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return sallyport(Map.of(), Locale.ENGLISH, arguments);
    }
}
