package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

    private static final Path SHIPPED = Path.of("../catalogs/sophos-central.yaml");
    private static final Path PAGE = Path.of("../../shared/documents/sophos-central-domaines-et-ports.fr.txt");

    @TempDir
    private Path folder;

    static boolean pageIsThere() {
        return Files.exists(PAGE);
    }

    @Test
    void everyCatalogOfTheFolderIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../catalogs"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(CatalogFolder.SHIPPED);
        }
    }

    @Test
    @EnabledIf("pageIsThere")
    void importingThePageGivesExactlyTheShippedCatalog() throws IOException {
        Path draft = folder.resolve("draft.yaml");

        Ran ran = sallyport("catalog", "import", PAGE.toString(), "--out", draft.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(Files.readString(draft)).isEqualTo(Files.readString(SHIPPED));
    }

    @Test
    @EnabledIf("pageIsThere")
    void aLineThatIsGoneFromThePageIsOneRemoval() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
        lines.removeIf(line -> line.contains("d1.sophosupd.com"));
        Path page = Files.write(folder.resolve("page.txt"), lines);

        Ran ran = sallyport("catalog", "import", page.toString(), "--format", "json");
        JsonObject report = ran.json().getAsJsonObject();

        assertThat(ran.status()).isEqualTo(1);
        assertThat(report.getAsJsonArray("added")).isEmpty();
        assertThat(report.getAsJsonArray("moved")).isEmpty();
        assertThat(report.getAsJsonArray("removed")).hasSize(1);
        assertThat(report.getAsJsonArray("removed")
                        .get(0)
                        .getAsJsonObject()
                        .get("text")
                        .getAsString())
                .isEqualTo("d1.sophosupd.com");
    }

    @Test
    void whatIsNoSuchPageIsWrongInput() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.txt"), "");
        Path binary = Files.write(folder.resolve("page.bin"), new byte[] {0, 1, 2, 3, 0, 0});

        assertThat(sallyport("catalog", "import", empty.toString()).status()).isEqualTo(2);
        assertThat(sallyport("catalog", "import", binary.toString()).status()).isEqualTo(2);
    }

    @Test
    void lintNamesWhatIsWrongInThePage() {
        Ran ran = sallyport("catalog", "lint", "sophos-central");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("prod.endpoint.intel.darkbytes.io").contains("prod.endpointintel.darkbytes.io");
    }

    @Test
    void aCatalogDoesNotDifferFromItself() {
        assertThat(sallyport("catalog", "diff", "sophos-central", SHIPPED.toString())
                        .status())
                .isZero();
    }

    @Test
    void aDifferenceAnswersNo() throws IOException {
        Path after = Files.writeString(
                folder.resolve("after.yaml"),
                Files.readString(SHIPPED).replace("host: dci.sophosupd.com", "host: dcj.sophosupd.com"));

        Ran ran = sallyport("catalog", "diff", "sophos-central", after.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("dci.sophosupd.com").contains("dcj.sophosupd.com");
    }

    @Test
    void aCatalogOfOnesOwnGoesBeforeTheShippedOne() throws IOException {
        Files.writeString(
                folder.resolve("own.yaml"),
                Files.readString(SHIPPED).replace("host: dci.sophosupd.com", "host: dcj.sophosupd.com"));

        Ran ran = sallyport("plan", "../examples/acme-lyon.yaml", "--catalogs", folder.toString());

        assertThat(ran.out()).contains("dcj.sophosupd.com").doesNotContain("dci.sophosupd.com");
    }

    @Test
    void anUnknownVendorIsAnsweredWithTheNearestOne() {
        assertThat(sallyport("catalog", "show", "sophos-centrl").err()).contains("did you mean \"sophos-central\"?");
    }
}
