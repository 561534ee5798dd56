package org.sallyport.targets.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Grade;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class NftablesTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [mtr], regions: [eu-west-1] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "a.example.org", ports: [443], reason: "ticket 1235" }
              - { host: "mail.example.org", ports: [465, 587], reason: "ticket 1236" }
              - { host: "time.example.net", ports: [123/udp, 80], reason: "ticket 1237" }
            devices:
              - { name: branch, target: nftables%s }
            """;

    @Test
    void aNamePassesAtItsPortsAndNowhereElse() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("x.example.org", 443)
                .denies("x.example.org", 465)
                .permits("prod.endpointintel.darkbytes.io")
                .denies("prod.endpointintel.darkbytes.io", 465)
                .permits("time.example.net", 80)
                .denies("time.example.net", 123)
                .denies("evil.net")
                .denies("evilexample.org");
        assertThat(rendered.readings())
                .allSatisfy(reading -> assertThat(reading.surely()
                                .at(new Port(Port.Transport.UDP, 123))
                                .contains(HostName.parse("time.example.net")))
                        .isTrue());
        assertProven(rendered);
    }

    @Test
    void aNameBelowAnotherHasThePortsOfBothForDnsmasqLooksAtTheLongestOnly() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        RenderedAssert.assertThat(rendered)
                .permits("mail.example.org", 443)
                .permits("mail.example.org", 465)
                .permits("x.mail.example.org", 443);
        assertThat(names(rendered))
                .contains("nftset=/mail.example.org/4#inet#sallyport#at_443_465_587_v4,")
                .doesNotContain("server=/mail.example.org/");
    }

    @Test
    void aNameThatHasNoOtherPortsThanTheOneAboveIsNoEntryOfItsOwn() {
        assertThat(names(Rendered.site(SITE.formatted(""))))
                .doesNotContain("/a.example.org/")
                .contains("# site:6 ticket 1234; site:7 ticket 1235\nserver=/example.org/");
    }

    @Test
    void everySetThatIsFilledIsThereForBothKindsOfAddresses() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        names(rendered)
                .lines()
                .filter(line -> line.startsWith("nftset="))
                .flatMap(line -> line.substring(line.lastIndexOf('/') + 1).lines())
                .flatMap(sets -> java.util.Arrays.stream(sets.split(",")))
                .forEach(set -> assertThat(rules(rendered))
                        .contains("\tset " + set.substring(set.lastIndexOf('#') + 1) + " {"));
    }

    @Test
    void aRuleLessIsAMissingNameAtItsPortsOnly() {
        Rendered rendered = Rendered.site(SITE.formatted(""));
        for (String family : new String[] {"ip ", "ip6 "}) {
            String less = rules(rendered)
                    .lines()
                    .filter(line -> !(line.contains(family + "daddr") && line.contains("dport 443 ")))
                    .reduce("", (text, line) -> text + line + "\n");
            assertThat(less).isNotEqualTo(rules(rendered));
            Map<String, String> files = new LinkedHashMap<>();
            files.put("nftables.conf", less);
            files.put("dnsmasq.conf", names(rendered));

            assertThat(rendered.prove(new DeviceFiles(files)).found())
                    .filteredOn(deviation -> deviation.grade() == Grade.MISSING)
                    .isNotEmpty()
                    .allMatch(deviation -> deviation.port().equals(java.util.Optional.of(Port.HTTPS)))
                    .allMatch(deviation -> deviation.witness().value().endsWith("example.org"));
        }
    }

    @Test
    void theMachineItselfAsksItsResolverAndReachesTheListOnly() {
        Rendered rendered =
                Rendered.site(SITE.formatted(", options: { hook: output, upstream: '10.0.0.53, fd00::53#5353' }"));

        assertThat(rules(rendered))
                .contains("type filter hook output priority filter; policy drop;")
                .contains("\t\tip daddr 10.0.0.53 udp dport 53 accept\n")
                .contains("\t\tip6 daddr fd00::53 tcp dport 5353 accept\n");
        RenderedAssert.assertThat(rendered).permits("x.example.org", 443).denies("evil.net", 53);
        assertProven(rendered);
    }

    @Test
    void manyPortsHaveASetWithAShortNameOfItsOwn() {
        String ports = java.util.stream.IntStream.range(1, 60)
                .mapToObj(i -> String.valueOf(1000 * i))
                .collect(java.util.stream.Collectors.joining(", "));
        Rendered rendered = Rendered.site(SITE.formatted("").replace("[465, 587]", "[" + ports + "]"));

        assertThat(rules(rendered)).containsPattern("\tset at_60_ports_[0-9a-f]{16}_v4 \\{");
        RenderedAssert.assertThat(rendered).permits("mail.example.org", 59_000);
        assertProven(rendered);
    }

    @Test
    void aWrongHookIsAnErrorWithTheRepair() {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { hook: input }")))
                .isInstanceOf(InputException.class)
                .hasMessage("device branch: \"input\" is no value of the option hook; write forward or output");
    }

    private static String names(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("dnsmasq.conf", "");
    }

    private static String rules(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("nftables.conf", "");
    }
}
