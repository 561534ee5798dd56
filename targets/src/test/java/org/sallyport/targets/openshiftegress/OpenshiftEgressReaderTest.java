package org.sallyport.targets.openshiftegress;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class OpenshiftEgressReaderTest {

    private static final String CLOSED = """
              - { type: Deny, to: { cidrSelector: 0.0.0.0/0 } }
              - { type: Deny, to: { cidrSelector: "::/0" } }
            """;

    @Test
    void aNameIsThatNameOnlyAtItsPorts() {
        RenderedAssert.assertThat(read(allow("D1.example.com.") + CLOSED))
                .permits("d1.example.com", 443)
                .denies("d1.example.com", 80)
                .denies("x.d1.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void aStarIsOneLabelAndNotTheNameItself() {
        RenderedAssert.assertThat(read(allow("*.example.com") + CLOSED))
                .permits("a.example.com", 443)
                .denies("a.b.example.com")
                .denies("example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void withoutADenialEverythingPasses() {
        RenderedAssert.assertThat(read(allow("a.example.com")))
                .permits("evil.test")
                .permits("evil.test", 22);
    }

    @Test
    void aDenialOfOneFamilyLeavesTheOtherOpen() {
        String onlyFour = CLOSED.lines().findFirst().orElseThrow() + "\n";

        RenderedAssert.assertThat(read(allow("a.example.com") + onlyFour))
                .permits("a.example.com", 443)
                .leavesOpen("evil.test");
    }

    @Test
    void whatStandsBelowTheDenialsDoesNotPass() {
        RenderedAssert.assertThat(read(CLOSED + allow("a.example.com")))
                .denies("a.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(CLOSED + "  - { type: Allow, to: { cidrSelector: 0.0.0.0/0 } }\n"))
                .denies("a.example.com")
                .isUnderstood();
    }

    @Test
    void everybodysAddressesAboveTheDenialsAreEverybody() {
        RenderedAssert.assertThat(read("  - { type: Allow, to: { cidrSelector: 0.0.0.0/0 } }\n" + CLOSED))
                .permits("evil.test")
                .isUnderstood();
    }

    @Test
    void otherAddressesCanBeAnybodys() {
        RenderedAssert.assertThat(read("  - { type: Allow, to: { cidrSelector: 192.0.2.0/24 } }\n" + CLOSED))
                .leavesOpen("evil.test")
                .hasLine(6, Line.State.NOT_SUPPORTED);
    }

    @Test
    void nodesOfTheClusterHaveNoNames() {
        RenderedAssert.assertThat(
                        read("  - { type: Allow, to: { nodeSelector: { matchLabels: { a: b } } } }\n" + CLOSED))
                .denies("evil.test")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnsName: evil.test", "cidrSelector: 192.0.2.0/24"})
    void aDenialOfSomeIsNotModelled(String to) {
        RenderedAssert.assertThat(read("  - { type: Deny, to: { " + to + " } }\n" + allow("a.example.com") + CLOSED))
                .leavesOpen("a.example.com")
                .hasLine(6, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_a.example.com", "a*.example.com", "*", "a..example.com", "*.*.example.com", ".example.com"})
    void whatTheSchemaRefusesIsWrong(String name) {
        RenderedAssert.assertThat(read(allow(name) + CLOSED))
                .denies("a.example.com")
                .denies("evil.test")
                .hasLine(6, Line.State.WRONG);
    }

    @Test
    void whatIsNeitherAllowedNorDeniedIsWrong() {
        RenderedAssert.assertThat(read(allow("a.example.com").replace("Allow", "allow") + CLOSED))
                .denies("a.example.com")
                .hasLine(6, Line.State.WRONG);
        RenderedAssert.assertThat(read(allow("a.example.com").replace("ports:", "port:") + CLOSED))
                .hasLine(6, Line.State.UNKNOWN);
    }

    @Test
    void theObjectIsCalledDefault() {
        RenderedAssert.assertThat(new OpenshiftEgress()
                        .read(DeviceFiles.of(
                                "a.yaml", text(allow("a.example.com") + CLOSED).replace("default", "mine"))))
                .hasLine(3, Line.State.WRONG);
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> new OpenshiftEgress().read(DeviceFiles.of("a.yaml", "kind: Pod\napiVersion: v1\n")))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read(CLOSED + "---\n" + text(CLOSED))).isInstanceOf(InputException.class);
    }

    private static String allow(String name) {
        return "  - { type: Allow, to: { dnsName: \"" + name + "\" }, ports: [{ protocol: TCP, port: 443 }] }\n";
    }

    private static String text(String rules) {
        return """
                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata: { name: default }
                spec:
                  egress:
                """ + rules;
    }

    private static Reading read(String rules) {
        return new OpenshiftEgress().read(DeviceFiles.of("egressfirewall.yaml", text(rules)));
    }
}
