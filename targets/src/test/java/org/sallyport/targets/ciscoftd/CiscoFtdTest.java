package org.sallyport.targets.ciscoftd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class CiscoFtdTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            also:
              - { host: "d1.example.org", ports: [443], reason: "ticket 1" }
              - { host: "*.sophos.com", ports: [443], reason: "ticket 2" }
              - { host: "sophos.com", ports: [443], reason: "ticket 3" }
              - { host: "tf-*-x.s3.example.com", ports: [443], reason: "ticket 4" }
            devices:
              - { name: branch, target: cisco-ftd%s }
            """;

    @Test
    void aSlashMakesAnEntryExactAndWithoutOneTheNameComesAlong() {
        Rendered rendered = Rendered.site(SITE.formatted(", inexpressible: omit"));

        assertThat(rendered.rendering().files().getOrDefault("ftd-urls.txt", ""))
                .contains(
                        "\n# site:4 ticket 1\nd1.example.org/\n", "\n# site:5 ticket 2; site:6 ticket 3\nsophos.com\n")
                .contains("# Note: tf-*-x.s3.example.com");
        RenderedAssert.assertThat(rendered)
                .permits("sophos.com")
                .permits("a.b.sophos.com")
                .denies("x.d1.example.org");
        assertProven(rendered);
    }

    @Test
    void aStarInsideALabelIsForTheSiteToRule() {
        assertThat(Rendered.site(SITE.formatted("")).rendering().concessions())
                .extracting(Concession::kind)
                .containsExactly(Concession.Kind.UNRULED);
    }
}
