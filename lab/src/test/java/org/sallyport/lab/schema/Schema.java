package org.sallyport.lab.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        return NpmPackages.run(
                folder, SCRIPT, text, NpmPackages.with(npmPackage).toString(), name().toLowerCase(Locale.ROOT));
    }
}
