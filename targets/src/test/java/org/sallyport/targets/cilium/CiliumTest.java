package org.sallyport.targets.cilium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class CiliumTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync], regions: [eu-west-1] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "time.example.net", ports: [123/udp], reason: "ticket 1235" }
            devices:
              - { name: agents, target: cilium%s }
            """;

    @Test
    void aSubtreeIsTwoStarsAndAStarInsideALabelStaysOne() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered))
                .contains("{ toFQDNs: [{ matchPattern: \"**.example.org\" }]"
                        + ", toPorts: [{ ports: [{ port: \"443\", protocol: TCP }] }] } # site:6 ticket 1234\n")
                .contains("matchPattern: \"tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com\"")
                .contains("ports: [{ port: \"123\", protocol: UDP }]");
        assertThat(rendered.rendering().concessions()).isEmpty();
        RenderedAssert.assertThat(rendered)
                .permits("a.b.example.org", 443)
                .denies("a.example.org", 80)
                .denies("example.org")
                .denies("evilexample.org");
        assertProven(rendered);
    }

    @Test
    void before119AStarNeverLeavesItsLabelAndTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", version: \"1.18\", inexpressible: omit"));

        assertThat(text(rendered)).contains("matchPattern: \"*.example.org\"").doesNotContain("**");
        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.NARROWED);
        RenderedAssert.assertThat(rendered).permits("a.example.org", 443).denies("a.b.example.org", 443);
        assertProven(rendered);
    }

    @Test
    void before119AStarInFrontOfStarsInsideIsOneLabelAsWell() {
        String site = """
                sallyport: 1
                site: own
                also:
                  - { host: "*.a*.example.org", ports: [443], reason: "ticket 1" }
                devices:
                  - { name: agents, target: cilium, version: "1.18"%s }
                """;

        assertThat(Rendered.site(site.formatted("")).rendering().concessions())
                .singleElement()
                .matches(concession -> concession.kind() == Concession.Kind.UNRULED);
        Rendered omitted = Rendered.site(site.formatted(", inexpressible: omit"));
        RenderedAssert.assertThat(omitted).permits("x.a1.example.org", 443).denies("y.x.a1.example.org", 443);
        assertProven(omitted);
    }

    @ParameterizedTest
    @CsvSource({"1.18, false", "v1.18.4, false", "1.9.0, false", "1.19, true", "1.19.0-rc.1, true", "2.0, true"})
    void theDepthGoesWithTheVersion(String version, boolean anyDepth) {
        Rendered rendered = Rendered.site(SITE.formatted(", inexpressible: omit, version: \"" + version + "\""));

        assertThat(text(rendered).contains("**.")).isEqualTo(anyDepth);
    }

    @Test
    void whatIsNoVersionIsAnErrorWithTheRepair() {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", version: latest")))
                .isInstanceOf(InputException.class)
                .hasMessage("device agents: \"latest\" is no version of Cilium; write it like 1.18");
    }

    @Test
    void theNamespaceIsTheSites() {
        assertThat(text(Rendered.site(SITE.formatted("")))).contains("\n  namespace: default\n");
        assertThat(text(Rendered.site(SITE.formatted(", options: { namespace: security }"))))
                .contains("\n  namespace: security\n", "-n security");
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { namespace: \"a, b\" }")))
                .isInstanceOf(InputException.class);
    }

    @Test
    void moreThanFortyPortsStandInSeveralPortRules() {
        String ports = String.join(
                ", ",
                java.util.stream.IntStream.range(0, 41)
                        .mapToObj(i -> String.valueOf(8000 + i))
                        .toList());
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: many
                also:
                  - { host: "a.example.org", ports: [%s], reason: "many" }
                devices:
                  - { name: agents, target: cilium }
                """.formatted(ports));

        assertThat(text(rendered)).contains("{ port: \"8039\", protocol: TCP }] }, { ports: [{ port: \"8040\"");
        assertProven(rendered);
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("cilium.yaml", "");
    }
}
