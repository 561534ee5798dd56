package org.sallyport.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

class AllowlistTest {

    private static final Allowlist ENDPOINT = Acme.plan(List.of("endpoint"), "eu-west-1", "eu-central-1");

    @Test
    void deviceWithWildcardsGetsThemAndWhatTheyForget() {
        assertThat(must(ENDPOINT, true, "endpoint"))
                .containsExactlyInAnyOrder(
                        "*.sophos.com",
                        "*.sophosupd.com",
                        "*.sophosupd.net",
                        "*.sophosxl.net",
                        "ocsp2.globalsign.com",
                        "crl.globalsign.com",
                        // what the list with wildcards forgets of the other one
                        "sophosxl.net",
                        "ocsp.globalsign.com",
                        "crl.globalsign.net",
                        "ocsp.digicert.com",
                        "crl3.digicert.com",
                        "crl4.digicert.com",
                        "amazonaws.com");
        assertThat(must(ENDPOINT, true, "central"))
                .containsExactlyInAnyOrder(
                        "*.sophos.com",
                        "sophos.com",
                        "az416426.vo.msecnd.net",
                        "dc.services.visualstudio.com",
                        "*.cloudfront.net");
    }

    @Test
    void deviceWithoutWildcardsGetsTheNames() {
        assertThat(must(ENDPOINT, false, "endpoint"))
                .hasSize(27)
                .contains("d1.sophosupd.com", "mcs2-cloudstation-eu-west-1.prod.hydra.sophos.com")
                .doesNotContain("*.sophos.com", "mcs2-cloudstation-us-east-2.prod.hydra.sophos.com");
        assertThat(must(ENDPOINT, false, "central"))
                .containsExactlyInAnyOrder(
                        "central.sophos.com",
                        "cloud-assets.sophos.com",
                        "sophos.com",
                        "downloads.sophos.com",
                        "az416426.vo.msecnd.net",
                        "dc.services.visualstudio.com",
                        "*.cloudfront.net");
    }

    @Test
    void boundsAskEveryRuleAsIsRequiredDoes() {
        Allowlist paris = Allowlist.plan(Acme.CATALOGS, Acme.example("acme-paris"));

        for (Allowlist allowlist : List.of(paris, longList(40))) {
            for (boolean wildcards : List.of(true, false)) {
                assertThat(allowlist.bounds(wildcards).must())
                        .isEqualTo(allowlist.rules().stream()
                                .filter(rule -> allowlist.isRequired(rule, wildcards))
                                .toList());
            }
        }
    }

    @Test
    void boundsOfALongListAreFoundInGoodTime() {
        Allowlist allowlist = longList(6_000);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        assertThat(allowlist.bounds(true).must()).hasSize(4_000);
        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                .isLessThan(3_000_000_000L);
    }

    /** Wildcards, names that they cover, and names that they forget, a third each. */
    private static Allowlist longList(int size) {
        List<Rule> rules = new ArrayList<>();
        Rule.Documented reason =
                new Rule.Documented(Id.parse("vendor"), Id.parse("feature"), new Provenance(Id.parse("en"), 1));
        for (int i = 0; i < size; i++) {
            String domain = "d" + i / 3 + ".example.com";
            String host = List.of("*." + domain, "a.b." + domain, domain).get(i % 3);
            Rule.Form form = i % 3 == 0 ? Rule.Form.WILDCARD : Rule.Form.NAME;
            rules.add(new Rule(HostPattern.parse(host), Ports.of(Port.HTTPS), form, reason));
        }
        return new Allowlist(ENDPOINT.site(), rules, List.of());
    }

    @Test
    void mayIsTheSameForBoth() {
        assertThat(ENDPOINT.bounds(true).may()).isEqualTo(ENDPOINT.bounds(false).may());
        assertThat(ENDPOINT.bounds(true).may()).isEqualTo(ENDPOINT.rules());
    }

    @Test
    void bothBoundsOfOneDeviceFitTogether() {
        for (boolean wildcards : List.of(true, false)) {
            Bounds bounds = ENDPOINT.bounds(wildcards);
            for (Bounds either : List.of(bounds, bounds.regardlessOfPort())) {
                Permits must = either.mustPass();
                Permits may = either.mayPass();
                for (Port port : List.of(Port.HTTP, Port.HTTPS, Port.tcp(8080))) {
                    assertThat(must.at(port).isSubsetOf(may.at(port))).isTrue();
                }
            }
        }
    }

    @Test
    void apexOfAWildcardMayPassAndMustOnlyWhereItIsListed() {
        NameSet may = ENDPOINT.bounds(true).mayPass().at(Port.HTTPS);
        NameSet must = ENDPOINT.bounds(true).mustPass().at(Port.HTTPS);

        assertThat(may.contains(HostName.parse("sophosupd.com"))).isTrue();
        assertThat(must.contains(HostName.parse("sophosupd.com"))).isFalse();
        assertThat(must.contains(HostName.parse("sophosxl.net"))).isTrue();
        assertThat(may.contains(HostName.parse("x.amazonaws.com"))).isFalse();
    }

    @Test
    void portsAreThoseOfTheDocumentAndNoOther() {
        Permits must = ENDPOINT.bounds(true).mustPass();

        assertThat(must.ports()).containsExactly(Port.HTTP, Port.HTTPS);
        assertThat(must.at(Port.tcp(8080)).isEmpty()).isTrue();
        assertThat(ENDPOINT.bounds(true)
                        .regardlessOfPort()
                        .mustPass()
                        .at(Port.tcp(8080))
                        .contains(HostName.parse("a.sophos.com")))
                .isTrue();
    }

    @Test
    void aLicenceThatIsNotBoughtIsNotLetThrough() {
        assertThat(hosts(ENDPOINT)).noneMatch(host -> host.contains("tf-") || host.contains("darkbytes"));
        assertThat(hosts(Acme.plan(List.of()))).contains("central.sophos.com").doesNotContain("d1.sophosupd.com");
    }

    @Test
    void regionsNarrowWhatDiffersByRegion() {
        Allowlist narrow = Acme.plan(List.of("edr", "ad-sync"), "eu-central-1");
        Allowlist all = Acme.plan(List.of("edr", "ad-sync"));

        assertThat(must(narrow, false, "edr")).hasSize(3).allMatch(host -> host.contains("eu-central-1"));
        assertThat(must(all, false, "edr")).hasSize(12);
        assertThat(must(narrow, true, "ad-sync"))
                .containsExactly("tf-presigned-url-eu-central-1-prod-*-bucket.s3.eu-central-1.amazonaws.com");
    }

    @Test
    void aNameThatIsListedForNoRegionStays() {
        assertThat(hosts(Acme.plan(List.of("mtr"), "eu-west-1"))).contains("kinesis.us-west-2.amazonaws.com");
    }

    @Test
    void widerEntryIsOfferedInPlaceOfTheOneWithAStarInsideALabel() {
        Allowlist allowlist = Acme.plan(List.of("ad-sync"), "eu-west-1");
        Rule glob = rule(allowlist, "tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com");
        Rule wider = rule(allowlist, "*.s3.eu-west-1.amazonaws.com");

        assertThat(allowlist.widerThan(glob)).containsExactly(wider);
        assertThat(allowlist.isRequired(wider, true)).isFalse();
        assertThat(allowlist.isRequired(glob, true)).isTrue();
        assertThat(allowlist.widerThan(rule(allowlist, "sophos.com"))).isEmpty();
    }

    @Test
    void serverFromALogIsForDevicesWithoutWildcards() {
        Allowlist allowlist = Acme.plan(List.of("endpoint"), List.of(Acme.SERVER), "eu-west-1");
        Rule server = rule(allowlist, Acme.SERVER.value());

        assertThat(server.form()).isEqualTo(Rule.Form.DISCOVERED);
        assertThat(server.reason()).hasToString("sophos-central log");
        assertThat(allowlist.isRequired(server, false)).isTrue();
        assertThat(allowlist.isRequired(server, true)).isFalse();
        assertThat(allowlist.remarks()).isEmpty();
    }

    @Test
    void serverOutsideTheDocumentIsRequiredEverywhereAndRemarkedOn() {
        Allowlist allowlist = Acme.plan(List.of("endpoint"), List.of(HostName.parse("mcs.example.net")), "eu-west-1");

        assertThat(allowlist.isRequired(rule(allowlist, "mcs.example.net"), true))
                .isTrue();
        assertThat(remarks(allowlist))
                .containsExactly(
                        "endpoint: the server mcs.example.net lies outside every name that the document lists");
    }

    @Test
    void serverInARegionThatTheSiteDoesNotListIsRemarkedOn() {
        Allowlist allowlist = Acme.plan(List.of("endpoint"), List.of(Acme.SERVER), "eu-central-1");

        assertThat(allowlist.remarks())
                .containsExactly(new Text(
                        "endpoint: the server " + Acme.SERVER
                                + " is in the region eu-west-1, which the site does not list",
                        "endpoint : le serveur " + Acme.SERVER
                                + " est dans la région eu-west-1, que le site ne cite pas"));
    }

    @Test
    void missingServerAndConditionAreRemarkedOn() {
        assertThat(remarks(Acme.plan(List.of("endpoint", "mtr"))))
                .hasSize(2)
                .anyMatch(remark -> remark.startsWith("endpoint: the server that SophosCloudInstaller.log names"))
                .anyMatch(remark -> remark.startsWith("mtr: needed only where TLS is inspected"));
    }

    @Test
    void ownEntriesComeLastWithTheirLine() {
        Allowlist allowlist = Allowlist.plan(Acme.CATALOGS, Acme.example("acme-paris"));
        Rule own = allowlist.rules().getLast();

        assertThat(own.host()).isEqualTo(HostPattern.parse("*.example.org"));
        assertThat(own.reason()).isEqualTo(new Rule.Own("ticket 1234", 19));
        assertThat(own.reason()).hasToString("site:19");
        assertThat(allowlist.isRequired(own, false)).isTrue();
        assertThat(allowlist.bounds(true).mustPass().at(Port.HTTP).contains(HostName.parse("a.example.org")))
                .isFalse();
    }

    @Test
    void needsTheCatalogsThatTheSiteNames() {
        Site site = Acme.example("acme-paris");

        assertThatThrownBy(() -> Allowlist.plan(Catalogs.of(), site))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no catalog has \"sophos-central\"");
    }

    @Test
    void concessionsMoveBothBounds() {
        Allowlist allowlist = Acme.plan(List.of("ad-sync"), "eu-west-1");
        Rule glob = rule(allowlist, "tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com");
        Rule more = new Rule(HostPattern.parse("*.example.net"), glob.ports(), glob.form(), glob.reason());
        Bounds bounds = allowlist.bounds(true).conceding(Set.of(glob), List.of(more));

        assertThat(bounds.must()).doesNotContain(glob);
        assertThat(bounds.may()).contains(glob, more);
    }

    private static List<String> must(Allowlist allowlist, boolean wildcards, String feature) {
        return allowlist.bounds(wildcards).must().stream()
                .filter(rule -> rule.reason().feature().equals(Id.parse(feature)))
                .map(rule -> rule.host().toString())
                .toList();
    }

    private static List<String> hosts(Allowlist allowlist) {
        return allowlist.rules().stream().map(rule -> rule.host().toString()).toList();
    }

    private static List<String> remarks(Allowlist allowlist) {
        return allowlist.remarks().stream().map(Text::english).toList();
    }

    private static Rule rule(Allowlist allowlist, String host) {
        return allowlist.rules().stream()
                .filter(rule -> rule.host().toString().equals(host))
                .findFirst()
                .orElseThrow();
    }
}
