package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.check.login.Login;
import org.sallyport.core.catalog.Port;

/** The way through a proxy, with a proxy and servers on loopback ports. The proxy gets the name; nothing is looked up. */
class ThroughProxyTest {

    private static final String HOST = "d1.example.com";
    /** Where something answers: no machine is too busy for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    private Path folder;

    @Test
    void arrivesThroughATunnelAndLetsTheProxyLookUpTheName() throws Exception {
        KeyStore own = new Certificates(folder).of(HOST, "-1d", 30);
        try (Server server = LadderTest.tls(own, Server.SILENT);
                TestProxy proxy = new TestProxy(server.port(), head -> TestProxy.TUNNEL)) {
            Climb climb =
                    climb(Ways.through(proxy.proxy()), Certificates.signers(own), aim(Port.HTTPS, Aim.Speech.TLS));
            assertThat(climb.fault()).isEmpty();
            assertThat(climb.steps()).extracting(Climb.Step::rung).containsExactly(Rung.TCP, Rung.PROXY, Rung.TLS);
            assertThat(proxy.asked()).singleElement().asString().startsWith("CONNECT d1.example.com:443 HTTP/1.1\r\n");
        }
    }

    @Test
    void asksForReadablePagesWithTheWholeAddress() throws Exception {
        try (TestProxy proxy = new TestProxy(Port.HTTP, head -> "HTTP/1.1 200 OK\r\n\r\nhello")) {
            Climb climb =
                    climb(Ways.through(proxy.proxy()), Authorities.ofThePublic(), aim(Port.HTTP, Aim.Speech.HTTP));
            assertThat(climb.fault()).isEmpty();
            assertThat(climb.steps()).extracting(Climb.Step::rung).containsExactly(Rung.TCP, Rung.HTTP);
            assertThat(proxy.asked()).singleElement().asString().startsWith("GET http://d1.example.com/ HTTP/1.1\r\n");
        }
    }

    @Test
    void tellsWhatAProxyDoesInsteadOfATunnel() throws Exception {
        assertThat(fault("HTTP/1.1 403 Forbidden\r\n\r\n")).contains(Fault.PROXY_DENIES);
        assertThat(fault("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n"))
                .contains(Fault.PROXY_LOG_IN);
        assertThat(fault("HTTP/1.1 503 Service Unavailable\r\n\r\n")).contains(Fault.PROXY_FAILS);
        assertThat(fault("HTTP/1.1 405 Method Not Allowed\r\n\r\n")).contains(Fault.NO_PROXY);
        assertThat(fault("220 mail ready\r\n\r\n")).contains(Fault.NO_PROXY);
        assertThat(fault("")).contains(Fault.NO_PROXY);
    }

    @Test
    void tellsWhatAProxyDoesInsteadOfAPage() throws Exception {
        assertThat(pageFault("HTTP/1.1 403 Forbidden\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\n\r\n"))
                .contains(Fault.PROXY_DENIES);
        assertThat(pageFault("HTTP/1.1 407 Who?\r\n\r\n")).contains(Fault.PROXY_LOG_IN);
        assertThat(pageFault("HTTP/1.1 504 Gateway Timeout\r\n\r\n")).contains(Fault.PROXY_FAILS);
        assertThat(pageFault("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n<title>No</title>"))
                .contains(Fault.BLOCKED);
        assertThat(
                        pageFault(
                                "HTTP/1.1 403 Forbidden\r\nServer: CloudFront\r\nContent-Type: text/html\r\n\r\n<title>No</title>"))
                .isEmpty();
    }

    @Test
    void saysThatAProxyIsSilent() throws Exception {
        try (Server silent = Server.plain(Server.SILENT);
                NameServer names = new NameServer(Map.of(), Map.of());
                Ladder ladder = new Ladder(
                        names.client(),
                        address -> false,
                        Authorities.ofThePublic(),
                        SHORT,
                        Ways.through(new Proxy("127.0.0.1", silent.port())),
                        Optional.empty())) {
            assertThat(ladder.climb(aim(Port.HTTPS, Aim.Speech.TLS), System.nanoTime() + 10_000_000_000L)
                            .fault())
                    .contains(Fault.PROXY_TIMEOUT);
        }
    }

    @Test
    void saysThatTheProxyItselfIsNotReachedAndNamesIt() throws Exception {
        Proxy dead = dead();
        Climb climb = climb(Ways.through(dead), Authorities.ofThePublic(), aim(Port.HTTPS, Aim.Speech.TLS));
        assertThat(climb.fault()).contains(Fault.TCP_REFUSED);
        assertThat(climb.repair().orElseThrow().english()).startsWith("allow " + dead + " on the firewall");
    }

    @Test
    void goesTheNextWayWhereAProxyIsNotReached() throws Exception {
        try (TestProxy proxy = new TestProxy(Port.HTTP, head -> "HTTP/1.1 200 OK\r\n\r\n")) {
            Ways ways = aim -> List.of(new Way.Through(dead()), new Way.Through(proxy.proxy()), new Way.Direct());
            Climb climb = climb(ways, Authorities.ofThePublic(), aim(Port.HTTP, Aim.Speech.HTTP));
            assertThat(climb.arrived()).isTrue();
            assertThat(climb.way()).isEqualTo(new Way.Through(proxy.proxy()));
        }
    }

    @Test
    void staysWithAProxyThatRefuses() throws Exception {
        try (TestProxy proxy = new TestProxy(Port.HTTP, head -> "HTTP/1.1 403 No\r\n\r\n")) {
            Ways ways = aim -> List.of(new Way.Through(proxy.proxy()), new Way.Direct());
            assertThat(climb(ways, Authorities.ofThePublic(), aim(Port.HTTPS, Aim.Speech.TLS))
                            .fault())
                    .contains(Fault.PROXY_DENIES);
        }
    }

    @Test
    void saysWhatIsNoWay() throws Exception {
        Ways failing = aim -> {
            throw new Ways.None("ReferenceError: x");
        };
        Ways socks = aim -> List.of(new Way.Unspoken("SOCKS5 10.0.0.1:1080"));
        assertThat(climb(failing, Authorities.ofThePublic(), aim(Port.HTTPS, Aim.Speech.TLS))
                        .fault())
                .contains(Fault.NO_WAY);
        assertThat(climb(socks, Authorities.ofThePublic(), aim(Port.HTTPS, Aim.Speech.TLS))
                        .fault())
                .contains(Fault.UNSPOKEN_PROXY);
    }

    @Test
    void logsInWithBasicOnTheSameConnectionAndOnAnother() throws Exception {
        // "user:secret" of RFC 7617
        String right = "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n";
        KeyStore own = new Certificates(folder).of(HOST, "-1d", 30);
        for (String manner : List.of("Content-Length: 3\r\n", "Connection: close\r\n", "")) {
            String who = "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\n" + manner + "\r\nwho";
            try (Server server = LadderTest.tls(own, Server.SILENT);
                    TestProxy proxy =
                            new TestProxy(server.port(), head -> head.contains(right) ? TestProxy.TUNNEL : who)) {
                assertThat(climb(
                                        Ways.through(proxy.proxy()),
                                        Certificates.signers(own),
                                        aim(Port.HTTPS, Aim.Speech.TLS),
                                        Optional.of(Login.parse("user:secret")))
                                .fault())
                        .isEmpty();
                assertThat(proxy.asked()).hasSize(2);
                assertThat(climb(
                                        Ways.through(proxy.proxy()),
                                        Certificates.signers(own),
                                        aim(Port.HTTPS, Aim.Speech.TLS),
                                        Optional.of(Login.parse("user:wrong")))
                                .fault())
                        .contains(Fault.PROXY_LOG_IN);
                assertThat(proxy.asked()).hasSize(4);
            }
        }
    }

    private static Proxy dead() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Proxy("127.0.0.1", Port.tcp(socket.getLocalPort()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<Fault> fault(String answer) throws Exception {
        return answered(head -> answer, aim(Port.HTTPS, Aim.Speech.TLS));
    }

    private static Optional<Fault> pageFault(String answer) throws Exception {
        return answered(head -> answer, aim(Port.HTTP, Aim.Speech.HTTP));
    }

    private static Optional<Fault> answered(Function<String, String> answers, Aim aim) throws Exception {
        try (TestProxy proxy = new TestProxy(Port.HTTP, answers)) {
            return climb(Ways.through(proxy.proxy()), Authorities.ofThePublic(), aim)
                    .fault();
        }
    }

    private static Climb climb(Ways ways, Authorities authorities, Aim aim) throws Exception {
        return climb(ways, authorities, aim, Optional.empty());
    }

    private static Climb climb(Ways ways, Authorities authorities, Aim aim, Optional<Login> login) throws Exception {
        try (NameServer names = new NameServer(Map.of(), Map.of());
                Ladder ladder = new Ladder(names.client(), address -> false, authorities, PATIENCE, ways, login)) {
            return ladder.climb(aim, System.nanoTime() + Duration.ofSeconds(20).toNanos());
        }
    }

    private static Aim aim(Port port, Aim.Speech speech) {
        return Wanted.aim(HOST, port, speech);
    }
}
