package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.check.script.Results;
import org.sallyport.check.script.Script;
import org.sallyport.check.script.Shell;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;

/**
 * The script for bash is run for real, with a hosts file of its own, and says of every server what the ladder says of it.
 */
class ScriptedClimbTest {

    private static final String HOST = "d1.example.com";
    private static final Id SITE = Id.parse("here");

    /** For what answers; more than any machine needs. */
    private static final Duration LONG = Duration.ofSeconds(30);

    /** For what never answers, and is waited for. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, Aim> aims = new LinkedHashMap<>();

    @AfterEach
    void closeServers() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void saysOfEachServerWhatTheLadderSays() throws Exception {
        Certificates certificates = new Certificates(folder);
        KeyStore own = certificates.of(HOST, "-1d", 30);
        KeyStore other = certificates.of("other.example.com", "-1d", 30);
        KeyStore old = certificates.of(HOST, "-30d", 7);
        KeyStore foreign = certificates.of(HOST, "-1d", 40);
        KeyStore foreignAndOld = certificates.of(HOST, "-30d", 8);
        KeyStore foreignAndOther = certificates.of("other.example.com", "-1d", 40);

        aims.put("refused", Wanted.aim(HOST, Port.tcp(free()), Aim.Speech.TLS));
        aims.put("nothing spoken", Wanted.aim(HOST, plain(Server.SILENT), Aim.Speech.NONE));
        aims.put("arrived", Wanted.aim(HOST, tls(own, Server.SILENT), Aim.Speech.TLS));
        aims.put("wrong name", Wanted.aim(HOST, tls(other, Server.SILENT), Aim.Speech.TLS));
        aims.put("expired", Wanted.aim(HOST, tls(old, Server.SILENT), Aim.Speech.TLS));
        aims.put("intercepted", Wanted.aim(HOST, tls(foreign, Server.SILENT), Aim.Speech.TLS));
        aims.put("intercepted and expired", Wanted.aim(HOST, tls(foreignAndOld, Server.SILENT), Aim.Speech.TLS));
        aims.put(
                "intercepted and of another name",
                Wanted.aim(HOST, tls(foreignAndOther, Server.SILENT), Aim.Speech.TLS));
        aims.put("reset in TLS", Wanted.aim(HOST, plain(ScriptedClimbTest::reset), Aim.Speech.TLS));
        aims.put(
                "closed in TLS",
                Wanted.aim(HOST, plain(client -> client.getInputStream().skipNBytes(5)), Aim.Speech.TLS));
        aims.put("alert in TLS", Wanted.aim(HOST, plain(ScriptedClimbTest::alert), Aim.Speech.TLS));
        aims.put("mail instead of TLS", Wanted.aim(HOST, plain(ScriptedClimbTest::mail), Aim.Speech.TLS));
        aims.put("web instead of TLS", Wanted.aim(HOST, plain(ScriptedClimbTest::web), Aim.Speech.TLS));
        aims.put("HTTP", http("HTTP/1.1 200 OK\r\n\r\nhello"));
        aims.put("HTTP that stays open", Wanted.aim(HOST, plain(stayingOpen()), Aim.Speech.HTTP));
        aims.put("reset in HTTP", Wanted.aim(HOST, plain(ScriptedClimbTest::reset), Aim.Speech.HTTP));
        aims.put("mail instead of HTTP", http("220 mail ready\r\n"));
        aims.put("closed in HTTP", http(""));
        aims.put("endless headers", Wanted.aim(HOST, plain(Server.ENDLESS), Aim.Speech.HTTP));
        aims.put("log-in", http("HTTP/1.1 511 Log in\r\n\r\n"));
        aims.put("log-in at the proxy", http("HTTP/1.1 407 Log in\r\n\r\n"));
        aims.put("log-in at the server", http("HTTP/1.1 401 Log in\r\n\r\n"));
        aims.put("portal", http("HTTP/1.1 302 Found\r\nLocation: http://portal.hotel.test/\r\n\r\n"));
        aims.put(
                "the vendor's other name",
                http("HTTP/1.1 301 Moved\r\nlocation:  https://www.example.com/a b\r\n\r\n"));
        aims.put("a path", http("HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\n\r\n"));
        aims.put(
                "its answer",
                asking(tls(own, says(page("{\"message\": \"Running...\"}"))), "{message:\"running...\"}"));
        aims.put("block page", asking(tls(own, says(page("<h1>Not allowed</h1>"))), "{message:\"running...\"}"));
        aims.put("log-in instead", asking(tls(own, says("HTTP/1.1 511 No\r\n\r\n")), "{message:\"running...\"}"));
        aims.put("cut after the request", asking(tls(own, client -> {}), "{message:\"running...\"}"));
        aims.put("hostile", asking(tls(own, says(page("$(reboot)'`a`"))), "'$(reboot)'`a`\"; exit 3 #"));

        Ran ran = run(LONG, true, Map.of("SSL_CERT_FILE", pem(own, other, old).toString()));

        Map<String, String> ladder = verdicts(climbed(LONG, Certificates.signers(own, other, old)));
        assertThat(verdicts(ran.results().climbs())).isEqualTo(ladder).containsEntry("arrived", "DNS TCP TLS ");
        assertThat(ran.results().remarks()).isEmpty();
        List<String> cases = List.copyOf(aims.keySet());
        assertThat(seen(ran, cases.indexOf("intercepted")))
                .startsWith("TLSv1.3, CN")
                .contains(HOST);
        assertThat(seen(ran, cases.indexOf("portal"))).isEqualTo("302 http://portal.hotel.test/");
        assertThat(ran.status).isEqualTo(1);
        long reached = ladder.values().stream()
                .filter(verdict -> verdict.endsWith(" "))
                .count();
        assertThat(ran.err).isEqualTo(reached + " of " + cases.size() + " servers are reached\n");
    }

    @Test
    void saysOfSilenceWhatTheLadderSays() throws Exception {
        aims.put("not accepted", Wanted.aim(HOST, full(), Aim.Speech.TLS));
        aims.put("silent in TLS", Wanted.aim(HOST, plain(Server.SILENT), Aim.Speech.TLS));
        aims.put("silent in HTTP", Wanted.aim(HOST, plain(Server.SILENT), Aim.Speech.HTTP));
        aims.put("an octet now and then", Wanted.aim(HOST, plain(Server.DRIPPING), Aim.Speech.HTTP));

        Ran ran = run(SHORT, true, Map.of());

        assertThat(verdicts(ran.results().climbs()))
                .isEqualTo(verdicts(climbed(SHORT, Authorities.ofThePublic())))
                .containsEntry("not accepted", "DNS TCP tcp-timeout");
    }

    @Test
    void tellsAddressesOfNoServer() throws Exception {
        for (String name : List.of("sink", "own", "six", "mapped", "nowhere", "both")) {
            aims.put(name, Wanted.aim(name + ".example.com", Port.tcp(free()), Aim.Speech.TLS));
        }

        Results results = run(LONG, false, Map.of()).results();

        assertThat(results.climbs().stream().map(ScriptedClimbTest::verdict))
                .containsExactly(
                        "DNS sinkhole",
                        "DNS sinkhole",
                        "DNS sinkhole",
                        "DNS sinkhole",
                        "DNS no-address",
                        "DNS sinkhole");
        assertThat(results.climbs().getLast().steps().getFirst().seen()).isEqualTo("127.0.0.1 ::1");
    }

    @Test
    void triesTheNextAddressWhereOneDoesNotAnswer() throws Exception {
        aims.put("IPv6", Wanted.aim("both.example.com", six(), Aim.Speech.NONE));

        Climb climb = run(LONG, true, Map.of()).results().climbs().getFirst();

        assertThat(climb.arrived()).isTrue();
        assertThat(climb.steps().getLast().seen()).isEqualTo("::1");
    }

    @Test
    void whatCannotBeTriedIsSaidAndNoServerIsCalledReachedForIt() throws Exception {
        KeyStore own = new Certificates(folder).of(HOST, "-1d", 30);
        aims.put("TLS", asking(tls(own, Server.SILENT), "running"));
        Map<String, String> noRoots =
                Map.of("SSL_CERT_FILE", folder.resolve("none").toString(), "SSL_CERT_DIR", folder.toString());

        Ran ran = run(LONG, true, noRoots);

        assertThat(ran.status).isZero();
        assertThat(ran.err).contains("TLS was not tried: openssl has no public authorities here");
        assertThat(verdict(ran.results().climbs().getFirst())).isEqualTo("DNS TCP ");
        assertThat(ran.results().remarks())
                .extracting(Text::english)
                .containsExactly(
                        "TLS was not tried on 1 servers: openssl has no public authorities here (the package ca-certificates)",
                        "HTTP was not tried on 1 servers: openssl has no public authorities here (the package ca-certificates)");
    }

    @Test
    void aLocaleAndAnOddEnvironmentChangeNothing() throws Exception {
        aims.put("HTTP", http("HTTP/1.1 302 F\u00fcr\r\nLocation: /\u00e9\"\\\u0007\r\n\r\n"));
        Map<String, String> odd =
                Map.of("LC_ALL", "fr_FR.UTF-8", "IFS", "0123", "TZ", "Asia/Tokyo", "POSIXLY_CORRECT", "1");

        Ran ran = run(LONG, true, odd);

        assertThat(ran.status).isZero();
        assertThat(ran.results().climbs().getFirst().steps().getLast().seen()).isEqualTo("302 /\u00c3\u00a9\"\\\u0007");
        assertThat(ran.out.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
    }

    @Test
    void leavesNothingBehindWhenItIsStopped() throws Exception {
        aims.put("silent", Wanted.aim(HOST, plain(Server.SILENT), Aim.Speech.HTTP));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process script = process(script(true, LONG), Map.of("TMPDIR", temporary.toString()));
        awaitFolder(temporary);

        script.destroy();

        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isEqualTo(143);
        assertThat(temporary).isEmptyDirectory();
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    @Test
    void anotherShellIsToldToLeaveItAlone() throws Exception {
        Path file = script(true, LONG);

        Process process = new ProcessBuilder("sh", file.toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.isSameFile(
                Path.of("/bin/sh").toRealPath(), Path.of("/bin/bash").toRealPath())) {
            assertThat(said).isEqualTo("run this script with bash\n");
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }

    private record Ran(int status, String out, String err, Aims aims) {
        Results results() {
            return Results.read("result.jsonl", out.getBytes(StandardCharsets.UTF_8), SITE, aims);
        }
    }

    private Ran run(Duration patience, boolean serversHere, Map<String, String> environment) throws Exception {
        Process process = process(script(serversHere, patience), environment);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String err = Files.readString(folder.resolve("err"), StandardCharsets.ISO_8859_1);
        if (err.contains("unshare") || err.contains("mount:")) {
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(err);
            }
            Assumptions.abort("no mount namespace may be made here: " + err);
        }
        return new Ran(
                process.exitValue(),
                Files.readString(folder.resolve("out"), StandardCharsets.ISO_8859_1),
                err,
                new Aims(List.copyOf(aims.values()), Map.of(), List.of()));
    }

    private Path script(boolean serversHere, Duration patience) throws IOException {
        Script script = new Script(SITE, List.copyOf(aims.values()), patience, serversHere);
        return Files.writeString(folder.resolve("check.sh"), script.in(Shell.BASH));
    }

    /** With a hosts file of its own, and no name server: no question leaves the machine. */
    private Process process(Path script, Map<String, String> environment) throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), """
                127.0.0.1 d1.example.com own.example.com both.example.com
                ::1 both.example.com
                0.0.0.0 sink.example.com
                fe80::1 six.example.com
                ::ffff:192.0.2.7 mapped.example.com
                """);
        Path services = Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files\n");
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("sh", "-ec"));
        command.add("mount --bind " + hosts + " /etc/hosts; mount --bind " + services
                + " /etc/nsswitch.conf; exec bash " + script);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void awaitFolder(Path parent) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try (var files = Files.walk(parent)) {
                if (files.anyMatch(file -> file.toString().endsWith(".answer"))) {
                    return;
                }
            }
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private List<Climb> climbed(Duration patience, Authorities authorities) throws Exception {
        try (NameServer names = new NameServer(Map.of(HOST, "127.0.0.1"), Map.of());
                Ladder ladder = new Ladder(names.client(), address -> false, authorities, patience)) {
            return new Checkup(ladder, 64, Duration.ofMinutes(2)).of(List.copyOf(aims.values()), climb -> {});
        }
    }

    private Map<String, String> verdicts(List<Climb> climbs) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (String one : aims.keySet()) {
            verdicts.put(one, verdict(climbs.get(verdicts.size())));
        }
        return verdicts;
    }

    private static String seen(Ran ran, int number) {
        return ran.results().climbs().get(number).steps().getLast().seen();
    }

    private static String verdict(Climb climb) {
        StringBuilder rungs = new StringBuilder();
        climb.steps().forEach(step -> rungs.append(step.rung().name()).append(' '));
        return rungs + climb.fault().map(Fault::toString).orElse("");
    }

    private Aim http(String answer) throws IOException {
        return Wanted.aim(HOST, plain(says(answer)), Aim.Speech.HTTP);
    }

    private static Server.Manners says(String answer) {
        return Server.answering(answer);
    }

    private static String page(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static Server.Manners stayingOpen() {
        return client -> {
            says(page("hello")).with(client);
            Server.SILENT.with(client);
        };
    }

    private static void reset(Socket client) throws IOException {
        client.getInputStream().skipNBytes(5);
        client.setSoLinger(true, 0);
    }

    private static void alert(Socket client) throws IOException {
        client.getInputStream().skipNBytes(5);
        client.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 112});
    }

    private static void web(Socket client) throws IOException {
        client.getInputStream().skipNBytes(5);
        client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void mail(Socket client) throws IOException {
        client.getOutputStream().write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private Port plain(Server.Manners manners) throws IOException {
        return kept(Server.plain(manners));
    }

    private Port tls(KeyStore store, Server.Manners manners) throws Exception {
        SSLContext context = Certificates.server(store);
        return kept(new Server(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                client -> {
                    ((SSLSocket) client).startHandshake();
                    manners.with(client);
                }));
    }

    private Port kept(Server server) {
        open.add(server);
        return server.port();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Port six() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"));
        open.add(socket);
        return Port.tcp(socket.getLocalPort());
    }

    /** A port whose queue is full: Linux then answers nothing to who wants to connect. */
    private Port full() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(socket);
        for (int i = 0; i < 2; i++) {
            open.add(new Socket(socket.getInetAddress(), socket.getLocalPort()));
        }
        return Port.tcp(socket.getLocalPort());
    }

    private Path pem(KeyStore... stores) throws Exception {
        StringBuilder pem = new StringBuilder();
        for (KeyStore store : stores) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder()
                            .encodeToString(store.getCertificate("own").getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(folder.resolve("roots.pem"), pem);
    }

    private static Aim asking(Port port, String answer) {
        return Wanted.asking(HOST, port, "/it's;$(here)", answer);
    }
}
