package org.sallyport.targets.trafficserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Deviation;
import org.sallyport.core.proof.Grade;
import org.sallyport.core.proof.Proof;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class TrafficServerTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central:
                licences: [endpoint, ad-sync, edr, mtr]
                servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234 \\\\" }
              - { host: "a.example.org", ports: [80], reason: "ticket 1234 @plugin=x.so" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1235" }
              - { host: "*.eu-*.example.net", ports: [80], reason: "ticket 1236" }
            devices:
              - { name: edge, target: trafficserver%s }
            """;

    @Test
    void everythingCanBeSaid() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertProven(rendered);
        assertThat(rendered.rendering().concessions()).isEmpty();
        RenderedAssert.assertThat(rendered)
                .permits("d1.sophosupd.com")
                .permits("tf-presigned-url-eu-west-1-prod-x-bucket.s3.eu-west-1.amazonaws.com")
                .denies("tf-presigned-url-eu-west-1-prod-a.b-bucket.s3.eu-west-1.amazonaws.com")
                .denies("evilsophosupd.com")
                .denies("sophosupd.com")
                .isUnderstood();
    }

    @Test
    void aNamePassesAtItsPortsOnly() {
        RenderedAssert.assertThat(Rendered.site(SITE.formatted("")))
                .permits("mcs.example.net", 8190)
                .denies("mcs.example.net", 80)
                .permits("a.b.eu-1.example.net", 80)
                .denies("a.b.eu-1.example.net", 443)
                .permits("a.example.org", 80)
                .denies("b.example.org", 80)
                .permits("b.example.org", 443)
                .denies("d1.sophosupd.com", 8080);
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertProven(rendered);
        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED);
        assertThat(text(rendered, "remap.config"))
                .doesNotContain("regex_map")
                .contains("# Note: *.cloudfront.net [sophos-central/central fr:19] cannot be said here");
    }

    @Test
    void aReasonWithABackslashAtItsEndTakesNoRuleAway() {
        assertThat(text(Rendered.site(SITE.formatted("")), "remap.config"))
                .contains("ticket 1234 /\n")
                .doesNotContain("\\\n");
    }

    @Test
    void tunnelsAreRulesOfHttpsWithAPort() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered, "remap.config"))
                .contains(
                        "\nmap http://a.example.org/ http://a.example.org/\n",
                        "\nmap https://mcs.example.net:8190/ https://mcs.example.net:8190/\n",
                        "\nregex_map https://^([a-z0-9_-]+\\.)+example\\.org$:443/ https://$0:443/ # *.example.org\n");
        assertThat(text(rendered, "records.config"))
                .contains("\nCONFIG proxy.config.http.connect_ports STRING 443 8190\n");
    }

    @Test
    void listensWhereTheSiteSays() {
        assertThat(text(Rendered.site(SITE.formatted(", options: { listen: \"[::1]:3128\" }")), "records.config"))
                .contains("\nCONFIG proxy.config.http.server_ports STRING 3128:ip-in=[::1]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"everywhere", "0.0.0.0", "8080:tr-full", "99999", "a.com:8080", "[::ffff:192.0.2.1]:8080"})
    void refusesAValueThatIsNone(String listen) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { listen: \"" + listen + "\" }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option listen");
    }

    @Test
    void anEntryForUdpIsToldAndMissing() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: quic
                also:
                  - { host: "a.example.org", ports: [443, 443/udp], reason: "ticket 1" }
                devices:
                  - { name: edge, target: trafficserver }
                """);

        assertThat(text(rendered, "remap.config"))
                .contains("# Note: Traffic Server carries TCP only here: a.example.org does not pass at 443,443/udp");
        assertThat(rendered.prove(rendered.rendering().forms().getFirst()).found())
                .extracting(Deviation::grade)
                .containsExactly(Grade.MISSING);
    }

    @Test
    void anAnchorThatIsLostIsFoundWithItsLine() {
        assertThat(changed("remap.config", "sophosupd\\.com$:443/", "sophosupd\\.com:443/")
                        .found())
                .filteredOn(deviation -> deviation.grade() == Grade.FOREIGN)
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().text().contains("sophosupd\\.com:443/"));
    }

    @Test
    void aRequirementThatIsLostLetsEverythingThrough() {
        assertThat(changed("records.config", "remap_required INT 1", "remap_required INT 0")
                        .found())
                .filteredOn(deviation -> deviation.grade() == Grade.FOREIGN)
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().text().contains("remap_required INT 0"));
    }

    @Test
    void aPortThatTunnelsMayNotLeadToIsMissing() {
        assertThat(changed("records.config", "STRING 443 8190", "STRING 443").found())
                .isNotEmpty()
                .allMatch(deviation -> deviation.grade() == Grade.MISSING
                        && deviation.port().orElseThrow().number() == 8190);
    }

    private static Proof changed(String file, String from, String to) {
        Rendered rendered = Rendered.site(SITE.formatted(""));
        Map<String, String> texts =
                new LinkedHashMap<>(rendered.rendering().forms().getFirst().texts());
        texts.computeIfPresent(file, (_, text) -> text.replace(from, to));
        assertThat(texts).isNotEqualTo(rendered.rendering().forms().getFirst().texts());
        return rendered.prove(new DeviceFiles(texts));
    }

    private static String text(Rendered rendered, String file) {
        return rendered.rendering().files().getOrDefault(file, "");
    }
}
