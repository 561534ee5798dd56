package org.sallyport.targets.squid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;
import static org.sallyport.targets.RenderedAssert.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Deviation;
import org.sallyport.core.proof.Grade;
import org.sallyport.core.proof.Proof;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendered;

/** The names inside tunnels, with the option {@code sni}. */
class SquidSniTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central:
                licences: [endpoint, ad-sync, edr, mtr]
                servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1235" }
              - { host: "*.eu-*.example.net", ports: [80], reason: "ticket 1236" }
            devices:
              - { name: edge, target: squid%s, options: { sni: "true" } }
            """;

    private static final Rendered WILDCARDS = Rendered.site(SITE.formatted(""));

    @Test
    void writesTheSmallSiteAsTheGoldenFileShows() throws IOException {
        Rendered rendered = Rendered.site(resource("sni-site.yaml"));

        assertThat(rendered.rendering().files().get("squid.conf")).isEqualTo(resource("sni-squid.conf"));
        assertProven(rendered);
    }

    @Test
    void bothFormsAreProvenWithAndWithoutWildcards() {
        assertProven(WILDCARDS);
        assertProven(Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit")));
    }

    @Test
    void letsThroughWhatTheListWithoutTheOptionLetsThrough() {
        assertThat(WILDCARDS)
                .permits("d1.sophosupd.com", 443)
                .permits("d1.sophosupd.com", 80)
                .permits("tf-presigned-url-eu-west-1-prod-x-bucket.s3.eu-west-1.amazonaws.com", 443)
                .permits("mcs.example.net", 8190)
                .permits("a.b.eu-1.example.net", 80)
                .denies("evilsophosupd.com")
                .denies("a.example.org", 80)
                .denies("d1.sophosupd.com", 8080)
                .isUnderstood();
    }

    @Test
    void noKeyIsInTheTextAndNoCertificateIsGenerated() {
        assertThat(WILDCARDS.rendering().files().get("squid.conf"))
                .contains(
                        "\nhttp_port 3128 ssl-bump generate-host-certificates=off tls-cert=/etc/squid/sallyport.pem\n")
                .doesNotContain("BEGIN")
                .doesNotContain("ssl_bump bump")
                .doesNotContain("ssl_bump stare");
        assertThat(WILDCARDS.rendering().files().get("sallyport.conf"))
                .contains("#               ssl-bump generate-host-certificates=off tls-cert=/etc/squid/sallyport.pem\n")
                .contains("before any other http_access or ssl_bump line");
    }

    @Test
    void withoutTheOptionNothingIsAskedOfTunnels() {
        assertThat(Rendered.site(SITE.formatted("").replace("true", "false"))
                        .rendering()
                        .files()
                        .get("squid.conf"))
                .doesNotContain("ssl")
                .doesNotContain("TCP_RESET");
    }

    @Test
    void theNamesOfAGroupThatTakesNoTunnelAreNotAskedForInOne() {
        assertThat(linesOf(WILDCARDS.rendering().forms().getFirst()))
                .anyMatch(line -> line.contains("dstdom_regex") && line.contains("eu-"))
                .noneMatch(line -> line.contains("ssl::") && line.contains("eu-[a-z0-9_-]*\\.example\\.net"));
    }

    @Test
    void everyNameThatIsLostInsideTunnelsIsFoundMissing() {
        for (DeviceFiles form : WILDCARDS.rendering().forms()) {
            List<String> lines = linesOf(form);
            List<String> values = lines.stream()
                    .filter(line -> line.contains(" ssl::server_name"))
                    .toList();
            assertThat(values).hasSizeGreaterThan(20);
            for (String value : values) {
                assertThat(WILDCARDS.prove(without(form, value)).found())
                        .describedAs(value)
                        .isNotEmpty()
                        .allMatch(deviation -> deviation.grade() == Grade.MISSING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl_bump peek", "ssl_bump splice", "acl sallyport_1_ports"})
    void withoutARuleThatLetsTunnelsThroughNamesAreMissing(String beginning) {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        String line = linesOf(form).stream()
                .filter(text -> text.startsWith(beginning))
                .findFirst()
                .orElseThrow();

        Proof proof = WILDCARDS.prove(without(form, line));

        assertThat(proof.stands()).isFalse();
    }

    @Test
    void aNameThatIsAddedInBothPlacesIsFoundWithALineThatHasIt() {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        String text = form.texts().values().iterator().next();
        String added = text.replaceFirst(
                "\nacl (sallyport_._)sni ",
                "\nacl $1names dstdomain -n evil.example"
                        + "\nacl $1sni ssl::server_name --client-requested evil.example$0");

        Proof proof = WILDCARDS.prove(DeviceFiles.of(form.main(), added));

        assertThat(proof.found()).extracting(Deviation::grade).containsOnly(Grade.FOREIGN);
        assertThat(proof.found())
                .allMatch(deviation -> deviation.line().orElseThrow().text().contains("evil.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sni: \"yes\"", "sni: \"\"", "sni: \"TRUE\""})
    void refusesWhatIsNeitherTrueNorFalse(String option) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted("").replace("sni: \"true\"", option)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sallyport.pem", "/etc/squid/a b.pem", "/etc/\\\"x", "/etc/${x}", "/a#b"})
    void refusesWhatIsNoPathOfACertificate(String path) {
        String options = "sni: \"true\", certificate: \"" + path + "\"";

        assertThatThrownBy(() -> Rendered.site(SITE.formatted("").replace("sni: \"true\"", options)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("/etc/squid/sallyport.pem");
    }

    private static List<String> linesOf(DeviceFiles form) {
        return form.texts().values().iterator().next().lines().toList();
    }

    private static DeviceFiles without(DeviceFiles form, String line) {
        return DeviceFiles.of(
                form.main(),
                linesOf(form).stream()
                        .map(text -> text.equals(line) ? "" : text)
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(SquidSniTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
