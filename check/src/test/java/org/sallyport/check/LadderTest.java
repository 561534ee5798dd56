package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.catalog.Port;

/** Each thing that can stand in the way is told apart from the others, with real servers on loopback ports. */
class LadderTest {

    private static final String HOST = "d1.example.com";
    /** Where something answers: no machine is too busy for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Where nothing does. */
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    private Path folder;

    @Test
    void arrivesAtAServerWithACertificateOfThePublic() throws Exception {
        KeyStore own = new Certificates(folder).of(HOST, "-1d", 30);
        try (Server server = tls(own, Server.SILENT)) {
            Climb climb = climb(known(), Certificates.signers(own), Wanted.aim(HOST, server.port(), Aim.Speech.TLS));
            assertThat(climb.fault()).isEmpty();
            assertThat(climb.steps()).extracting(Climb.Step::rung).containsExactly(Rung.DNS, Rung.TCP, Rung.TLS);
            assertThat(climb.steps().getLast().seen()).startsWith("TLSv1.3, CN=" + HOST);
        }
    }

    @Test
    void saysWhatTheNameServerSaid() throws Exception {
        Map<String, Integer> codes =
                Map.of("refused.example.com", 5, "failed.example.com", 2, "silent.example.com", NameServer.SILENCE);
        Map<String, String> addresses = Map.of("sink.example.com", "0.0.0.0");
        Map<String, Fault> expected = Map.of(
                "refused.example.com", Fault.DNS_REFUSED,
                "failed.example.com", Fault.DNS_FAILED,
                "silent.example.com", Fault.DNS_TIMEOUT,
                "unknown.example.com", Fault.NO_SUCH_NAME,
                "sink.example.com", Fault.SINKHOLE);
        try (NameServer names = new NameServer(addresses, codes);
                Ladder ladder =
                        new Ladder(names.client(), Sinkhole::is, Authorities.ofThePublic(), Duration.ofSeconds(3))) {
            for (Map.Entry<String, Fault> entry : expected.entrySet()) {
                Climb climb = ladder.climb(Wanted.aim(entry.getKey(), Port.HTTPS, Aim.Speech.TLS), later());
                assertThat(climb.fault()).as(entry.getKey()).contains(entry.getValue());
            }
        }
    }

    @Test
    void aNameWithAnUnderscoreIsSaidInTls() throws Exception {
        String host = "_x.example.com";
        NameServer names = new NameServer(Map.of(host, "127.0.0.1"), Map.of());
        BlockingQueue<byte[]> hello = new LinkedBlockingQueue<>();
        try (Server server =
                Server.plain(client -> hello.add(client.getInputStream().readNBytes(400)))) {
            Climb climb = climb(names, Authorities.ofThePublic(), Wanted.aim(host, server.port(), Aim.Speech.TLS));
            assertThat(climb.fault()).contains(Fault.TLS_RESET);
        }
        assertThat(new String(hello.take(), StandardCharsets.ISO_8859_1)).contains(host);
    }

    @Test
    void saysThatAConnectionIsRefused() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Climb climb = climb(known(), Authorities.ofThePublic(), Wanted.aim(HOST, Port.tcp(free), Aim.Speech.TLS));
        assertThat(climb.fault()).contains(Fault.TCP_REFUSED);
    }

    @Test
    void tellsInspectionFromAWrongNameAndFromAnOldCertificate() throws Exception {
        Certificates certificates = new Certificates(folder);
        KeyStore own = certificates.of(HOST, "-1d", 30);
        KeyStore other = certificates.of("other.example.com", "-1d", 30);
        KeyStore old = certificates.of(HOST, "-30d", 7);
        Authorities all = Certificates.signers(own, other, old);
        assertThat(tlsFault(own, Authorities.ofThePublic())).contains(Fault.INTERCEPTED);
        assertThat(tlsFault(other, all)).contains(Fault.WRONG_NAME);
        assertThat(tlsFault(old, all)).contains(Fault.EXPIRED);
    }

    @Test
    void knowsTheAuthorityByWhichTheSiteInspectsEvenWhereItIsBelieved() throws Exception {
        KeyStore own = new Certificates(folder).of(HOST, "-1d", 30);
        Authorities believed = Certificates.signers(own);
        assertThat(tlsFault(own, believed)).isEmpty();
        assertThat(tlsFault(own, believed.without(List.of(new X500Principal("cn=" + HOST)))))
                .contains(Fault.INTERCEPTED);
    }

    @Test
    void tellsSilenceFromACutAndFromAnotherLanguage() throws Exception {
        assertThat(shortly(Server.SILENT, Aim.Speech.TLS)).contains(Fault.TLS_TIMEOUT);
        // before anything is said, a reset can arrive while the client still connects
        assertThat(fault(
                        client -> {
                            client.getInputStream().skipNBytes(5);
                            client.setSoLinger(true, 0);
                        },
                        Aim.Speech.TLS))
                .contains(Fault.TLS_RESET);
        assertThat(fault(client -> client.getInputStream().skipNBytes(5), Aim.Speech.TLS))
                .contains(Fault.TLS_RESET);
        byte[] alert = {21, 3, 3, 0, 2, 2, 112};
        assertThat(fault(
                        client -> {
                            client.getInputStream().skipNBytes(5);
                            client.getOutputStream().write(alert);
                        },
                        Aim.Speech.TLS))
                .as("unrecognized_name")
                .contains(Fault.TLS_RESET);
        assertThat(fault(Server.answering("HTTP/1.1 200 OK\r\n\r\n"), Aim.Speech.HTTP))
                .isEmpty();
        assertThat(fault(
                        client -> client.getOutputStream()
                                .write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII)),
                        Aim.Speech.TLS))
                .contains(Fault.NO_TLS);
        assertThat(shortly(Server.SILENT, Aim.Speech.HTTP)).contains(Fault.HTTP_TIMEOUT);
        assertThat(fault(Server.answering("220 mail ready\r\n"), Aim.Speech.HTTP))
                .contains(Fault.NO_HTTP);
    }

    @Test
    void isNotHeldByAServerThatNeverEnds() throws Exception {
        long start = System.nanoTime();
        assertThat(fault(Server.ENDLESS, Aim.Speech.HTTP)).isEmpty();
        assertThat(shortly(Server.DRIPPING, Aim.Speech.HTTP)).contains(Fault.HTTP_TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void seesALogInAndWhereItIs() throws Exception {
        assertThat(fault(Server.answering("HTTP/1.1 511 Log in\r\n\r\n"), Aim.Speech.HTTP))
                .contains(Fault.LOG_IN);
        assertThat(fault(
                        Server.answering("HTTP/1.1 302 Found\r\nLocation: http://portal.hotel.test/\r\n\r\n"),
                        Aim.Speech.HTTP))
                .contains(Fault.LOG_IN);
        assertThat(fault(
                        Server.answering("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/login\r\n\r\n"),
                        Aim.Speech.HTTP))
                .contains(Fault.LOG_IN);
        assertThat(fault(Server.answering("HTTP/1.1 302 Found\r\nLocation: /start\r\n\r\n"), Aim.Speech.HTTP))
                .isEmpty();
        assertThat(fault(
                        Server.answering("HTTP/1.1 301 Moved\r\nLocation: https://www.example.com/\r\n\r\n"),
                        Aim.Speech.HTTP))
                .isEmpty();
    }

    @Test
    void aPortalUnderTheSamePublicSuffixIsAnotherOwners() throws Exception {
        String host = "d1.example.co.uk";
        String portal = "HTTP/1.1 302 Found\r\nLocation: http://portal.hotel.co.uk/\r\n\r\n";
        try (Server server = Server.plain(Server.answering(portal))) {
            NameServer names = new NameServer(Map.of(host, "127.0.0.1"), Map.of());
            Climb climb = climb(names, Authorities.ofThePublic(), Wanted.aim(host, server.port(), Aim.Speech.HTTP));
            assertThat(climb.fault()).contains(Fault.LOG_IN);
        }
    }

    @Test
    void knowsAnAnswerOfTheVendorFromABlockPage() throws Exception {
        KeyStore own = new Certificates(folder).of(HOST, "-1d", 30);
        String vendor = "HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{\"message\": \"running...\"}\r\n";
        String blocked = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n<h1>Not allowed</h1>";
        for (Map.Entry<String, Optional<Fault>> entry : Map.of(
                        vendor, Optional.<Fault>empty(), blocked, Optional.of(Fault.OTHER_ANSWER))
                .entrySet()) {
            try (Server server = tls(own, Server.answering(entry.getKey()))) {
                Climb climb = climb(
                        known(),
                        Certificates.signers(own),
                        Wanted.asking(HOST, server.port(), "/", "{message:\"running...\"}"));
                assertThat(climb.steps()).extracting(Climb.Step::rung).endsWith(Rung.TLS, Rung.HTTP);
                assertThat(climb.fault()).isEqualTo(entry.getValue());
            }
        }
    }

    @Test
    void isNotHeldByABodyOfTenGigabytes() throws Exception {
        assertThat(fault(
                        client -> {
                            client.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                            while (true) {
                                client.getOutputStream().write(new byte[8192]);
                            }
                        },
                        Aim.Speech.HTTP))
                .isEmpty();
    }

    @Test
    void knowsABlockPageByItsStatusAndItsWords() throws Exception {
        String page = "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 42\r\n\r\n"
                + "<html><title>Not\nallowed</title></html>...";
        try (Server server = Server.plain(Server.answering(page))) {
            Climb climb = climb(known(), Authorities.ofThePublic(), Wanted.aim(HOST, server.port(), Aim.Speech.HTTP));
            assertThat(climb.fault()).contains(Fault.BLOCKED);
            assertThat(climb.steps().getLast().seen()).isEqualTo("403 \"Not allowed\"");
        }
    }

    @Test
    void tellsACertificateThatNobodyCanRead() throws Exception {
        // TLS 1.2 (RFC 5246): ServerHello with a suite that every client offers, and a certificate of four octets
        String hello = "160303002a" + "02000026" + "0303" + "00".repeat(32) + "00" + "c02f" + "00";
        String certificate = "160303000e" + "0b00000a" + "000007" + "000004" + "30020101";
        byte[] octets = HexFormat.of().parseHex(hello + certificate);
        assertThat(fault(
                        client -> {
                            client.getInputStream().skipNBytes(5);
                            client.getOutputStream().write(octets);
                            client.getOutputStream().flush();
                            client.getInputStream().transferTo(OutputStream.nullOutputStream());
                        },
                        Aim.Speech.TLS))
                .contains(Fault.BAD_CERTIFICATE);
    }

    @Test
    void seesThatIPv6FailsWhereIPv4Arrives() throws Exception {
        try (Server server = Server.plain(Server.answering("HTTP/1.1 200 OK\r\n\r\n"))) {
            // the server listens at the first address only
            NameServer names = new NameServer(Map.of(HOST, "127.0.0.1 ::1"), Map.of());
            Climb climb = climb(names, Authorities.ofThePublic(), Wanted.aim(HOST, server.port(), Aim.Speech.HTTP));
            assertThat(climb.arrived()).isTrue();
            assertThat(climb.steps().get(1).besides()).contains(Fault.IPV6_FAILS);
        }
    }

    @Test
    void goesByTheOtherAddressWhereTheFirstFails() throws Exception {
        try (Server server = Server.plain(Server.answering("HTTP/1.1 200 OK\r\n\r\n"))) {
            NameServer names = new NameServer(Map.of(HOST, "127.0.0.2 127.0.0.1"), Map.of());
            assertThat(climb(names, Authorities.ofThePublic(), Wanted.aim(HOST, server.port(), Aim.Speech.HTTP))
                            .arrived())
                    .isTrue();
        }
    }

    @Test
    void fiveHundredServersOfWhichTwentyAreDeadEndInTime() throws Exception {
        try (Server good = Server.plain(Server.answering("HTTP/1.1 200 OK\r\n\r\n"));
                Server dead = Server.plain(Server.SILENT);
                NameServer names = known();
                Ladder ladder = new Ladder(
                        names.client(), address -> false, Authorities.ofThePublic(), Duration.ofSeconds(30))) {
            List<Aim> aims = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                aims.add(Wanted.aim(HOST, i % 25 == 0 ? dead.port() : good.port(), Aim.Speech.HTTP));
            }
            long start = System.nanoTime();
            List<Climb> climbs = new Checkup(ladder, 64, Duration.ofSeconds(4)).of(aims, climb -> {});
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(climbs).extracting(Climb::aim).isEqualTo(aims);
            assertThat(climbs.stream().filter(climb -> !climb.arrived()).map(Climb::fault))
                    .hasSize(20)
                    .containsOnly(Optional.of(Fault.OUT_OF_TIME));
        }
    }

    private static NameServer known() throws Exception {
        return new NameServer(Map.of(HOST, "127.0.0.1"), Map.of());
    }

    private static Optional<Fault> fault(Server.Manners manners, Aim.Speech speech) throws Exception {
        try (Server server = Server.plain(manners)) {
            return climb(known(), Authorities.ofThePublic(), Wanted.aim(HOST, server.port(), speech))
                    .fault();
        }
    }

    private static Optional<Fault> shortly(Server.Manners manners, Aim.Speech speech) throws Exception {
        try (Server server = Server.plain(manners);
                NameServer names = known();
                Ladder ladder = new Ladder(names.client(), address -> false, Authorities.ofThePublic(), SHORT)) {
            return ladder.climb(Wanted.aim(HOST, server.port(), speech), later())
                    .fault();
        }
    }

    private static Optional<Fault> tlsFault(KeyStore store, Authorities authorities) throws Exception {
        try (Server server = tls(store, Server.SILENT)) {
            return climb(known(), authorities, Wanted.aim(HOST, server.port(), Aim.Speech.TLS))
                    .fault();
        }
    }

    static Server tls(KeyStore store, Server.Manners manners) throws Exception {
        SSLContext context = Certificates.server(store);
        return new Server(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                client -> {
                    ((javax.net.ssl.SSLSocket) client).startHandshake();
                    manners.with(client);
                });
    }

    private static Climb climb(NameServer names, Authorities authorities, Aim aim) throws Exception {
        try (names;
                Ladder ladder = new Ladder(names.client(), address -> false, authorities, PATIENCE)) {
            return ladder.climb(aim, later());
        }
    }

    private static long later() {
        return System.nanoTime() + Duration.ofSeconds(20).toNanos();
    }
}
