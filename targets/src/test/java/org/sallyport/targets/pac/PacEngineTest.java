package org.sallyport.targets.pac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NamesNearRules;
import org.sallyport.targets.Rendered;

/** What the reader says of a PAC file is what a real engine does with it. */
class PacEngineTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central:
                licences: [endpoint, ad-sync, edr, mtr]
                servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
            also:
              - { host: "*.example.org", ports: [443], reason: "</script> \\\\ */ \\" ticket 1234" }
              - { host: "d*.a*b.*.example.net", ports: [8443], reason: "stars" }
              - { host: "*.x.*.example.net", ports: [8443], reason: "a star in front" }
            devices:
              - { name: browsers, target: pac%s }
            """;

    @Test
    void theRenderedFileLetsThroughWhatItsReadingSays() throws IOException, InterruptedException {
        for (String options : List.of("", ", wildcards: false, inexpressible: omit")) {
            Rendered rendered = Rendered.site(SITE.formatted(options));
            List<HostPattern> rules = rendered.allowlist().rules().stream()
                    .map(rule -> rule.host())
                    .distinct()
                    .toList();
            List<HostName> names = NamesNearRules.of(rules, 2_000);
            NameSet passes = rendered.readings().getFirst().surely().elsewhere();

            assertThat(names).hasSize(2_000);
            assertThat(passing(rendered, names.stream().map(HostName::value).toList()))
                    .isEqualTo(names.stream().map(passes::contains).toList());
            assertThat(passing(
                            rendered,
                            names.stream()
                                    .map(name -> name.value().toUpperCase(Locale.ROOT) + ".")
                                    .toList()))
                    .isEqualTo(names.stream().map(passes::contains).toList());
        }
    }

    @Test
    void aLineLessIsANameLessForBoth() throws IOException, InterruptedException {
        Rendered rendered = Rendered.site(SITE.formatted(""));
        String text = text(rendered);
        String less = text.lines()
                .filter(line -> !line.contains("\"ocsp2.globalsign.com\""))
                .reduce("", (a, b) -> a + b + "\n");
        List<String> hosts = List.of("ocsp2.globalsign.com", "crl.globalsign.com");

        assertThat(Engine.answers(
                        List.of(new Engine.Question(text, false, hosts), new Engine.Question(less, false, hosts))))
                .containsExactly(List.of("DIRECT", "DIRECT"), List.of("PROXY 127.0.0.1:9", "DIRECT"));
        NameSet passes =
                new Pac().read(DeviceFiles.of("proxy.pac", less)).possibly().elsewhere();
        assertThat(passes.contains(HostName.parse(hosts.get(0)))).isFalse();
        assertThat(passes.contains(HostName.parse(hosts.get(1)))).isTrue();
    }

    @Test
    void addressesAndOddHostsAreNotLetThrough() throws IOException, InterruptedException {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(passing(
                        rendered,
                        List.of("192.0.2.1", "[2001:db8::1]", "localhost", ".", "*", "*.com", "sophos.com..")))
                .containsOnly(false);
    }

    @Test
    void whatPeopleWriteIsReadAsTheEngineRunsIt() throws IOException, InterruptedException {
        List<String> scripts = IntStream.range(0, 400)
                .mapToObj(seed -> new RandomScript(seed).text())
                .toList();
        List<HostName> names = Stream.concat(
                        Stream.of("intranet", "a", "com", "example", "evil.test", "b.test")
                                .map(HostName::parse),
                        NamesNearRules.of(
                                Stream.of(
                                                "a.example.com",
                                                "*.example.com",
                                                "b.example.com",
                                                "a*.example.net",
                                                "ab.b.net")
                                        .map(HostPattern::parse)
                                        .toList(),
                                74)
                                .stream())
                .toList();
        List<Engine.Question> questions = new ArrayList<>();
        for (String script : scripts) {
            List<String> hosts = names.stream().map(HostName::value).toList();
            questions.add(new Engine.Question(script, false, hosts));
            questions.add(new Engine.Question(script, true, hosts));
        }
        List<List<String>> answers = Engine.answers(questions);
        int exact = 0;
        for (int i = 0; i < scripts.size(); i++) {
            String script = scripts.get(i);
            Reading reading = new Pac().read(DeviceFiles.of("proxy.pac", script));
            NameSet surely = reading.surely().elsewhere();
            NameSet possibly = reading.possibly().elsewhere();
            exact += possibly.isSubsetOf(surely) ? 1 : 0;
            assertThat(surely.isSubsetOf(possibly)).isTrue();
            for (int n = 0; n < names.size(); n++) {
                for (List<String> given : answers.subList(2 * i, 2 * i + 2)) {
                    assertThat(agrees(given.get(n), surely.contains(names.get(n)), possibly.contains(names.get(n))))
                            .describedAs(
                                    "%s gets \"%s\" (surely %s, possibly %s) from%n%s",
                                    names.get(n),
                                    given.get(n),
                                    surely.contains(names.get(n)),
                                    possibly.contains(names.get(n)),
                                    script)
                            .isTrue();
                }
            }
        }
        // the comparison says nothing where the reader leaves all open
        assertThat(exact).isGreaterThan(scripts.size() / 5);
    }

    private static boolean agrees(String answer, boolean surely, boolean possibly) {
        if (answer.equals(Engine.FAILS)) {
            return possibly && !surely;
        }
        boolean passes = !answer.equals("PROXY blocked.test:1") && !answer.equals("proxy  blocked.test:1;");
        return passes ? possibly : !surely;
    }

    private static List<Boolean> passing(Rendered rendered, List<String> hosts)
            throws IOException, InterruptedException {
        return Engine.answers(List.of(new Engine.Question(text(rendered), false, hosts))).getFirst().stream()
                .map(answer -> !answer.equals("PROXY 127.0.0.1:9"))
                .toList();
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("proxy.pac", "");
    }
}
