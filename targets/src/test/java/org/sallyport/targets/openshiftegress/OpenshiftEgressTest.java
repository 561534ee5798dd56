package org.sallyport.targets.openshiftegress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class OpenshiftEgressTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync], regions: [eu-west-1] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "time.example.net", ports: [123/udp], reason: "ticket 1235" }
            devices:
              - { name: agents, target: openshift-egress, inexpressible: omit%s }
            """;

    @Test
    void theDenialsStandLastAndBelowTheControlPlane() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered))
                .endsWith("""
                          - { type: Allow, to: { nodeSelector: { matchLabels: { node-role.kubernetes.io/control-plane: "" } } } }
                          # Without these two, what no rule above names passes.
                          - { type: Deny, to: { cidrSelector: 0.0.0.0/0 } }
                          - { type: Deny, to: { cidrSelector: "::/0" } }
                        """)
                .contains(
                        "{ type: Allow, to: { dnsName: \"time.example.net\" }, ports: [{ protocol: UDP, port: 123 }] }");
        assertProven(rendered);
    }

    @Test
    void theControlPlaneCanBeDeniedAsWell() {
        assertThat(text(Rendered.site(SITE.formatted(", options: { api-server: false }"))))
                .doesNotContain("nodeSelector");
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { api-server: maybe }")))
                .isInstanceOf(InputException.class)
                .hasMessage("device agents: \"maybe\" is no value of the option api-server; write true or false");
    }

    @Test
    void wildcardsAreWrittenOnlyWhereTheSiteSaysThatTheyWork() {
        Rendered plain = Rendered.site(SITE.formatted(""));
        Rendered wild = Rendered.site(SITE.formatted(", wildcards: true"));

        assertThat(text(plain)).doesNotContain("dnsName: \"*");
        assertThat(text(wild)).contains("dnsName: \"*.example.org\"");
        assertThat(wild.rendering().concessions())
                .anyMatch(concession -> concession.kind() == Concession.Kind.NARROWED);
        RenderedAssert.assertThat(wild).permits("a.example.org", 443).denies("a.b.example.org");
        assertProven(plain);
        assertProven(wild);
    }

    @Test
    void anUnderscoreIsRefusedByTheSchemaAndTheSiteRules() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: own
                also:
                  - { host: "_sip.example.org", ports: [443], reason: "ticket 1" }
                  - { host: "sip.example.org", ports: [443], reason: "ticket 1" }
                devices:
                  - { name: agents, target: openshift-egress }
                """);

        assertThat(text(rendered)).contains("# Note: _sip.example.org").doesNotContain("\"_sip");
        assertThat(rendered.rendering().concessions())
                .singleElement()
                .matches(concession -> concession.kind() == Concession.Kind.UNRULED);
    }

    @Test
    void moreRulesThanAFirewallTakesAreRefused() {
        String also = IntStream.range(0, 7_998)
                .mapToObj(i -> "  - { host: a" + i + ".example.org, ports: [443], reason: many }\n")
                .collect(Collectors.joining());

        assertThatThrownBy(() -> Rendered.site("sallyport: 1\nsite: many\nalso:\n" + also
                        + "devices:\n  - { name: agents, target: openshift-egress }\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 too many");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("egressfirewall.yaml", "");
    }
}
