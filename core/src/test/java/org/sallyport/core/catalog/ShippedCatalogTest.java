package org.sallyport.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;

class ShippedCatalogTest {

    private static final Path FILE = Path.of("../catalogs/sophos-central.yaml");

    @Test
    void isWhatItsOwnWriterWrites() throws IOException {
        String text = Files.readString(FILE);

        assertThat(CatalogText.write(CatalogYaml.read(FILE.toString(), text))).isEqualTo(text);
    }

    @Test
    void holdsTheWholeOfTheDocument() throws IOException {
        Catalog catalog = CatalogYaml.read(FILE.toString(), Files.readString(FILE));

        assertThat(feature(catalog, "central").always()).isTrue();
        assertThat(feature(catalog, "central").hosts()).hasSize(7);
        assertThat(feature(catalog, "endpoint").wildcards()).hasSize(6);
        assertThat(feature(catalog, "endpoint").hosts()).hasSize(29);
        assertThat(feature(catalog, "ad-sync").hosts()).hasSize(4);
        assertThat(feature(catalog, "ad-sync").wider()).hasSize(4);
        assertThat(feature(catalog, "edr").hosts()).hasSize(12);
        assertThat(feature(catalog, "mtr").hosts()).hasSize(2);
        assertThat(feature(catalog, "mtr").condition()).isPresent();
        assertThat(feature(catalog, "mtr").checks()).hasSize(8);
        assertThat(catalog.defaultPorts()).isEqualTo(Ports.of(Port.HTTP, Port.HTTPS));
        assertThat(feature(catalog, "endpoint").discovery().orElseThrow().folders())
                .hasSize(2);
        assertThat(feature(catalog, "endpoint").discovery().orElseThrow().beginnings())
                .hasSize(2);
        assertThat(catalog.advice())
                .extracting(advice -> advice.id().value())
                .containsExactly("same-proxy", "each-customer", "reverse-look-ups");
    }

    private static Feature feature(Catalog catalog, String id) {
        return catalog.feature(Id.parse(id)).orElseThrow();
    }
}
