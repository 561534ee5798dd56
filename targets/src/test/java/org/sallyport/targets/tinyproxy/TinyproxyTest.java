package org.sallyport.targets.tinyproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class TinyproxyTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "%s" }
            devices:
              - { name: branch, target: tinyproxy%s }
            """;
    private static final String OWN = """
            sallyport: 1
            site: acme-paris
            also:
              - { host: "%s", ports: [%s], reason: "ticket 1234" }
            devices:
              - { name: branch, target: tinyproxy }
            """;

    @Test
    void everyNotationIsAnAnchoredExpression() {
        Rendered rendered = Rendered.site(SITE.formatted("ticket 1234", ""));

        assertThat(file(rendered, "sallyport.filter"))
                .contains("\n^sophos\\.com$ # sophos.com ")
                .contains("\n\\.sophos\\.com$ # *.sophos.com ")
                .contains(
                        "\n^tf-presigned-url-eu-west-1-prod-[a-z0-9_-]*-bucket\\.s3\\.eu-west-1\\.amazonaws\\.com$ # ");
        assertThat(rendered.rendering().concessions()).isEmpty();
        RenderedAssert.assertThat(rendered)
                .permits("a.sophos.com", 443)
                .denies("evilsophos.com")
                .denies("sophos.com.evil.test");
        assertProven(rendered);
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted("ticket 1234", ", wildcards: false, inexpressible: omit"));

        assertThat(file(rendered, "sallyport.filter")).doesNotContain("\n\\.");
        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED);
        assertThat(file(rendered, "tinyproxy.conf")).contains("\n# Note: ");
        assertProven(rendered);
    }

    @Test
    void tunnelsGoToThePortsOfTheListAndNoOther() {
        assertThat(file(Rendered.site(OWN.formatted("a.example.org", "80, 443, 8190")), "tinyproxy.conf"))
                .endsWith("\nConnectPort 443\nConnectPort 8190\n");
    }

    @Test
    void aListForPort80AloneHasNoTunnelsAtAll() {
        assertThat(file(Rendered.site(OWN.formatted("a.example.org", "80")), "tinyproxy.conf"))
                .endsWith("\nConnectPort 0\n");
    }

    @Test
    void aPortThatIsNoTcpIsTold() {
        assertThat(file(Rendered.site(OWN.formatted("a.example.org", "443, 443/udp")), "tinyproxy.conf"))
                .contains("\n# Note: tinyproxy carries TCP only: a.example.org (");
    }

    @Test
    void noLineIsCutByTinyproxy() {
        Rendered rendered = Rendered.site(SITE.formatted("é\u20ac\ud83d\ude00".repeat(60), ""));

        assertThat(file(rendered, "sallyport.filter").lines())
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= TinyproxyWriter.LONGEST);
        assertProven(rendered);
    }

    @Test
    void anExpressionThatTinyproxyWouldCutIsRefused() {
        String host = "a*b*".repeat(12) + "c." + "a*b*".repeat(12) + "c.example.org";

        assertThatThrownBy(() -> Rendered.site(OWN.formatted(host, "443")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("octets, and tinyproxy takes 510 at most");
    }

    @Test
    void aLongNameLeavesNoRoomForAComment() {
        String host = "a.".repeat(120) + "example.org";

        Rendered rendered = Rendered.site(OWN.formatted(host, "443"));

        assertProven(rendered);
        assertThat(file(rendered, "sallyport.filter")).endsWith("example\\.org$\n");
    }

    @Test
    void theAddressToListenAtIsTakenApart() {
        assertThat(file(Rendered.site(SITE.formatted("x", ", options: { listen: \"[::1]:3128\" }")), "tinyproxy.conf"))
                .contains("\nPort 3128\nListen ::1\n");
        assertThatThrownBy(() -> Rendered.site(SITE.formatted("x", ", options: { listen: \"proxy:3128\" }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device branch: \"proxy:3128\" is no value of the option listen");
    }

    @Test
    void anAddressAtWhichTinyproxyDoesNotStartIsRefused() {
        assertThatThrownBy(
                        () -> Rendered.site(SITE.formatted("x", ", options: { listen: \"[::ffff:192.0.2.1]:3128\" }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option listen");
    }

    private static String file(Rendered rendered, String name) {
        return rendered.rendering().files().getOrDefault(name, "");
    }
}
