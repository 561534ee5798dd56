package org.sallyport.targets.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class EnvoyTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync], regions: [eu-west-1] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "licence.example.net", ports: [443, 8443], reason: "ticket 1235" }
              - { host: "time.example.net", ports: [123/udp], reason: "ticket 1236" }
            devices:
              - { name: edge, target: envoy%s }
            """;

    @Test
    void aNameStandsWithEachOfItsPortsAndAtPort80WithoutOneAsWell() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered))
                .contains("- \"sophos.com\" #", "- \"sophos.com:80\" #", "- \"sophos.com:443\" #")
                .contains("- \"*.example.org:443\" # site:6 ticket 1234")
                .contains("- \"licence.example.net:8443\" # site:7")
                .doesNotContain("\"licence.example.net\"");
        RenderedAssert.assertThat(rendered)
                .permits("a.b.example.org", 443)
                .denies("a.example.org", 80)
                .denies("example.org")
                .denies("evilexample.org")
                .permits("licence.example.net", 8443)
                .denies("licence.example.net", 80);
    }

    @Test
    void aStarInsideALabelIsARouteOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered))
                .contains("regex: '(?i)tf-presigned-url-eu-west-1-prod-[a-z0-9_-]*-bucket\\.s3\\.eu-west-1"
                        + "\\.amazonaws\\.com:443' }")
                .contains("\\.amazonaws\\.com(:80)?' }");
        assertThat(rendered.rendering().concessions()).isEmpty();
        RenderedAssert.assertThat(rendered)
                .permits("tf-presigned-url-eu-west-1-prod-x-bucket.s3.eu-west-1.amazonaws.com")
                .denies("tf-presigned-url-eu-west-1-prod-x.y-bucket.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void portsOfUdpAreNamedAndNotWritten() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("# Note: the proxy carries TCP only: time.example.net")
                .doesNotContain("time.example.net:");
    }

    @Test
    void theProxyListensWhereTheSiteSays() {
        Rendered rendered = Rendered.site(
                SITE.replace("  - { host: \"time.example.net\", ports: [123/udp], reason: \"ticket 1236\" }\n", "")
                        .formatted(", options: { listen: \"127.0.0.1:8080\" }"));

        assertThat(text(rendered)).contains("socket_address: { address: 127.0.0.1, port_value: 8080 }");
        assertProven(rendered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3128", "localhost:3128", "127.0.0.1:0", "1.2.3:80", "1.2.3.4, x: 80", "1.2.3.400:80"})
    void whatIsNoAddressIsAnErrorWithTheRepair(String listen) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { listen: \"" + listen + "\" }")))
                .isInstanceOf(InputException.class)
                .hasMessage("device edge: \"" + listen
                        + "\" is no value of the option listen; write an IPv4 address and a port, like 127.0.0.1:3128");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("envoy.yaml", "");
    }
}
