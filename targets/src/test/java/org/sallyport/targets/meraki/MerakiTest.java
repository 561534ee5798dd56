package org.sallyport.targets.meraki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class MerakiTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            also:
              - { host: "d1.example.org", ports: [443], reason: "ticket 1" }
              - { host: "x.d1.example.org", ports: [443], reason: "ticket 2" }
              - { host: "*.sophos.com", ports: [443], reason: "ticket 3" }
              - { host: "github.io", ports: [443], reason: "ticket 4" }
            devices:
              - { name: branch, target: meraki%s }
            """;

    @Test
    void aNameTakesAllBelowItAlong() {
        Rendered rendered = Rendered.site(SITE.formatted(", inexpressible: omit"));

        assertThat(rendered.rendering().files().getOrDefault("content-filtering.json", ""))
                .contains("\"d1.example.org\",\n    \"sophos.com\"\n", "\"blockedUrlPatterns\": [\n    \"*\"\n")
                .doesNotContain("x.d1");
        RenderedAssert.assertThat(rendered)
                .permits("anything.d1.example.org")
                .permits("sophos.com")
                .denies("evilsophos.com")
                .denies("github.io");
        assertProven(rendered);
    }

    @Test
    void whereAnybodyCanHaveANameBelowTheSiteRules() {
        assertThat(Rendered.site(SITE.formatted("")).rendering().concessions())
                .hasSize(1)
                .allMatch(concession -> concession.kind() == Concession.Kind.UNRULED);
    }
}
