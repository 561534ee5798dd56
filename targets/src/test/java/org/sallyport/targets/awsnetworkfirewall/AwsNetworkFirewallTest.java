package org.sallyport.targets.awsnetworkfirewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class AwsNetworkFirewallTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "example.org", ports: [443], reason: "ticket 1235" }
            devices:
              - { name: egress, target: aws-network-firewall%s }
            """;

    @Test
    void theWildcardBringsItsApexSoTheApexIsNoEntryOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(yaml(rendered))
                .contains(
                        "\n              # site:6 ticket 1234; site:7 ticket 1235\n              - \".example.org\"\n")
                .doesNotContain("- \"example.org\"");
        RenderedAssert.assertThat(rendered).permits("example.org").permits("a.b.example.org");
        assertProven(rendered);
    }

    @Test
    void aStarInsideALabelBecomesTheDocumentsWiderEntry() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(rendered.rendering().concessions())
                .hasSize(4)
                .allMatch(concession -> concession.kind() == Concession.Kind.DOCUMENTS_WIDER);
        assertThat(yaml(rendered)).contains("\n# Note: tf-presigned-url-eu-west-1-prod-*-bucket.s3");
    }

    @Test
    void theNetworksOfTheSiteAreWrittenSoThatOtherVpcsAreInspectedToo() {
        Rendered rendered =
                Rendered.site(SITE.formatted(", options: { home-net: \"10.7.0.0/16, 2001:db8::/32\", order: action }"));

        assertThat(yaml(rendered)).contains("""
                                    HOME_NET:
                                      Definition:
                                        - "10.7.0.0/16"
                                        - "2001:db8::/32"
                        """).contains("RuleOrder: DEFAULT_ACTION_ORDER");
        assertThat(rendered.rendering().files().get("rule-group.json"))
                .contains("\"Definition\": [\"10.7.0.0/16\", \"2001:db8::/32\"]");
        assertProven(rendered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"home-net: \"10.0.0.0\"", "home-net: \"10.0.0.0/33\"", "home-net: \"\\\", x\"", "order: any"})
    void anUnknownValueOfAnOptionIsAnErrorWithTheRepair(String option) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { " + option + " }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device egress")
                .hasMessageContaining("write");
    }

    private static String yaml(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("rule-group.yaml", "");
    }
}
