package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @TempDir
    private Path out;

    @Test
    void writesTheFilesOfEveryDeviceAndAManifestBesideThem() {
        Ran ran = sallyport("render", PARIS, "--out", out.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines().skip(1)).hasSize(4).allMatch(line -> line.endsWith("proven"));
        assertThat(files().keySet())
                .contains(
                        "acme-paris/edge/squid.conf",
                        "acme-paris/edge/manifest.json",
                        "acme-paris/browsers/proxy.pac",
                        "acme-paris/poll/hosts.txt",
                        "acme-paris/branch/squid.conf");
    }

    @Test
    void givesTheSameBytesForTheSameInput() {
        sallyport("render", PARIS, "--out", out.toString());
        Map<String, String> first = files();

        sallyport("render", PARIS, "--out", out.toString());

        assertThat(files()).isEqualTo(first);
    }

    @Test
    void namesInputsAndOutputsByTheirHashInTheManifest() throws IOException {
        sallyport("render", PARIS, "--out", out.toString());

        JsonObject manifest = manifest("acme-paris/edge");
        JsonObject site = manifest.getAsJsonArray("inputs").get(0).getAsJsonObject();
        assertThat(site.get("file").getAsString()).isEqualTo("acme-paris.yaml");
        assertThat(site.get("sha256").getAsString()).isEqualTo(Source.sha256(Files.readAllBytes(Path.of(PARIS))));
        for (JsonElement file : manifest.getAsJsonArray("files")) {
            String name = file.getAsJsonObject().get("file").getAsString();
            assertThat(file.getAsJsonObject().get("sha256").getAsString())
                    .isEqualTo(Source.sha256(
                            Files.readAllBytes(out.resolve("acme-paris/edge").resolve(name))));
        }
    }

    @Test
    void repeatsWhatTheSiteOmitsInTheOutputAndInTheManifest() throws IOException {
        Ran ran = sallyport("render", PARIS, "--out", out.toString());

        assertThat(ran.err()).contains("acme-paris/branch: central: *.cloudfront.net is omitted by the site file");
        assertThat(manifest("acme-paris/branch").getAsJsonArray("omitted")).hasSize(4);
        assertThat(manifest("acme-paris/poll").getAsJsonArray("documents_wider"))
                .hasSize(2);
    }

    @Test
    void leavesTheOldFilesWhereTheProofDoesNotStand() throws IOException {
        Path site = Files.writeString(out.resolve("lille.yaml"), lille("omit"));
        sallyport("render", site.toString(), "--out", out.toString());
        Map<String, String> before = files();

        Files.writeString(site, lille("fail"));
        Ran ran = sallyport("render", site.toString(), "--out", out.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .contains("*.cloudfront.net cannot be said in this device's language")
                .contains("choice: omit")
                .contains("nothing was written for this device");
        before.put("lille.yaml", lille("fail"));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void writesNothingForAWrongSiteFile() throws IOException {
        Path site = Files.writeString(out.resolve("wrong.yaml"), lille("omit").replace("endpoint", "endpiont"));

        Ran ran = sallyport(
                "render", site.toString(), "--out", out.resolve("files").toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("wrong.yaml:3:").contains("did you mean \"endpoint\"?");
        assertThat(out.resolve("files")).doesNotExist();
    }

    @Test
    void rendersATargetThatTheSiteHasNoDeviceFor() {
        Ran ran = sallyport("render", "../examples/acme-lyon.yaml", "--target", "pac", "--out", out.toString());

        assertThat(ran.status()).isZero();
        assertThat(files()).containsKey("acme-lyon/pac/proxy.pac");
    }

    @Test
    void anUnknownTargetIsAnsweredWithTheNearestOne() {
        Ran ran = sallyport("render", PARIS, "--target", "squidd", "--out", out.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("unknown target \"squidd\"").contains("did you mean \"squid\"?");
    }

    @Test
    void anOutputFolderThatCannotBeWrittenIsAnError() throws IOException {
        Path file = Files.writeString(out.resolve("file"), "");

        Ran ran = sallyport("render", PARIS, "--out", file.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("cannot be written");
    }

    private static String lille(String inexpressible) {
        return """
                sallyport: 1
                site: lille
                vendors: { sophos-central: { licences: [endpoint] } }
                devices: [ { name: old, target: squid, wildcards: false, inexpressible: %s } ]
                """.formatted(inexpressible);
    }

    private JsonObject manifest(String device) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(device).resolve("manifest.json")))
                .getAsJsonObject();
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(out)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(path).toString(), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
