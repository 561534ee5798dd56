package org.sallyport.lab.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
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
import org.sallyport.lab.dns.Upstream;
import org.sallyport.lab.proxy.ClientHello;
import org.sallyport.lab.proxy.Clients;
import org.sallyport.lab.proxy.Servers;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.haproxy.Haproxy;

/** What the reader says of a text, held against the real HAProxy with the same text. */
class HaproxyLabTest {

    private static final Haproxy HAPROXY = new Haproxy();
    private static final int NAMES = 2_000;
    private static final List<Integer> PORTS = List.of(80, 443, 8190);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"''", "', wildcards: false, inexpressible: omit'"})
    void theRealHaproxyDecidesAsTheReaderSays(String form) throws IOException, InterruptedException {
        try (Upstream dns = Upstream.answering(Servers.ADDRESS)) {
            LabSite site = LabSite.with("{ name: edge, target: haproxy, options: { listen: 127.0.0.1, resolver:"
                    + " \"127.0.0.1:" + dns.port() + "\" }" + form + " }");
            DeviceFiles files = site.files();
            Reading reading = site.read(files);
            List<HostName> names = site.namesNear(NAMES);

            Daemon.Finished checked = RunningHaproxy.check(folder, files);
            assertThat(checked.status()).describedAs(checked.output()).isZero();
            assertThat(checked.output()).doesNotContain("WARNING", "ALERT");
            try (RunningHaproxy haproxy = RunningHaproxy.start(folder, files, PORTS)) {
                assertThat(differences(haproxy, reading, 443, names, Clients::tls))
                        .isEmpty();
                assertThat(differences(haproxy, reading, 80, names, Clients::http))
                        .isEmpty();
                List<HostName> some = names.subList(0, 300);
                assertThat(differences(haproxy, reading, 8190, some, Clients::tls))
                        .isEmpty();
                assertThat(differences(haproxy, reading, 443, some, Clients::shoutedTls))
                        .isEmpty();
                assertThat(differences(haproxy, reading, 80, some, Clients::shoutedHttp))
                        .isEmpty();
            }
        }
    }

    @Test
    void whatGivesNoNameOrAnotherThanItSaysDoesNotPass() throws IOException, InterruptedException {
        try (Upstream dns = Upstream.answering(Servers.ADDRESS)) {
            LabSite site = LabSite.with("{ name: edge, target: haproxy, options: { listen: 127.0.0.1, resolver:"
                    + " \"127.0.0.1:" + dns.port() + "\" } }");
            try (RunningHaproxy haproxy = RunningHaproxy.start(folder, site.files(), PORTS)) {
                int tls = haproxy.at(443);
                int http = haproxy.at(80);
                assertThat(Clients.passes(tls, ClientHello.naming("d1.sophosupd.com")))
                        .isTrue();
                assertThat(Clients.passes(tls, ClientHello.naming("d1.sophosupd.com.")))
                        .isFalse();
                assertThat(Clients.passes(tls, ClientHello.naming(".sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(tls, ClientHello.naming(""))).isFalse();
                assertThat(Clients.passes(tls, ClientHello.nameless())).isFalse();
                assertThat(Clients.passes(tls, Clients.http("d1.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http("d1.sophosupd.com")))
                        .isTrue();
                assertThat(Clients.passes(http, Clients.http("d1.sophosupd.com.")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http("evil.net,_http.example.net")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http("evil.net\r\nHost: d1.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(http, ClientHello.naming("d1.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(
                                http,
                                "GET http://evil.net/ HTTP/1.1\r\nHost: d1.sophosupd.com\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII)))
                        .isFalse();
                assertThat(Clients.passes(
                                http,
                                "CONNECT d1.sophosupd.com:80 HTTP/1.1\r\nHost: d1.sophosupd.com\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII)))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acl ok req.ssl_sni,lower -m str d1.example.com A.example.com",
                "acl ok req.ssl_sni -i d1.example.com A.example.com",
                "acl ok req.ssl_sni D1.Example.COM",
                "acl ok req.ssl_sni,lower -m end .example.com",
                "acl ok req.ssl_sni,lower -m end example.com",
                "acl ok req.ssl_sni,lower -m end .com",
                "acl ok req.ssl_sni,lower -m dom example.com",
                "acl ok req.ssl_sni,lower -m dom .example.com",
                "acl ok req.ssl_sni,lower -m sub example.c",
                "acl ok req.ssl_sni,lower -m beg a. d1",
                "acl ok req.ssl_sni,lower -m str *.example.com",
                "acl ok req.ssl_sni,lower -m end *.example.com example.net.",
                "acl ok req.ssl_sni,lower -m reg example\\.com",
                "acl ok req.ssl_sni,lower -m reg ^([a-z0-9-]+\\.)*example\\.com$",
                "acl ok req.ssl_sni -m reg -i ^A\\.EXAMPLE",
                "acl ok req.ssl_sni -m reg ^A\\.EXAMPLE",
                "acl ok req.ssl_sni,lower -m str -f /etc/haproxy/list",
                "acl ok req.ssl_sni,lower -m end -f /etc/haproxy/list",
                "acl ok req.ssl_sni,lower -M -f /etc/haproxy/list",
                "acl ok req.ssl_sni -m found",
                "acl ok req.ssl_sni a.example.com#evil.net",
                "acl ok req.ssl_sni 'a.example.com' \"evil.net\" b\\.example.com -- example.com",
                "acl ok req.ssl_sni -- -i a.example.com",
                "acl ok req.ssl_sni a.example.com -i D1.EXAMPLE.COM -m end example.com",
                "acl ok req.ssl_sni a.example.com\n acl ok req.ssl_sni -m end .net",
                "acl ok req.ssl_hello_type 1",
                "acl ok dst_port 1:65535",
                "acl no req.ssl_sni -m end .example.com\n acl ok req.ssl_sni a.example.com\n"
                        + " tcp-request content accept if no !ok",
                "acl ok req.ssl_sni a.example.com\n tcp-request content reject if ok",
                "acl ok req.ssl_sni a.example.com\n tcp-request content accept",
                "acl ok req.ssl_sni a.example.com\n tcp-request content accept if { req.ssl_sni -m end .net } or"
                        + " { req.ssl_sni -m beg d1 } ! { req.ssl_sni -m sub zzz }",
                "acl ok req.ssl_sni a.example.com\n use_backend none if ok",
                "acl ok req.ssl_sni -m end .example.com\n use_backend out if { req.ssl_sni a.example.com }\n"
                        + " use_backend none if TRUE"
            })
    void oddTextsMeanToHaproxyWhatTheReaderSays(String acl) throws IOException, InterruptedException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("odd.cfg", """
                defaults
                 timeout client 20s
                 timeout server 20s
                 timeout connect 5s
                frontend f
                 bind 127.0.0.1:443
                 tcp-request inspect-delay 5s
                 %s
                 tcp-request content reject unless ok
                 default_backend out
                backend none
                backend out
                 server any %s
                """.formatted(acl, Servers.ADDRESS));
        texts.put(
                "list",
                "# evil.net\n a.example.com\n.net \nb.example.com\t\nexample.com # x\n # .com\n\nd1.example.com\r\n");
        DeviceFiles files = new DeviceFiles(texts);
        Reading reading = HAPROXY.read(files);
        List<HostName> names = Stream.of(
                        "example.com",
                        "a.example.com",
                        "a.b.example.com",
                        "b.example.com",
                        "d1.example.com",
                        "x.d1.example.com",
                        "evil-example.com",
                        "example.com.evil.net",
                        "evil.net",
                        "example.net",
                        "com")
                .map(HostName::parse)
                .toList();

        try (RunningHaproxy haproxy = RunningHaproxy.start(folder, files, List.of(443))) {
            Map<HostName, Boolean> passing = Clients.pass(haproxy.at(443), names, Clients::tls);
            passing.forEach((name, passes) -> {
                assertThat(reading.surely().at(Port.HTTPS).contains(name) && !passes)
                        .describedAs("%s is refused", name)
                        .isFalse();
                assertThat(!reading.possibly().at(Port.HTTPS).contains(name) && passes)
                        .describedAs("%s passes", name)
                        .isFalse();
            });
            assertThat(reading.lines()).allMatch(Line::isUnderstood);
            Clients.pass(haproxy.at(443), names, Clients::shoutedTls)
                    .forEach((name, passes) -> assertThat(
                                    !reading.possibly().at(Port.HTTPS).contains(name) && passes)
                            .describedAs("%s passes in capitals", name)
                            .isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp-request content reject unless nothing",
                "acl ok req.ssl_sni 'a.com",
                "acl ok req.ssl_sni -q a.com",
                "acl ok req.ssl_sni \\x4 a.com",
                "default_backend nowhere",
                "bind 127.0.0.1:0x50"
            })
    void whatTheReaderCallsWrongHaproxyRefuses(String line) throws IOException, InterruptedException {
        assertRefused("frontend f\n mode tcp\n bind 127.0.0.1:443\n " + line + "\n");
    }

    @Test
    void haproxyRefusesTooManyWordsAndWhatStandsInNoSection() throws IOException, InterruptedException {
        assertRefused("frontend f\n bind 127.0.0.1:443\n acl ok req.ssl_sni" + " a.com".repeat(62) + "\n");
        assertRefused("mode tcp\nfrontend f\n bind 127.0.0.1:443\n");
    }

    private void assertRefused(String text) throws IOException, InterruptedException {
        DeviceFiles files = DeviceFiles.of("odd.cfg", text);
        Daemon.Finished checked = RunningHaproxy.check(folder, files);

        assertThat(checked.status()).describedAs(checked.output()).isNotZero();
        assertThat(HAPROXY.read(files).lines()).anyMatch(line -> line.state().compareTo(Line.State.UNKNOWN) >= 0);
    }

    private static List<String> differences(
            RunningHaproxy haproxy,
            Reading reading,
            int port,
            List<HostName> names,
            Function<HostName, byte[]> beginning)
            throws InterruptedException {
        return LabSite.differences(reading, Port.tcp(port), Clients.pass(haproxy.at(port), names, beginning));
    }
}
