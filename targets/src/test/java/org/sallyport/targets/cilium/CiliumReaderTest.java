package org.sallyport.targets.cilium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class CiliumReaderTest {

    private static final String DNS = """
              - toEndpoints:
                - matchLabels: { "k8s:k8s-app": kube-dns }
                toPorts:
                - ports: [{ port: "53", protocol: ANY }]
                  rules: { dns: [{ matchPattern: "*" }] }
            """;
    private static final String WEB = "    toPorts: [{ ports: [{ port: \"443\", protocol: TCP }] }]\n";

    @Test
    void aMatchNameIsThatNameOnlyWhateverItsCase() {
        RenderedAssert.assertThat(read(fqdns("matchName: D1.Example.com")))
                .permits("d1.example.com", 443)
                .denies("d1.example.com", 80)
                .denies("x.d1.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void aStarIsWithinOneLabel() {
        RenderedAssert.assertThat(read(fqdns("matchPattern: \"*.example.com\"")))
                .permits("a.example.com", 443)
                .denies("a.b.example.com")
                .denies("example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(fqdns("matchPattern: \"part*ial.example.com\"")))
                .permits("partial.example.com", 443)
                .permits("part-extra-ial.example.com", 443)
                .denies("part.ial.example.com");
    }

    @Test
    void aStarWithoutADotLetsInForeignNames() {
        RenderedAssert.assertThat(read(fqdns("matchPattern: \"*example.com\"")))
                .permits("evilexample.com", 443)
                .permits("example.com", 443)
                .denies("a.example.com");
    }

    @Test
    void twoStarsAreAnyDepthFrom119OnAndOneLabelBefore() {
        String text = fqdns("matchPattern: \"**.example.com\"");

        RenderedAssert.assertThat(read(text))
                .permits("a.example.com", 443)
                .permits("a.b.example.com", 443)
                .denies("example.com")
                .denies("evilexample.com");
        RenderedAssert.assertThat(read(text, "1.18"))
                .permits("a.example.com", 443)
                .denies("a.b.example.com");
    }

    @Test
    void twoStarsInsideANameAreOne() {
        RenderedAssert.assertThat(read(fqdns("matchPattern: \"a**b.example.com\"")))
                .permits("ab.example.com", 443)
                .permits("axb.example.com", 443)
                .denies("a.b.example.com");
        RenderedAssert.assertThat(read(fqdns("matchPattern: \"**.a*.example.com\"")))
                .permits("x.y.a1.example.com", 443)
                .denies("a1.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "*."})
    void aLoneStarIsEverything(String star) {
        RenderedAssert.assertThat(read(fqdns("matchPattern: \"" + star + "\"")))
                .permits("evil.test", 443)
                .permits("a.b.evil.test", 443);
    }

    @Test
    void noNamePassesWithoutARuleThatShowsTheLookups() {
        String text = policy("  - toFQDNs: [{ matchName: a.example.com }]\n" + WEB);

        RenderedAssert.assertThat(read(text)).leavesOpen("a.example.com").denies("b.example.com");
    }

    @Test
    void aNameWhoseLookupTheDnsRuleRefusesNeverGetsAnAddress() {
        String text = policy(DNS.replace("\"*\"", "\"*.example.com\"")
                + "  - toFQDNs: [{ matchName: a.example.com }, { matchName: a.example.net }]\n" + WEB);

        RenderedAssert.assertThat(read(text)).permits("a.example.com", 443).leavesOpen("a.example.net");
    }

    @Test
    void aRuleOfPortsAloneIsAnyDestination() {
        RenderedAssert.assertThat(read(policy(DNS + "  -\n" + WEB)))
                .permits("evil.test", 443)
                .denies("evil.test", 80);
    }

    @Test
    void namesWithoutPortsPassAtAllPorts() {
        RenderedAssert.assertThat(read(policy(DNS + "  - toFQDNs: [{ matchName: a.example.com }]\n")))
                .permits("a.example.com", 22)
                .denies("b.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"toEntities: [world]", "toEntities: [all]", "toCIDR: [0.0.0.0/0]", "toEntities: [cluster, world]"
            })
    void theWorldIsEverybody(String destination) {
        RenderedAssert.assertThat(read(policy("  - " + destination + "\n" + WEB)))
                .permits("evil.test", 443)
                .denies("evil.test", 80)
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"toEntities: [cluster]", "toEndpoints: [{}]", "toNodes: [{}]"})
    void whatIsInsideTheClusterHasNoName(String destination) {
        RenderedAssert.assertThat(read(policy("  - " + destination + "\n")))
                .denies("a.example.com")
                .isUnderstood();
    }

    @Test
    void addressesCanBeAnybodys() {
        RenderedAssert.assertThat(read(policy("  - toCIDR: [192.0.2.0/24]\n" + WEB)))
                .leavesOpen("a.example.com")
                .hasLine(7, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aPolicyWithoutEgressShutsNobodyIn() {
        RenderedAssert.assertThat(read(policy("").replace("  egress:\n", "  ingress: [{}]\n")))
                .permits("evil.test")
                .permits("evil.test", 22);
    }

    @Test
    void anEmptyRuleShutsPodsInAndLetsNothingThrough() {
        RenderedAssert.assertThat(read(policy("  - {}\n")))
                .denies("a.example.com")
                .isUnderstood();
    }

    @Test
    void aPolicyThatIsToldNotToShutInDoesNot() {
        String text = fqdns("matchName: a.example.com")
                .replace("  egress:\n", "  enableDefaultDeny: { egress: false }\n  egress:\n");

        RenderedAssert.assertThat(read(text)).permits("evil.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matchPattern: \".example.com\"",
                "matchName: \"*.example.com\"",
                "matchPattern: \"a..example.com\"",
                "matchName: \"b\u00fccher.example\"",
                "matchPattern: \"a b.example.com\"",
            })
    void whatTheSchemaRefusesIsWrong(String selector) {
        RenderedAssert.assertThat(read(fqdns(selector)))
                .denies("a.example.com")
                .denies("example.com")
                .hasLine(13, Line.State.WRONG);
    }

    @Test
    void namesBesideOtherDestinationsAreRefused() {
        RenderedAssert.assertThat(read(
                        policy(DNS + "  - toFQDNs: [{ matchName: a.example.com }]\n    toEntities: [world]\n" + WEB)))
                .denies("a.example.com")
                .hasLine(12, Line.State.WRONG);
    }

    @Test
    void rulesOfLayerSevenMayNarrowAndAreNotModelled() {
        String text = policy(DNS + """
                  - toFQDNs: [{ matchName: a.example.com }]
                    toPorts:
                    - ports: [{ port: "443", protocol: TCP }]
                      serverNames: [b.example.com]
                """);

        RenderedAssert.assertThat(read(text)).leavesOpen("a.example.com").hasLine(15, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aRangeOfPortsIsAllOfThem() {
        String text = policy(DNS + """
                  - toFQDNs: [{ matchName: a.example.com }]
                    toPorts: [{ ports: [{ port: "8000", endPort: 8002, protocol: TCP }, { port: "0" }] }]
                """.replace(", { port: \"0\" }", ""));

        RenderedAssert.assertThat(read(text))
                .permits("a.example.com", 8000)
                .permits("a.example.com", 8002)
                .denies("a.example.com", 8003);
    }

    @Test
    void aKeyThatNobodyKnowsIsUnknown() {
        RenderedAssert.assertThat(read(policy(DNS + "  - toFQDN: [{ matchName: a.example.com }]\n" + WEB)))
                .hasLine(12, Line.State.UNKNOWN);
        RenderedAssert.assertThat(read(fqdns("matchName: a.example.com") + "  egressDeny: [{ toEntities: [world] }]\n"))
                .hasLine(15, Line.State.NOT_SUPPORTED);
    }

    @Test
    void severalObjectsAndListsOfThemAddUp() {
        String second = fqdns("matchName: b.example.com");
        RenderedAssert.assertThat(read(fqdns("matchName: a.example.com") + "---\n" + second))
                .permits("a.example.com", 443)
                .permits("b.example.com", 443);
        RenderedAssert.assertThat(read("apiVersion: v1\nkind: List\nitems:\n- "
                        + second.replace("\n", "\n  ").strip() + "\n"))
                .permits("b.example.com", 443)
                .isUnderstood();
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> read("apiVersion: v1\nkind: Pod\n")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("<html></html>")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class);
        assertThat(read("\uFEFF" + fqdns("matchName: a.example.com")).notUnderstood())
                .isEmpty();
    }

    private static String fqdns(String selector) {
        return policy(DNS + "  - toFQDNs:\n    - " + selector + "\n" + WEB);
    }

    private static String policy(String rules) {
        return """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: { name: test }
                spec:
                  endpointSelector: {}
                  egress:
                """ + rules;
    }

    private static Reading read(String text) {
        return new Cilium().read(DeviceFiles.of("cilium.yaml", text));
    }

    private static Reading read(String text, String version) {
        Id id = Id.parse("cilium");
        Device device = new Device(id, id, Optional.empty(), Inexpressible.FAIL, Optional.of(version), Map.of());
        return new Cilium().read(DeviceFiles.of("cilium.yaml", text), device);
    }
}
