package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {

    static Stream<String> commands() {
        return Stream.of(
                "",
                "plan",
                "explain",
                "render",
                "prove",
                "read",
                "check",
                "script",
                "gate",
                "gate reload",
                "gate propose",
                "discover",
                "catalog",
                "catalog show",
                "catalog lint",
                "catalog diff",
                "catalog import",
                "targets");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String command) {
        Ran ran = sallyport(help(command, "en"));

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Usage:").containsAnyOf("Examples:", "Example:");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theFrenchHelpHasNoEnglishLine(String command) {
        List<String> english = sentences(sallyport(help(command, "en")).out());
        List<String> french = sentences(sallyport(help(command, "fr")).out());

        assertThat(french).isNotEmpty().doesNotContainAnyElementsOf(english);
    }

    private static String[] help(String command, String language) {
        List<String> arguments = new ArrayList<>();
        if (!command.isEmpty()) {
            arguments.addAll(List.of(command.split(" ")));
        }
        arguments.add("--lang=" + language);
        arguments.add("--help");
        return arguments.toArray(String[]::new);
    }

    /** Lines that are words: no examples, no synopsis. */
    private static List<String> sentences(String help) {
        return help.lines()
                .map(String::strip)
                .filter(line -> line.contains(" "))
                .filter(line -> !line.startsWith("sallyport ") && !line.contains("[--") && !line.contains("[-"))
                .map(line -> line.replaceFirst("^-.*?  +", ""))
                .toList();
    }
}
