package org.sallyport.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;

class CatalogYamlTest {

    private static final String ONE = Samples.HEAD + """
                hosts:
                  - { host: a.example.com, region: eu-west-1, line: 4 }
            """;

    @Test
    void namesThePlaceAndTheNearestWordOfAWrongRegion() {
        InputException error = refused(ONE.replace("region: eu-west-1", "region: eu-west-2"));

        assertThat(error.getMessage())
                .startsWith("test.yaml:18:40: unknown region \"eu-west-2\"")
                .contains("did you mean \"eu-west-1\"");
    }

    @Test
    void namesTheNearestKey() {
        assertThat(refused(ONE.replace("hosts:", "host:")).getMessage())
                .contains("unknown key \"host\"")
                .contains("hosts");
    }

    @Test
    void refusesAProvenanceOfADocumentThatIsNotListed() {
        assertThat(refused(ONE.replace("line: 4", "line: 4, document: fr")).getMessage())
                .contains("unknown document \"fr\"");
    }

    @Test
    void refusesAFeatureThatStandsTwice() {
        assertThat(refused(ONE + "  - { id: one, name: Again, line: 9, hosts: [] }\n")
                        .getMessage())
                .contains("\"one\" stands twice");
    }

    @Test
    void refusesACheckOfNoHost() {
        String checks = "    checks: [{ system: linux, request: \"https://10.0.0.1/\", line: 5 }]\n";

        assertThat(refused(ONE + checks).getMessage()).contains("an address with a host name");
    }

    @Test
    void refusesACatalogWithoutPorts() {
        assertThatThrownBy(() -> read(ONE.replace("ports:\n  - { port: 443, protocol: HTTPS, line: 2 }", "ports: []")))
                .isInstanceOf(InputException.class);
    }

    @Test
    void keepsADiscoveryThatHasLostItsLog() {
        String discovery = """
                discovery:
                  folders: []
                  beginnings:
                    - { text: "x:", line: 6 }
            """;
        Catalog catalog = read(ONE + discovery);

        assertThat(catalog.features().getFirst().discovery().orElseThrow().log())
                .isEmpty();
        assertThat(read(CatalogText.write(catalog))).isEqualTo(catalog);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aZ09 .:#-*\"'\\{}[],&!%@`|>?\n\t\u0000\u007f\u0085\u00a0\u2028\ufeff\u00e9\u3042")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    @Property(tries = 500)
    void readsEveryTextThatIsWritten(@ForAll("texts") String title, @ForAll("texts") String protocol) {
        Catalog some = read(ONE);
        Document document = some.documents().getFirst();
        Catalog catalog = new Catalog(
                some.vendor(),
                title,
                List.of(new Document(
                        document.id(),
                        title,
                        "en",
                        Optional.of(protocol),
                        LocalDate.of(2026, 1, 2),
                        document.sha256(),
                        List.of(new Document.Prose(1, "0123abcd")))),
                some.regions(),
                List.of(new Catalog.DefaultPort(Port.HTTPS, protocol, new Provenance(Id.parse("en"), 2))),
                some.features(),
                List.of());

        assertThat(read(CatalogText.write(catalog))).isEqualTo(catalog);
    }

    private static InputException refused(String text) {
        InputException error = catchThrowableOfType(InputException.class, () -> read(text));
        assertThat(error).isNotNull();
        return error;
    }

    private static Catalog read(String text) {
        return CatalogYaml.read("test.yaml", text);
    }
}
