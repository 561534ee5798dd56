package org.sallyport.targets.opnsense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class OpnsenseTest {

    @Test
    void eachNameHasAnAliasWithItsReasonAndOneHoldsThemAll() {
        Rendered rendered = site("");

        assertThat(text(rendered))
                .contains("\"content\": \"d1.example.org\"", "\"description\": \"site 4 über x y\"")
                .containsPattern(
                        "\"name\": \"sallyport\",\\n +\"type\": \"host\",\\n +\"content\": \"sallyport_[0-9a-f]{10}\"");
        RenderedAssert.assertThat(rendered).permits("d1.example.org").denies("x.d1.example.org");
        assertProven(rendered);
    }

    @Test
    void theSameNameHasTheSameAliasInEveryRenderingAndNoneIsTooLong() {
        assertThat(text(site(", options: { alias: twenty_letters_long_ }")).lines())
                .filteredOn(line -> line.contains("\"name\""))
                .allMatch(line -> line.replaceAll(".*: \"|\",", "").length() <= 31);
        assertThat(text(site("")))
                .contains(
                        "sallyport_" + text(site("")).split("sallyport_", 3)[1].substring(0, 10));
    }

    @Test
    void thereAreNoWildcardsAndTheSiteRules() {
        assertThat(site("").rendering().concessions())
                .extracting(Concession::kind)
                .containsExactly(Concession.Kind.OMITTED);
    }

    @Test
    void anAliasIsCalledAsTheFirewallTakesIt() {
        assertThatThrownBy(() -> site(", options: { alias: my-alias }"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"my-alias\" is no value of the option alias; write a letter");
    }

    private static Rendered site(String more) {
        return Rendered.site("""
                    sallyport: 1
                    site: acme-paris
                    also:
                      - { host: "d1.example.org", ports: [443], reason: "über \\"x\\": <y>" }
                      - { host: "*.example.org", ports: [443], reason: "ticket 2" }
                    devices:
                      - { name: branch, target: opnsense, inexpressible: omit%s }
                    """.formatted(more));
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("aliases.json", "");
    }
}
