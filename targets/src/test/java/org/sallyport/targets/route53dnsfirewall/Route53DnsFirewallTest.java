package org.sallyport.targets.route53dnsfirewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Site;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;

class Route53DnsFirewallTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "example.org", ports: [443], reason: "ticket 1235" }
            devices:
              - { name: egress, target: route53-dns-firewall%s }
            """;

    @Test
    void theListHasNamesAndNothingElse() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(file(rendered, "domains.txt").lines())
                .allMatch(line -> line.matches("(\\*\\.)?[a-z0-9.-]+"))
                .contains("*.example.org", "example.org")
                .isSorted();
        assertProven(rendered);
    }

    @Test
    void theTemplateBlocksTheRestAndTrustsAliases() {
        assertThat(file(Rendered.site(SITE.formatted("")), "dns-firewall.yaml"))
                .contains("\n        # site:6 ticket 1234\n        - \"*.example.org\"\n")
                .contains("TRUST_REDIRECTION_DOMAIN\n          FirewallDomainListId: !GetAtt AllowedNames.Id\n")
                .contains(
                        "FirewallDomainListId: !GetAtt AllNames.Id\n          Priority: 200\n          Action: BLOCK\n");
    }

    @Test
    void aLongListIsImported() {
        Id target = Id.parse("route53-dns-firewall");
        List<Site.Addition> also = IntStream.range(0, 1_001)
                .mapToObj(i -> new Site.Addition(
                        HostPattern.parse("h" + i + ".example.org"), Ports.of(Port.HTTPS), "ticket", i + 1))
                .toList();
        Site site = new Site(Id.parse("long"), List.of(), also, List.of(Device.plain(target)));
        Rendered rendered = Rendered.of(Allowlist.plan(new Catalogs(List.of()), site), Device.plain(target));

        assertThat(file(rendered, "dns-firewall.yaml"))
                .contains("DomainFileUrl: !Ref List\n")
                .doesNotContain("h1.example.org");
        assertThat(rendered.rendering().forms().get(1).texts()).containsKeys("dns-firewall.yaml", "domains.txt");
        assertProven(rendered);
    }

    @Test
    void aStarInsideALabelBecomesTheDocumentsWiderEntry() {
        assertThat(Rendered.site(SITE.formatted("")).rendering().concessions())
                .hasSize(4)
                .allMatch(concession -> concession.kind() == Concession.Kind.DOCUMENTS_WIDER);
    }

    @Test
    void theAnswerIsTheSitesChoice() {
        assertThat(file(Rendered.site(SITE.formatted(", options: { answer: NXDOMAIN }")), "dns-firewall.yaml"))
                .contains("BlockResponse: NXDOMAIN\n");
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { answer: maybe }")))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("write NODATA or NXDOMAIN");
    }

    private static String file(Rendered rendered, String name) {
        return rendered.rendering().files().getOrDefault(name, "");
    }
}
