package org.sallyport.targets.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

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

class HaproxyTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central:
                licences: [endpoint, ad-sync, edr, mtr]
                servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "a.example.org", ports: [80], reason: "ticket 1234" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1235" }
              - { host: "*.eu-*.example.net", ports: [80], reason: "ticket 1236" }
            devices:
              - { name: edge, target: haproxy%s }
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
        assertThat(rendered.rendering().files()).doesNotContainKeys("sallyport-443.below", "sallyport-443.patterns");
        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED);
        assertThat(rendered.rendering().files().get("haproxy.cfg"))
                .contains("# Note: *.cloudfront.net [sophos-central/central fr:19] cannot be said here");
    }

    @Test
    void portEightyIsHttpAndEveryOtherIsTls() {
        assertThat(main(Rendered.site(SITE.formatted(""))))
                .containsSubsequence(
                        "frontend sallyport_80",
                        "mode http",
                        "acl sallyport req.fhdr(host),host_only,lower -m str -f /etc/haproxy/sallyport-80.names",
                        "http-request deny unless sallyport",
                        "frontend sallyport_8190",
                        "mode tcp",
                        "acl sallyport req.ssl_sni,lower -m str -f /etc/haproxy/sallyport-8190.names",
                        "tcp-request content reject unless sallyport");
    }

    @Test
    void theConnectionGoesWhereTheNameIsUnlessTheSiteWantsItWhereTheClientDid() {
        assertThat(main(Rendered.site(SITE.formatted(", options: { resolver: \"[2001:db8::53]:53\" }"))))
                .contains("nameserver dns [2001:db8::53]:53", "tcp-request content set-dst var(txn.sallyport)");
        Rendered original = Rendered.site(SITE.formatted(", options: { reach: original }"));
        assertThat(main(original)).doesNotContain("resolve", "set-dst");
        assertProven(original);
    }

    @Test
    void listensWhereTheSiteSays() {
        assertThat(main(Rendered.site(SITE.formatted(", options: { listen: 192.0.2.1 }"))))
                .contains("\n    bind 192.0.2.1:443\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen: \"192.0.2.1:80\"",
                "listen: \"* ssl\"",
                "reach: nowhere",
                "resolver: 192.0.2.53",
                "resolver: \"192.0.2.53:99999\"",
                "resolver: \"evil.net:53\""
            })
    void refusesAValueThatIsNone(String option) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { " + option + " }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option");
    }

    @Test
    void anEntryForUdpIsToldAndMissing() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: quic
                also:
                  - { host: "a.example.org", ports: [443, 443/udp], reason: "ticket 1" }
                devices:
                  - { name: edge, target: haproxy }
                """);

        assertThat(main(rendered))
                .contains("# Note: HAProxy carries TCP only: a.example.org does not pass at 443,443/udp");
        assertThat(rendered.prove(rendered.rendering().forms().getFirst()).found())
                .extracting(Deviation::grade)
                .containsExactly(Grade.MISSING);
    }

    @Test
    void aDotThatIsLostInFrontIsFoundWithItsLine() {
        Proof proof = changed("sallyport-443.below", "\n.sophosupd.com\n", "\nsophosupd.com\n");

        assertThat(proof.found())
                .filteredOn(deviation -> deviation.grade() == Grade.FOREIGN)
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().text().equals("sophosupd.com"));
    }

    @Test
    void aRejectionThatIsLostLetsEverythingThrough() {
        Proof proof = changed("haproxy.cfg", "    tcp-request content reject unless sallyport\n", "");

        assertThat(proof.found())
                .filteredOn(deviation -> deviation.grade() == Grade.FOREIGN)
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().text().contains("default_backend"));
    }

    private static Proof changed(String file, String from, String to) {
        Rendered rendered = Rendered.site(SITE.formatted(""));
        var texts = new java.util.LinkedHashMap<>(
                rendered.rendering().forms().getFirst().texts());
        texts.computeIfPresent(file, (_, text) -> text.replace(from, to));
        assertThat(texts).isNotEqualTo(rendered.rendering().forms().getFirst().texts());
        return rendered.prove(new DeviceFiles(texts));
    }

    private static String main(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("haproxy.cfg", "");
    }
}
