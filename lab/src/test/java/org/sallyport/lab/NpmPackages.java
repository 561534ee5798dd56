package org.sallyport.lab;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
