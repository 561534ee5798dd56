package org.sallyport.targets.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real JavaScript engine, Node.js, that runs PAC files. One process answers all questions. */
final class Engine {

    /** Where the script itself fails, as a browser would find out. */
    static final String FAILS = "!";

    private static final Path SCRIPT = Path.of("src/test/resources/org/sallyport/targets/pac/engine.js");

    /** A PAC file, what the network answers it, and the hosts that are asked for, as the browser passes them. */
    record Question(String pac, boolean network, List<String> hosts) {}

    private Engine() {}

    /** The answers to each question, host by host. */
    static List<List<String>> answers(List<Question> questions) throws IOException, InterruptedException {
        StringBuilder input = new StringBuilder();
        for (Question question : questions) {
            String pac = Base64.getEncoder().encodeToString(question.pac().getBytes(StandardCharsets.UTF_8));
            input.append("pac ")
                    .append(pac)
                    .append("\nnetwork ")
                    .append(question.network())
                    .append('\n');
            question.hosts().forEach(host -> input.append("name ").append(host).append('\n'));
        }
        List<String> lines = run(input.toString());
        List<List<String>> answers = new ArrayList<>();
        int from = 0;
        for (Question question : questions) {
            answers.add(lines.subList(from, from + question.hosts().size()));
            from += question.hosts().size();
        }
        assertThat(lines).hasSize(from);
        return answers;
    }

    private static List<String> run(String input) throws IOException, InterruptedException {
        Path questions = Files.createTempFile("sallyport-pac", ".txt");
        Path output = Files.createTempFile("sallyport-pac", ".out");
        try {
            Files.writeString(questions, input);
            Process process = new ProcessBuilder(node(), SCRIPT.toString())
                    .redirectInput(questions.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                fail("node did not end");
            }
            assertThat(process.exitValue()).isZero();
            return Files.readAllLines(output);
        } finally {
            Files.delete(questions);
            Files.delete(output);
        }
    }

    private static String node() {
        Optional<String> node = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("node", "nodejs").map(name -> folder + File.separator + name))
                .filter(path -> new File(path).canExecute())
                .findFirst();
        if (node.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("Node.js is missing: install Debian's nodejs");
        }
        Assumptions.assumeTrue(node.isPresent(), "Node.js is missing: PAC files are not run in a real engine");
        return node.orElseThrow();
    }
}
