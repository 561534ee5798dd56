package org.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sessions in the documentation are what the commands print. After a change of the output,
 * {@code mvn verify -pl lab -am -Dtest=DocumentationTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocumentation=refresh}
 * writes them anew, to be read before they are committed.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String BEGIN = "```console";
    private static final String END = "```";

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void sessionsAreWhatTheCommandsPrint(Path document) throws IOException, InterruptedException {
        String written = Files.readString(document);

        String run = run(written.lines().toList());

        if ("refresh".equals(System.getProperty("documentation"))) {
            Files.writeString(document, run);
        } else {
            assertThat(run).isEqualTo(written);
        }
    }

    private static String run(List<String> lines) throws IOException, InterruptedException {
        StringBuilder document = new StringBuilder();
        boolean session = false;
        for (String line : lines) {
            boolean command = session && line.startsWith("$ ");
            if (!session || command || line.equals(END)) {
                document.append(line).append('\n');
            }
            if (command) {
                document.append(output(line.substring(2)));
            }
            session = session ? !line.equals(END) : line.equals(BEGIN);
        }
        return document.toString();
    }

    private static String output(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SALLYPORT_BUILD", "never");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.isEmpty() || output.endsWith("\n") ? output : output + "\n";
    }
}
