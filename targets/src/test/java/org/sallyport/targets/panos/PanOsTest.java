package org.sallyport.targets.panos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class PanOsTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443, 8443], reason: "ticket \\" 1234" }
            devices:
              - { name: branch, target: pan-os%s }
            """;

    @Test
    void everyEntryEndsInASlash() {
        assertThat(text(Rendered.site(SITE.formatted("")), "panos.txt")
                        .lines()
                        .filter(line -> line.startsWith("set") && line.contains(" list ")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", version: 9.1", ", version: 11.1.2"})
    void theTextMeansTheSameInEveryRelease(String version) {
        Rendered rendered = Rendered.site(SITE.formatted(version));

        RenderedAssert.assertThat(rendered).permits("a.b.sophos.com", 443).denies("a.sophos.com.evil.net");
        assertProven(rendered);
    }

    @Test
    void anApexIsAnEntryOfItsOwnWhereItIsListed() {
        assertThat(text(Rendered.site(SITE.formatted("")), "panos.txt"))
                .contains(" list *.sophos.com/\n", " list sophos.com/\n", " list *.example.org/\n")
                .doesNotContain(" list example.org/\n");
    }

    @Test
    void portsAreServicesOfTheirOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered, "panos.txt")).contains("protocol tcp port 443,8443\n");
        RenderedAssert.assertThat(rendered)
                .permits("a.example.org", 8443)
                .denies("a.example.org", 80)
                .denies("a.sophos.com", 8443);
    }

    @Test
    void theRuleThatDeniesStandsBehindTheOthers() {
        assertThat(text(Rendered.site(SITE.formatted("")), "panos.txt"))
                .containsSubsequence(
                        "rules sallyport-1 action allow\n",
                        "rules sallyport-deny action deny\n",
                        "move rulebase security rules sallyport-2 after sallyport-1\n",
                        "move rulebase security rules sallyport-deny after sallyport-")
                .endsWith("\n");
    }

    @Test
    void aListIsEmptiedBeforeItIsFilled() {
        assertThat(text(Rendered.site(SITE.formatted("")), "panos.txt"))
                .startsWith("delete profiles custom-url-category sallyport-1 list\n");
    }

    @Test
    void whatIsWiderIsCountedInTheDescriptions() {
        assertThat(text(Rendered.site(SITE.formatted("")), "panos.txt"))
                .contains("entries are wider, narrower or left out")
                .doesNotContain("ticket");
    }

    @Test
    void aListOfUrlsIsEntriesAndNothingElse() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { form: url-list }"));

        assertThat(text(rendered, "url-list.txt").lines())
                .contains("sophos.com/", "*.sophos.com/")
                .allMatch(line -> line.matches("[a-z0-9.*-]+/"));
        assertProven(rendered);
    }

    @Test
    void aListOfDomainsMarksWhatIsOneName() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { form: domain-list }"));

        assertThat(text(rendered, "domain-list.txt").lines())
                .contains("^sophos.com", "*.sophos.com")
                .allMatch(line -> line.matches("(\\^|\\*\\.)[a-z0-9.-]+"));
        assertProven(rendered);
    }

    @ParameterizedTest
    @CsvSource({"form, edl", "from, 'a b'", "to, '\"'"})
    void aWrongValueIsAnErrorWithTheRepair(String option, String value) {
        String options = ", options: { " + option + ": '" + value + "' }";

        assertThatThrownBy(() -> Rendered.site(SITE.formatted(options)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option " + option);
    }

    private static String text(Rendered rendered, String file) {
        return rendered.rendering().files().getOrDefault(file, "");
    }
}
