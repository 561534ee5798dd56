package org.sallyport.documents.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Fact;
import org.sallyport.core.name.SharedSuffixes;

/** The files that the tests of this package read, and the importer as the command line makes it. */
final class Project {

    static final Path CATALOG = Path.of("../catalogs/sophos-central.yaml");
    static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    private static final Path VOCABULARY = Path.of("../catalogs/vocabulary/sophos-central.yaml");
    private static final String SHARED_PAGE = "shared/documents/sophos-central-domaines-et-ports.fr.txt";

    private static final Vocabulary WORDS = Vocabulary.read(VOCABULARY.toString(), text(VOCABULARY));
    private static final Catalog SHIPPED = CatalogYaml.read(CATALOG.toString(), text(CATALOG));
    static final PageImport IMPORT = PageImport.of(WORDS, SharedSuffixes.known());

    private Project() {}

    static Vocabulary vocabulary() {
        return WORDS;
    }

    static Catalog shipped() {
        return SHIPPED;
    }

    static ImportReport imported(String fileName, String page) {
        return imported(fileName, page.getBytes(StandardCharsets.UTF_8));
    }

    static ImportReport imported(String fileName, byte[] page) {
        return IMPORT.read(fileName, page, PageImport.Details.on(DAY), Optional.of(shipped()));
    }

    /** The vendor's page, which is kept beside the project and not in it. */
    static Optional<Path> sharedPage() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder.getParent() != null, Path::getParent)
                .map(folder -> folder.resolve(SHARED_PAGE))
                .filter(Files::exists)
                .findFirst();
    }

    static boolean hasSharedPage() {
        return sharedPage().isPresent();
    }

    /** One of our own pages, which state in our words what the vendor's page states. */
    static byte[] fixture(String fileName) {
        try (InputStream in = Objects.requireNonNull(Project.class.getResourceAsStream(fileName), fileName)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of our own as text. */
    static String english() {
        return new String(fixture("en.txt"), StandardCharsets.UTF_8);
    }

    /** What a catalog states, wherever it is said: without prose and places. */
    static List<String> facts(Catalog catalog) {
        return Fact.of(catalog).stream()
                .filter(fact -> fact.kind() != Fact.Kind.PROSE)
                .map(fact -> fact.kind() + " " + fact.feature() + " " + fact.text())
                .sorted()
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
