package org.sallyport.gate.attack;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of attacks in docs/ says what the tests do: it is made from them. */
class AttackTableTest {

    private static final Path PAGE = Path.of("../docs/gate-attacks.md");
    private static final Path LAB = Path.of("../lab/src/test/java/org/sallyport/lab/gate");
    private static final List<Class<?>> TESTS = List.of(
            NameSyntaxAttackTest.class,
            AddressAttackTest.class,
            DnsAttackTest.class,
            TlsAttackTest.class,
            HttpAttackTest.class,
            ResourceAttackTest.class,
            ParentAttackTest.class);

    /** @param rest of a case that no test of the gate sends: why, or the test of the lab that does */
    private record Case(int number, String family, String attack, String rest) {}

    @Test
    void theTableIsThatOfTheTests() throws IOException {
        Map<Integer, List<String>> tests = new TreeMap<>();
        for (Class<?> test : TESTS) {
            for (Method method : test.getDeclaredMethods()) {
                Attack attack = method.getAnnotation(Attack.class);
                if (attack != null) {
                    for (int number : attack.value()) {
                        tests.computeIfAbsent(number, any -> new ArrayList<>())
                                .add(test.getSimpleName().replace("AttackTest", "") + ": " + sentence(method));
                    }
                }
            }
        }
        List<Case> cases = cases();
        assertThat(cases).extracting(Case::number).containsAll(tests.keySet()).doesNotHaveDuplicates();
        String page = page(cases, tests);
        if (Boolean.getBoolean("sallyport.refresh")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void whatTheLabTestsIsThere() throws IOException {
        assertThat(cases())
                .filteredOn(each -> each.rest().startsWith("lab: "))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(
                                LAB.resolve(each.rest().substring(5).split(" ", 2)[0] + ".java"))
                        .exists());
    }

    private static String page(List<Case> cases, Map<Integer, List<String>> tests) {
        StringBuilder page = new StringBuilder();
        page.append("""
                # Attacks on the gate

                What clients, name servers and servers may try against `sallyport gate`, and what comes of it. A test sends each
                case that is *tested*: it expects a refusal, no connection to a server, and a record. This page is made from the
                tests, and one of them holds it to that.

                | | attack | state | how |
                | ---: | --- | --- | --- |
                """);
        String family = "";
        for (Case each : cases) {
            if (!each.family().equals(family)) {
                family = each.family();
                page.append("| | **").append(family).append("** | | |\n");
            }
            List<String> sent = tests.getOrDefault(each.number(), List.of()).stream()
                    .sorted()
                    .toList();
            page.append("| ")
                    .append(each.number())
                    .append(" | ")
                    .append(each.attack())
                    .append(" | ");
            if (!sent.isEmpty()) {
                page.append("tested | ").append(String.join("; ", sent));
                page.append(each.rest().isEmpty() ? "" : ". " + each.rest());
            } else if (each.rest().startsWith("lab: ")) {
                page.append("tested | ").append(each.rest());
            } else {
                String[] state = each.rest().split(": ", 2);
                assertThat(state[0]).as("the state of %s", each).isIn("mitigated", "not covered");
                page.append(state[0]).append(" | ").append(state[1]);
            }
            page.append(" |\n");
        }
        return page.toString();
    }

    private static List<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(AttackTableTest.class.getResourceAsStream("attacks.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(part -> new Case(Integer.parseInt(part[0]), part[1], part[2], part[3]))
                    .toList();
        }
    }

    /** The name of a test, as the sentence that it is. */
    private static String sentence(Method method) {
        return Stream.of(method.getName().split("(?=[A-Z])"))
                .map(word -> word.length() == 1 && !word.equals("A") ? word : word.toLowerCase(java.util.Locale.ROOT))
                .collect(joining(" "));
    }
}
