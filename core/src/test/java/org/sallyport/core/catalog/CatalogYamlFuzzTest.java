package org.sallyport.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.sallyport.core.InputException;

/** Whatever a file has, it is refused with its place or read, and what is read can be written and read again. */
class CatalogYamlFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void refusesOrReads(byte[] file) {
        try {
            Catalog catalog = CatalogYaml.read("catalog.yaml", new String(file, StandardCharsets.UTF_8));
            assertThat(CatalogYaml.read("again.yaml", CatalogText.write(catalog)))
                    .isEqualTo(catalog);
        } catch (InputException e) {
            assertThat(e.where()).isPresent();
        }
    }
}
