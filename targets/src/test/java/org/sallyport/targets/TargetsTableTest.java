package org.sallyport.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TargetsTableTest {

    private static final Path PAGE = Path.of("../docs/targets.md");

    static final String HOW_TO_REFRESH = "refresh it with: mvn test -pl targets -am -Dtest='Targets*Test'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsallyport.refresh=true";

    @Test
    void thePageOfTargetsIsWhatTheTargetsSayOfThemselves() throws IOException {
        String page = TargetsTable.markdown(Targets.all());
        refresh(PAGE, page);
        assertThat(PAGE).describedAs(HOW_TO_REFRESH).hasContent(page);
    }

    /** Writes what the test would compare with, where that was asked for on the command line. */
    static void refresh(Path file, String text) throws IOException {
        if (Boolean.getBoolean("sallyport.refresh")) {
            Files.writeString(file, text);
        }
    }
}
