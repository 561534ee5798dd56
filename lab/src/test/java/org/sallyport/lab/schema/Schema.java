package org.sallyport.lab.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.NpmPackages;

/** Types that a vendor publishes, in a package for node, and what finds the faults of a text by them. */
enum Schema {
    CLOUDFORMATION("@aws-cdk/aws-service-spec"),
    AZURE("@azure/arm-network"),
    KUBERNETES("@kubernetes-models/cilium");

    private static final Path SCRIPT = Path.of("src/test/resources/org/sallyport/lab/schema/validate.js");

    private final String npmPackage;

    Schema(String npmPackage) {
        this.npmPackage = npmPackage;
    }

    /** Unknown properties, missing ones and wrong values, one a line. */
    List<String> faults(Path folder, String text) throws IOException, InterruptedException {
        Path packages = NpmPackages.with(npmPackage);
        Path document = Files.writeString(folder.resolve("document"), text);
        Path faults = folder.resolve("faults");
        Process process = new ProcessBuilder(
                        Daemon.find("node", "nodejs").toString(),
                        SCRIPT.toString(),
                        packages.toString(),
                        name().toLowerCase(Locale.ROOT))
                .redirectInput(document.toFile())
                .redirectOutput(faults.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            Assertions.fail("node does not end");
        }
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(faults);
    }
}
