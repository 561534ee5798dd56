package org.sallyport.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What adding a target takes: a folder with a target, a page, a golden pair, and a line in {@link Targets}. */
class TargetsTest {

    private static final Path SOURCES = Path.of("src/main/java/org/sallyport/targets");
    private static final Path GOLDEN = Path.of("src/test/resources/org/sallyport/targets");
    private static final List<String> SECTIONS =
            List.of("Name", "What it can express", "Limits", "Syntax", "Install", "Remove", "Surprises", "Evidence");

    @Test
    void everyFolderHasItsTargetInTheTable() {
        assertThat(Targets.all().stream().map(TargetsTest::folder)).containsExactlyInAnyOrderElementsOf(folders());
    }

    @Test
    void theTableIsSortedAndFindsEachByItsId() {
        assertThat(Targets.all().stream().map(Target::id)).isSorted().doesNotHaveDuplicates();
        assertThat(Targets.all())
                .allSatisfy(target -> assertThat(Targets.find(target.id())).contains(target));
    }

    @Test
    void theOptionsOfEachAreKnownToSiteFiles() {
        assertThat(Targets.options()).hasSize(Targets.all().size());
        assertThat(Targets.all())
                .allSatisfy(
                        target -> assertThat(Targets.options().get(target.id().value()))
                                .hasSize(target.capabilities().options().size()));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void thePageHasTheSectionsOfEveryTarget(String folder) throws IOException {
        List<String> lines = Files.readAllLines(SOURCES.resolve(folder).resolve("README.md"));

        assertThat(lines.stream().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
                .containsExactlyElementsOf(SECTIONS);
        String id = target(folder).id().value();
        assertThat(lines.getFirst()).startsWith("# " + id + ": ");
        assertThat(String.join("\n", lines)).contains("## Name\n\n`" + id + "`");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void thePageNamesEveryFileAndOption(String folder) throws IOException {
        String page = Files.readString(SOURCES.resolve(folder).resolve("README.md"));
        Target target = target(folder);

        assertThat(golden(folder).rendering().files().keySet())
                .allSatisfy(file -> assertThat(page).contains("`" + file + "`"));
        assertThat(target.capabilities().options())
                .allSatisfy(
                        option -> assertThat(page).contains("`" + option.name() + "`", "`" + option.fallback() + "`"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theSmallSiteIsWrittenAsItsGoldenFilesShow(String folder) throws IOException {
        Rendered rendered = golden(folder);
        RenderedAssert.assertProven(rendered);
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            List<Path> golden = files.filter(
                            file -> file.getFileName().toString().startsWith("small-"))
                    .filter(file -> !file.endsWith("small-site.yaml"))
                    .toList();
            assertThat(golden).isNotEmpty();
            for (Path file : golden) {
                String name = file.getFileName().toString().substring("small-".length());
                String text = rendered.rendering().files().getOrDefault(name, "no file " + name);
                TargetsTableTest.refresh(file, text);
                assertThat(file).describedAs(TargetsTableTest.HOW_TO_REFRESH).hasContent(text);
            }
        }
    }

    static List<String> folders() {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rendered golden(String folder) throws IOException {
        return Rendered.site(Files.readString(GOLDEN.resolve(folder).resolve("small-site.yaml")));
    }

    private static Target target(String folder) {
        return Targets.all().stream()
                .filter(target -> folder(target).equals(folder))
                .findFirst()
                .orElseThrow();
    }

    private static String folder(Target target) {
        String name = target.getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
