package org.sallyport.targets.azurefirewall;

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

class AzureFirewallTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket \\"1234\\" \\\\ x" }
              - { host: "example.org", ports: [443], reason: "ticket 1235" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1236" }
            devices:
              - { name: egress, target: azure-firewall%s }
            """;

    @Test
    void theApexHasALineOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered)).contains("\"*.example.org\",\n", "\"example.org\"");
        RenderedAssert.assertThat(rendered).permits("example.org", 443).permits("a.example.org", 443);
        assertProven(rendered);
    }

    @Test
    void aNamePassesAtItsPortsAndNowhereElse() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("mcs.example.net", 443)
                .permits("mcs.example.net", 8190)
                .denies("mcs.example.net", 80)
                .denies("a.example.org", 80)
                .permits("a.sophos.com", 80);
        assertThat(text(rendered))
                .contains(
                        "\"protocols\": [{ \"protocolType\": \"Https\", \"port\": 443 }, { \"protocolType\": \"Https\", \"port\": 8190 }],")
                .contains("\"protocols\": [{ \"protocolType\": \"Http\", \"port\": 8190 }],");
    }

    @Test
    void reasonsAreMetadataAndTheirQuotesEndNoText() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("\n      \"*.example.org\": \"site:6 ticket \\\"1234\\\" \\\\ x\",\n");
    }

    @Test
    void aPortThatAzureDoesNotTakeIsForTheSiteToRuleOn() {
        String site = SITE.replace("[443, 8190]", "[443, 64001]");

        assertThat(Rendered.site(site.formatted("")).rendering().concessions())
                .singleElement()
                .matches(concession -> concession.kind() == Concession.Kind.UNRULED);
        Rendered ruled = Rendered.site(site.formatted(", inexpressible: omit"));
        assertThat(text(ruled)).contains("\"mcs.example.net [site:8 ticket 1236] cannot be said here");
        RenderedAssert.assertThat(ruled).permits("mcs.example.net", 443);
        assertProven(ruled);
    }

    @Test
    void theClientsAndThePriorityAreTheSites() {
        Rendered rendered =
                Rendered.site(SITE.formatted(", options: { clients: \"10.0.0.0/8, 192.168.7.0/24\", priority: 300 }"));

        assertThat(text(rendered))
                .contains("\"sourceAddresses\": [\"10.0.0.0/8\", \"192.168.7.0/24\"],")
                .contains("\"priority\": 300,");
        assertProven(rendered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"clients: \"any\"", "clients: \"10.0.0.0/8,\"", "priority: 99", "priority: 65001", "priority: x"
            })
    void anUnknownValueOfAnOptionIsAnErrorWithTheRepair(String option) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { " + option + " }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device egress")
                .hasMessageContaining("write");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("rule-collection-group.json", "");
    }
}
