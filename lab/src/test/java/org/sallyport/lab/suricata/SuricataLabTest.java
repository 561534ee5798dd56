package org.sallyport.lab.suricata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.suricata.Suricata;

/** What the reader says of rules, held against the real Suricata with the same rules. */
class SuricataLabTest {

    private static final int NAMES = 2_000;
    private static final int SEGMENT = 1_400;

    /** What a client says to the server. */
    private enum Says {
        TLS,
        LARGE_TLS,
        HTTP
    }

    private record Asked(HostName name, int port, Says says) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ name: edge, target: suricata }",
                "{ name: edge, target: suricata, options: { dns: true } }",
                "{ name: edge, target: suricata, wildcards: false, inexpressible: omit }"
            })
    void theRealSuricataDecidesAsTheReaderSays(String device) throws IOException, InterruptedException {
        LabSite site = LabSite.with(device);
        DeviceFiles files = site.files();
        String rules = text(files);
        Reading reading = site.read(files);
        List<HostName> names = site.namesNear(NAMES);

        Daemon.Finished checked = new Replay(folder).check(rules);
        assertThat(checked.status()).describedAs(checked.output()).isZero();
        assertThat(checked.output()).doesNotContain("Error", "Warning: detect");
        assertThat(differences(reading, rules, names, 443, Says.TLS)).isEmpty();
        assertThat(differences(reading, rules, names, 80, Says.HTTP)).isEmpty();
        assertThat(differences(reading, rules, names.subList(0, 500), 443, Says.LARGE_TLS))
                .isEmpty();
        assertThat(differences(reading, rules, names.subList(0, 500), 8190, Says.TLS))
                .isEmpty();
        assertThat(differences(reading, rules, names.subList(0, 500), 8190, Says.HTTP))
                .isEmpty();
        assertThat(differences(reading, rules, names.subList(0, 300), 22, Says.TLS))
                .isEmpty();
        assertThat(answers(rules, asked(names.subList(0, 300), 80, Says.TLS))).doesNotContainValue(true);
        assertThat(answers(rules, asked(names.subList(0, 300), 443, Says.HTTP))).doesNotContainValue(true);
    }

    @Test
    void theRulesStopWhatNamesNoServer() throws IOException, InterruptedException {
        LabSite site = LabSite.with("{ name: edge, target: suricata }");
        String rules = text(site.files());
        byte[] foreign = Capture.clientHello(Optional.of("evil.test"), 4_000);
        List<byte[][]> connections = List.of(
                new byte[][] {Capture.clientHello(Optional.empty(), 0)},
                Capture.segments(foreign, SEGMENT),
                new byte[][] {octets("GET / HTTP/1.1\r\n\r\n")},
                new byte[][] {octets("GET /\r\n")},
                new byte[][] {octets("GET http://evil.test/ HTTP/1.1\r\nHost: d1.sophosupd.com\r\n\r\n")},
                new byte[][] {octets("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")},
                new byte[][] {octets("SSH-2.0-x\r\n")},
                new byte[][] {octets("EHLO x\r\n")},
                new byte[][] {octets("\u0001\u0002 a protocol of its own"), octets("and more")},
                new byte[][] {Capture.request("d1.sophosupd.com.")});
        Capture capture = new Capture();
        for (int client = 0; client < connections.size(); client++) {
            capture.connection(client, client % 2 == 0 ? 443 : 80, connections.get(client));
        }
        capture.datagram(connections.size(), 443, new byte[1_200]);
        capture.datagram(connections.size() + 1, 53, new byte[40]);

        assertThat(new Replay(folder).passes(rules, capture, connections.size() + 2))
                .doesNotContainValue(true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queriesPassWhereTheSiteSaysSo(boolean dns) throws IOException, InterruptedException {
        LabSite site = LabSite.with("{ name: edge, target: suricata, options: { dns: %s } }".formatted(dns));
        Capture capture = new Capture();
        capture.datagram(
                0,
                53,
                HexFormat.of().parseHex("12340100000100000000000004" + "6576696c" + "04" + "74657374" + "0000010001"));
        capture.datagram(1, 443, new byte[40]);

        assertThat(new Replay(folder).passes(text(site.files()), capture, 2))
                .containsEntry(0, dns)
                .containsEntry(1, false);
    }

    @Test
    void aRequestWithoutHeadersPassesARuleThatLooksAtHeaders() throws IOException, InterruptedException {
        Capture capture = new Capture();
        capture.connection(0, 80, octets("GET / HTTP/1.1\r\n\r\n"));
        capture.connection(1, 80, Capture.request("evil.test"));

        assertThat(new Replay(folder)
                        .passes(
                                "drop http any any -> any any (http.header_names; content:\"|0d 0a|\"; startswith; sid:1;)\n",
                                capture,
                                2))
                .containsEntry(0, true)
                .containsEntry(1, false);
    }

    @Test
    void aSecondRequestOnAConnectionThatPassesIsNotLookedAt() throws IOException, InterruptedException {
        LabSite site = LabSite.with("{ name: edge, target: suricata }");
        Capture capture = new Capture();
        capture.connection(0, 80, Capture.request("sophos.com"), Capture.request("evil.test"));

        assertThat(new Replay(folder).passes(text(site.files()), capture, 1)).containsEntry(0, true);
    }

    private static final String REST = """
            drop tls any any -> any any (flow:to_server,established; ssl_state:client_hello; sid:91;)
            drop tcp-pkt any any -> any any (flow:to_server,established; content:!"|16 03|"; depth:2; sid:92;)
            drop udp any any -> any any (sid:93;)
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // what a content means
                "pass tls any any -> any 443 (tls.sni; content:\"example.com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\".example.com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"example.com\"; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"a.example\"; startswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"example.com\"; startswith; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; dotprefix; content:\".example.com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; dotprefix; content:\".example\"; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; dotprefix; content:\".a.ex\"; startswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; dotprefix; content:\"example.com\"; startswith; endswith; sid:1;)\n"
                        + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"EXAMPLE.com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"EXAMPLE.com\"; nocase; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:!\"evil\"; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"a.\"; startswith; content:\".com\"; endswith; sid:1;)\n"
                        + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"ex|61 6D|ple|2e|com\"; bsize:11; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\"a.ex\"; depth:4; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls_sni; content:\"example.com\"; isdataat:!1,relative; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; pcre:\"/^[^.]*\\.example\\.com$/i\"; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; pcre:\"/EXAMPLE/\"; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; pcre:!\"/evil/\"; sid:1;)\n" + REST,
                "pass http any any -> any 80 (http.host; content:\"example.com\"; startswith; endswith; sid:1;)\n"
                        + REST,
                "pass http any any -> any 80 (http.host; dotprefix; content:\".example.com\"; endswith; sid:1;)\n"
                        + REST,
                "pass http any any -> any 80 (http.host; pcre:\"/^A\\.example/i\"; sid:1;)\n" + REST,
                "pass http any any -> any 80 (http.host; content:\"example.com\"; http.method; content:\"GET\"; sid:1;)\n"
                        + REST,
                // addresses, ports, directions
                "pass tls $HOME_NET any -> $EXTERNAL_NET [443,8000:9000] (tls.sni; content:\".com\"; endswith; sid:1;)\n"
                        + REST,
                "pass tls any any -> any [any,!443] (tls.sni; content:\".com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any !80 (tls.sni; content:\".com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any [80, 443] (tls.sni; content:\".com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any <> any 443 (tls.sni; content:\".com\"; endswith; sid:1;)\n" + REST,
                "pass tls 10.1.0.0/16 any -> any 443 (tls.sni; content:\".com\"; endswith; sid:1;)\n" + REST,
                "pass tls any any -> any $TLS_PORTS (tls.sni; content:\".com\"; endswith; sid:1;)\n" + REST,
                // what drops, and when
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)\ndrop tls any any -> any any (flow:to_server; sid:2;)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)\ndrop tcp any any -> any any (sid:2;)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)\ndrop tcp any any -> any any (flow:to_server,established; sid:2;)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)\ndrop tcp any any -> any any (flow:to_server,not_established; sid:2;)\n",
                "drop tls any any -> any any (ssl_state:client_hello; sid:2;)\npass tls any any -> any 443 (tls.sni; content:\"a.ex\"; sid:1;)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)\ndrop tls any any -> any any (flow:established; sid:2;)\n",
                "pass http any any -> any 80 (http.host; content:\"a.example.com\"; sid:1;)\ndrop http any any -> any any (sid:2;)\n",
                "pass tcp any any -> any any (flow:not_established; sid:1;)\ndrop tcp any any -> any 443 (sid:2;)\n",
                "pass tcp any any -> any any (flow:not_established; sid:1;)\ndrop tcp any any -> any 443 (flow:to_server; sid:2;)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)\ndrop ip any any -> any any (sid:2;)\n",
                "drop tls any any -> any any (tls.sni; content:\"a.ex\"; sid:2;)\npass tls any any -> any 443 (tls.sni; content:\".com\"; sid:1;)\n",
                "pass tcp any any -> any 443 (sid:1;)\n" + REST,
                "pass tcp any any -> any 443 (flow:not_established; sid:1;)\n" + REST,
                "pass tcp any any -> any any (flow:not_established; sid:1;)\ndrop tcp any any -> any any (sid:2;)\n",
                "pass ip any any -> any any (sid:1;)\n" + REST,
                "reject tcp any any -> any 80 (flow:established; sid:1;)\n",
                "drop tls any any -> any any (ssl_state:client_hello; sid:1;)\ndrop tcp any any -> any any (flow:established; app-layer-protocol:!tls; sid:2;)\n",
                // lines
                "pass tls any any -> any 443 (tls.sni; content:\".com\"; sid:1;) # why\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\".com\"; sid:91;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\".com\"; sid:91; rev:3;)\n" + REST,
                "pass tls any any -> any 443 \\\n  (tls.sni; content:\".com\"; \\\n  endswith; sid:1;)\n" + REST,
                "# \\\npass tls any any -> any 443 (tls.sni; content:\".com\"; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (msg:\"a\\; (b) \\\" c\"; tls.sni; content:\".com\"; sid:1;)\n" + REST,
                "PASS tls any any -> any 443 (tls.sni; content:\".com\"; sid:1;)\n" + REST,
                "pass TLS any any -> any 443 (tls.sni; content:\".com\"; sid:1;)\n" + REST,
                "pass tls any any -> any 443 (tls.sni; content:\".com\"; nonsense; sid:1;)\n" + REST
            })
    void oddRulesMeanToSuricataWhatTheReaderSays(String rules) throws IOException, InterruptedException {
        Reading reading = new Suricata().read(DeviceFiles.of("odd.rules", rules));
        List<HostName> names = Stream.of(
                        "example.com",
                        "a.example.com",
                        "a.b.example.com",
                        "evil-example.com",
                        "evilexample.com",
                        "example.com.evil.net",
                        "a.example.com.evil.net",
                        "evil.net",
                        "com",
                        "ba.example.com")
                .map(HostName::parse)
                .toList();
        List<Asked> asked = new ArrayList<>();
        for (int port : List.of(443, 80, 8443)) {
            for (Says says : Says.values()) {
                asked.addAll(asked(names, port, says));
            }
        }
        answers(rules, asked).forEach((request, passes) -> {
            Port port = Port.tcp(request.port());
            if (passes) {
                assertThat(reading.possibly().at(port).contains(request.name()))
                        .describedAs("%s passes", request)
                        .isTrue();
            } else if (request.port() != 80 ? request.says() != Says.HTTP : request.says() == Says.HTTP) {
                assertThat(reading.surely().at(port).contains(request.name()))
                        .describedAs("%s is refused", request)
                        .isFalse();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass http any any -> any 80 (http.host; content:\"a.b\"; nocase; endswith; sid:1;)\n",
                "pass http any any -> any 80 (http.host; content:\"A.b\"; endswith; sid:1;)\n",
                "pass tls any any -> any 443 (tls.sni; sid:1;)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.b\";)\n",
                "pass tls any any -> any 443 (tls.sni; content:\"a.b\"; sid:1;) # why\n",
                "pass tls any any <- any 443 (tls.sni; content:\"a.b\"; sid:1;)\n",
                "pass TLS any any -> any 443 (tls.sni; content:\"a.b\"; sid:1;)\n",
                "allow tls any any -> any 443 (tls.sni; content:\"a.b\"; sid:1;)\n"
            })
    void whatTheReaderCallsWrongSuricataRefuses(String rule) throws IOException, InterruptedException {
        Daemon.Finished checked = new Replay(folder).check(rule + REST);

        assertThat(checked.output()).contains("error parsing signature");
        assertThat(new Suricata().read(DeviceFiles.of("odd.rules", rule + REST)).lines())
                .anyMatch(line -> line.state() == Line.State.WRONG);
    }

    private List<String> differences(Reading reading, String rules, List<HostName> names, int port, Says says)
            throws IOException, InterruptedException {
        Map<HostName, Boolean> decided = new HashMap<>();
        answers(rules, asked(names, port, says)).forEach((asked, passes) -> decided.put(asked.name(), passes));
        return LabSite.differences(reading, Port.tcp(port), decided);
    }

    private static List<Asked> asked(List<HostName> names, int port, Says says) {
        return names.stream().map(name -> new Asked(name, port, says)).toList();
    }

    private Map<Asked, Boolean> answers(String rules, List<Asked> asked) throws IOException, InterruptedException {
        Capture capture = new Capture();
        for (int client = 0; client < asked.size(); client++) {
            Asked request = asked.get(client);
            Optional<String> name = Optional.of(request.name().value());
            capture.connection(
                    client,
                    request.port(),
                    switch (request.says()) {
                        case TLS -> new byte[][] {Capture.clientHello(name, 0)};
                        case LARGE_TLS -> Capture.segments(Capture.clientHello(name, 1_700), SEGMENT);
                        case HTTP ->
                            new byte[][] {Capture.request(request.name().value())};
                    });
        }
        Map<Asked, Boolean> answers = new HashMap<>();
        new Replay(folder)
                .passes(rules, capture, asked.size())
                .forEach((client, passes) -> answers.put(asked.get(client), passes));
        return answers;
    }

    private static String text(DeviceFiles files) {
        return String.join("", files.texts().values());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
