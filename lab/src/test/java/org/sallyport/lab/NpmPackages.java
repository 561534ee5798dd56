package org.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The packages for node that {@code verify} installs for the tests; nothing of them is shipped. */
public final class NpmPackages {

    private static final Path FOLDER = Path.of("../build/npm");

    private NpmPackages() {}

    /** The folder with {@code node_modules}. Without the package, the test is aborted, and fails in CI. */
    public static Path with(String name) {
        if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve(name))) {
            String message = "the npm package " + name + " is not here; run ./verify, which installs it";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return FOLDER.toAbsolutePath().normalize();
    }

    /**
     * The lines that a script says, run by node to its end.
     *
     * @param folder for the files of the run
     * @param input what the script reads
     */
    public static List<String> run(Path folder, Path script, String input, String... arguments)
            throws IOException, InterruptedException {
        Path asked = Files.writeString(folder.resolve("input.txt"), input);
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(Daemon.find("node", "nodejs").toString(), script.toString()),
                                Stream.of(arguments))
                        .toList())
                .redirectInput(asked.toFile())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            Assertions.fail("node does not end");
        }
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(said);
    }
}
