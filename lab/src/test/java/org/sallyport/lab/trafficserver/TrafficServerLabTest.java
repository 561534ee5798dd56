package org.sallyport.lab.trafficserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.dns.Upstream;
import org.sallyport.lab.proxy.Clients;
import org.sallyport.lab.proxy.ProxyQuestions;
import org.sallyport.lab.proxy.ProxyQuestions.Method;
import org.sallyport.lab.proxy.Servers;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.trafficserver.TrafficServer;

/** What the reader says of a text, held against the real Traffic Server with the same text. */
class TrafficServerLabTest {

    private static final TrafficServer TRAFFIC_SERVER = new TrafficServer();
    private static final List<HostName> NEAR = Stream.of(
                    "example.com",
                    "a.example.com",
                    "a.b.example.com",
                    "b.example.com",
                    "evil-example.com",
                    "evilexample.com",
                    "axexample.com",
                    "example.com.evil.net",
                    "a.example.com.evil.net",
                    "1.example.net",
                    "a.net",
                    "_a.net",
                    "evil.net",
                    "com")
            .map(HostName::parse)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ", wildcards: false, inexpressible: omit"})
    void theRealTrafficServerDecidesAsTheReaderSays(String form) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        LabSite site = site(port, form);
        Reading reading = site.read(site.files());
        List<HostName> names = site.namesNear(2_000);

        Daemon.Finished checked = RunningTrafficServer.check(folder, site.files());
        assertThat(checked.status()).describedAs(checked.output()).isZero();
        try (Upstream dns = Upstream.answering(Servers.ADDRESS);
                RunningTrafficServer server = RunningTrafficServer.start(folder, site.files(), port, dns)) {
            ProxyQuestions questions = server.questions();
            assertThat(LabSite.differences(reading, Port.HTTPS, questions.ask(Method.CONNECT, names, 443)))
                    .isEmpty();
            assertThat(LabSite.differences(reading, Port.HTTP, questions.ask(Method.GET, names, 80)))
                    .isEmpty();
            List<HostName> some = names.subList(0, 300);
            assertThat(LabSite.differences(reading, Port.tcp(8190), questions.ask(Method.CONNECT, some, 8190)))
                    .isEmpty();
            // the other way round, and at ports of no rule, nothing passes
            assertThat(questions.ask(Method.GET, some, 443)).doesNotContainValue(true);
            assertThat(questions.ask(Method.CONNECT, some, 80)).doesNotContainValue(true);
            assertThat(questions.ask(Method.CONNECT, some, 8443)).doesNotContainValue(true);
            assertThat(questions.ask(Method.GET, some, 8080)).doesNotContainValue(true);
        }
    }

    @Test
    void theHostOfTheRequestDecidesAndNotTheHeader() throws IOException, InterruptedException {
        int port = Daemon.freePort();
        try (Upstream dns = Upstream.answering(Servers.ADDRESS);
                RunningTrafficServer server =
                        RunningTrafficServer.start(folder, site(port, "").files(), port, dns)) {
            ProxyQuestions questions = server.questions();
            assertThat(questions.passes(Method.CONNECT, "D1.SophosUpd.COM", 443))
                    .isTrue();
            assertThat(questions.passes(Method.CONNECT, "d1.sophosupd.com.", 443))
                    .isFalse();
            assertThat(questions.passes(Method.GET, "d1.sophosupd.com.", 80)).isFalse();
            assertThat(questions.passes(Method.GET, "evil.net#.sophosupd.com", 80))
                    .isFalse();
            assertThat(questions.passes(Method.GET, "evil.net/.sophosupd.com", 80))
                    .isFalse();
            assertThat(questions.passes(Method.GET, "evil.net?.sophosupd.com", 80))
                    .isFalse();
            assertThat(questions.passes(Method.GET, "d1.sophosupd.com@evil.net", 80))
                    .isFalse();
            assertThat(questions.passes(Method.GET, "evil.net/\r\nHost: d1.sophosupd.com\r\nX: ", 80))
                    .isFalse();
            assertThat(questions.passes(Method.CONNECT, "d1.sophosupd.com:443@evil.net", 443))
                    .isFalse();
            assertThat(questions.passes(Method.CONNECT, Servers.ADDRESS, 443)).isFalse();
        }
    }

    @Test
    void aTunnelGetsToTheServer() throws IOException, InterruptedException {
        int port = Daemon.freePort();
        int at = Daemon.freePort();
        DeviceFiles files = files(
                "map https://a.net:" + at + "/ https://a.net:" + at + "/",
                "CONFIG proxy.config.http.connect_ports STRING " + at,
                port);
        try (Servers servers = Servers.start(List.of(at));
                Upstream dns = Upstream.answering(Servers.ADDRESS);
                RunningTrafficServer server = RunningTrafficServer.start(folder, files, port, dns)) {
            assertThat(Clients.passes(port, tunnel("a.net", at))).isTrue();
            assertThat(Clients.passes(port, tunnel("evil.net", at))).isFalse();
            assertThat(servers).isNotNull();
            assertThat(server).isNotNull();
        }
    }

    private static byte[] tunnel(String host, int at) {
        return ("CONNECT " + host + ":" + at + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\nhello")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map https://a.example.com/ https://a.example.com:443/",
                "map https://A.Example.com https://a.example.com:443",
                "map https://a.example.com:443/ https://a.example.com:443/",
                "map https://a.example.com/ http://a.example.com:443/",
                "map https://a.example.com/ https://a.example.com/",
                "map https://a.example.com:80/ https://a.example.com:80/",
                "map https://a.example.com/x https://a.example.com:443/",
                "map https://a.example.com:8443/ https://a.example.com:8443/",
                "map https://*.example.com/ https://*.example.com:443/",
                "map https://example.com./ https://example.com.:443/",
                "map http://a.example.com/ http://a.example.com/",
                "map http://a.example.com/ http://a.example.com:80/",
                "map http://a.example.com:443/ http://a.example.com:443/",
                "map http://a.example.com/x http://a.example.com/",
                "\t map\thttp://a.example.com/\thttp://a.example.com/ # why\n#map http://evil.net/ http://evil.net/",
                "regex_map https://example\\.com/ https://$0:443/",
                "regex_map http://example\\.com/ http://$0/",
                "regex_map http://(.*\\.)?example\\.com/ http://$0/",
                "regex_map http://^([^.]+\\.)*example\\.com$/ http://$0/",
                "regex_map https://^([a-z0-9_-]+\\.)+example\\.com$/ https://$0:443/ *.example.com",
                "regex_map https://^(a|b)\\.example\\.com$/ https://$0:443/",
                "regex_map https://^\\D+\\.example\\.NET$/ https://$0:443/",
                "regex_map https://^[A-Z]\\.net$/ https://$0:443/",
                "regex_map https://^.\\.ne?t/ https://$0:443/\nmap https://evil.net/ https://evil.net:443/",
                "map http://a.net/ http://a.net/\nmap https://a.net/ https://a.net:443/\nreverse_map http://x/ http://y/",
                "CONFIG proxy.config.http.connect_ports STRING 80 443\nmap http://a.net/ http://a.net:80/",
                "CONFIG proxy.config.http.connect_ports STRING 8443\nmap https://a.net/ https://a.net:443/",
                "CONFIG proxy.config.http.connect_ports STRING *\nmap https://a.net/ https://a.net:443/",
                "CONFIG proxy.config.url_remap.remap_required INT 0\nmap https://a.net/ https://a.net:443/",
                """
                CONFIG proxy.config.url_remap.remap_required INT 0
                CONFIG proxy.config.url_remap.remap_required INT 1
                map https://a.net/ https://a.net:443/""",
                "CONFIG proxy.config.reverse_proxy.enabled INT 0\nmap https://a.net/ https://a.net:443/"
            })
    void oddTextsMeanToTrafficServerWhatTheReaderSays(String text) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        List<String> lines = text.lines().toList();
        DeviceFiles files = files(
                String.join(
                        "\n",
                        lines.stream()
                                .filter(line -> !line.startsWith("CONFIG"))
                                .toList()),
                String.join(
                        "\n",
                        lines.stream().filter(line -> line.startsWith("CONFIG")).toList()),
                port);
        Reading reading = TRAFFIC_SERVER.read(files);

        assertThat(reading.lines()).allMatch(Line::isUnderstood);
        try (Upstream dns = Upstream.answering(Servers.ADDRESS);
                RunningTrafficServer server = RunningTrafficServer.start(folder, files, port, dns)) {
            ProxyQuestions questions = server.questions();
            assertAgrees(reading, 443, questions.ask(Method.CONNECT, NEAR, 443), true);
            assertAgrees(reading, 80, questions.ask(Method.GET, NEAR, 80), true);
            assertAgrees(reading, 443, questions.ask(Method.GET, NEAR, 443), false);
            assertAgrees(reading, 80, questions.ask(Method.CONNECT, NEAR, 80), false);
        }
    }

    /** @param usual whether clients want that port in that way */
    private static void assertAgrees(Reading reading, int at, Map<HostName, Boolean> passing, boolean usual) {
        passing.forEach((name, passes) -> {
            assertThat(usual && reading.surely().at(Port.tcp(at)).contains(name) && !passes)
                    .describedAs("%s is refused at %s", name, at)
                    .isFalse();
            assertThat(!reading.possibly().at(Port.tcp(at)).contains(name) && passes)
                    .describedAs("%s passes at %s", name, at)
                    .isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map https://a.com/ https://a.com:443/\nmap https://A.com:443/ https://a.com:443/",
                "map https://a.com/",
                "mop https://a.com/ https://a.com:443/",
                "a.com"
            })
    void whatTheReaderCallsWrongTrafficServerRefuses(String rules) throws IOException, InterruptedException {
        DeviceFiles files = files("map https://b.com/ https://b.com:443/\n" + rules, "", 8080);

        assertThat(RunningTrafficServer.check(folder, files).status()).isNotZero();
        assertThat(TRAFFIC_SERVER.read(files).lines()).anyMatch(line -> line.state() == Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map a.com b.com",
                "map gopher://a.com/ https://a.com:443/",
                "regex_map https://^(a$/ https://$0:443/"
            })
    void whatTrafficServerRefusesIsNotPassedOver(String rules) throws IOException, InterruptedException {
        DeviceFiles files = files(rules, "", 8080);

        assertThat(RunningTrafficServer.check(folder, files).status()).isNotZero();
        assertThat(TRAFFIC_SERVER.read(files).notUnderstood()).isNotEmpty();
    }

    @Test
    void aBackslashAtTheEndOfACommentTakesTheNextLineAway() throws IOException, InterruptedException {
        int port = Daemon.freePort();
        DeviceFiles files = files(
                "# why \\\nmap https://a.net/ https://a.net:443/\nmap https://evil.net/ https://evil.net:443/",
                "",
                port);
        try (Upstream dns = Upstream.answering(Servers.ADDRESS);
                RunningTrafficServer server = RunningTrafficServer.start(folder, files, port, dns)) {
            assertThat(server.questions().passes(Method.CONNECT, "a.net", 443)).isFalse();
            assertThat(server.questions().passes(Method.CONNECT, "evil.net", 443))
                    .isTrue();
        }
        assertThat(TRAFFIC_SERVER.read(files).notUnderstood()).hasSize(1);
    }

    private static DeviceFiles files(String rules, String records, int port) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("remap.config", rules + "\n");
        texts.put(
                "records.config",
                "CONFIG proxy.config.http.server_ports STRING " + port + ":ip-in=127.0.0.1\n"
                        + "CONFIG proxy.config.admin.user_id STRING trafficserver\n"
                        + "CONFIG proxy.config.http.cache.http INT 0\n" + records + "\n");
        return new DeviceFiles(texts);
    }

    private static LabSite site(int port, String form) {
        return LabSite.with(
                "{ name: edge, target: trafficserver, options: { listen: \"127.0.0.1:" + port + "\" }" + form + " }");
    }
}
