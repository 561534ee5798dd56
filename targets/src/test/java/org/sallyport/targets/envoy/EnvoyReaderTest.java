package org.sallyport.targets.envoy;

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

class EnvoyReaderTest {

    private static final String CONNECT = "{ match: { connect_matcher: {} }, route: { cluster: names,"
            + " upgrade_configs: [{ upgrade_type: CONNECT, connect_config: {} }] } }";
    private static final String PLAIN = "{ match: { prefix: / }, route: { cluster: names } }";
    private static final int DOMAIN = 16;

    @Test
    void aDomainIsComparedWithThePortOfTheRequest() {
        RenderedAssert.assertThat(read(host("a.example.com:443", CONNECT)))
                .permits("a.example.com", 443)
                .denies("a.example.com", 80)
                .denies("a.example.com", 8443)
                .denies("x.a.example.com")
                .isUnderstood();
    }

    @Test
    void aDomainWithoutAPortIsPlainHttpOnly() {
        RenderedAssert.assertThat(read(host("a.example.com", PLAIN)))
                .denies("a.example.com", 443)
                .denies("b.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(host("a.example.com\", \"a.example.com:80", PLAIN)))
                .permits("a.example.com", 80)
                .denies("a.example.com", 443);
    }

    @Test
    void aStarInFrontIsAnyDepthAndNotTheNameItself() {
        RenderedAssert.assertThat(read(host("*.example.com:443", CONNECT)))
                .permits("a.example.com", 443)
                .permits("a.b.example.com", 443)
                .denies("example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void aStarWithoutADotIsOneCharacterAtLeastAndLetsInForeignNames() {
        RenderedAssert.assertThat(read(host("*example.com:443", CONNECT)))
                .permits("evilexample.com", 443)
                .permits("a.example.com", 443)
                .denies("example.com");
    }

    @Test
    void aStarAtTheEndIsWhateverFollowsAtWhateverPort() {
        RenderedAssert.assertThat(read(host("example.*", CONNECT + ", " + PLAIN)))
                .permits("example.com", 443)
                .permits("example.com.evil.test", 8443)
                .denies("a.example.com");
    }

    @Test
    void aLoneStarIsEverythingAtEveryPort() {
        RenderedAssert.assertThat(read(host("*", CONNECT + ", " + PLAIN)))
                .permits("evil.test")
                .permits("evil.test", 22)
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*.example.com:443", "a*b.example.com:443", "*.example.*", "https://a.example.com"})
    void otherStarsAreNoWildcards(String domain) {
        RenderedAssert.assertThat(read(host(domain, CONNECT)))
                .denies("a.example.com")
                .denies("a.b.example.com")
                .hasLine(DOMAIN, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aDomainThatStandsTwiceIsRefused() {
        RenderedAssert.assertThat(read(host("a.example.com:443", CONNECT) + host("A.example.com:443", PLAIN)))
                .hasLine(DOMAIN + 4, Line.State.WRONG);
    }

    @Test
    void theLongerDomainDecides() {
        String denied =
                host("*.evil.example.com:443", "{ match: { connect_matcher: {} }, direct_response: { status: 403 } }");

        RenderedAssert.assertThat(read(host("*.example.com:443", CONNECT) + denied))
                .permits("a.example.com", 443)
                .permits("evil.example.com", 443)
                .denies("a.evil.example.com")
                .isUnderstood();
    }

    @Test
    void theFirstRouteThatFitsDecides() {
        String refused = "{ match: { connect_matcher: {} }, direct_response: { status: 403 } }";

        RenderedAssert.assertThat(read(host("a.example.com:443", refused + ", " + CONNECT)))
                .denies("a.example.com");
        RenderedAssert.assertThat(read(host("a.example.com:443", CONNECT + ", " + refused)))
                .permits("a.example.com", 443);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(?i)tf-[a-z0-9_-]*-x\\.s3\\.example\\.com:443;true",
                "tf-[a-z0-9_-]*-x\\.s3\\.example\\.com:443;true",
                "tf-.*-x\\.s3\\.example\\.com:443;false",
                "tf-[^.]*-x\\.s3\\.example\\.com:443;false",
            })
    void anExpressionIsHeldAgainstTheWholeAuthority(String expression, boolean understood) {
        Reading reading = read(host(
                "*",
                "{ match: { connect_matcher: {}, headers: [{ name: \":authority\","
                        + " string_match: { safe_regex: { regex: '" + expression + "' } } }] },"
                        + CONNECT.substring(CONNECT.indexOf(", route") + 1)));

        if (understood) {
            RenderedAssert.assertThat(reading)
                    .permits("tf-a-x.s3.example.com", 443)
                    .denies("tf-a.b-x.s3.example.com")
                    .denies("evil-tf-a-x.s3.example.com")
                    .denies("tf-a-x.s3.example.com", 80)
                    .isUnderstood();
        } else {
            RenderedAssert.assertThat(reading).hasLine(DOMAIN - 1, Line.State.NOT_SUPPORTED);
        }
    }

    @Test
    void withoutTheUpgradeNoTunnelPasses() {
        String text = file(host("a.example.com:443", CONNECT))
                .replace("upgrade_configs: [{ upgrade_type: CONNECT }]", "via: x");

        RenderedAssert.assertThat(new Envoy().read(DeviceFiles.of("envoy.yaml", text)))
                .denies("a.example.com");
    }

    @Test
    void anotherClusterIsAnotherServer() {
        RenderedAssert.assertThat(read(host("a.example.com:443", CONNECT.replace("names", "other"))))
                .denies("a.example.com")
                .hasLine(DOMAIN - 1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anotherFilterLeavesOpenWhatPasses() {
        String text = file(host("a.example.com:443", CONNECT))
                .replace(
                        "filters.network.http_connection_manager.v3.HttpConnectionManager",
                        "filters.network.tcp_proxy.v3.TcpProxy");

        RenderedAssert.assertThat(new Envoy().read(DeviceFiles.of("envoy.yaml", text)))
                .leavesOpen("evil.test")
                .hasLine(9, Line.State.NOT_SUPPORTED);
    }

    @Test
    void portsCanBeLeftOutOfSight() {
        String text = file(host("a.example.com", CONNECT + ", " + PLAIN))
                .replace("virtual_hosts:", "ignore_port_in_host_matching: true\n            virtual_hosts:");

        RenderedAssert.assertThat(new Envoy().read(DeviceFiles.of("envoy.yaml", text)))
                .permits("a.example.com", 443)
                .permits("a.example.com", 22);
    }

    @Test
    void aKeyThatNobodyKnowsIsUnknown() {
        RenderedAssert.assertThat(read(host("a.example.com:443", CONNECT).replace("domains:", "domain:")))
                .denies("a.example.com")
                .hasLine(DOMAIN, Line.State.UNKNOWN);
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> new Envoy().read(DeviceFiles.of("a.yaml", "kind: Pod\n")))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Envoy().read(DeviceFiles.of("a.yaml", ""))).isInstanceOf(InputException.class);
    }

    private static String host(String domain, String routes) {
        return """
                            - name: host
                              routes: [%s]
                              domains: ["%s"]

                """.formatted(routes, domain);
    }

    private static String file(String hosts) {
        return """
                static_resources:
                  clusters: [{ name: names, cluster_type: { name: envoy.clusters.dynamic_forward_proxy } }]
                  listeners:
                  - address: { socket_address: { address: 127.0.0.1, port_value: 3128 } }
                    filter_chains:
                    - filters:
                      - name: hcm
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                          upgrade_configs: [{ upgrade_type: CONNECT }]
                          http_filters: []
                          route_config:
                            virtual_hosts:
                """ + hosts;
    }

    private static Reading read(String hosts) {
        return new Envoy().read(DeviceFiles.of("envoy.yaml", file(hosts)));
    }
}
