package org.sallyport.targets.istio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class IstioReaderTest {

    private static final String CLOSED = """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: { name: default }
            spec: { outboundTrafficPolicy: { mode: REGISTRY_ONLY } }
            ---
            """;
    private static final int HOST = 13;

    @Test
    void aHostIsThatNameOnly() {
        RenderedAssert.assertThat(read(CLOSED + entry("a.example.com", "DNS", "TLS")))
                .permits("a.example.com", 443)
                .denies("a.example.com", 80)
                .denies("x.a.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void aWildcardIsAnyDepthAndNotTheNameItself() {
        RenderedAssert.assertThat(read(CLOSED + entry("*.example.com", "NONE", "TLS")))
                .permits("a.example.com", 443)
                .permits("a.b.example.com", 443)
                .denies("example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void withoutRegistryOnlyEverythingMayPass() {
        RenderedAssert.assertThat(read(entry("a.example.com", "DNS", "TLS")))
                .permits("a.example.com", 443)
                .leavesOpen("evil.test");
    }

    @Test
    void allowAnyLetsEverythingThrough() {
        String open = CLOSED.replace("REGISTRY_ONLY", "ALLOW_ANY");

        RenderedAssert.assertThat(read(open + entry("a.example.com", "DNS", "TLS")))
                .permits("evil.test")
                .permits("evil.test", 22)
                .isUnderstood();
    }

    @Test
    void plainTcpWithoutAddressesLetsEveryAddressThrough() {
        RenderedAssert.assertThat(read(CLOSED + entry("a.example.com", "NONE", "TCP")))
                .permits("evil.test", 443)
                .denies("evil.test", 80)
                .isUnderstood();
    }

    @ParameterizedTest
    @CsvSource({"DNS, TCP", "NONE, MONGO", "NONE, ''"})
    void otherProtocolsLookAtNoName(String resolution, String protocol) {
        RenderedAssert.assertThat(read(CLOSED + entry("a.example.com", resolution, protocol)))
                .leavesOpen("evil.test")
                .hasLine(11, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "HTTPS", "HTTP", "HTTP2", "GRPC", "tls"})
    void theseProtocolsLookAtTheName(String protocol) {
        RenderedAssert.assertThat(read(CLOSED + entry("a.example.com", "NONE", protocol)))
                .permits("a.example.com", 443)
                .denies("evil.test")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a.*.example.com", "_a.example.com", "https://a.example.com", "a..example.com"})
    void whatIsNoHostIsWrong(String host) {
        RenderedAssert.assertThat(read(CLOSED + entry(host, "NONE", "TLS")))
                .denies("a.example.com")
                .denies("evil.test")
                .hasLine(HOST, Line.State.WRONG);
    }

    @Test
    void aWildcardCannotBeResolved() {
        RenderedAssert.assertThat(read(CLOSED + entry("*.example.com", "DNS", "TLS")))
                .denies("a.example.com")
                .hasLine(HOST, Line.State.WRONG);
        RenderedAssert.assertThat(read(CLOSED + entry("*.example.com", "DYNAMIC_DNS", "TLS")))
                .permits("a.example.com", 443);
        RenderedAssert.assertThat(read(CLOSED + entry("a.example.com", "DYNAMIC_DNS", "TLS")))
                .denies("a.example.com")
                .hasLine(HOST, Line.State.WRONG);
    }

    @Test
    void aStarThatIsNoWholeLabelIsLeftOpen() {
        RenderedAssert.assertThat(read(CLOSED + entry("*example.com", "NONE", "TLS")))
                .denies("evil.test")
                .hasLine(HOST, Line.State.NOT_SUPPORTED);
    }

    @Test
    void upperCaseAndATrailingDotAreLeftOpen() {
        RenderedAssert.assertThat(read(CLOSED + entry("A.example.com", "NONE", "TLS")))
                .leavesOpen("a.example.com")
                .hasLine(HOST, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(read(CLOSED + entry("a.example.com.", "NONE", "TLS")))
                .leavesOpen("a.example.com");
    }

    @Test
    void anEntryForOtherNamespacesIsLeftOpen() {
        String text = CLOSED + entry("a.example.com", "NONE", "TLS").replace("exportTo: [\".\"]", "exportTo: [other]");

        RenderedAssert.assertThat(read(text)).leavesOpen("a.example.com");
    }

    @Test
    void anEntryWithoutHostsIsRefused() {
        String text = entry("a.example.com", "NONE", "TLS");

        RenderedAssert.assertThat(read(CLOSED + text.substring(0, text.lastIndexOf("  -"))))
                .denies("a.example.com")
                .hasLine(12, Line.State.WRONG);
    }

    @Test
    void whatRoutesElsewhereIsNotModelled() {
        String other = "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: {}\n";

        RenderedAssert.assertThat(read(CLOSED + entry("a.example.com", "NONE", "TLS") + other))
                .hasLine(15, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(
                        read(CLOSED + entry("a.example.com", "NONE", "TLS").replace("exportTo:", "export:")))
                .hasLine(9, Line.State.UNKNOWN);
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> read("apiVersion: v1\nkind: Pod\n")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("a.example.com\n")).isInstanceOf(InputException.class);
    }

    private static String entry(String host, String resolution, String protocol) {
        return """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                spec:
                  exportTo: ["."]
                  resolution: %s
                  ports: [{ number: 443, name: a, protocol: "%s" }]
                  hosts:
                  - "%s"
                """.formatted(resolution, protocol, host);
    }

    private static Reading read(String text) {
        return new Istio().read(DeviceFiles.of("istio.yaml", text));
    }
}
