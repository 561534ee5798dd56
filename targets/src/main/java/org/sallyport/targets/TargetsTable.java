package org.sallyport.targets;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of targets as a page of the documentation, from the same data that the targets are made of. */
public final class TargetsTable {

    private static final String SOURCES = "../targets/src/main/java/";

    private TargetsTable() {}

    /** The whole page {@code docs/targets.md}, in English. */
    public static String markdown(Collection<Target> targets) {
        return """
                # Targets

                What each target can express. Written from the targets' own data; `TargetsTableTest` keeps it equal and says how
                to refresh it. Each name leads to the target's page: syntax, installation, surprises, evidence.

                - **below**: whether it can let through all names below one, `*.x`, and whether that brings x itself along.
                - **star inside a label**: whether `tf-*-bucket.example.com` can be said. Where not, the document's own wider
                  entry is written, or the site rules (`inexpressible`).
                - **ports**: whether the text binds names to ports. Where not, the rule that uses it has to.

                | target | what it is | sees | below | star inside a label | ports |
                | --- | --- | --- | --- | --- | --- |
                %s
                ## Options

                What a device of a site file may say under `options`.

                | target | option | default | meaning |
                | --- | --- | --- | --- |
                %s""".formatted(lines(targets, TargetsTable::row), lines(targets, TargetsTable::options));
    }

    private static String lines(Collection<Target> targets, Function<Target, List<String>> rows) {
        return targets.stream()
                .flatMap(target -> rows.apply(target).stream())
                .map(row -> row + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> row(Target target) {
        Capabilities can = target.capabilities();
        String readme = SOURCES + target.getClass().getPackageName().replace('.', '/') + "/README.md";
        return List.of(row(
                "[" + target.id() + "](" + readme + ")",
                target.title().english(),
                can.sees().english(),
                !can.wildcards() ? "no" : can.apex() ? "yes, with x" : "yes, without x",
                can.starInsideLabel() ? "yes" : "no",
                can.ports() ? "yes" : "no"));
    }

    private static List<String> options(Target target) {
        return target.capabilities().options().stream()
                .map(option -> row(
                        target.id().value(),
                        "`" + option.name() + "`",
                        "`" + option.fallback() + "`",
                        option.meaning().english()))
                .toList();
    }

    private static String row(String... cells) {
        return List.of(cells).stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
