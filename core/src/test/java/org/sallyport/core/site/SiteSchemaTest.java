package org.sallyport.core.site;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;

/** The schema says what the reader says, as far as a schema can. */
class SiteSchemaTest {

    private static final String FRONT = "sallyport: 1\nsite: x\n";
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Acme.text("../docs/schema/site.schema.json"));

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesAreRightByTheSchema(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "also: [{ host: d1.example.org, ports: [80, 443/tcp, 53/udp], reason: r }]",
                "also: [{ host: bücher.example, ports: [80], reason: é }]",
                "also: [{ host: \"a-*.b.example.org\", ports: [80], reason: r }]",
                "vendors: { sophos-central: { licences: [], servers: [A.Example.] } }",
                "vendors: { sophos-central: { licences: [edr] } }\ndevices: [{ name: a, target: squid, wildcards: true,"
                        + " inexpressible: omit, version: \"6.13\", options: { listen: 3128, deny-info: x } }]",
                "vendors: { sophos-central: { licences: [edr] } }\ndevices: [{ name: a, target: squid,"
                        + " inexpressible: { \"*.cloudfront.net\": { choice: widen, reason: r } } }]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ninspection: [\"CN=TLS, O=Acme\"]",
            })
    void whatIsRightIsRightToBoth(String text) {
        assertThat(errors(FRONT + text)).isEmpty();
        assertThat(Acme.READER.read("site.yaml", FRONT + text).name()).hasToString("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vendors: {}",
                "also: []",
                "vendors: { sophos-central: {} }",
                "vendors: { sophos-central: { licences: edr } }",
                "vendors: { sophos-central: { licences: [edr, edr] } }",
                "vendors: { sophos-central: { licences: [EDR] } }",
                "vendors: { sophos-central: { licences: [edr], regions: [] } }",
                "vendors: { sophos-central: { licences: [edr], servers: [\"*.example.org\"] } }",
                "vendors: { sophos-central: { licences: [edr], servers: [\"https://example.org/\"] } }",
                "vendors: { sophos-central: { licences: [edr], server: [] } }",
                "also: [{ host: \"*.com\", ports: [443], reason: r }]",
                "also: [{ host: \"*.example.*\", ports: [443], reason: r }]",
                "also: [{ host: example.org:443, ports: [443], reason: r }]",
                "also: [{ host: example.org, ports: [], reason: r }]",
                "also: [{ host: example.org, ports: [0], reason: r }]",
                "also: [{ host: example.org, ports: [65536], reason: r }]",
                "also: [{ host: example.org, ports: [443/sctp], reason: r }]",
                "also: [{ host: example.org, ports: 443, reason: r }]",
                "also: [{ host: example.org, ports: [443], reason: \" \" }]",
                "also: [{ host: example.org, ports: [443], reason: \"a\\nb\" }]",
                "also: [{ host: example.org, ports: [443] }]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ninspection: [Acme]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ninspection: \"CN=Acme\"",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ndevices: [{ name: a }]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ndevices: [{ name: ../a, target: squid }]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ndevices: [{ name: a, target: squid, wildcards: maybe }]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ndevices: [{ name: a, target: squid, inexpressible: drop }]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ndevices: [{ name: a, target: squid,"
                        + " inexpressible: { \"*.a.b\": { choice: omit } } }]",
                "also: [{ host: d.example.org, ports: [443], reason: r }]\ndevices: [{ name: a, target: squid, port: 1 }]",
            })
    void whatIsWrongIsWrongToBoth(String text) {
        assertThat(errors(FRONT + text)).isNotEmpty();
        assertThatThrownBy(() -> Acme.READER.read("site.yaml", FRONT + text)).isInstanceOf(InputException.class);
    }

    @Test
    void everyKeyOfTheSchemaIsDescribed() {
        String schema = Acme.text("../docs/schema/site.schema.json");

        for (String key : List.of(
                "licences", "regions", "servers", "wildcards", "version", "options", "ports", "also", "inspection")) {
            assertThat(schema).containsPattern("\"" + key + "\": \\{\\s+\"description\"");
        }
    }

    private static List<Error> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }
}
