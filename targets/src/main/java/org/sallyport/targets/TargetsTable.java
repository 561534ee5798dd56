package org.sallyport.targets;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

                - **sees**: what the product compares with its list. Where that is addresses, whatever shares an address with an
                  allowed name passes too, whatever the list says: a property of the product, no deviation of an entry.
                - **one name**: whether a name can pass without those below it. Where not, the proof tells the names that pass too.
                - **below**: whether it can let through all names below one, `*.x`, and whether that brings x itself along.
                - **star inside a label**: whether `tf-*-bucket.example.com` can be said. Where not, the document's own wider
                  entry is written, or the site rules (`inexpressible`).
                - **ports**: whether the text binds names to ports. Where not, the rule that uses it has to.
                - **entries**: how many the product takes, where that is known. Longer lists are refused, never cut.
                - **evidence**: what the reader of the text was held against. *Real daemon*: the product was started with the
                  rendered text and asked about some 2,000 names near the rules. *Real engine*: the engine that the product
                  is built on was. *Schema*: the text was validated against the product's public schema. *Manual*: nothing but
                  the manual says what the text means; each page names the manual and what it leaves open.

                | target | what it is | sees | one name | below | star inside a label | ports | entries | evidence |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
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
                can.sees().stream().map(sight -> sight.title().english()).collect(Collectors.joining(", ")),
                can.exact() ? "yes" : "no",
                below(can),
                can.starInsideLabel() ? "yes" : "no",
                can.ports() ? "yes" : "no",
                can.limits().entries().isPresent()
                        ? String.format(
                                Locale.ROOT, "%,d", can.limits().entries().getAsInt())
                        : "",
                can.evidence().title().english()));
    }

    private static String below(Capabilities can) {
        return can.allBelow() ? (can.apex() ? "yes, with x" : "yes, without x") : can.wildcards() ? "one label" : "no";
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
