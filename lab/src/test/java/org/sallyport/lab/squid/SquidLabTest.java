package org.sallyport.lab.squid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.Site;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.NamesNear;
import org.sallyport.lab.squid.RunningSquid.Asked;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Targets;
import org.sallyport.targets.squid.Squid;

/** What the reader says of a text, held against the real Squid with the same text. */
class SquidLabTest {

    private static final Squid SQUID = new Squid();
    private static final Path CATALOG = Path.of("../catalogs/sophos-central.yaml");
    private static final int NAMES = 2_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"edge, 0", "edge, 1", "branch, 0", "branch, 1"})
    void theRealSquidAnswersAsTheReaderSays(String device, int form) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Allowlist allowlist = allowlist(port);
        DeviceFiles files = rendering(allowlist, device).forms().get(form);
        Reading reading = SQUID.read(files);
        List<HostName> names = namesNear(allowlist, form == 0 ? NAMES : NAMES / 4);
        boolean listens = form == 0;

        Daemon.Finished parsed = RunningSquid.parse(folder, files.texts(), listens);
        assertThat(parsed.status()).describedAs(parsed.output()).isZero();
        assertThat(parsed.output()).doesNotContain("ERROR", "FATAL", "is a subdomain of");
        try (RunningSquid squid = RunningSquid.start(folder, files.texts(), port, listens, names)) {
            List<Asked> usual = names.stream()
                    .flatMap(name -> Stream.of(Asked.tunnel(name, 443), Asked.plain(name, 80)))
                    .toList();
            assertThat(differences(reading, squid.ask(usual))).isEmpty();

            List<HostName> some = names.subList(0, 200);
            List<Asked> odd = some.stream()
                    .flatMap(name -> Stream.of(
                            Asked.tunnel(name, 8190),
                            Asked.plain(name, 8190),
                            Asked.tunnel(name, 22),
                            Asked.plain(name, 8080)))
                    .toList();
            assertThat(differences(reading, squid.ask(odd))).isEmpty();
            assertThat(differences(reading, squid.askShouting(usual.subList(0, 400))))
                    .isEmpty();

            List<Asked> crossed = names.stream()
                    .limit(300)
                    .flatMap(name -> Stream.of(Asked.tunnel(name, 80), Asked.plain(name, 443)))
                    .toList();
            assertThat(squid.ask(crossed)).doesNotContainValue(true);
        }
    }

    @Test
    void aLineTakenOutChangesBothVerdictsOnItsNameAndNoOther() throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Allowlist allowlist = allowlist(port);
        DeviceFiles whole = rendering(allowlist, "branch").forms().getFirst();
        String value = " dstdomain -n d1.sophosupd.com";
        DeviceFiles cut = DeviceFiles.of(
                whole.main(),
                whole.texts()
                        .values()
                        .iterator()
                        .next()
                        .lines()
                        .filter(line -> !line.endsWith(value))
                        .collect(Collectors.joining("\n", "", "\n")));
        List<HostName> names = new ArrayList<>(namesNear(allowlist, 500));
        names.add(HostName.parse("d1.sophosupd.com"));
        List<Asked> asked =
                names.stream().distinct().map(name -> Asked.tunnel(name, 443)).toList();

        Map<Asked, Boolean> before = answers(whole, port, names, asked);
        Map<Asked, Boolean> after = answers(cut, port, names, asked);

        assertThat(changed(before, after)).containsExactly(HostName.parse("d1.sophosupd.com"));
        assertThat(changed(said(SQUID.read(whole), asked), said(SQUID.read(cut), asked)))
                .containsExactly(HostName.parse("d1.sophosupd.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the surprises of values
                "acl a dstdomain -n .example.com\nhttp_access allow a\n",
                "acl a dstdomain -n EXAMPLE.com\nhttp_access allow a\n",
                "acl a dstdomain -n *.example.com\nhttp_access allow a\n",
                "acl a dstdomain -n .example.com.\nhttp_access allow a\n",
                "acl a dstdomain -n .com\nhttp_access allow a\n",
                "acl a dstdomain -n .example.com a.example.com\nhttp_access allow a\n",
                "acl a dstdomain -n\nhttp_access allow a\n",
                // expressions
                "acl a dstdom_regex -n example\\.com\nhttp_access allow a\n",
                "acl a dstdom_regex -n ^([^.]+\\.)*example\\.com$\nhttp_access allow a\n",
                "acl a dstdom_regex -n EXAMPLE -i ^A\\.EXAMPLE +i NET$\nhttp_access allow a\n",
                "acl a dstdom_regex -n ^.*evil.*$ (^|\\.)xn--\nhttp_access allow a\n",
                "acl a dstdom_regex -n ^e?a+?\\.ex[[:alpha:]]{5}\\.com$ ^[\\-b]+\\.\nhttp_access allow a\n",
                "acl a dstdom_regex -n ^^a\\.example a^b c$d (|evil-)example.com$\nhttp_access allow a\n",
                "acl a dstdom_regex -n ^[^-]{9}\\.[cn]o?[^c]t?$\nhttp_access allow a\n",
                // rules
                "acl a dstdomain -n .example.com\nhttp_access deny a\n",
                "acl a dstdomain -n a.example.com\nacl b dstdomain -n .example.com\nhttp_access deny a\nhttp_access allow b\n",
                "acl a dstdomain -n a.example.com\nacl b dstdomain -n .example.com\nhttp_access allow b !a\nhttp_access deny all\n",
                "acl a dstdomain -n a.example.com\nhttp_access deny !a\nhttp_access allow all\n",
                "acl a dstdomain -n .example.com\nacl b dstdom_regex -n ^a\nhttp_access allow a b\n",
                "acl a dstdomain -n .example.com\nhttp_access allow a CONNECT\nhttp_access deny all\n",
                "acl p port 443 8000-9000\nacl a dstdomain -n .example.com\nhttp_access deny !p\nhttp_access allow a\n",
                "acl g method GET\nacl a dstdomain -n .example.com\nhttp_access allow a g\nhttp_access deny g\n",
                "acl A dstdomain -n a.example.com\nacl a dstdomain -n evil.net\nhttp_access allow a\nhttp_access\n",
                "acl a dstdomain -n a.example.com\nacl c any-of a\nacl d all-of !a !c\nhttp_access deny d\nhttp_access allow c\n",
                "http_access allow localhost\nacl a dstdomain -n a.example.com\nhttp_access deny a\n",
                "acl far src 10.0.0.0/8\nacl a dstdomain -n a.example.com\nhttp_access deny far\nhttp_access allow a\n",
                "acl u url_regex ^http://evil\nacl a dstdomain -n .net\nhttp_access deny u\nhttp_access allow a\n",
                "acl a dstdomain -n a.example.com\nhttp_access allow a\nhttp_reply_access allow all\n",
                // lines
                "acl a dstdomain -n a.example.com \\\n# evil.net \\\n\n  evil.net\nhttp_access allow a\n",
                "acl a dstdomain -n a.exam\\\nple.com\r\nhttp_access allow a # all\r\n",
                "# \\\nhttp_access deny all\nhttp_access allow all \\",
                "acl a dstdomain -n a.example.com#evil.net\nhttp_access allow a\nacl a dstdomain -n evil.net\n",
                "acl a dstdomain -n \"list.txt\"\nhttp_access allow a\n"
            })
    void oddTextsMeanToSquidWhatTheReaderSays(String text) throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "odd.conf", text.replace("list.txt", folder.resolve("list.txt").toString()));
        files.put(
                "list.txt",
                "# names\n  a.example.com  # first\nevil.net example.com\r\n\n\uFEFFexample.com\n.example.net\r\n");
        Reading reading = SQUID.read(new DeviceFiles(files));
        List<HostName> names = Stream.of(
                        "example.com",
                        "a.example.com",
                        "a.b.example.com",
                        "b.example.com",
                        "aa.example.com",
                        "evil-example.com",
                        "evilexample.com",
                        "example.com.evil.net",
                        "a.example.com.evil.net",
                        "evil.net",
                        "example.net",
                        "example9.net",
                        "_b.example.com",
                        "xn--bcher-kva.example",
                        "com")
                .map(HostName::parse)
                .toList();
        int port = Daemon.freePort();
        List<Asked> asked = names.stream()
                .flatMap(name -> Stream.of(443, 80, 8080, 22)
                        .flatMap(at -> Stream.of(Asked.tunnel(name, at), Asked.plain(name, at))))
                .toList();

        try (RunningSquid squid = RunningSquid.start(folder, files, port, false, names)) {
            squid.ask(asked).forEach((request, passes) -> {
                boolean surely = reading.surely().at(Port.tcp(request.port())).contains(request.name());
                boolean possibly =
                        reading.possibly().at(Port.tcp(request.port())).contains(request.name());
                if (passes) {
                    assertThat(possibly).describedAs("%s passes", request).isTrue();
                } else if (isUsual(request)) {
                    assertThat(surely).describedAs("%s is refused", request).isFalse();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acl a dstdomain -n example.com .example.com\n",
                "acl a dstdomain -n .example.com example.com\n",
                "acl a dstdomain -n a.example.com .example.com\n",
                "acl a dstdomain -n .a.example.com\nacl a dstdomain -n .example.com\n",
                "acl a dstdomain -i example.com\n",
                "acl a port http\n",
                "acl all dstdomain example.com\n",
                "http_access allow nothing\n"
            })
    void whatTheReaderCallsWrongSquidRefuses(String text) throws IOException, InterruptedException {
        Daemon.Finished parsed = RunningSquid.parse(folder, Map.of("odd.conf", text), false);

        assertThat(parsed.status()).describedAs(parsed.output()).isNotZero();
        assertThat(SQUID.read(DeviceFiles.of("odd.conf", text)).lines())
                .anyMatch(line -> line.state() == Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acl a dstdomain -n .example.com a.example.com\n",
                "acl a dstdomain -n example.com example.com .com.example net .net.example\n",
                "acl a dstdomain -n b.example.com .a.example.com c.example.com xexample.com .x-example.com\n",
                "acl a dstdomain -n *.example.com example.com. .example.org.\n",
                "acl a dstdom_regex -n ^a+?$ [[:alpha:]] (a|)\n"
            })
    void whatTheReaderUnderstandsSquidTakes(String text) throws IOException, InterruptedException {
        Daemon.Finished parsed = RunningSquid.parse(folder, Map.of("odd.conf", text), false);

        assertThat(parsed.status()).describedAs(parsed.output()).isZero();
        assertThat(SQUID.read(DeviceFiles.of("odd.conf", text)).lines())
                .noneMatch(line -> line.state() == Line.State.WRONG);
    }

    @Test
    void aLongCommentIsARuleBehindItsCutAndTheReaderDoesNotTrustIt() throws IOException, InterruptedException {
        String text = "# " + "x".repeat(8_189) + "http_access allow all\nhttp_access deny all\n";
        HostName evil = HostName.parse("evil.net");
        int port = Daemon.freePort();

        try (RunningSquid squid = RunningSquid.start(folder, Map.of("odd.conf", text), port, false, List.of(evil))) {
            assertThat(squid.ask(List.of(Asked.tunnel(evil, 443)))).containsValue(true);
        }
        assertThat(SQUID.read(DeviceFiles.of("odd.conf", text))
                        .possibly()
                        .at(Port.HTTPS)
                        .contains(evil))
                .isTrue();
    }

    private static List<String> differences(Reading reading, Map<Asked, Boolean> answers) {
        List<String> differences = new ArrayList<>();
        answers.forEach((asked, passes) -> {
            Port port = Port.tcp(asked.port());
            boolean surely = reading.surely().at(port).contains(asked.name());
            boolean possibly = reading.possibly().at(port).contains(asked.name());
            if (surely != possibly || surely != passes) {
                differences.add(asked + " passes: " + passes + ", the reader says " + surely + " to " + possibly);
            }
        });
        return differences;
    }

    private static boolean isUsual(Asked asked) {
        return switch (asked.port()) {
            case 80 -> asked.method().equals("GET");
            case 443 -> asked.method().equals("CONNECT");
            // there, what passes surely passes by both: one refusal is enough
            default -> true;
        };
    }

    private Map<Asked, Boolean> answers(DeviceFiles files, int port, List<HostName> names, List<Asked> asked)
            throws IOException, InterruptedException {
        try (RunningSquid squid = RunningSquid.start(folder, files.texts(), port, true, names)) {
            return squid.ask(asked);
        }
    }

    private static Map<Asked, Boolean> said(Reading reading, List<Asked> asked) {
        return asked.stream()
                .collect(Collectors.toMap(
                        request -> request,
                        request -> reading.surely().at(Port.tcp(request.port())).contains(request.name())));
    }

    private static List<HostName> changed(Map<Asked, Boolean> before, Map<Asked, Boolean> after) {
        return before.keySet().stream()
                .filter(asked -> !Objects.equals(before.get(asked), after.get(asked)))
                .map(Asked::name)
                .toList();
    }

    private static List<HostName> namesNear(Allowlist allowlist, int count) {
        List<HostPattern> hosts =
                allowlist.rules().stream().map(Rule::host).distinct().toList();
        return NamesNear.of(hosts, count, new Random(2_026));
    }

    private static Rendering rendering(Allowlist allowlist, String device) {
        return SQUID.write(
                allowlist,
                allowlist.site().devices().stream()
                        .filter(candidate -> candidate.name().value().equals(device))
                        .findFirst()
                        .orElseThrow());
    }

    private static Allowlist allowlist(int port) throws IOException {
        Catalogs catalogs = Catalogs.of(CatalogYaml.read(CATALOG.toString(), Files.readString(CATALOG)));
        String text = """
            sallyport: 1
            site: lab
            vendors:
              sophos-central:
                licences: [endpoint, ad-sync, edr, mtr]
                servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
            also:
              - { host: "*.eu-*.example.org", ports: [443], reason: "ticket 1234 # \\\\" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1235" }
              - { host: "_http.example.net", ports: [80], reason: "ticket 1236" }
            devices:
              - { name: edge, target: squid, options: { listen: "127.0.0.1:%d" } }
              - { name: branch, target: squid, wildcards: false, inexpressible: omit, options: { listen: "127.0.0.1:%d" } }
            """.formatted(port, port);
        Site site = new SiteYaml(catalogs, Targets.options(), SharedSuffixes::known).read("site.yaml", text);
        return Allowlist.plan(catalogs, site);
    }
}
