package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveTest {

    private static final String LYON = "../examples/acme-lyon.yaml";

    @TempDir
    private Path folder;

    private Path hosts;

    @BeforeEach
    void render() {
        sallyport("render", LYON, "--out", folder.toString());
        hosts = folder.resolve("acme-lyon/firewall/hosts.txt");
    }

    @Test
    void whatIsRenderedIsProven() {
        Ran ran = sallyport("prove", LYON);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("proven");
    }

    @Test
    void aFileThatLacksANameIsNotProven() throws IOException {
        String text = Files.readString(hosts);
        Files.writeString(hosts, text.replaceAll("(?m)^sophosxl\\.net.*\\R", ""));

        Ran ran = sallyport("prove", LYON, "--file", hosts.toString(), "--format", "json");

        assertThat(ran.status()).isEqualTo(1);
        JsonObject deviation = ran.json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("deviations")
                .get(0)
                .getAsJsonObject();
        assertThat(deviation.get("grade").getAsString()).isEqualTo("missing");
        assertThat(deviation.get("witness").getAsString()).isEqualTo("sophosxl.net");
        assertThat(deviation.getAsJsonArray("at_stake").get(0).getAsString()).isEqualTo("endpoint");
    }

    @Test
    void aFileWithAForeignNameIsNotProvenAndTheLineIsNamed() throws IOException {
        Files.writeString(hosts, Files.readString(hosts) + "evil.example\n");
        long line = Files.readString(hosts).lines().count();

        Ran ran = sallyport("prove", LYON, "--file", hosts.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("evil.example passes, a name of somebody else; by " + hosts + ":" + line);
    }

    @Test
    void aFileWithALineThatIsNotUnderstoodIsIncomplete() throws IOException {
        Files.writeString(hosts, Files.readString(hosts) + "https://evil.example/\n");

        Ran ran = sallyport("prove", LYON, "--file", hosts.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("incomplete");
        assertThat(sallyport("read", hosts.toString(), "--target", "hosts-list").status())
                .isEqualTo(1);
    }

    @Test
    void readingAFileAgainstASiteSaysTheSame() {
        Ran ran = sallyport("read", hosts.toString(), "--target", "hosts-list", "--against", LYON);

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("proven");
    }

    @Test
    void aFileThatCouldBeOfSeveralDevicesAsksWhich() {
        Ran ran = sallyport("prove", "../examples/acme-paris.yaml", "--file", hosts.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("choose one with --device");
    }
}
