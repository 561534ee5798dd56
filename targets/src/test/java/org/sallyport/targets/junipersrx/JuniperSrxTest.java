package org.sallyport.targets.junipersrx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class JuniperSrxTest {

    @Test
    void aStarBringsTheNameItselfAlongSoThatIsNoLineOfItsOwn() {
        Rendered rendered = site(", version: 23.4R1");

        assertThat(text(rendered))
                .contains("url-pattern SALLYPORT value *.sophos.com\n")
                .doesNotContain("value sophos.com", "value www", "value a.b", "?");
        RenderedAssert.assertThat(rendered).permits("sophos.com").denies("evilsophos.com");
        assertProven(rendered);
    }

    @Test
    void before204AStarIsOneWordAndTheSiteRulesAboutTheRest() {
        Rendered unruled = site(", version: 19.4R3-S1");
        assertThat(unruled.rendering().concessions())
                .extracting(Concession::kind)
                .containsExactly(Concession.Kind.UNRULED);
        assertThat(unruled.prove(unruled.rendering().forms().getFirst()).stands())
                .isFalse();

        Rendered narrowed = site(", version: 15.1X49-D110, inexpressible: omit");
        assertThat(text(narrowed))
                .contains("value http://*.sophos.com\n", "value http://sophos.com\n", "value http://a.b.sophos.com\n")
                .contains("# Note: *.sophos.com [site:5 ticket 2] passes one label deep here")
                .doesNotContain("www.sophos.com");
        RenderedAssert.assertThat(narrowed)
                .permits("www.sophos.com")
                .permits("a.b.sophos.com")
                .denies("c.b.sophos.com");
        assertProven(narrowed);
    }

    @Test
    void theTextOfOneReleaseMeansSomethingElseInAnother() {
        Rendered current = site("");
        Rendered older = site(", version: 20.3R1");

        assertThat(older.prove(current.rendering().forms().getFirst()).stands()).isFalse();
    }

    @Test
    void whatIsNoReleaseIsAnErrorWithTheRepair() {
        assertThatThrownBy(() -> site(", version: latest"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "device branch: \"latest\" is no release of Junos; write it as show version prints it: 20.4R1");
    }

    private static Rendered site(String more) {
        return Rendered.site("""
                    sallyport: 1
                    site: acme-paris
                    also:
                      - { host: "sophos.com", ports: [443], reason: "ticket 1" }
                      - { host: "*.sophos.com", ports: [443], reason: "ticket 2" }
                      - { host: "www.sophos.com", ports: [443], reason: "ticket 3" }
                      - { host: "a.b.sophos.com", ports: [443], reason: "ticket 4?" }
                    devices:
                      - { name: branch, target: juniper-srx%s }
                    """.formatted(more));
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("srx.set", "");
    }
}
