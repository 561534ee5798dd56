package org.sallyport.targets.istio;

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

class IstioTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync], regions: [eu-west-1] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "licence.example.net", ports: [443, 8080], reason: "ticket 1235" }
            devices:
              - { name: agents, target: istio%s }
            """;

    @Test
    void namesAreResolvedByTheProxyAndWildcardsCannotBe() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        String[] objects = text(rendered).split("---\n");
        assertThat(objects)
                .filteredOn(object -> object.contains("kind: ServiceEntry"))
                .allSatisfy(object ->
                        assertThat(object.contains("resolution: NONE")).isEqualTo(object.contains("  - \"*.")));
        RenderedAssert.assertThat(rendered)
                .permits("a.b.example.org", 443)
                .denies("a.example.org", 80)
                .denies("example.org")
                .denies("evilexample.org");
        assertProven(rendered);
    }

    @Test
    void noPortIsPlainTcpWhichWouldLetEveryAddressThrough() {
        String text = text(Rendered.site(SITE.formatted("")));

        assertThat(text).doesNotContain("protocol: TCP");
        assertThat(text).contains("{ number: 80, name: http-80, protocol: HTTP }");
        assertThat(text).contains("{ number: 8080, name: tls-8080, protocol: TLS }");
        assertThat(text(Rendered.site(SITE.formatted(", options: { http-ports: \"80,8080\" }"))))
                .contains("{ number: 8080, name: http-8080, protocol: HTTP }");
    }

    @Test
    void theSidecarDropsWhatNoEntryHas() {
        assertThat(text(Rendered.site(SITE.formatted(", options: { namespace: security }"))))
                .contains("kind: Sidecar\nmetadata:\n  name: default\n  namespace: security\n")
                .contains("  outboundTrafficPolicy: { mode: REGISTRY_ONLY }\n")
                .contains("  exportTo: [\".\"]\n");
    }

    @Test
    void aStarInsideALabelBecomesTheDocumentsWiderEntry() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.DOCUMENTS_WIDER);
        assertThat(text(rendered)).contains("  - \"*.s3.eu-west-1.amazonaws.com\" # sophos-central/ad-sync");
    }

    @Test
    void anUnderscoreIsRefusedByIstioAndTheSiteRules() {
        String site = """
                sallyport: 1
                site: own
                also:
                  - { host: "_sip.example.org", ports: [443], reason: "ticket 1" }
                  - { host: "sip.example.org", ports: [443], reason: "ticket 1" }
                devices:
                  - { name: agents, target: istio%s }
                """;

        assertThat(Rendered.site(site.formatted("")).rendering().concessions())
                .singleElement()
                .matches(concession -> concession.kind() == Concession.Kind.UNRULED);
        Rendered omitted = Rendered.site(site.formatted(", inexpressible: omit"));
        assertThat(text(omitted)).contains("# Note: _sip.example.org").doesNotContain("\"_sip");
        assertProven(omitted);
    }

    @Test
    void anEntryTakesTwoHundredAndFiftySixHosts() {
        String also = IntStream.range(0, 300)
                .mapToObj(i -> "  - { host: a" + i + ".example.org, ports: [443], reason: many }\n")
                .collect(Collectors.joining());
        Rendered rendered = Rendered.site(
                "sallyport: 1\nsite: many\nalso:\n" + also + "devices:\n  - { name: agents, target: istio }\n");

        assertThat(text(rendered)).contains("name: sallyport-agents-2\n").doesNotContain("name: sallyport-agents-3\n");
        assertProven(rendered);
    }

    @Test
    void whatAreNoPortsIsAnErrorWithTheRepair() {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { http-ports: \"80;81\" }")))
                .isInstanceOf(InputException.class)
                .hasMessage("device agents: \"80;81\" is no value of the option http-ports; write ports like 80,8080");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("istio.yaml", "");
    }
}
