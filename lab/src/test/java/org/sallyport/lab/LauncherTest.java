package org.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./sallyport} itself, with a program of the test in the place of Sallyport. */
class LauncherTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path home;

    @Test
    void neverRunsTheClassesOfAnOlderBuild() throws IOException, InterruptedException {
        Files.copy(Path.of("../sallyport"), home.resolve("sallyport"));
        Files.createDirectory(home.resolve("scripts"));
        Files.copy(Path.of("../scripts/jdk"), home.resolve("scripts/jdk"));
        Path app = Files.createDirectories(home.resolve("cli/target/sallyport"));
        Path jar = app.resolve("sallyport.jar");
        Path cache = app.resolve("sallyport.aot");

        build(jar, "first");
        run(JAVA, "-XX:AOTCacheOutput=" + cache, "-XX:+UseSerialGC", "-jar", jar.toString());
        assertThat(cache).exists();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(launched()).contains("first");

        build(jar, "second");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(launched()).contains("second").doesNotContain("first");
    }

    private String launched() throws IOException, InterruptedException {
        return run(
                "env",
                "SALLYPORT_BUILD=never",
                "bash",
                home.resolve("sallyport").toString(),
                "plan");
    }

    private String run(String... command) throws IOException, InterruptedException {
        Daemon.Finished finished = Daemon.run(home, List.of(command));
        assertThat(finished.status()).describedAs(finished.output()).isZero();
        return finished.output();
    }

    private void build(Path jar, String says) throws IOException {
        Path source = Files.writeString(
                home.resolve("Main.java"),
                "public class Main { public static void main(String[] a) { System.out.println(\"" + says + "\"); } }");
        tool("javac", "-d", home.resolve("classes").toString(), source.toString());
        tool(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "--main-class",
                "Main",
                "-C",
                home.resolve("classes").toString(),
                ".");
    }

    private static void tool(String name, String... arguments) {
        assertThat(ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments))
                .isZero();
    }
}
