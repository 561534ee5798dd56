package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.InputException;

class FolderTest {

    @TempDir
    private Path path;

    @Test
    void holdsWhatWasPut() throws IOException {
        new Folder(path.resolve("a/b")).put(Map.of("x", "one"));

        assertThat(path.resolve("a/b/x")).hasContent("one");
    }

    @Test
    void aFailureLeavesTheOldFiles() throws IOException {
        Folder folder = new Folder(path);
        folder.put(Map.of("x", "old", "y", "old"));
        // the second file cannot be written, since a folder is in the place of its unfinished form
        Files.createDirectory(path.resolve(".y.sallyport-new"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("x", "new");
        files.put("y", "new");

        assertThatThrownBy(() -> folder.put(files)).isInstanceOf(InputException.class);

        assertThat(path.resolve("x")).hasContent("old");
        assertThat(path.resolve("y")).hasContent("old");
    }

    @Test
    void whatAKilledRunLeftBehindIsReplaced() throws IOException {
        Files.writeString(path.resolve(".x.sallyport-new"), "half of a much longer text");

        new Folder(path).put(Map.of("x", "whole"));

        assertThat(path.resolve("x")).hasContent("whole");
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFileWithoutAFolderInItsNameIsReplaced() {
        Path file = path.resolve("site.yaml");

        Folder.replace(file, "text");

        assertThat(file).hasContent("text");
    }
}
