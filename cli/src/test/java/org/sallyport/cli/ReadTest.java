package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.targets.Targets;

class ReadTest {

    private static final String SQUID = """
            acl SSL_ports port 443
            acl localnet src 10.0.0.0/8
            acl vendor dstdomain -n .example.com
            acl more dstdomain -n a.example.com b.example.org
            http_access deny CONNECT !SSL_ports
            http_access allow vendor
            http_access allow more
            http_access deny all
            """;

    @TempDir
    private Path folder;

    @Test
    void whatOneProductLetsThroughIsRenderedForAnother() throws IOException {
        Path site = folder.resolve("site.yaml");
        Ran read = sallyport("read", file("squid.conf", SQUID), "--target", "squid", "--as-site");
        Files.writeString(site, read.out());

        Ran render = sallyport("render", site.toString(), "--target", "hosts-list", "--out", folder.toString());

        assertThat(read.out()).contains("host: \"*.example.com\"", "host: \"b.example.org\"", "squid.conf:3");
        assertThat(render.status()).describedAs(render.err()).isZero();
        assertThat(Files.readString(folder.resolve("from-squid/hosts-list/hosts.txt")))
                .contains("\n*.example.com #", "\nexample.com #", "\nb.example.org #")
                .doesNotContain("\na.example.com");
    }

    @Test
    void theExampleWithEveryTargetIsProvenForEach() {
        Ran render =
                sallyport("render", "../examples/every-target.yaml", "--out", folder.toString(), "--format", "json");

        assertThat(render.status()).describedAs(render.err()).isZero();
        assertThat(render.json().getAsJsonArray()).hasSameSizeAs(Targets.all());
    }

    @Test
    void whatASiteFileCannotSayIsNotKeptQuiet() throws IOException {
        Ran read = sallyport("read", file("all.conf", "http_access allow all\n"), "--target", "squid", "--as-site");

        assertThat(read.status()).isEqualTo(1);
        assertThat(read.out()).contains("# all.conf:1 lets through more".replace("all.conf", folder + "/all.conf"));
        assertThat(read.err()).contains("lets through more than a site file can say");
    }

    @Test
    void aLineThatCouldGoIsToldWithTheLineThatSaysTheSame() throws IOException {
        String list = file("hosts.txt", "*.example.com\na.example.com\nexample.org\n");

        Ran table = sallyport("read", list, "--target", "hosts-list");
        Ran json = sallyport("read", list, "--target", "hosts-list", "--format", "json");

        assertThat(table.status()).isZero();
        assertThat(table.err())
                .contains("dead: " + list + ":2 could go, the same names pass by " + list + ":1: a.example.com");
        assertThat(json.json().getAsJsonObject().getAsJsonArray("dead")).hasSize(1);
    }

    @Test
    void anAllowRuleAboveTheListVoidsItAndIsNamed() throws IOException {
        String rendered = rendered("squid.conf");
        String voided =
                file("voided.conf", rendered.replaceFirst("(?m)^http_access ", "http_access allow all\nhttp_access "));

        Ran read = sallyport("read", voided, "--target", "squid", "--against", "../examples/acme-lyon.yaml");

        assertThat(read.status()).isEqualTo(1);
        assertThat(read.err())
                .contains("passes, a name of somebody else; by " + voided + ":" + lineOf("allow all", voided));
    }

    @Test
    void aHundredMebibytesAreRefusedInBoundedMemory() throws IOException {
        Path large = folder.resolve("large.txt");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'a');
        try (var out = Files.newOutputStream(large)) {
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        }

        Ran read = sallyport("read", large.toString(), "--target", "squid");

        assertThat(read.status()).isIn(1, 2);
        assertThat(read.err()).hasSizeLessThan(10_000);
    }

    private String rendered(String name) throws IOException {
        sallyport("render", "../examples/acme-lyon.yaml", "--target", "squid", "--out", folder.toString());
        return Files.readString(folder.resolve("acme-lyon/squid").resolve(name));
    }

    private static int lineOf(String text, String file) throws IOException {
        String before = Files.readString(Path.of(file));
        return (int) before.substring(0, before.indexOf(text)).lines().count();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
