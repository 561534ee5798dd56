package org.sallyport.lab.squid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.proxy.Servers;
import org.sallyport.lab.squid.RunningSquid.Asked;
import org.sallyport.lab.squid.RunningSquid.Beginning;
import org.sallyport.lab.squid.RunningSquid.Tunnel;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.squid.Squid;

/** What a client can do inside the tunnels of the real Squid, held against what the reader says of the same text. */
class SquidSniLabTest {

    private static final Squid SQUID = new Squid();
    private static final HostName LISTED = HostName.parse("mcs.example.net");
    private static final String WILDCARDS = "";
    private static final String NAMES_ONLY = "wildcards: false, inexpressible: omit, ";
    private static final int NAMES = 2_000;

    @TempDir
    private Path folder;

    private final int port = Daemon.freePort();

    @BeforeAll
    static void squidIsBuiltWithOpenssl(@TempDir Path folder) throws IOException, InterruptedException {
        SquidProgram.findWithOpenssl(folder);
    }

    @BeforeEach
    void aCertificateIsMadeAsTheTextSays() throws IOException, InterruptedException {
        String command = text(site(WILDCARDS), 0)
                .lines()
                .filter(line -> line.startsWith("#") && line.contains(" openssl "))
                .findFirst()
                .orElseThrow()
                .substring(1)
                .strip();
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.set(0, Daemon.find("openssl", "openssl").toString());
        Daemon.Finished made = Daemon.run(folder, words);
        assertThat(made.status()).describedAs(made.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "true, 1", "false, 0", "false, 1"})
    void theRealSquidTakesTheTextAndAnswersAsTheReaderSays(boolean wildcards, int form)
            throws IOException, InterruptedException {
        LabSite site = site(wildcards ? WILDCARDS : NAMES_ONLY);
        Reading reading = SQUID.read(files(site, form));
        List<HostName> names = site.namesNear(form == 0 ? NAMES : NAMES / 4);

        Daemon.Finished parsed = RunningSquid.parse(folder, files(site, form).texts(), own(site, form));
        assertThat(parsed.status()).describedAs(parsed.output()).isZero();
        assertThat(parsed.output()).doesNotContain("ERROR", "FATAL", "is a subdomain of");
        try (Servers world = Servers.start(List.of(port + 1));
                RunningSquid squid = start(files(site, form), own(site, form))) {
            assertThat(differences(reading, squid.dig(honest(names, 443)))).isEmpty();
            assertThat(differences(reading, squid.dig(honest(names.subList(0, 200), 8190))))
                    .isEmpty();
            assertThat(differences(reading, squid.dig(honest(names.subList(0, 200), 8443))))
                    .isEmpty();
            assertThat(squid.dig(honest(names.subList(0, 200), 80))).doesNotContainValue(true);
            squid.ask(names.stream().map(name -> Asked.plain(name, 80)).toList())
                    .forEach((asked, passes) -> assertThat(passes)
                            .describedAs("%s", asked)
                            .isEqualTo(reading.surely().at(Port.HTTP).contains(asked.name())));
            assertThat(world).isNotNull();
        }
    }

    @Test
    void aTunnelIsCutUnlessTheNameOfItsConnectAndTheNameInsideAreBothListed() throws IOException, InterruptedException {
        LabSite site = site(WILDCARDS);
        Reading reading = SQUID.read(files(site, 0));
        List<HostName> names = site.namesNear(NAMES);
        Random random = new Random(2_026);
        List<Tunnel> crossed = names.stream()
                .map(name -> new Tunnel(
                        name,
                        443,
                        Beginning.helloTo(
                                names.get(random.nextInt(names.size())).value())))
                .toList();

        Map<Tunnel, Boolean> passing = run(site, crossed);

        passing.forEach((tunnel, passes) -> {
            HostName inside = HostName.parse(tunnel.beginning().called().replaceFirst(".* ", ""));
            assertThat(passes)
                    .describedAs("%s", tunnel)
                    .isEqualTo(reading.surely().at(Port.HTTPS).contains(tunnel.name())
                            && reading.surely().at(Port.HTTPS).contains(inside));
        });
        assertThat(passing).containsValue(true);
    }

    @Test
    void aClientHelloForAnotherNameThanTheListsIsCutHoweverItIsSpelled() throws IOException, InterruptedException {
        List<Tunnel> tunnels = Stream.of(
                        "evil.net",
                        "mcs.example.net.evil.net",
                        "mcs.example.net.",
                        ".mcs.example.net",
                        "evilmcs.example.net",
                        "*.example.net",
                        "none",
                        "127.0.0.1",
                        "mcs.example.net:443",
                        "mcs.example.net/",
                        " mcs.example.net",
                        "mcs.example.net ",
                        "evil.net\u0000mcs.example.net")
                .map(name -> new Tunnel(LISTED, 443, Beginning.helloTo(name)))
                .toList();

        assertThat(run(site(WILDCARDS), tunnels)).doesNotContainValue(true);
    }

    /** It goes to the server of the CONNECT, and servers refuse such a name. */
    @Test
    void aNameInTheClientHelloEndsForSquidAtAZeroOctet() throws IOException, InterruptedException {
        Tunnel cut = new Tunnel(LISTED, 443, Beginning.helloTo("mcs.example.net\u0000.evil.net"));

        assertThat(run(site(WILDCARDS), List.of(cut))).containsEntry(cut, true);
    }

    @Test
    void capitalsInTheClientHelloDoNotMatter() throws IOException, InterruptedException {
        List<Tunnel> tunnels = Stream.of("MCS.Example.NET", "A.EU-1.example.ORG")
                .map(name -> new Tunnel(LISTED, 443, Beginning.helloTo(name)))
                .toList();

        assertThat(run(site(WILDCARDS), tunnels)).doesNotContainValue(false);
    }

    @Test
    void aClientHelloWithoutANameGoesToTheListedServerOfTheConnectAndToNoOther()
            throws IOException, InterruptedException {
        Tunnel listed = new Tunnel(LISTED, 443, Beginning.namelessHello());
        Tunnel other = new Tunnel(HostName.parse("evil.net"), 443, Beginning.namelessHello());

        assertThat(run(site(WILDCARDS), List.of(listed, other)))
                .containsEntry(listed, true)
                .containsEntry(other, false);
    }

    @Test
    void whatIsNoTlsIsCutAtEveryPort() throws IOException, InterruptedException {
        List<Tunnel> tunnels = Stream.of(
                        "SSH-2.0-x\r\n", "GET / HTTP/1.1\r\nHost: mcs.example.net\r\n\r\n", "\n\n\n\n\n\n")
                .flatMap(text -> Stream.of(443, 8190).map(at -> new Tunnel(LISTED, at, Beginning.of(text))))
                .toList();

        assertThat(run(site(WILDCARDS), tunnels)).doesNotContainValue(true);
    }

    @Test
    void aRefusedTunnelIsResetAndAPlainRequestIsToldThatItIsRefused() throws IOException, InterruptedException {
        LabSite site = site(WILDCARDS);
        HostName evil = HostName.parse("evil.net");

        try (Servers world = Servers.start(List.of(port + 1));
                RunningSquid squid = start(files(site, 0), "")) {
            assertThat(squid.dig(List.of(Tunnel.honest(evil, 443)))).containsValue(false);
            assertThat(squid.answerTo("CONNECT evil.net:443")).isEmpty();
            assertThat(squid.answerTo("CONNECT mcs.example.net:22")).isEmpty();
            assertThat(squid.answerTo("CONNECT mcs.example.net:80")).isEmpty();
            assertThat(squid.answerTo("GET http://evil.net/")).contains(" 403 ");
            assertThat(world).isNotNull();
        }
    }

    @Test
    void withoutItsCertificateSquidDoesNotStart() throws IOException, InterruptedException {
        LabSite site = site(WILDCARDS);
        Files.delete(certificate());

        Daemon.Finished parsed = RunningSquid.parse(folder, files(site, 0).texts(), "");

        assertThat(parsed.status()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl_bump splice all",
                "ssl_bump none all",
                "ssl_bump splice",
                "ssl_bump terminate",
                "ssl_bump peek all",
                "ssl_bump peek one",
                "ssl_bump peek one\nssl_bump bump two",
                "ssl_bump stare one",
                "ssl_bump terminate a",
                "ssl_bump terminate one a",
                "ssl_bump terminate two a",
                "ssl_bump peek one\nssl_bump terminate two a",
                "ssl_bump peek one\nssl_bump splice a\nssl_bump terminate all",
                "ssl_bump stare one\nssl_bump splice a\nssl_bump terminate all",
                "ssl_bump peek all\nssl_bump splice a\nssl_bump terminate all",
                "ssl_bump peek one\nssl_bump none a\nssl_bump terminate all",
                "ssl_bump peek one\nssl_bump splice !a\nssl_bump terminate all",
                "ssl_bump peek one\nssl_bump splice d\nssl_bump terminate all",
                "ssl_bump peek one\nssl_bump splice r\nssl_bump terminate all",
                "ssl_bump splice a p\nssl_bump terminate all",
                "ssl_bump peek a\nssl_bump terminate all",
                "ssl_bump peek three\nssl_bump splice a\nssl_bump terminate three"
            })
    void oddRulesMeanToSquidWhatTheReaderSays(String rules) throws IOException, InterruptedException {
        String text = """
                http_port 127.0.0.1:%d ssl-bump generate-host-certificates=off tls-cert=%s
                acl one at_step SslBump1
                acl two at_step sslbump2
                acl three at_step SslBump3
                acl a ssl::server_name a.example.com .b.example.com *.c.example.com d.example.com.
                acl d dstdomain -n .example.net
                acl r ssl::server_name_regex example\\.com
                acl p port 443
                acl http port 80
                http_access deny !CONNECT !http
                http_access allow all
                %s
                """.formatted(port, certificate(), rules);
        DeviceFiles files = DeviceFiles.of("odd.conf", text);
        Reading reading = SQUID.read(files);
        List<Tunnel> tunnels = Stream.of(
                        "a.example.com",
                        "x.a.example.com",
                        "b.example.com",
                        "x.b.example.com",
                        "c.example.com",
                        "x.c.example.com",
                        "d.example.com",
                        "example.net",
                        "x.example.net",
                        "example.com.evil.net",
                        "evil.net")
                .map(HostName::parse)
                .flatMap(name -> Stream.of(Tunnel.honest(name, 443), Tunnel.honest(name, 8443)))
                .toList();

        assertThat(reading.lines()).allMatch(Line::isUnderstood);
        try (Servers world = Servers.start(List.of(port + 1));
                RunningSquid squid = start(files, "")) {
            Map<Tunnel, Boolean> passing = squid.dig(tunnels);
            passing.forEach((tunnel, passes) -> assertWithin(reading, tunnel, passes));
            assertThat(world).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl_bump peek-and-splice all",
                "ssl_bump",
                "ssl_bump splice nothing",
                "acl x at_step SslBump4",
                "acl x ssl::server_name -n a.com",
                "acl x ssl::server_name --client-requested --consensus a.com",
                "acl x ssl::server_name a.com .a.com",
                "acl x ssl::server_name_regex -n a"
            })
    void whatTheReaderCallsWrongSquidRefuses(String line) throws IOException, InterruptedException {
        Daemon.Finished parsed =
                RunningSquid.parse(folder, Map.of("odd.conf", line + "\n"), "http_port 127.0.0.1:3128");

        assertThat(parsed.status()).describedAs(parsed.output()).isNotZero();
        assertThat(SQUID.read(DeviceFiles.of("odd.conf", line + "\n")).lines())
                .anyMatch(read -> read.state() == Line.State.WRONG);
    }

    @Test
    void withoutTlsCertAListenerStartsAndDoesNotLookInside() throws IOException, InterruptedException {
        String text = """
                http_port 127.0.0.1:%d ssl-bump generate-host-certificates=off
                http_access allow all
                ssl_bump terminate all
                """.formatted(port);
        DeviceFiles files = DeviceFiles.of("odd.conf", text);
        Tunnel evil = Tunnel.honest(HostName.parse("evil.net"), 443);

        try (Servers world = Servers.start(List.of(port + 1));
                RunningSquid squid = start(files, "")) {
            assertThat(squid.dig(List.of(evil))).containsEntry(evil, true);
            assertThat(world).isNotNull();
        }
        assertThat(SQUID.read(files).surely().at(Port.HTTPS).contains(evil.name()))
                .isTrue();
    }

    private Map<Tunnel, Boolean> run(LabSite site, List<Tunnel> tunnels) throws IOException, InterruptedException {
        try (Servers world = Servers.start(List.of(port + 1));
                RunningSquid squid = start(files(site, 0), "")) {
            assertThat(world).isNotNull();
            return squid.dig(tunnels);
        }
    }

    /** Its parent counts as dead until something was sent there. */
    private RunningSquid start(DeviceFiles files, String own) throws IOException, InterruptedException {
        RunningSquid squid = RunningSquid.startBefore(folder, files.texts(), port, own, port + 1);
        squid.dig(List.of(Tunnel.honest(LISTED, 443), Tunnel.honest(LISTED, 8443)));
        return squid;
    }

    private Path certificate() {
        return folder.resolve("sallyport.pem");
    }

    private LabSite site(String form) {
        return LabSite.with("""
                { name: edge, target: squid, %soptions: { listen: "127.0.0.1:%d", sni: "true", certificate: "%s" } }""".formatted(form, port, certificate()));
    }

    private static DeviceFiles files(LabSite site, int form) {
        return site.target().write(site.allowlist(), site.device()).forms().get(form);
    }

    private static String text(LabSite site, int form) {
        return files(site, form).texts().values().iterator().next();
    }

    /** The file to include names what the lines of the listeners need. */
    private String own(LabSite site, int form) {
        return text(site, form)
                .lines()
                .filter(line -> form == 1 && line.startsWith("#") && line.contains(" ssl-bump generate"))
                .map(line ->
                        "http_port 127.0.0.1:" + port + " " + line.substring(1).strip())
                .collect(Collectors.joining("\n"));
    }

    private static List<Tunnel> honest(List<HostName> names, int port) {
        return names.stream().map(name -> Tunnel.honest(name, port)).toList();
    }

    private static List<String> differences(Reading reading, Map<Tunnel, Boolean> passing) {
        Map<Port, Map<HostName, Boolean>> byPort = new LinkedHashMap<>();
        passing.forEach((tunnel, passes) -> byPort.computeIfAbsent(Port.tcp(tunnel.port()), _ -> new LinkedHashMap<>())
                .put(tunnel.name(), passes));
        return byPort.entrySet().stream()
                .flatMap(entry -> LabSite.differences(reading, entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private static void assertWithin(Reading reading, Tunnel tunnel, boolean passes) {
        Port at = Port.tcp(tunnel.port());
        if (passes) {
            assertThat(reading.possibly().at(at).contains(tunnel.name()))
                    .describedAs("%s passes", tunnel)
                    .isTrue();
        } else {
            assertThat(reading.surely().at(at).contains(tunnel.name()))
                    .describedAs("%s is cut", tunnel)
                    .isFalse();
        }
    }
}
