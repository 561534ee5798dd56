package org.sallyport.targets.suricata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class SuricataTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1235" }
              - { host: "only.example.net", ports: [80], reason: "ticket 1236" }
            devices:
              - { name: egress, target: suricata%s }
            """;

    @Test
    void aStarInsideALabelIsWrittenAsItIsMeant() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(rendered.rendering().concessions()).isEmpty();
        RenderedAssert.assertThat(rendered)
                .permits("tf-presigned-url-eu-west-1-prod-x-bucket.s3.eu-west-1.amazonaws.com", 443)
                .denies("tf-presigned-url-eu-west-1-prod-x.y-bucket.s3.eu-west-1.amazonaws.com")
                .denies("evil.s3.eu-west-1.amazonaws.com");
        assertProven(rendered);
    }

    @Test
    void aNamePassesAtItsPortsAndNowhereElse() {
        RenderedAssert.assertThat(Rendered.site(SITE.formatted("")))
                .permits("mcs.example.net", 443)
                .permits("mcs.example.net", 8190)
                .denies("mcs.example.net", 80)
                .denies("mcs.example.net", 22)
                .permits("only.example.net", 80)
                .denies("only.example.net", 443);
    }

    @Test
    void httpIsLookedAtWhereTlsIsNotExpected() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("\npass http any any -> any 80 (msg:\"sallyport: to only.example.net\"; "
                        + "flow:to_server,established; http.host; content:\"only.example.net\"; startswith; endswith;")
                .contains("\npass http any any -> any 8190 (msg:\"sallyport: to mcs.example.net\"")
                .contains("\npass tls any any -> any [443,8190] (msg:\"sallyport: to mcs.example.net\"")
                .doesNotContain("pass tls any any -> any 80");
    }

    @Test
    void everyRuleHasANumberOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { sid: \"7000000\" }"));
        List<String> numbers = text(rendered)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .map(line -> line.replaceAll(".* sid:([0-9]+);.*", "$1"))
                .toList();

        assertThat(numbers).doesNotHaveDuplicates().isSorted();
        assertThat(numbers.getFirst()).isEqualTo("7000000");
        assertProven(rendered);
    }

    @Test
    void queriesPassWhereTheSiteSaysSo() {
        assertThat(text(Rendered.site(SITE.formatted("")))).doesNotContain("pass dns");
        Rendered rendered = Rendered.site(SITE.formatted(", options: { dns: true }"));

        assertThat(text(rendered)).contains("\npass dns any any -> any 53 (");
        assertProven(rendered);
    }

    @Test
    void whatNeedsUdpIsForTheSiteToRuleOn() {
        String site = SITE.replace("ports: [80]", "ports: [80, 443/udp]");

        assertThat(Rendered.site(site.formatted("")).rendering().concessions())
                .singleElement()
                .matches(concession -> concession.kind() == Concession.Kind.UNRULED);
        Rendered ruled = Rendered.site(site.formatted(", inexpressible: omit"));
        assertThat(text(ruled)).contains("\n# Note: only.example.net [site:8 ticket 1236] cannot be said here");
        assertProven(ruled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sid: \"0\"", "sid: x", "sid: \"4294967290\"", "sid: \"9999999999\"", "dns: maybe"})
    void anUnknownValueOfAnOptionIsAnErrorWithTheRepair(String option) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { " + option + " }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device egress")
                .hasMessageContaining("write");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("sallyport.rules", "");
    }
}
