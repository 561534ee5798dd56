package org.sallyport.targets.nginx;

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

class NginxTest {

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
              - { host: "default", ports: [443], reason: "ticket 1237" }
            devices:
              - { name: edge, target: nginx%s }
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
    void aHostThatIsCalledLikeAWordOfTheMapIsAHost() {
        assertThat(text(Rendered.site(SITE.formatted("")))).contains("\n        \\default 1; # site:12 ticket 1237\n");
        RenderedAssert.assertThat(Rendered.site(SITE.formatted(""))).permits("default", 443);
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertProven(rendered);
        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED);
        assertThat(text(rendered))
                .doesNotContain("\n        *.", "\"~")
                .contains("# Note: *.cloudfront.net [sophos-central/central fr:19] cannot be said here");
    }

    @Test
    void portEightyIsHttpAndEveryOtherIsTls() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .containsSubsequence(
                        "stream {",
                        "map $ssl_preread_server_name $sallyport_443 {",
                        "listen 443;",
                        "map $ssl_preread_server_name $sallyport_8190 {",
                        "listen 8190;",
                        "http {",
                        "map $host $sallyport_80 {",
                        "listen 80;");
    }

    @Test
    void listensAndAsksWhereTheSiteSays() {
        assertThat(text(Rendered.site(
                        SITE.formatted(", options: { listen: 192.0.2.1, resolver: \"[2001:db8::53]:5353\" }"))))
                .contains("\n        listen 192.0.2.1:443;\n", "\n    resolver [2001:db8::53]:5353 ipv6=off;\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen: \"192.0.2.1:80\"",
                "listen: \"* ssl\"",
                "resolver: system",
                "resolver: \"192.0.2.53:99999\"",
                "resolver: \"192.0.2.53; include x\"",
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
                  - { name: edge, target: nginx }
                """);

        assertThat(text(rendered))
                .contains("# Note: nginx carries TCP only here: a.example.org does not pass at 443,443/udp");
        assertThat(rendered.prove(rendered.rendering().forms().getFirst()).found())
                .extracting(Deviation::grade)
                .containsExactly(Grade.MISSING);
    }

    @Test
    void aDefaultThatIsTurnedLetsEverythingThrough() {
        Proof proof = changed("        default 0;\n", "        default 1;\n");

        assertThat(proof.found())
                .filteredOn(deviation -> deviation.grade() == Grade.FOREIGN)
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().text().contains("default 1;"));
    }

    @Test
    void withoutHostnamesTheWildcardsAreMissing() {
        assertThat(changed("        hostnames;\n", "").found())
                .isNotEmpty()
                .allMatch(deviation -> deviation.grade() == Grade.MISSING);
    }

    private static Proof changed(String from, String to) {
        Rendered rendered = Rendered.site(SITE.formatted(""));
        String changed = text(rendered).replace(from, to);
        assertThat(changed).isNotEqualTo(text(rendered));
        return rendered.prove(DeviceFiles.of("nginx.conf", changed));
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("nginx.conf", "");
    }
}
