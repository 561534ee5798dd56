package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.SiteYaml;

class AimsTest {

    @Test
    void namesAndPortsThatTheSiteMustReachAreAimedAtOnce() throws IOException {
        Aims aims = aims("");

        assertThat(aims.list()).extracting(Aim::toString).doesNotHaveDuplicates();
        assertThat(aims.list())
                .extracting(Aim::toString)
                .contains("d1.sophosupd.com:80", "d1.sophosupd.com:443", "kinesis.us-west-2.amazonaws.com:443");
    }

    @Test
    void aWildcardIsToldWithTheNamesThatStandForIt() throws IOException {
        Map<String, List<HostName>> standIns = new java.util.HashMap<>();
        aims("").wildcards().forEach((rule, names) -> standIns.put(rule.host().toString(), names));

        assertThat(standIns.get("*.sophosupd.com")).contains(HostName.parse("d1.sophosupd.com"));
        assertThat(standIns.get("*.cloudfront.net")).isEmpty();
    }

    @Test
    void theRequestOfTheDocumentIsMadeWithTheAnswerThatItNames() throws IOException {
        Aim kinesis = aims("").list().stream()
                .filter(aim -> aim.toString().equals("kinesis.us-west-2.amazonaws.com:443"))
                .findFirst()
                .orElseThrow();

        assertThat(kinesis.request().flatMap(Check.Request::answer).map(Check.Answer::contains))
                .contains("Missing Authentication Token");
    }

    @Test
    void udpIsNotAskedAndSaid() throws IOException {
        Aims aims = aims("also:\n  - { host: ntp.example.org, ports: [123/udp], reason: time }\n");

        assertThat(aims.unasked()).extracting(rule -> rule.host().toString()).containsExactly("ntp.example.org");
        assertThat(aims.list()).extracting(Aim::toString).noneMatch(aim -> aim.startsWith("ntp."));
    }

    private static Aims aims(String also) throws IOException {
        String catalog = Files.readString(Path.of("../catalogs/sophos-central.yaml"));
        Catalogs catalogs = Catalogs.of(CatalogYaml.read("sophos-central.yaml", catalog));
        String site =
                "sallyport: 1\nsite: here\nvendors:\n  sophos-central:\n    licences: [endpoint, ad-sync, edr, mtr]\n";
        return Aims.of(
                catalogs,
                Allowlist.plan(
                        catalogs,
                        new SiteYaml(catalogs, Map.<String, Set<String>>of(), SharedSuffixes::known)
                                .read("site.yaml", site + also)));
    }
}
