package org.sallyport.targets.watchguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class WatchGuardTest {

    @Test
    void aStarBringsTheNameItselfAlong() {
        Rendered rendered = site("");

        assertThat(text(rendered))
                .contains("\n# site:4 ticket 1; site:5 ticket 2\n*.sophos.com\n")
                .doesNotContain("\nsophos.com");
        RenderedAssert.assertThat(rendered).permits("sophos.com").permits("a.b.example.org");
        assertProven(rendered);
    }

    @Test
    void beforeTwelveTwoALowStarIsForTheSiteToRule() {
        assertThat(site(", version: 12.1.3").rendering().concessions())
                .extracting(Concession::kind)
                .containsExactly(Concession.Kind.UNRULED);
        Rendered omitted = site(", version: \"12\", inexpressible: omit");
        assertThat(text(omitted)).contains("# Note: *.b.example.org").doesNotContain("\n*.b");
        assertProven(omitted);
        assertThat(site(", version: 12.10.2").rendering().concessions()).isEmpty();
    }

    @Test
    void whatIsNoReleaseIsAnErrorWithTheRepair() {
        assertThatThrownBy(() -> site(", version: latest"))
                .isInstanceOf(InputException.class)
                .hasMessage("device branch: \"latest\" is no release of Fireware; write it as 12.2 or 12.10.3");
    }

    private static Rendered site(String more) {
        return Rendered.site("""
                    sallyport: 1
                    site: acme-paris
                    also:
                      - { host: "*.sophos.com", ports: [443], reason: "ticket 1" }
                      - { host: "sophos.com", ports: [443], reason: "ticket 2" }
                      - { host: "*.b.example.org", ports: [443], reason: "ticket 3" }
                    devices:
                      - { name: branch, target: watchguard%s }
                    """.formatted(more));
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("alias.txt", "");
    }
}
