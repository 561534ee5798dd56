package org.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command, killed in the middle of its work: every file is a whole old one or a whole new one. */
class KilledRenderTest {

    private static final Path COMMAND = Path.of("../sallyport").toAbsolutePath().normalize();
    private static final int SITES = 40;

    @TempDir
    private Path folder;

    @Test
    void leavesWholeFilesWheneverItIsKilled() throws IOException, InterruptedException {
        Map<Path, List<String>> whole = new HashMap<>();
        for (String name : List.of("old.example.org", "new.example.org")) {
            writeSites(name);
            assertThat(render().waitFor()).isZero();
            files().forEach((file, text) ->
                    whole.computeIfAbsent(file, first -> new ArrayList<>()).add(text));
        }
        int killed = 0;
        for (int delay : IntStream.iterate(250, d -> d + 90).limit(10).toArray()) {
            writeSites(killed % 2 == 0 ? "old.example.org" : "new.example.org");
            Process process = render();
            Thread.sleep(delay);
            killed += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();

            files().forEach((file, text) ->
                    assertThat(whole.get(file)).as("%s", file).contains(text));
        }
        assertThat(killed).isPositive();
    }

    private void writeSites(String also) throws IOException {
        Files.createDirectories(folder.resolve("sites"));
        for (int i = 0; i < SITES; i++) {
            Files.writeString(folder.resolve("sites").resolve(i + ".yaml"), """
                    sallyport: 1
                    site: site-%d
                    vendors: { sophos-central: { licences: [endpoint] } }
                    also: [ { host: %s, ports: [443], reason: test } ]
                    devices: [ { name: edge, target: squid }, { name: poll, target: hosts-list } ]
                    """.formatted(i, also));
        }
    }

    private Process render() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                COMMAND.toString(),
                "render",
                folder.resolve("sites").toString(),
                "--out",
                folder.resolve("out").toString());
        builder.environment().put("SALLYPORT_BUILD", "never");
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The files in their places; unfinished ones are hidden and nobody's business. */
    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new HashMap<>();
        try (Stream<Path> paths = Files.walk(folder.resolve("out"))) {
            for (Path path : paths.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                files.put(path, Files.readString(path));
            }
        }
        return files;
    }
}
