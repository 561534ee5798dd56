package org.sallyport.targets.adguardhome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class AdguardHomeTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "deep.www.example.org", ports: [443], reason: "ticket 1235" }
              - { host: "*.eu-*.example.net", ports: [443], reason: "ticket 1236 @@||*^$important" }
            devices:
              - { name: dns, target: adguard-home%s }
            """;

    @Test
    void aNameIsThatNameAndAStarWhatLiesBelow() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("prod.endpointintel.darkbytes.io")
                .denies("x.prod.endpointintel.darkbytes.io")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .denies("sophos.com.evil.net")
                .denies("com")
                .isUnderstood();
        assertProven(rendered);
    }

    @Test
    void aStarInsideALabelIsAnExpressionThatCrossesNoDot() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered))
                .contains(
                        "\n@@/^tf-presigned-url-eu-west-1-prod-[a-z0-9_-]*-bucket\\.s3\\.eu-west-1\\.amazonaws\\.com$/"
                                + "$important\n");
        RenderedAssert.assertThat(rendered)
                .permits("a.b.eu-1.example.net")
                .denies("eu-1.example.net")
                .denies("a.eu-1.x.example.net");
    }

    @Test
    void everyRuleOutweighsThoseOfOtherLists() {
        assertThat(text(Rendered.site(SITE.formatted(""))).lines().filter(line -> !line.startsWith("!")))
                .contains("||*^$important")
                .allMatch(line -> line.isEmpty() || line.endsWith("$important"));
    }

    @Test
    void whatAWildcardCoversIsNoRuleOfItsOwn() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("! site:6 ticket 1234; site:7 ticket 1235\n@@|*.example.org|$important\n")
                .doesNotContain("deep.www");
    }

    @Test
    void noReasonBecomesARule() {
        assertThat(text(Rendered.site(SITE.formatted(""))).lines().filter(line -> line.contains("ticket 1236")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("! "));
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertThat(text(rendered)).doesNotContain("@@|*").contains("! Note: ");
        assertProven(rendered);
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("user-rules.txt", "");
    }
}
