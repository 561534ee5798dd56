package org.sallyport.lab.adguardhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.name.HostName;
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
        List<String> answers = NpmPackages.run(
                folder,
                SCRIPT,
                input.toString(),
                NpmPackages.with(PACKAGE)
                        .resolve("node_modules")
                        .resolve(PACKAGE)
                        .toString());
        assertThat(answers).hasSameSizeAs(names).containsAnyOf("passes", "blocked");
        Map<HostName, Boolean> decided = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            decided.put(names.get(i), answers.get(i).equals("passes"));
        }
        return decided;
    }
}
