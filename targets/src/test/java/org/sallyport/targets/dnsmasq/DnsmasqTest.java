package org.sallyport.targets.dnsmasq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.proof.Proof;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class DnsmasqTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
            devices:
              - { name: branch, target: dnsmasq, inexpressible: omit%s }
            """;

    @Test
    void aNameBringsThoseBelowItAlongAndTheOthersDoNotExist() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("d1.sophosupd.com")
                .permits("x.d1.sophosupd.com")
                .permits("example.org")
                .denies("evilexample.org")
                .denies("evil.net");
        assertThat(text(rendered)).contains("\nno-resolv\naddress=/#/\n");
        assertProven(rendered);
    }

    @Test
    void whatANameAboveCoversIsNoLineOfItsOwn() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(text(rendered)).contains("\nserver=/sophos.com/").doesNotContain("hydra.sophos.com/");
    }

    @Test
    void aStarInsideALabelBecomesTheDocumentsWiderEntry() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(rendered.rendering().concessions())
                .filteredOn(concession -> concession.rule().host() instanceof HostPattern.Glob)
                .isNotEmpty()
                .allMatch(concession -> concession.kind() == Concession.Kind.DOCUMENTS_WIDER);
        assertThat(text(rendered))
                .contains("\nserver=/s3.eu-west-1.amazonaws.com/")
                .doesNotContain("=/*");
    }

    @Test
    void aNameBelowWhichAnybodyCanHaveOneIsLeftToTheSite() {
        assertThat(Rendered.site(SITE.formatted("")).rendering().concessions())
                .anyMatch(concession -> concession.kind() == Concession.Kind.OMITTED
                        && concession.rule().host().toString().equals("amazonaws.com"));
    }

    @Test
    void anExampleServerIsSaidToBeOne() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("# Note: nobody has the address 192.0.2.53")
                .contains("\nserver=/example.org/192.0.2.53\n");
        assertThat(text(Rendered.site(SITE.formatted(", options: { upstream: '10.0.0.53#5353, fd00::53' }"))))
                .doesNotContain("nobody has the address")
                .contains("\nserver=/example.org/10.0.0.53#5353\nserver=/example.org/fd00::53\n");
    }

    @Test
    void aFirewallsSetsGetTheAddresses() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { nftset: 'inet#fw4#allowed' }"));

        assertThat(text(rendered))
                .contains("\nnftset=/example.org/4#inet#fw4#allowed4,6#inet#fw4#allowed6\n")
                .contains("\nmax-ttl=300\n");
        assertProven(rendered);
    }

    @Test
    void whereTheFirewallLooksAtSetsANameThatFillsNoneDoesNotPass() {
        Rendered rendered = Rendered.site(SITE.formatted(", options: { nftset: 'inet#fw4#allowed' }"));
        String less = text(rendered)
                .lines()
                .filter(line -> !line.startsWith("nftset=/example.org/"))
                .reduce("", (text, line) -> text + line + "\n");

        Proof proof = rendered.prove(DeviceFiles.of("dnsmasq.conf", less));

        assertThat(proof.stands()).isFalse();
        assertThat(proof.found())
                .anyMatch(deviation -> deviation.witness().value().endsWith("example.org"));
    }

    @Test
    void noLineIsSoLongThatDnsmasqCutsIt() {
        Rendered rendered = Rendered.site(SITE.formatted("").replace("ticket 1234", "é".repeat(290)));

        assertThat(text(rendered).lines())
                .allMatch(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length < 1024);
        assertProven(rendered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream: dns.example.com",
                "upstream: ''",
                "upstream: '1.2.3.4,'",
                "upstream: 1.2.3.456",
                "nftset: allowed",
                "nftset: 'ip#fw4#allowed'",
                "nftset: 'inet#fw4#a;b'"
            })
    void aWrongValueOfAnOptionIsAnErrorWithTheRepair(String option) {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { " + option + " }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device branch: \"");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("dnsmasq.conf", "");
    }
}
