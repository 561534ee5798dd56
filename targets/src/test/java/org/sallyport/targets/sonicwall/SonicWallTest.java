package org.sallyport.targets.sonicwall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class SonicWallTest {

    @Test
    void aStarIsOneLabelAndTheNameItselfAndWhatLiesDeeperIsForTheSiteToRule() {
        Rendered unruled = site("");
        assertThat(unruled.rendering().concessions())
                .extracting(Concession::kind)
                .containsExactly(Concession.Kind.UNRULED);
        assertThat(unruled.prove(unruled.rendering().forms().getFirst()).stands())
                .isFalse();

        Rendered narrowed = site(", inexpressible: omit");
        assertThat(text(narrowed))
                .contains(" domain *.sophos.com\n zone WAN\n exit\n", " domain a.b.sophos.com\n")
                .doesNotContain("domain sophos.com", "domain www");
        RenderedAssert.assertThat(narrowed)
                .permits("sophos.com")
                .permits("www.sophos.com")
                .permits("a.b.sophos.com")
                .leavesOpen("x.b.sophos.com");
        assertProven(narrowed);
    }

    @Test
    void withoutWildcardsThereAreNamesOnly() {
        Rendered rendered = site(", wildcards: false, inexpressible: omit");

        assertThat(text(rendered)).doesNotContain("*").contains(" domain sophos.com\n");
        assertProven(rendered);
    }

    @Test
    void theZoneIsThatOfTheOption() {
        assertThat(text(site(", inexpressible: omit, options: { zone: VPN-2 }")))
                .contains(" zone VPN-2\n");
        assertThatThrownBy(() -> site(", options: { zone: \"W AN\" }"))
                .isInstanceOf(InputException.class)
                .hasMessage("device branch: \"W AN\" is no value of the option zone;"
                        + " write the name of a zone, as in WAN");
    }

    private static Rendered site(String more) {
        return Rendered.site("""
                    sallyport: 1
                    site: acme-paris
                    also:
                      - { host: "*.sophos.com", ports: [443], reason: "ticket 1" }
                      - { host: "sophos.com", ports: [443], reason: "ticket 2" }
                      - { host: "www.sophos.com", ports: [443], reason: "ticket 3" }
                      - { host: "a.b.sophos.com", ports: [443], reason: "ticket 4" }
                    devices:
                      - { name: branch, target: sonicwall%s }
                    """.formatted(more));
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("sonicwall.cli", "");
    }
}
