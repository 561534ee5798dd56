package org.sallyport.targets.hostslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class HostsListTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
            devices:
              - { name: branch, target: hosts-list%s }
            """;

    @Test
    void aStarInsideALabelBecomesTheDocumentsWiderEntry() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(rendered.rendering().concessions())
                .hasSize(4)
                .allMatch(concession -> concession.kind() == Concession.Kind.DOCUMENTS_WIDER);
        assertThat(text(rendered))
                .contains("\n*.s3.eu-west-1.amazonaws.com # sophos-central/ad-sync fr:97\n")
                .contains("# Note: tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com");
        assertProven(rendered);
    }

    @Test
    void whatAWildcardCoversIsNoLineOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("live-terminal-us-west-2.prod.hydra.sophos.com")
                .permits("sophos.com")
                .denies("evilsophos.com");
        assertThat(text(rendered))
                .contains("\n*.sophos.com # sophos-central/central fr:20; sophos-central/endpoint fr:28; "
                        + "sophos-central/edr fr:117, fr:118, fr:119, fr:120, fr:121, fr:122, fr:123, fr:124\n")
                .doesNotContain("\nlive-terminal");
    }

    @Test
    void whatAWildcardOfTheSiteLetsThroughIsNobodysToRuleAbout() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: own
                also:
                  - { host: "*.example.org", ports: [443], reason: "ticket 1" }
                  - { host: "d*.example.org", ports: [443], reason: "ticket 2" }
                devices:
                  - { name: branch, target: hosts-list }
                """);

        assertThat(rendered.rendering().concessions()).isEmpty();
        assertThat(text(rendered)).contains("\n*.example.org # site:4 ticket 1; site:5 ticket 2\n");
        assertProven(rendered);
    }

    @Test
    void withoutCommentsThereIsNothingButNames() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { comments: false }"));

        assertThat(text(rendered).lines())
                .allMatch(line -> line.matches("[a-z0-9.*-]+"))
                .isSorted();
        assertProven(rendered);
    }

    @Test
    void withoutWildcardsTheSiteRules() {
        Rendered rendered = Rendered.site(SITE.formatted(", wildcards: false, inexpressible: omit"));

        assertThat(text(rendered)).doesNotContain("\n*");
        assertThat(rendered.rendering().concessions())
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED);
        assertProven(rendered);
    }

    @Test
    void anUnknownAnswerToTheOptionIsAnErrorWithTheRepair() {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { comments: maybe }")))
                .isInstanceOf(InputException.class)
                .hasMessage("device branch: \"maybe\" is no value of the option comments; write true or false");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("hosts.txt", "");
    }
}
