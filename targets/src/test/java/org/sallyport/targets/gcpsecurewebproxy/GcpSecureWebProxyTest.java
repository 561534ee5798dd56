package org.sallyport.targets.gcpsecurewebproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Site;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class GcpSecureWebProxyTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "example.org", ports: [443], reason: "ticket 1235" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1236" }
            devices:
              - { name: egress, target: gcp-secure-web-proxy%s }
            """;

    @Test
    void eachSetOfPortsHasAListAndARule() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { project: acme-net, location: europe-west1 }"));

        assertThat(rendered.rendering().files())
                .containsOnlyKeys("policy.yaml", "url-list-1.yaml", "rule-1.yaml", "url-list-2.yaml", "rule-2.yaml");
        assertThat(file(rendered, "url-list-1.yaml"))
                .contains("name: projects/acme-net/locations/europe-west1/urlLists/sallyport-egress-1\n")
                .contains("# site:4 ticket 1234\n- \"*.example.org\"\n", "- \"example.org\"\n");
        assertThat(file(rendered, "rule-2.yaml"))
                .contains("sessionMatcher: \"inUrlList(host(), 'projects/acme-net/locations/europe-west1/urlLists/"
                        + "sallyport-egress-2') && (destination.port == 443 || destination.port == 8190)\"\n");
        RenderedAssert.assertThat(rendered)
                .permits("example.org", 443)
                .denies("example.org", 80)
                .permits("mcs.example.net", 8190)
                .denies("a.example.org", 8190);
        assertProven(rendered);
    }

    @Test
    void whatIsToBeReplacedBeforeTheImportIsInUpperCase() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(file(rendered, "rule-1.yaml")).contains("'projects/PROJECT/locations/REGION/urlLists/");
        assertProven(rendered);
    }

    @Test
    void aLongListGoesOnInAnother() {
        Id target = Id.parse("gcp-secure-web-proxy");
        List<Site.Addition> also = IntStream.range(0, 2_501)
                .mapToObj(i -> new Site.Addition(
                        HostPattern.parse("h" + i + ".example.org"), Ports.of(Port.HTTPS), "ticket", i + 1))
                .toList();
        Site site = new Site(Id.parse("long"), List.of(), also, List.of(Device.plain(target)));
        Rendered rendered = Rendered.of(Allowlist.plan(new Catalogs(List.of()), site), Device.plain(target));

        assertThat(rendered.rendering().files())
                .containsOnlyKeys("policy.yaml", "url-list-1.yaml", "url-list-1-2.yaml", "rule-1.yaml");
        assertThat(file(rendered, "rule-1.yaml")).contains("urlLists/sallyport-gcp-secure-web-proxy-1-2')) && ");
        assertProven(rendered);
    }

    @Test
    void aSiteWithoutNamesHasAPolicyWithoutRules() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: acme-paris
                also:
                  - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
                devices:
                  - { name: egress, target: gcp-secure-web-proxy, wildcards: false, inexpressible: omit }
                """);

        assertThat(rendered.rendering().files()).containsOnlyKeys("policy.yaml");
        assertProven(rendered);
    }

    @Test
    void soManyPortsThatTheRuleIsTooLongAreRefused() {
        String ports = IntStream.range(9_000, 9_100)
                .mapToObj(String::valueOf)
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();

        assertThatThrownBy(() -> Rendered.site(SITE.formatted("").replace("443, 8190", ports)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2048 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"project: \"a' || true\"", "location: Europe", "policy: \"x y\""})
    void anUnknownValueOfAnOptionIsAnErrorWithTheRepair(String option) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { " + option + " }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device egress")
                .hasMessageContaining("write");
    }

    private static String file(Rendered rendered, String name) {
        return rendered.rendering().files().getOrDefault(name, "");
    }
}
