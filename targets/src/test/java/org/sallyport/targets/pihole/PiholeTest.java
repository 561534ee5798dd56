package org.sallyport.targets.pihole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class PiholeTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "deep.www.example.org", ports: [443], reason: "ticket 1235" }
              - { host: "*.eu-*.example.net", ports: [443], reason: "l'été'); DELETE FROM domainlist; --" }
              - { host: "_http.example.net", ports: [80], reason: "ticket 1237" }
            devices:
              - { name: dns, target: pihole%s }
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
                .permits("_http.example.net")
                .permits("a.b.eu-1.example.net")
                .denies("a.eu-1.x.example.net")
                .denies("com")
                .isUnderstood();
        assertProven(rendered);
    }

    @Test
    void namesAreExactEntriesAndTheRestExpressionsBoundToTheirEnd() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("VALUES (0, 'prod.endpointintel.darkbytes.io', 'sallyport: ")
                .contains("VALUES (2, '\\.sophos\\.com$', 'sallyport: *.sophos.com ")
                .contains("VALUES (3, '.*', 'sallyport: ");
    }

    @Test
    void noReasonEndsItsQuotes() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("'sallyport: *.eu-*.example.net site:8 l''été''); DELETE FROM domainlist; --') ON CONFLICT");
    }

    @Test
    void allIsOneTransactionThatTakesAnEarlierListAway() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .containsSubsequence(
                        "\n.bail on\n",
                        "BEGIN TRANSACTION;\n",
                        "DELETE FROM domainlist WHERE comment LIKE 'sallyport:%';\n",
                        "\nINSERT INTO domainlist ",
                        "\nCOMMIT;\n");
    }

    @Test
    void whatAWildcardCoversIsNoEntryOfItsOwn() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("'\\.example\\.org$', 'sallyport: *.example.org site:6 ticket 1234; site:7 ticket 1235'")
                .doesNotContain("deep");
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertThat(text(rendered)).doesNotContain("VALUES (2").contains("-- Note: ");
        assertProven(rendered);
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("domainlist.sql", "");
    }
}
