package org.sallyport.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.InputException;

/** The published schema and the reader agree. */
class CatalogSchemaTest {

    private static Schema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schema/catalog.schema.json")));
    }

    @Test
    void describesTheShippedCatalog() throws IOException {
        assertThat(errors(shipped())).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sallyport-catalog: 1 | sallyport-catalog: 2",
                "vendor: sophos-central | vendor: Sophos Central",
                "language: fr | langauge: fr",
                "read: 2026-11-24 | read: yesterday",
                "sha256: ade | sha256: ADE",
                "{ port: 80, | { port: 80000,",
                "{ host: sophos.com, line: 15 } | { host: sophos.com }",
                "{ host: sophos.com, line: 15 } | { host: sophos.com, line: 0 }",
                "{ host: sophos.com, line: 15 } | { host: sophos.com, line: 15, why: x }",
                "always: true | always: perhaps",
                "{ system: windows, resolve: | { system: windows, look-up:",
                "\"1:5828c509\" | \"1:5828\"",
                "id: same-proxy | id: -same",
            })
    void refusesWhatTheReaderRefuses(String right, String wrong) throws IOException {
        String text = shipped();
        assertThat(text).contains(right);
        String changed = text.replace(right, wrong);

        assertThat(errors(changed)).isNotEmpty();
        assertThatThrownBy(() -> CatalogYaml.read("catalog.yaml", changed)).isInstanceOf(InputException.class);
    }

    private static List<Error> errors(String catalog) {
        return schema.validate(catalog, InputFormat.YAML);
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("../catalogs/sophos-central.yaml"));
    }
}
