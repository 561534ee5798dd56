package org.sallyport.targets.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntryLocation;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.Sidecar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.targets.Rendered;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The written objects are objects of Istio's API as a client library for it is generated from its schema. */
class IstioSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"", ", wildcards: false, inexpressible: omit"})
    void everyObjectIsOneOfTheApiAndHasNoFieldThatTheApiDoesNotKnow(String ruling) {
        List<ServiceEntry> entries = new ArrayList<>();
        List<Sidecar> sidecars = new ArrayList<>();
        for (Object document : documents(ruling)) {
            if ("Sidecar".equals(((Map<?, ?>) document).get("kind"))) {
                sidecars.add(JSON.convertValue(document, Sidecar.class));
            } else {
                entries.add(JSON.convertValue(document, ServiceEntry.class));
            }
        }

        assertThat(sidecars).singleElement().satisfies(sidecar -> {
            assertThat(sidecar.getAdditionalProperties()).isEmpty();
            assertThat(sidecar.getSpec().getAdditionalProperties()).isEmpty();
            assertThat(sidecar.getSpec().getOutboundTrafficPolicy().getAdditionalProperties())
                    .isEmpty();
            assertThat(sidecar.getSpec().getOutboundTrafficPolicy().getMode()).hasToString("REGISTRY_ONLY");
        });
        assertThat(entries).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.getAdditionalProperties()).isEmpty();
            assertThat(entry.getMetadata().getAdditionalProperties()).isEmpty();
            assertThat(entry.getSpec().getAdditionalProperties()).isEmpty();
            assertThat(entry.getSpec().getLocation()).isEqualTo(ServiceEntryLocation.MESH_EXTERNAL);
            assertThat(entry.getSpec().getResolution()).isNotNull();
            assertThat(entry.getSpec().getHosts()).hasSizeBetween(1, Istio.MOST_HOSTS);
            assertThat(entry.getSpec().getPorts())
                    .isNotEmpty()
                    .allSatisfy(
                            port -> assertThat(port.getAdditionalProperties()).isEmpty());
        });
    }

    @Test
    void theLibraryTellsAWrongValueAndAnUnknownField() {
        ServiceEntry entry = JSON.convertValue(
                Map.of("spec", Map.of("host", "a", "location", "OUTSIDE", "resolution", "GUESS")), ServiceEntry.class);

        assertThat(entry.getSpec().getAdditionalProperties()).containsOnlyKeys("host");
        assertThat(entry.getSpec().getLocation()).isNull();
        assertThat(entry.getSpec().getResolution()).isNull();
    }

    private static Iterable<Object> documents(String ruling) {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: schema
                vendors:
                  sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
                devices:
                  - { name: agents, target: istio%s }
                """.formatted(ruling));
        return new Load(LoadSettings.builder().build())
                .loadAllFromString(rendered.rendering().files().getOrDefault("istio.yaml", ""));
    }
}
