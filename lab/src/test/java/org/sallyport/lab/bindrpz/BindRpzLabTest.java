package org.sallyport.lab.bindrpz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.bindrpz.BindRpz;

/** What the reader says of a configuration with its zones, held against the real BIND with the same files. */
class BindRpzLabTest {

    private static final String TOP = """
            $TTL 300
            @ IN SOA localhost. hostmaster.localhost. 1 3600 600 86400 300
            @ IN NS localhost.
            """;
    private static final String CONF = """
            options {
              response-policy { zone "allow.rpz"; zone "deny.rpz"; } break-dnssec yes recursive-only no;
            };
            zone "allow.rpz" { type primary; file "/etc/bind/allow.rpz"; };
            zone "deny.rpz" { type primary; file "/etc/bind/deny.rpz"; };
            """;
    private static final List<HostName> NAMES = Stream.of(
                    "example.com",
                    "a.example.com",
                    "x.a.example.com",
                    "b.example.com",
                    "a.b.example.com",
                    "x.b.example.com",
                    "evilexample.com",
                    "example.com.evil.net",
                    "evil.net",
                    "com",
                    "net",
                    "xn--bcher-kva.example",
                    "example",
                    "_x.example.com",
                    "example.com.allow.rpz")
            .map(HostName::parse)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ name: edge, target: bind-rpz }",
                "{ name: edge, target: bind-rpz, wildcards: false, inexpressible: omit }"
            })
    void theRealBindAnswersAsTheReaderSays(String device) throws IOException, InterruptedException {
        LabSite site = LabSite.with(device);
        DeviceFiles files = site.files();

        Daemon.Finished checked = RunningNamed.check(folder, files.texts());
        assertThat(checked.status()).describedAs(checked.output()).isZero();
        assertThat(checked.output().lines()).allMatch(line -> line.contains("loaded serial"));
        try (RunningNamed named = RunningNamed.start(folder, files.texts())) {
            Map<HostName, Boolean> answers = named.ask(site.namesNear(2_000));

            assertThat(LabSite.differences(site.read(files), Port.HTTPS, answers))
                    .isEmpty();
            assertThat(answers).hasSize(2_000).containsValue(true).containsValue(false);
            assertThat(named.resolvesSigned("sophos.com")).isTrue();
            assertThat(named.resolvesSigned("evil.example")).isFalse();
            assertThat(named.isInCache("sophos.com")).isTrue();
            assertThat(named.isInCache("evil.example")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com CNAME rpz-passthru.\n",
                "EXAMPLE.com 60 IN cname RPZ-Passthru. ; evil.net\n",
                "*.example.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\nexample.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\na.b.example.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\n*.a.b.example.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\nb.example.com CNAME .\n",
                "*.com CNAME rpz-passthru.\n",
                "* CNAME rpz-passthru.\n",
                "* CNAME rpz-passthru.\nx.example.com CNAME .\n",
                "x.*.example.com CNAME rpz-passthru.\n*.example.com CNAME rpz-passthru.\n",
                "*b.example.com CNAME rpz-passthru.\n",
                "example.com. CNAME rpz-passthru.\n",
                "example.com.allow.rpz. CNAME rpz-passthru.\n",
                "example.com CNAME example.com.\n",
                "example.com CNAME example.com.allow.rpz.\n",
                "example.com CNAME rpz-passthru\n",
                "example.com CNAME rpz-foo.\n",
                "example.com CNAME garden.example.\n",
                "*.example.com CNAME *.garden.example.\n",
                "*.example.com CNAME *.\n",
                "example.com A 198.51.100.7\nexample.com TXT x\n",
                "example.com TXT x\n",
                "b\u00fccher.example CNAME rpz-passthru.\n",
                "exam\\112le.com CNAME rpz-passthru.\na\\.b.example.com CNAME rpz-passthru.\n",
                "\"example.com\" CNAME (\n  rpz-passthru. )\n\n",
                "$ORIGIN com.allow.rpz.\nexample CNAME rpz-passthru.\n$ORIGIN example\na IN 1h CNAME rpz-passthru.\n",
                "example.com CNAME rpz-passthru.\nexample.com CNAME rpz-passthru.\n",
                "example.com CNAME rpz-passthru.\nb..com CNAME .\n",
                "example.com CNAME rpz-passthru.\nexample.com CNAME .\n",
                "32.1.2.0.192.rpz-ip CNAME rpz-passthru.\nexample.com CNAME rpz-passthru.\n",
                "32.7.100.51.198.rpz-ip CNAME .\nexample.com CNAME rpz-passthru.\n",
                "8.0.0.0.127.rpz-client-ip CNAME rpz-passthru.\n"
            })
    void oddZonesMeanToBindWhatTheReaderSays(String zone) throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF);
        files.put("allow.rpz", TOP + zone);
        files.put("deny.rpz", TOP + "* CNAME .\n");
        assertAgrees(files);

        files.put("named.conf", CONF.replace(" zone \"deny.rpz\";", ""));
        files.put("allow.rpz", TOP + zone + (zone.startsWith("* ") ? "" : "*.allow.rpz. CNAME .\n"));
        assertAgrees(files);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone \"allow.rpz\"; zone \"deny.rpz\"; | zone deny.rpz; zone allow.rpz;",
                "zone \"allow.rpz\"; | zone \"ALLOW.rpz.\" policy given;",
                "zone \"allow.rpz\"; | zone \"allow.rpz\" policy passthru;",
                "zone \"allow.rpz\"; | zone \"allow.rpz\" policy no-op;",
                "zone \"allow.rpz\"; | zone \"allow.rpz\" policy nxdomain;",
                "zone \"allow.rpz\"; | zone \"allow.rpz\" policy disabled;",
                "zone \"deny.rpz\"; } | zone \"deny.rpz\" policy nodata; }",
                "zone \"deny.rpz\"; } | zone \"deny.rpz\" policy disabled; }",
                "zone \"deny.rpz\"; } | zone \"deny.rpz\" policy cname garden.example; }",
                "break-dnssec yes | break-dnssec no",
                "recursive-only no | recursive-only yes",
                "recursive-only no | qname-wait-recurse no",
                "options { | options { /* response-policy */ // x",
                "type primary | type master",
                "response-policy | RESPONSE-POLICY",
                "allow.rpz\"; }; | allow.rpz\"; }; zone \"example.com\" { type primary; file \"/etc/bind/deny.rpz\"; };"
            })
    void oddConfigurationsMeanToBindWhatTheReaderSays(String part, String instead)
            throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF.replace(part, instead));
        files.put("allow.rpz", TOP + "example.com CNAME rpz-passthru.\n*.b.example.com CNAME rpz-passthru.\n");
        files.put("deny.rpz", TOP + "* CNAME .\n");
        assertThat(files.get("named.conf")).isNotEqualTo(CONF);
        assertAgrees(files);
    }

    @Test
    void aZoneThatIsNotLoadedStopsNobody() throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF);
        files.put("allow.rpz", TOP + "example.com CNAME rpz-passthru.\n");
        for (String broken : List.of(TOP + "a..b CNAME .\n* CNAME .\n", "$TTL 300\n* CNAME .\n", "* CNAME .\n")) {
            files.put("deny.rpz", broken);
            assertThat(assertAgrees(files)).containsEntry(HostName.parse("evil.net"), true);
        }
    }

    @Test
    void withoutBreakDnssecSignedNamesPass() throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF.replace("break-dnssec yes ", ""));
        files.put("allow.rpz", TOP);
        files.put("deny.rpz", TOP + "* CNAME .\n");

        try (RunningNamed named = RunningNamed.start(folder, files)) {
            assertThat(named.resolvesSigned("evil.net")).isTrue();
        }
        assertThat(new BindRpz()
                        .read(new DeviceFiles(files))
                        .possibly()
                        .at(Port.HTTPS)
                        .contains(HostName.parse("evil.net")))
                .isTrue();
    }

    @Test
    void whatIsStoppedCanBeHadFromTheCacheUnlessItIsForbiddenOrNotLookedUp() throws IOException, InterruptedException {
        HostName evil = HostName.parse("evil.net");
        for (String flag : List.of("", "recursive-only no", "qname-wait-recurse no")) {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("named.conf", CONF.replace("recursive-only no", flag));
            files.put("allow.rpz", TOP);
            files.put("deny.rpz", TOP + "* CNAME .\n");
            try (RunningNamed named = RunningNamed.start(folder, files)) {
                assertThat(named.ask(List.of(evil))).containsEntry(evil, false);
                assertThat(named.isInCache("evil.net")).isEqualTo(flag.isEmpty());
            }
            assertThat(new BindRpz()
                            .read(new DeviceFiles(files))
                            .possibly()
                            .at(Port.HTTPS)
                            .contains(evil))
                    .isEqualTo(flag.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b..com CNAME rpz-passthru.\n",
                "b.com FOO x\n",
                "b.com CNAME\n",
                "b.com CNAME . x\n",
                "b.com CNAME .\nb.com A 192.0.2.1\n",
                "b.com CNAME .\nb.com CNAME rpz-passthru.\n",
                "b.com CH CNAME .\n",
                "b.com CNAME . )\n",
                "b.com CNAME ( .\n",
                "b.com TXT \"x\n",
                "$FOO\n",
                "b.com SOA a. b. 1 1 1 1 1\n"
            })
    void whatTheReaderCallsWrongBindRefuses(String zone) throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF);
        files.put("allow.rpz", TOP + zone);
        files.put("deny.rpz", TOP + "* CNAME .\n");

        assertThat(RunningNamed.check(folder, files).status()).isNotZero();
        assertThat(new BindRpz().read(new DeviceFiles(files)).lines())
                .anyMatch(line -> line.state() == Line.State.WRONG);
    }

    @Test
    void whatAnAllowedNameLeadsToIsResolvedToo() throws IOException, InterruptedException {
        HostName alias = HostName.parse("alias.example.com");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF);
        files.put("allow.rpz", TOP + "alias.example.com CNAME rpz-passthru.\n");
        files.put("deny.rpz", TOP + "* CNAME .\n");

        try (RunningNamed named = RunningNamed.start(folder, files)) {
            assertThat(named.ask(List.of(alias, HostName.parse(Upstream.ALIASED))))
                    .containsEntry(alias, true)
                    .containsEntry(HostName.parse(Upstream.ALIASED), false);
        }
    }

    private Map<HostName, Boolean> assertAgrees(Map<String, String> files) throws IOException, InterruptedException {
        Reading reading = new BindRpz().read(new DeviceFiles(files));
        try (RunningNamed named = RunningNamed.start(folder, files)) {
            Map<HostName, Boolean> answers = named.ask(NAMES);
            answers.forEach((name, passes) -> {
                if (passes) {
                    assertThat(reading.possibly().at(Port.HTTPS).contains(name))
                            .describedAs("%s passes with %s", name, files)
                            .isTrue();
                } else {
                    assertThat(reading.surely().at(Port.HTTPS).contains(name))
                            .describedAs("%s is stopped with %s", name, files)
                            .isFalse();
                }
            });
            return answers;
        }
    }
}
