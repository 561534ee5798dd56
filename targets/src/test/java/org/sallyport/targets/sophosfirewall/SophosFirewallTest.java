package org.sallyport.targets.sophosfirewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.InputException;
import org.sallyport.targets.Rendered;

class SophosFirewallTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "a --> <FQDN>evil.test</FQDN> <!---- ---" }
            devices:
              - { name: branch, target: sophos-firewall%s }
            """;

    @Test
    void aListedApexIsAHostOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered))
                .contains("<FQDN>*.sophos.com</FQDN>", "<FQDN>sophos.com</FQDN>")
                .doesNotContain("<FQDN>example.org</FQDN>");
        assertProven(rendered);
    }

    @Test
    void aReasonCannotEndItsComment() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("<!-- site:6 a - -> <FQDN>evil.test</FQDN> <!- - - - - - - -->\n");
    }

    @Test
    void namesAreShortUniqueAndNeverCut() {
        String label = "x".repeat(55);
        List<String> hosts = List.of(label + ".a.example.com", label + ".b.example.com");
        StringBuilder also = new StringBuilder();
        hosts.forEach(host -> also.append("  - { host: \"%s\", ports: [443], reason: r }\n".formatted(host)));
        Rendered rendered = Rendered.site("sallyport: 1\nsite: long\nalso:\n" + also
                + "devices:\n  - { name: branch, target: sophos-firewall }\n");

        assertThat(Pattern.compile("<Name>(sallyport-[^<]*)</Name>")
                        .matcher(text(rendered))
                        .results()
                        .map(found -> found.group(1)))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.length() <= 60);
        assertThat(hosts).allSatisfy(host -> assertThat(text(rendered)).contains("<FQDN>" + host + "</FQDN>"));
        assertProven(rendered);
    }

    @Test
    void theExpressionsOfTheExceptionAreBoundOnBothSides() {
        List<Pattern> expressions = Pattern.compile("<URLRegex>(.*)</URLRegex>")
                .matcher(text(Rendered.site(SITE.formatted(""))))
                .results()
                .map(found -> Pattern.compile(found.group(1)))
                .toList();

        assertThat(isFound(expressions, "https://a.b.example.org/x")).isTrue();
        assertThat(isFound(expressions, "a.example.org/")).isTrue();
        assertThat(isFound(expressions, "a.example.org:443/")).isTrue();
        assertThat(isFound(expressions, "https://sophos.com/")).isTrue();
        assertThat(isFound(expressions, "https://example.org/")).isFalse();
        assertThat(isFound(expressions, "https://evilexample.org/")).isFalse();
        assertThat(isFound(expressions, "https://a.example.org.evil.test/")).isFalse();
        assertThat(isFound(expressions, "https://evil.test/a.example.org/")).isFalse();
        assertThat(isFound(expressions, "https://evil.test/?https://a.example.org/"))
                .isFalse();
    }

    @Test
    void theExceptionCanBeLeftOut() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { exception: \"false\" }"));

        assertThat(text(rendered)).doesNotContain("WebFilterException");
        assertProven(rendered);
    }

    @Test
    void theExceptionSkipsDecryptionAndNothingElse() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("<HttpsDecrypt>on</HttpsDecrypt><VirusScan>off</VirusScan><PolicyCheck>off</PolicyCheck>");
    }

    @Test
    void theHeadSaysThatARuleIsNeeded() {
        assertThat(text(Rendered.site(SITE.formatted("")))).contains("Nothing passes by these objects alone");
    }

    @ParameterizedTest
    @CsvSource({"exception, maybe", "api-version, '\"'"})
    void aWrongValueIsAnErrorWithTheRepair(String option, String value) {
        String options = ", options: { " + option + ": '" + value + "' }";

        assertThatThrownBy(() -> Rendered.site(SITE.formatted(options)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option " + option);
    }

    private static boolean isFound(List<Pattern> expressions, String url) {
        return expressions.stream()
                .anyMatch(expression -> expression.matcher(url).find());
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("Entities.xml", "");
    }
}
