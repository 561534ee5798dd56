package org.sallyport.lab.pdnsrecursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
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
import org.sallyport.lab.LabSite;
import org.sallyport.lab.dns.Upstream;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.pdnsrecursor.PdnsRecursor;

/** What the reader says of a configuration with its zones, held against the real recursor with the same files. */
class PdnsRecursorLabTest {

    private static final String TOP = """
            $TTL 300
            @ IN SOA localhost. hostmaster.localhost. 1 3600 600 86400 300
            @ IN NS localhost.
            """;
    private static final String LUA = """
            rpzFile("/etc/powerdns/allow.rpz")
            rpzFile("/etc/powerdns/deny.rpz")
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
                    "b.com",
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
                "{ name: edge, target: pdns-recursor }",
                "{ name: edge, target: pdns-recursor, wildcards: false, inexpressible: omit }"
            })
    void theRealRecursorAnswersAsTheReaderSays(String device) throws IOException, InterruptedException {
        LabSite site = LabSite.with(device);
        DeviceFiles files = site.files();

        try (RunningRecursor recursor = RunningRecursor.start(folder, files.texts())) {
            Map<HostName, Boolean> answers = recursor.ask(site.namesNear(2_000));

            assertThat(LabSite.differences(site.read(files), Port.HTTPS, answers))
                    .isEmpty();
            assertThat(answers).hasSize(2_000).containsValue(true).containsValue(false);
            assertThat(recursor.log()).contains("Done loading RPZ").doesNotContain("Exception while loading RPZ");
            assertThat(recursor.resolvesSigned("sophos.com")).isTrue();
            assertThat(recursor.resolvesSigned("evil.example")).isFalse();
            assertThat(recursor.isInCache("sophos.com")).isTrue();
            assertThat(recursor.isInCache("evil.example")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com CNAME rpz-passthru.\n",
                "EXAMPLE.com 60 IN cname RPZ-Passthru. ; evil.net (\"\n",
                "; ( evil.net \"\nexample.com CNAME rpz-passthru.\n",
                "example.com IN 1h CNAME rpz-passthru.\nb.com\t1d\tCNAME\trpz-passthru.\t\n",
                "*.example.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\nexample.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\na.b.example.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\n*.a.b.example.com CNAME rpz-passthru.\n",
                "*.example.com CNAME rpz-passthru.\nb.example.com CNAME .\n",
                "*.example.com CNAME rpz-passthru.\n*.b.example.com CNAME .\n",
                "*.com CNAME .\n*.example.com CNAME rpz-passthru.\n",
                "*.com CNAME rpz-passthru.\n",
                "* CNAME rpz-passthru.\n",
                "* CNAME rpz-passthru.\nx.a.example.com CNAME .\n",
                "x.*.example.com CNAME rpz-passthru.\n*.example.com CNAME rpz-passthru.\n",
                "*b.example.com CNAME rpz-passthru.\n",
                "example.com. CNAME rpz-passthru.\n",
                "example.com.allow.rpz. CNAME rpz-passthru.\n",
                "example.com CNAME example.com.\n",
                "example.com CNAME rpz-passthru\n",
                "example.com CNAME rpz-foo.\n",
                "*.com CNAME rpz-passthru.\nexample.com CNAME rpz-foo.\n",
                "example.com CNAME rpz-foo.\nexample.com CNAME rpz-passthru.\n",
                "example.com CNAME garden.example.\n",
                "*.example.com CNAME *.garden.example.\n",
                "*.example.com CNAME *.\n",
                "example.com A 198.51.100.7\nexample.com A 198.51.100.8\n",
                "example.com CNAME rpz-passthru.\nexample.com A 192.0.2.1\n",
                "example.com A 192.0.2.1\nexample.com CNAME rpz-passthru.\nb.com CNAME rpz-passthru.\n",
                "example.com A 192.0.2.256\nb.com CNAME rpz-passthru.\n",
                "example.com NS rpz-passthru.\nexample.com CNAME rpz-passthru.\nb.com CNAME rpz-passthru.\n",
                "example.com TXT x\n",
                "@ CNAME rpz-passthru.\n. CNAME .\n",
                "b\u00fccher.example CNAME rpz-passthru.\nb.com CNAME rpz-passthru.\n",
                "exam\\112le.com CNAME rpz-passthru.\n",
                "\"example.com\" CNAME rpz-passthru.\n",
                "example.com CNAME (\n  rpz-passthru. )\n\n",
                "$ORIGIN com.\nexample CNAME rpz-passthru.\n$ORIGIN example\na IN 1h CNAME rpz-passthru.\n",
                "example.com CNAME rpz-passthru.\nexample.com CNAME rpz-passthru.\n",
                "example.com CNAME rpz-passthru.\nEXAMPLE.com. CNAME .\n",
                "example.com CNAME rpz-passthru.\n  CNAME .\n",
                "example.com CNAME rpz-passthru.\nb..com CNAME .\n",
                "example.com CNAME rpz-passthru.\nb.com 1h30m CNAME .\n",
                "example.com CNAME rpz-passthru.\nb.com CNAME\n",
                "example.com IN IN CNAME rpz-passthru.\n",
                "32.1.2.0.192.rpz-ip CNAME rpz-passthru.\nexample.com CNAME rpz-passthru.\n",
                "32.7.100.51.198.rpz-ip CNAME .\nexample.com CNAME rpz-passthru.\n",
                "32.1.0.0.127.rpz-client-ip CNAME rpz-passthru.\n"
            })
    void oddZonesMeanToTheRecursorWhatTheReaderSays(String zone) throws IOException, InterruptedException {
        Map<String, String> files = files(LUA, TOP + zone, TOP + "* CNAME .\n");
        assertAgrees(files);

        files.put("recursor.lua", "rpzFile('/etc/powerdns/allow.rpz')");
        files.remove("deny.rpz");
        files.put("allow.rpz", TOP + zone + (zone.startsWith("* ") ? "" : "$ORIGIN .\n* CNAME .\n"));
        assertAgrees(files);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@ IN SOA a. b. 1 3600 600 86400 300\n",
                "@ NS a.\n@ SOA a. b. 1 3600 600 86400 300\n",
                "$TTL 1h\n@ 60 IN SOA a. b. (\n  1 ; serial (\n  1h 600 1d\n  300 )\n  IN NS localhost.\n",
                "allow.rpz. IN SOA a. b. 1 3600 600 86400 300\n",
                "$ORIGIN rpz.\nallow IN SOA a. b. 1 3600 600 86400 300\n$ORIGIN allow.rpz.\n",
                "$ttl 300\n$origin example.\n@ IN SOA a. b. 1 3600 600 86400 300\n",
                "\ufeff@ IN SOA a. b. 1 3600 600 86400 300\n"
            })
    void oddHeadsMeanToTheRecursorWhatTheReaderSays(String head) throws IOException, InterruptedException {
        String names = "example.com CNAME rpz-passthru.\n";
        assertAgrees(files(LUA, head + names, TOP + "* CNAME .\n"));
        assertAgrees(files(LUA, TOP + names, head + "* CNAME .\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rpzFile('deny.rpz')\nrpzFile('allow.rpz')\n",
                "rpzFile'allow.rpz'; rpzFile [[deny.rpz]]\n",
                "\ufeffrpzFile 'allow.rpz' -- rpzFile('deny.rpz')\n",
                "--[[ x\nrpzFile('deny.rpz')\n]] rpzFile('allow.rpz')\n",
                "rpzFile('allow.rpz', {defpol=Policy.NoAction})\nrpzFile('deny.rpz')\n",
                "rpzFile('allow.rpz', {defpol=Policy.NXDOMAIN, policyName='x'})\nrpzFile('deny.rpz')\n",
                "rpzFile('allow.rpz', {defpol=Policy.NODATA})\n",
                "rpzFile('allow.rpz', {defpol=Policy.Foo})\nrpzFile('deny.rpz')\n",
                "rpzFile('allow.rpz', {defpol=Policy.NoAction, defpolOverrideLocalData=false})\nrpzFile('deny.rpz')\n",
                "rpzFile('deny.rpz', {defpol=Policy.NoAction})\n",
                "rpzFile('allow.rpz', {foo=1})\nrpzFile('deny.rpz')\n",
                "rpzFile('allow.rpz')\nrpzFile('allow.rpz', {defpol=Policy.NoAction})\nrpzFile('deny.rpz')\n",
                "rpzFile('allow.rpz')\nif false then\nrpzFile('deny.rpz')\nend\n",
                "rpzFile('allow.rpz')\nrpzFile('missing.rpz')\n"
            })
    void oddConfigurationsMeanToTheRecursorWhatTheReaderSays(String lua) throws IOException, InterruptedException {
        String path = lua.replaceAll("('|\\[\\[)([a-z]*\\.rpz)", "$1/etc/powerdns/$2");
        assertAgrees(files(
                path,
                TOP + "example.com CNAME rpz-passthru.\nb.com CNAME .\n*.b.example.com CNAME rpz-passthru.\n"
                        + "a.example.com A 198.51.100.8\n",
                TOP + "* CNAME .\n"));
    }

    @Test
    void aZoneThatIsNotLoadedStopsNobody() throws IOException, InterruptedException {
        for (String broken :
                List.of("* CNAME .\n", TOP + "* CNAME .\n* CNAME .\n", "deny.rpz. SOA a. b. 1 2 3 4 5\n* CNAME .\n")) {
            assertThat(assertAgrees(files(LUA, TOP + "example.com CNAME rpz-passthru.\n", broken)))
                    .containsEntry(HostName.parse("evil.net"), true);
        }
    }

    @Test
    void withTheAssertionsTheServerDoesNotStartWithoutItsZones() throws IOException {
        DeviceFiles files =
                LabSite.with("{ name: edge, target: pdns-recursor }").files();
        Map<String, String> without = new LinkedHashMap<>(files.texts());
        without.remove("deny.rpz");
        Files.deleteIfExists(folder.resolve("deny.rpz"));

        assertThatThrownBy(() -> RunningRecursor.start(folder, without))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("deny.rpz: No such file");
    }

    @Test
    void aLaterListHoldsOnceTheCacheIsWiped() throws IOException, InterruptedException {
        HostName before = HostName.parse("a.example.com");
        HostName after = HostName.parse("b.example.com");
        List<HostName> both = List.of(before, after);
        Map<String, String> files = files(LUA, TOP + before + " CNAME rpz-passthru.\n", TOP + "* CNAME .\n");

        try (RunningRecursor recursor = RunningRecursor.start(folder, files)) {
            assertThat(recursor.ask(both)).containsEntry(before, true).containsEntry(after, false);
            files.put("allow.rpz", TOP + after + " CNAME rpz-passthru.\n");
            recursor.change(files);
            assertThat(recursor.control("reload-lua-config").status()).isZero();
            assertThat(recursor.ask(both)).containsEntry(before, true).containsEntry(after, false);
            assertThat(recursor.control("wipe-cache", "$").status()).isZero();
            assertThat(recursor.ask(both)).containsEntry(before, false).containsEntry(after, true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com CNAME rpz-passthru.\n",
                "allow.rpz. SOA a. b. 1 2 3 4 5\nexample.com CNAME rpz-passthru.\n",
                TOP + "example.com CNAME rpz-passthru.\nexample.com CNAME rpz-passthru.\n",
                TOP + "b..com CNAME rpz-passthru.\n",
                TOP + "b.com FOO x\n",
                TOP + "b.com CH CNAME .\n",
                TOP + "$FOO\n"
            })
    void whatTheReaderCallsWrongIsNotLoaded(String zone) throws IOException, InterruptedException {
        Map<String, String> files = files(LUA, zone, TOP + "* CNAME .\n");

        assertThat(new PdnsRecursor().read(new DeviceFiles(files)).lines())
                .anyMatch(line -> line.state() == Line.State.WRONG);
        try (RunningRecursor recursor = RunningRecursor.start(folder, files)) {
            assertThat(recursor.log()).contains("Exception while loading RPZ zone from file");
        }
    }

    @Test
    void whatAnAllowedNameLeadsToIsResolvedToo() throws IOException, InterruptedException {
        HostName alias = HostName.parse("alias.example.com");
        Map<String, String> files = files(LUA, TOP + "alias.example.com CNAME rpz-passthru.\n", TOP + "* CNAME .\n");

        try (RunningRecursor recursor = RunningRecursor.start(folder, files)) {
            assertThat(recursor.ask(List.of(alias, HostName.parse(Upstream.ALIASED))))
                    .containsEntry(alias, true)
                    .containsEntry(HostName.parse(Upstream.ALIASED), false);
        }
    }

    private static Map<String, String> files(String lua, String allow, String deny) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("recursor.lua", lua);
        files.put("allow.rpz", allow);
        files.put("deny.rpz", deny);
        return files;
    }

    private Map<HostName, Boolean> assertAgrees(Map<String, String> files) throws IOException, InterruptedException {
        Reading reading = new PdnsRecursor().read(new DeviceFiles(files));
        try (RunningRecursor recursor = RunningRecursor.start(folder, files)) {
            Map<HostName, Boolean> answers = recursor.ask(NAMES);
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
