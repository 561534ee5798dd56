package org.sallyport.targets.bindrpz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class BindRpzTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "deep.www.example.org", ports: [443], reason: "ticket 1235" }
            devices:
              - { name: dns, target: bind-rpz%s }
            """;

    @Test
    void aNameIsThatNameAndAStarWhatLiesBelow() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("prod.endpointintel.darkbytes.io")
                .denies("x.prod.endpointintel.darkbytes.io")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .denies("com");
        assertProven(rendered);
    }

    @Test
    void whatAWildcardCoversIsNoNameOfTheZoneForItWouldHideTheWildcard() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered, "allow.rpz"))
                .contains("\n*.example.org CNAME rpz-passthru. ; site:6 ticket 1234; site:7 ticket 1235\n")
                .doesNotContain("deep.www");
        RenderedAssert.assertThat(rendered).permits("x.www.example.org").permits("www.example.org");
    }

    @Test
    void theDenialIsAZoneOfItsOwnBehindTheNames() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered, "deny.rpz")).endsWith("\n* CNAME .\n");
        assertThat(text(rendered, "allow.rpz")).doesNotContain("\n* ");
        assertThat(text(rendered, "named.conf"))
                .containsSubsequence("zone \"allow.rpz\";", "zone \"deny.rpz\";", "break-dnssec yes");
    }

    @Test
    void theSerialChangesWithTheNamesOnly() {
        String first = text(Rendered.site(SITE.formatted("")), "allow.rpz");
        String again = text(Rendered.site(SITE.formatted(", inexpressible: omit")), "allow.rpz");
        String fewer = text(Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit")), "allow.rpz");

        assertThat(serial(first)).isEqualTo(serial(again)).isNotEqualTo(serial(fewer));
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertThat(text(rendered, "allow.rpz")).doesNotContain("\n*").contains("; Note: ");
        assertProven(rendered);
    }

    @Test
    void aNameThatIsTooLongWithTheZonesOwnBehindItIsRefused() {
        String host = "x".repeat(60) + "." + "y".repeat(60) + "." + "z".repeat(60) + "." + "w".repeat(55) + ".example";
        assertThatThrownBy(() -> Rendered.site("""
                        sallyport: 1
                        site: own
                        also:
                          - { host: "%s", ports: [443], reason: "long" }
                        devices:
                          - { name: dns, target: bind-rpz }
                        """.formatted(host)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("takes 243 at most");
    }

    private static String serial(String zone) {
        return zone.lines()
                .filter(line -> line.startsWith("@ IN SOA"))
                .findFirst()
                .orElse("");
    }

    private static String text(Rendered rendered, String file) {
        return rendered.rendering().files().getOrDefault(file, "");
    }
}
