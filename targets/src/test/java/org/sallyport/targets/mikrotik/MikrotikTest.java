package org.sallyport.targets.mikrotik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class MikrotikTest {

    private static final String RESOLVER = ", options: { resolver: 192.0.2.53 }";

    @Test
    void withAResolverAWildcardIsLearntAndANameIsResolved() {
        Rendered rendered = site("443", RESOLVER);

        assertThat(text(rendered))
                .contains("forward-to=192.0.2.53 address-list=sallyport-2 name=example.org comment=")
                .contains("add list=sallyport-1 address=mail.example.org")
                .doesNotContain("name=b.example.org", "address=www.example.org");
        RenderedAssert.assertThat(rendered)
                .permits("www.example.org", 443)
                .permits("mail.example.org", 465)
                .denies("www.example.org", 465)
                .leavesOpen("example.org");
        assertProven(rendered);
    }

    @Test
    void withoutOneTheSiteRulesAboutWildcards() {
        assertThat(site("443", "").rendering().concessions())
                .hasSize(2)
                .allMatch(concession -> concession.kind() == Concession.Kind.UNRULED);
        assertThat(text(site("443", ", inexpressible: omit"))).doesNotContain("type=FWD");
        assertProven(site("443", ", inexpressible: omit"));
    }

    @Test
    void anAnswerFillsOneListSoThatPortsOfALowerWildcardAreNotCertain() {
        Rendered rendered = site("8443", RESOLVER);

        RenderedAssert.assertThat(rendered).permits("a.example.org", 443).denies("a.example.org", 8443);
        assertThat(rendered.prove(rendered.rendering().forms().getFirst()).stands())
                .isFalse();
    }

    @Test
    void reasonsAreQuotedForTheScript() {
        assertThat(text(site("443", RESOLVER))).contains("costs \\$5 \\\\ \\\"now\\\".\"\n");
    }

    @Test
    void theFormerFilterStaysUntilTheNamesAreThere() {
        assertThat(text(site("443", RESOLVER)).lines().filter(line -> line.startsWith("/")))
                .containsSubsequence(
                        "/ip firewall address-list",
                        "/ip firewall filter remove [find comment~\"^sallyport:\"]",
                        "/ip firewall filter");
    }

    @Test
    void moreThanFifteenPortsTakeMoreThanOneRule() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: acme-paris
                also:
                  - host: "many.example.org"
                    ports: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
                    reason: "ticket"
                devices:
                  - { name: branch, target: mikrotik }
                """);
        assertThat(text(rendered)).contains("dst-port=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 ", "dst-port=16 ");
        assertProven(rendered);
    }

    @Test
    void aResolverIsAnAddress() {
        assertThatThrownBy(() -> site("443", ", options: { resolver: dns.example }"))
                .isInstanceOf(InputException.class)
                .hasMessage("device branch: \"dns.example\" is no value of the option resolver;"
                        + " write the resolver's address, or none");
    }

    private static Rendered site(String port, String more) {
        return Rendered.site("""
                    sallyport: 1
                    site: acme-paris
                    also:
                      - { host: "*.example.org", ports: [80, 443], reason: "ticket 1" }
                      - { host: "www.example.org", ports: [443], reason: "ticket 2" }
                      - { host: "mail.example.org", ports: [465], reason: "costs $5 \\\\ \\"now\\"?" }
                      - { host: "*.b.example.org", ports: [%s], reason: "ticket 4" }
                    devices:
                      - { name: branch, target: mikrotik%s }
                    """.formatted(port, more));
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("sallyport.rsc", "");
    }
}
