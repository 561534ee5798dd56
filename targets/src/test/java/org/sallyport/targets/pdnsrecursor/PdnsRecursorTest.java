package org.sallyport.targets.pdnsrecursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class PdnsRecursorTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "deep.www.example.org", ports: [443], reason: "ticket (1235\\"" }
            devices:
              - { name: dns, target: pdns-recursor%s }
            """;

    @Test
    void aNameIsThatNameAndAStarWhatLiesBelow() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("prod.endpointintel.darkbytes.io")
                .denies("x.prod.endpointintel.darkbytes.io")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .denies("com")
                .isUnderstood();
        assertProven(rendered);
    }

    @Test
    void noNameStandsThereTwiceForPowerDnsWouldLeaveTheZoneOut() {
        String zone = text(Rendered.site(SITE.formatted("")), "allow.rpz");

        assertThat(zone.lines().filter(line -> line.contains(" CNAME ")).map(line -> line.split(" ", 2)[0]))
                .doesNotHaveDuplicates()
                .contains("*.example.org")
                .doesNotContain("deep.www.example.org");
    }

    @Test
    void theServerDoesNotStartWithoutItsZones() {
        assertThat(text(Rendered.site(SITE.formatted("")), "recursor.lua"))
                .containsSubsequence(
                        "assert(io.open(\"/etc/powerdns/allow.rpz\"))\n",
                        "assert(io.open(\"/etc/powerdns/deny.rpz\"))\n",
                        "rpzFile(\"/etc/powerdns/allow.rpz\")\n",
                        "rpzFile(\"/etc/powerdns/deny.rpz\")\n");
    }

    @Test
    void theDenialIsAZoneOfItsOwnBehindTheNames() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered, "deny.rpz")).endsWith("\n* CNAME .\n");
        assertThat(text(rendered, "allow.rpz")).doesNotContain("\n* ");
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertThat(text(rendered, "allow.rpz")).doesNotContain("\n*").contains("; Note: ");
        assertProven(rendered);
    }

    private static String text(Rendered rendered, String file) {
        return rendered.rendering().files().getOrDefault(file, "");
    }
}
