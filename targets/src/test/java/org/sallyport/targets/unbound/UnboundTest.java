package org.sallyport.targets.unbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class UnboundTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "deep.www.example.org", ports: [443], reason: "ticket 1235" }
            devices:
              - { name: dns, target: unbound%s }
            """;

    @Test
    void aNameIsASubtreeAndWhatItCoversIsNoLineOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(", inexpressible: omit"));

        RenderedAssert.assertThat(rendered)
                .permits("deep.www.example.org")
                .permits("example.org")
                .permits("prod.endpointintel.darkbytes.io")
                .permits("x.prod.endpointintel.darkbytes.io")
                .denies("endpointintel.darkbytes.io")
                .denies("evilexample.org");
        assertThat(text(rendered))
                .contains(
                        "\n  local-zone: \"example.org.\" always_transparent # site:6 ticket 1234; site:7 ticket 1235\n")
                .doesNotContain("deep.www");
        assertProven(rendered);
    }

    @Test
    void theTextDeniesTheRestByItself() {
        assertThat(text(Rendered.site(SITE.formatted(", inexpressible: omit"))))
                .contains("\nserver:\n  local-zone: \".\" always_refuse\n");
    }

    @Test
    void aNameBelowWhichAnybodyCanCreateNamesIsTheSitesToRule() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: own
                also:
                  - { host: "s3.eu-west-1.amazonaws.com", ports: [443], reason: "ticket 1" }
                  - { host: "b.s3.eu-west-1.amazonaws.com", ports: [443], reason: "ticket 2" }
                devices:
                  - { name: dns, target: unbound, inexpressible: omit }
                """);

        assertThat(rendered.rendering().concessions())
                .singleElement()
                .matches(concession -> concession.kind() == Concession.Kind.OMITTED);
        RenderedAssert.assertThat(rendered)
                .permits("b.s3.eu-west-1.amazonaws.com")
                .denies("s3.eu-west-1.amazonaws.com");
        assertThat(text(rendered)).contains("# Note: s3.eu-west-1.amazonaws.com");
    }

    @Test
    void theOtherAnswerIsThatThereIsNoSuchName() {
        Rendered rendered = Rendered.site(SITE.formatted(", inexpressible: omit, options: { answer: nxdomain }"));

        assertThat(text(rendered))
                .contains("local-zone: \".\" always_nxdomain\n")
                .doesNotContain("always_refuse");
        assertProven(rendered);
    }

    @Test
    void anUnknownAnswerIsAnErrorWithTheRepair() {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { answer: drop }")))
                .isInstanceOf(InputException.class)
                .hasMessage("device dns: \"drop\" is no value of the option answer; write refused or nxdomain");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("unbound.conf", "");
    }
}
