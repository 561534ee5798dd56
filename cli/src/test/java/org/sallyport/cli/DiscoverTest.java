package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoverTest {

    @TempDir
    private Path folder;

    @Test
    void theServerOfALogIsWrittenIntoTheSiteFile() throws IOException {
        Path log = Files.writeString(folder.resolve("SophosCloudInstaller.log"), """
                2026-11-24 INFO Model::server value changed to: old.sophos.com
                2026-11-24 INFO Opening connection to https://mcs.sophos.com:443/x?token=hunter2
                """, StandardCharsets.UTF_16LE);
        Path site = folder.resolve("lyon.yaml");
        Files.copy(Path.of("../examples/acme-lyon.yaml"), site);

        Ran ran = sallyport("discover", log.toString(), "--site", site.toString(), "--format", "json");

        assertThat(ran.status()).isZero();
        JsonObject last = ran.json().getAsJsonArray().get(1).getAsJsonObject();
        assertThat(last.get("server").getAsString()).isEqualTo("mcs.sophos.com");
        assertThat(last.get("current").getAsBoolean()).isTrue();
        assertThat(ran.out() + ran.err()).doesNotContain("hunter2");
        assertThat(Files.readString(site)).contains("servers: [old.sophos.com, mcs.sophos.com]");
        assertThat(sallyport("plan", site.toString()).out()).contains("mcs.sophos.com");
    }

    @Test
    void aLogWithoutAServerAnswersNo() throws IOException {
        Path log = Files.writeString(folder.resolve("SophosCloudInstaller.log"), "nothing of interest\n");

        Ran ran = sallyport("discover", log.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("no server was found");
    }

    @Test
    void withoutALogTheDocumentedFoldersAreLookedAt() {
        Ran ran = sallyport("discover");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("ProgramData\\Sophos\\CloudInstaller\\Logs");
    }

    @Test
    void aLogThatIsMissingIsWrongInput() {
        assertThat(sallyport("discover", folder.resolve("Sophos.log").toString())
                        .status())
                .isEqualTo(2);
    }
}
