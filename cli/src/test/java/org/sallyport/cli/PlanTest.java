package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @TempDir
    private Path folder;

    @Test
    void saysWhatEachKindOfDeviceMustAndMayLetThrough() {
        String plan = sallyport("plan", PARIS).out();

        assertThat(plan.lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "*.sophosupd.com 80,443 endpoint sophos-central fr:29 must may",
                        "d1.sophosupd.com 80,443 endpoint sophos-central fr:56 may must",
                        "sophosxl.net 80,443 endpoint sophos-central fr:65 must must",
                        "*.example.org 443 own site:19 must must");
    }

    @Test
    void printsTheFieldsThatAreDocumented() {
        JsonObject plan = sallyport("plan", PARIS, "--format", "json").json().getAsJsonObject();
        JsonObject first = plan.getAsJsonArray("rules").get(0).getAsJsonObject();

        assertThat(plan.get("site").getAsString()).isEqualTo("acme-paris");
        assertThat(first.keySet())
                .containsExactly(
                        "host", "ports", "form", "feature", "vendor", "document", "line", "wildcards", "names_only");
        assertThat(first.getAsJsonArray("ports").get(1).getAsInt()).isEqualTo(443);
    }

    @Test
    void printsCsvForSpreadsheets() {
        String plan = sallyport("plan", PARIS, "--format", "csv").out();

        assertThat(plan).startsWith("site,host,ports,feature,from,wildcards,names only\r\n");
        assertThat(plan).contains("acme-paris,*.sophos.com,\"80,443\",central,");
    }

    @Test
    void oneBadFileOfAFolderStopsNoOtherAndIsNamedAtTheEnd() throws IOException {
        Files.copy(Path.of(PARIS), folder.resolve("a.yaml"));
        Files.writeString(folder.resolve("b.yaml"), "sallyport: 1\nsite: b\nvendors:\n  sofos-central: {}\n");
        Files.copy(Path.of("../examples/acme-lyon.yaml"), folder.resolve("c.yaml"));

        Ran ran = sallyport("plan", folder.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).contains("acme-paris:").contains("acme-lyon:");
        assertThat(ran.err())
                .contains(folder.resolve("b.yaml") + ":4:3: unknown vendor \"sofos-central\"")
                .contains("sophos-central")
                .endsWith("1 of 3 site files could not be read\n");
    }

    @Test
    void twoFilesOfOneSiteNameAreAnError() throws IOException {
        Files.copy(Path.of(PARIS), folder.resolve("a.yaml"));
        Files.copy(Path.of(PARIS), folder.resolve("b.yaml"));

        assertThat(sallyport("plan", folder.toString()).err()).contains("has the same site name");
    }

    @Test
    void anEmptyFolderIsAnError() {
        assertThat(sallyport("plan", folder.toString()).status()).isEqualTo(2);
    }

    @Test
    void aNarrowTerminalGetsABlockForEachRule() {
        Ran ran = sallyport(Map.of("SALLYPORT_COLUMNS", "60"), Locale.ENGLISH, "plan", PARIS);

        assertThat(ran.out()).startsWith("*.sophos.com\n  ports");
        assertThat(ran.out()
                        .lines()
                        .filter(line -> line.startsWith("  "))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0))
                .isLessThanOrEqualTo(60);
    }

    @Test
    void aFileThatIsNoUtf8IsAnError() throws IOException {
        Path file = Files.write(folder.resolve("latin1.yaml"), new byte[] {'s', (byte) 0xe9, '\n'});

        Ran ran = sallyport("plan", file.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("no UTF-8").contains("save it as UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        Path file = Files.writeString(folder.resolve("bom.yaml"), "\ufeff" + Files.readString(Path.of(PARIS)));

        assertThat(sallyport("plan", file.toString()).status()).isZero();
    }
}
