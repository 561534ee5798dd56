package org.sallyport.targets.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.envoyproxy.envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.targets.Rendered;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The written configuration is one by Envoy's own protobuf files, down to the last field. */
class EnvoySchemaTest {

    private static final JsonFormat.TypeRegistry TYPES = JsonFormat.TypeRegistry.newBuilder()
            .add(HttpConnectionManager.getDescriptor())
            .add(FilterConfig.getDescriptor())
            .add(Router.getDescriptor())
            .add(ClusterConfig.getDescriptor())
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"", ", wildcards: false, inexpressible: omit"})
    void everyFieldIsKnownAndNoDomainStandsTwice(String ruling) throws InvalidProtocolBufferException {
        Bootstrap bootstrap = parsed(text(ruling));

        HttpConnectionManager manager = bootstrap
                .getStaticResources()
                .getListeners(0)
                .getFilterChains(0)
                .getFilters(0)
                .getTypedConfig()
                .unpack(HttpConnectionManager.class);
        Set<String> domains = new HashSet<>();
        for (VirtualHost host : manager.getRouteConfig().getVirtualHostsList()) {
            assertThat(host.getRoutesCount()).isPositive();
            assertThat(host.getDomainsList()).isNotEmpty().allMatch(domains::add);
        }
        assertThat(domains).hasSizeGreaterThan(20);
        assertThat(bootstrap.getStaticResources().getClusters(0).getName()).isEqualTo("names");
    }

    @Test
    void theSchemaTellsAnUnknownFieldAndAWrongValue() {
        String text = text("");

        assertThatThrownBy(() -> parsed(text.replace("stat_prefix", "stats_prefix")))
                .isInstanceOf(InvalidProtocolBufferException.class);
        assertThatThrownBy(() -> parsed(text.replace("CLUSTER_PROVIDED", "SOMEHOW")))
                .isInstanceOf(InvalidProtocolBufferException.class);
        assertThatThrownBy(() -> parsed(text.replace("timeout: 0s", "timeout: never")))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }

    private static Bootstrap parsed(String text) throws InvalidProtocolBufferException {
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(text);
        Bootstrap.Builder bootstrap = Bootstrap.newBuilder();
        JsonFormat.parser().usingTypeRegistry(TYPES).merge(new Gson().toJson(yaml), bootstrap);
        return bootstrap.build();
    }

    private static String text(String ruling) {
        return Rendered.site("""
                        sallyport: 1
                        site: schema
                        vendors:
                          sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
                        also:
                          - { host: "a*.example.org", ports: [80, 443, 8443], reason: "ticket 1" }
                        devices:
                          - { name: edge, target: envoy%s }
                        """.formatted(ruling)).rendering().files().getOrDefault("envoy.yaml", "");
    }
}
