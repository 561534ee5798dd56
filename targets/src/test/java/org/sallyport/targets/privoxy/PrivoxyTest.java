package org.sallyport.targets.privoxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class PrivoxyTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            devices:
              - { name: branch, target: privoxy%s }
            """;
    private static final String OWN = """
            sallyport: 1
            site: acme-paris
            also:
              - { host: "%s", ports: [%s], reason: "ticket 1 \\\\" }
              - { host: "%s", ports: [%s], reason: "ticket 2" }
            devices:
              - { name: branch, target: privoxy }
            """;

    @Test
    void everyNotationHasItsPattern() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(file(rendered, "sallyport.action"))
                .contains("\n.sophos.com:80,443\n")
                .contains("\nPCRE-HOST-PATTERN:^tf-presigned-url-eu-west-1-prod-[a-z0-9_-]*-bucket\\.s3\\.")
                .doesNotContain("\nsophos.com");
        assertThat(rendered.rendering().concessions()).isEmpty();
        RenderedAssert.assertThat(rendered)
                .permits("a.sophos.com")
                .denies("evilsophos.com")
                .denies("sophos.com", 22);
        assertProven(rendered);
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertThat(file(rendered, "sallyport.action")).doesNotContain("\n.").doesNotContain("PCRE");
        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED);
        assertThat(file(rendered, "config")).contains("\n# Note: ");
        assertProven(rendered);
    }

    @Test
    void aPatternHasOnlyThePortsThatNoneAboveItHas() {
        Rendered rendered = Rendered.site(OWN.formatted("*.example.org", "443", "a.example.org", "443, 8190"));

        assertThat(file(rendered, "sallyport.action"))
                .contains("+limit-connect{443,8190}")
                .contains("\n.example.org:443\n")
                .contains("\na.example.org:8190\n");
        assertProven(rendered);
    }

    @Test
    void port80TakesNoTunnel() {
        assertThat(file(Rendered.site(OWN.formatted("a.example.org", "80", "b.example.org", "80")), "sallyport.action"))
                .contains("+limit-connect{,}");
    }

    @Test
    void aCommentJoinsNoLine() {
        assertThat(file(Rendered.site(OWN.formatted("a.example.org", "80", "b.example.org", "80")), "sallyport.action"))
                .contains("\n# site:4 ticket 1 \\ .\na.example.org:80\n");
    }

    @Test
    void aPortThatIsNoTcpIsTold() {
        Rendered rendered = Rendered.site(OWN.formatted("a.example.org", "443/udp", "b.example.org", "443"));

        assertThat(file(rendered, "config")).contains("\n# Note: Privoxy carries TCP only: a.example.org (");
        assertThat(file(rendered, "sallyport.action")).doesNotContain("\na.example.org");
        assertThat(rendered.prove(rendered.rendering().forms().getFirst()).stands())
                .isFalse();
    }

    @Test
    void theAddressToListenAtIsChecked() {
        assertThat(file(Rendered.site(SITE.formatted(", options: { listen: \"[::1]:3128\" }")), "config"))
                .contains("\nlisten-address [::1]:3128\n");
        assertThat(file(Rendered.site(SITE.formatted("")), "config")).contains("\nlisten-address :8118\n");
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { listen: \"proxy:3128\" }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device branch: \"proxy:3128\" is no value of the option listen");
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { listen: \"[::ffff:192.0.2.1]:3128\" }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option listen");
    }

    private static String file(Rendered rendered, String name) {
        return rendered.rendering().files().getOrDefault(name, "");
    }
}
