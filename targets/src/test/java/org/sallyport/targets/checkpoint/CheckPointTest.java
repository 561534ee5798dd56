package org.sallyport.targets.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;

class CheckPointTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            devices:
              - { name: hq, target: check-point%s }
            """;

    @Test
    void reasonsAreLinesOfTheirOwn() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .containsPattern("\n# sophos-central/central [^\n]*\n\\*\\.sophos\\.com\n")
                .contains("\nsophos.com\n");
    }

    @Test
    void noEntryBeginsWithADot() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered).lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+"));
        assertProven(rendered);
    }

    @Test
    void wildcardsAreWrittenWithAWarningAndCanBeLeftOut() {
        assertThat(text(Rendered.site(SITE.formatted("")))).contains("reverse name");

        Rendered names = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));
        assertThat(text(names)).doesNotContain("\n*").doesNotContain("reverse name");
        assertThat(names.rendering().concessions())
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED);
        assertProven(names);
    }

    @Test
    void theHeadSaysThatARuleIsNeeded() {
        assertThat(text(Rendered.site(SITE.formatted("")))).contains("Nothing passes by this list alone");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("feed.txt", "");
    }
}
