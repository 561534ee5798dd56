package org.sallyport.targets.fortigate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class FortiGateTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443, 8443], reason: "what \\" is ' this \\\\?" }
            devices:
              - { name: branch, target: fortigate%s }
            """;

    @Test
    void aListedApexIsAnObjectOfItsOwn() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("set fqdn \"*.sophos.com\"\n")
                .contains("set fqdn \"sophos.com\"\n")
                .doesNotContain("set fqdn \"example.org\"\n");
    }

    @Test
    void portsAreServicesOfTheirOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered)).contains("set tcp-portrange 443 8443\n");
        RenderedAssert.assertThat(rendered)
                .permits("a.example.org", 8443)
                .denies("a.example.org", 80)
                .denies("a.sophos.com", 8443);
        assertProven(rendered);
    }

    @Test
    void theLastPolicyDeniesAndTheOthersStandBeforeIt() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .containsSubsequence("edit 7001\n", "set action accept\n", "set dstaddr \"all\"\n", "set action deny\n")
                .contains("    move 7002 after 7001\n");
    }

    @Test
    void groupsAreSplitAtWhatTheProductTakes() {
        StringBuilder also = new StringBuilder();
        IntStream.range(0, 650)
                .forEach(i -> also.append("  - { host: h%s.example.com, ports: [443], reason: r }\n".formatted(i)));
        Rendered rendered = Rendered.site(
                "sallyport: 1\nsite: many\nalso:\n" + also + "devices:\n  - { name: branch, target: fortigate }\n");

        assertThat(text(rendered))
                .contains("edit \"sallyport-1-3\"")
                .contains("append dstaddr \"sallyport-1-3\"")
                .doesNotContain("sallyport-1-4");
        assertProven(rendered);
    }

    @Test
    void aHostThatIsTooLongForANameIsCalledByItsHashAndNeverCut() {
        String label = "x".repeat(60);
        List<String> hosts =
                List.of(label + ".a.example.com", label + ".b.example.com", "*." + label + ".a.example.com");
        StringBuilder also = new StringBuilder();
        hosts.forEach(host -> also.append("  - { host: \"%s\", ports: [443], reason: r }\n".formatted(host)));
        Rendered rendered = Rendered.site(
                "sallyport: 1\nsite: long\nalso:\n" + also + "devices:\n  - { name: branch, target: fortigate }\n");

        assertThat(text(rendered).lines().filter(line -> line.contains("edit \"sallyport-hash-")))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.strip().length() <= 79 + 7);
        assertThat(hosts).allSatisfy(host -> assertThat(text(rendered)).contains("set fqdn \"" + host + "\""));
        assertProven(rendered);
    }

    @Test
    void aReasonCannotOpenAQuote() {
        assertThat(text(Rendered.site(SITE.formatted("")))).contains("# site:6 what ` is ` this ``\n");
    }

    @Test
    void aStarInsideALabelBecomesTheDocumentsWiderEntry() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(rendered.rendering().concessions())
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.DOCUMENTS_WIDER);
        assertThat(text(rendered)).contains("# Note: tf-presigned-url-eu-west-1-prod-*-bucket.s3");
    }

    @Test
    void beforeRelease622TheListWithoutWildcardsIsWritten() {
        Rendered rendered = Rendered.site(SITE.formatted(", version: 6.0.9, inexpressible: omit"));

        assertThat(text(rendered)).doesNotContain("fqdn \"*");
        assertProven(rendered);
    }

    @Test
    void theFeedIsNamesAndNothingElse() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { form: feed }"));

        assertThat(rendered.rendering().files()).containsOnlyKeys("domains.txt");
        assertThat(rendered.rendering().files().getOrDefault("domains.txt", "").lines())
                .allMatch(line -> line.matches("[a-z0-9.*-]+"))
                .contains("*.sophos.com", "sophos.com")
                .isSorted();
        assertProven(rendered);
    }

    @ParameterizedTest
    @CsvSource({
        "form, script",
        "from, 'a b'",
        "to, '\"'",
        "first-policy, 0",
        "first-policy, x",
        "first-policy, 4294967295",
    })
    void aWrongValueIsAnErrorWithTheRepair(String option, String value) {
        String options = ", options: { " + option + ": '" + value.replace("'", "''") + "' }";

        assertThatThrownBy(() -> Rendered.site(SITE.formatted(options)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option " + option);
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("fortigate.conf", "");
    }
}
