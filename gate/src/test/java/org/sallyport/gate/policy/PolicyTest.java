package org.sallyport.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.SiteYaml;

class PolicyTest {

    private static final Policy POLICY = policy("""
            sallyport: 1
            site: acme
            also:
              - { host: "*.wild.example", ports: [443], reason: wide }
              - { host: "a.wild.example", ports: [443, 8443], reason: narrow }
              - { host: "inner.example", ports: [443], reason: inside, addresses: [10.1.0.0/16, "fd00::/8"] }
              - { host: "*.inner.example", ports: [80], reason: inside, addresses: [10.2.0.0/16] }
            """);

    private static Policy policy(String site) {
        Catalogs none = new Catalogs(List.of());
        SiteYaml yaml = new SiteYaml(none, Map.of(), SharedSuffixes::known);
        return new Policy(Allowlist.plan(none, yaml.read("site.yaml", site)), none, "1");
    }

    private static HostName name(String text) {
        return HostName.parse(text);
    }

    @Test
    void theMostSpecificRuleCounts() {
        assertThat(POLICY.rule(name("a.wild.example"), Port.HTTPS))
                .hasValueSatisfying(rule -> assertThat(rule.host()).isEqualTo(HostPattern.parse("a.wild.example")));
        assertThat(POLICY.rule(name("b.wild.example"), Port.HTTPS))
                .hasValueSatisfying(rule -> assertThat(rule.host()).isEqualTo(HostPattern.parse("*.wild.example")));
    }

    @Test
    void theApexOfAWildcardPassesByItsRule() {
        assertThat(POLICY.rule(name("wild.example"), Port.HTTPS))
                .hasValueSatisfying(rule -> assertThat(rule.host()).isEqualTo(HostPattern.parse("*.wild.example")));
    }

    @Test
    void whatADocumentOffersForDevicesWithoutStarsInLabelsStaysOut() throws IOException {
        Path catalog = Path.of("../catalogs/sophos-central.yaml");
        Catalogs catalogs = Catalogs.of(CatalogYaml.read(catalog.toString(), Files.readString(catalog)));
        SiteYaml yaml = new SiteYaml(catalogs, Map.of(), SharedSuffixes::known);
        String site = "sallyport: 1\nsite: acme\nvendors: { sophos-central: { licences: [ad-sync] } }\n";
        Policy policy = new Policy(Allowlist.plan(catalogs, yaml.read("site.yaml", site)), catalogs, "1");

        assertThat(policy.rule(name("tf-presigned-url-eu-west-1-prod-7-bucket.s3.eu-west-1.amazonaws.com"), Port.HTTPS))
                .isPresent();
        assertThat(policy.rule(name("anybody.s3.eu-west-1.amazonaws.com"), Port.HTTPS))
                .isEmpty();
        assertThat(policy.knows(name("anybody.s3.eu-west-1.amazonaws.com"))).isFalse();
        assertThat(policy.knows(name("s3.eu-west-1.amazonaws.com"))).isFalse();
    }

    @Test
    void aNameAtAnotherPortIsKnownButHasNoRule() {
        assertThat(POLICY.rule(name("b.wild.example"), Port.tcp(8443))).isEmpty();
        assertThat(POLICY.knows(name("b.wild.example"))).isTrue();
        assertThat(POLICY.knows(name("evilwild.example"))).isFalse();
    }

    @Test
    void aNameMayLieWhereTheSiteSays() {
        assertThat(POLICY.permits(name("inner.example"), InetAddress.ofLiteral("10.1.2.3")))
                .isTrue();
        assertThat(POLICY.permits(name("inner.example"), InetAddress.ofLiteral("fd12::1")))
                .isTrue();
        assertThat(POLICY.permits(name("inner.example"), InetAddress.ofLiteral("10.3.0.1")))
                .isFalse();
        assertThat(POLICY.permits(name("a.inner.example"), InetAddress.ofLiteral("10.2.0.1")))
                .isTrue();
        assertThat(POLICY.permits(name("a.wild.example"), InetAddress.ofLiteral("10.1.2.3")))
                .isFalse();
    }

    @Test
    void limitsAreSetByName() {
        assertThat(Limits.usual().with("idle-time=60").time(Limit.IDLE_TIME)).hasSeconds(60);
        for (String limit : Limits.names()) {
            assertThat(Limits.usual().with(limit + "=7")).isNotEqualTo(Limits.usual());
        }
    }

    @Test
    void aLimitThatThereIsNotIsCorrected() {
        for (String wrong : new String[] {
            "idle-tim=1", "idle-time", "idle-time=", "idle-time=0", "idle-time=-1", "idle-time=99999999"
        }) {
            assertThatThrownBy(() -> Limits.usual().with(wrong)).isInstanceOf(InputException.class);
        }
        assertThatThrownBy(() -> Limits.usual().with("idle-tim=1")).hasMessageContaining("idle-time");
    }
}
