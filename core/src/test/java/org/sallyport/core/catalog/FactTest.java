package org.sallyport.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FactTest {

    private static final Path FILE = Path.of("../catalogs/sophos-central.yaml");

    @Test
    void countsWhatTheDocumentStates() throws IOException {
        Map<Fact.Kind, Long> counts =
                facts().stream().collect(Collectors.groupingBy(Fact::kind, Collectors.counting()));

        assertThat(counts)
                .containsEntry(Fact.Kind.FEATURE, 5L)
                .containsEntry(Fact.Kind.CONDITION, 1L)
                .containsEntry(Fact.Kind.HOST, 54L)
                .containsEntry(Fact.Kind.WILDCARD, 7L)
                .containsEntry(Fact.Kind.WIDER, 4L)
                .containsEntry(Fact.Kind.PORT, 2L)
                .containsEntry(Fact.Kind.DISCOVERY_FILE, 1L)
                .containsEntry(Fact.Kind.DISCOVERY_FOLDER, 2L)
                .containsEntry(Fact.Kind.DISCOVERY_LINE, 2L)
                .containsEntry(Fact.Kind.DISCOVERY_EXAMPLE, 1L)
                .containsEntry(Fact.Kind.CHECK, 8L)
                .containsEntry(Fact.Kind.ANSWER, 4L)
                .containsEntry(Fact.Kind.ADVICE, 3L)
                .containsEntry(Fact.Kind.PROSE, 26L);
    }

    @Test
    void everyFactHasALineOfItsOwn() throws IOException {
        List<Provenance> places = facts().stream().map(Fact::from).toList();

        assertThat(places).doesNotHaveDuplicates();
    }

    private static List<Fact> facts() throws IOException {
        return Fact.of(CatalogYaml.read(FILE.toString(), Files.readString(FILE)));
    }
}
