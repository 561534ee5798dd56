package org.sallyport.lab.adguardhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.NpmPackages;

/** AdGuard's engine for JavaScript, which {@code verify} installs, in a process of its own. */
final class RuleEngine {

    private static final String PACKAGE = "@adguard/tsurlfilter";
    private static final Path SCRIPT = Path.of("src/test/resources/org/sallyport/lab/adguardhome/engine.js");

    private RuleEngine() {}

    /** Which of the names pass the rules. Where there is no engine, the test is aborted, and fails in CI. */
    static Map<HostName, Boolean> ask(Path folder, String rules, List<HostName> names)
            throws IOException, InterruptedException {
        StringBuilder input = new StringBuilder("rules ")
                .append(Base64.getEncoder().encodeToString(rules.getBytes(StandardCharsets.UTF_8)))
                .append('\n');
        names.forEach(name -> input.append("name ").append(name).append('\n'));
        List<String> answers = run(folder, input.toString());
        assertThat(answers).hasSameSizeAs(names).containsAnyOf("passes", "blocked");
        Map<HostName, Boolean> decided = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            decided.put(names.get(i), answers.get(i).equals("passes"));
        }
        return decided;
    }

    private static List<String> run(Path folder, String input) throws IOException, InterruptedException {
        Path questions = folder.resolve("questions.txt");
        Path output = folder.resolve("answers.txt");
        Files.writeString(questions, input);
        Process process = new ProcessBuilder(
                        Daemon.find("node", "nodejs").toString(), SCRIPT.toString(), engine().toString())
                .redirectInput(questions.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            Assertions.fail("node does not end");
        }
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(output);
    }

    private static Path engine() {
        return NpmPackages.with(PACKAGE).resolve("node_modules").resolve(PACKAGE);
    }
}
