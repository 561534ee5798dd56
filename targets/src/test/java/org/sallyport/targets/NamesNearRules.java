package org.sallyport.targets;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/** Names that a rule means, and names that it nearly means: where a device goes wrong, it goes wrong there. */
public final class NamesNearRules {

    private static final List<String> FILLINGS = List.of("", "a", "x-1", "prod_2", "a.b", "0");

    private NamesNearRules() {}

    /** That many different names, or fewer where the rules do not give so many; the same for the same rules. */
    public static List<HostName> of(List<HostPattern> rules, int count) {
        Random random = new Random(20_260_101);
        Set<HostName> names = new LinkedHashSet<>();
        for (HostPattern rule : rules) {
            addAround(rule.toString().replace("*", "x"), names);
            addAround(rule.suffix().value(), names);
        }
        for (int tries = 0; names.size() < count && tries < 20 * count; tries++) {
            HostName.tryParse(near(rules.get(random.nextInt(rules.size())), random))
                    .ifPresent(names::add);
        }
        return names.stream().limit(count).toList();
    }

    private static void addAround(String name, Set<HostName> names) {
        Stream.of(
                        name,
                        "x." + name,
                        "a.b." + name,
                        "evil" + name,
                        "evil-" + name,
                        name + ".evil.test",
                        name.substring(name.indexOf('.') + 1),
                        name.substring(1),
                        name + "x",
                        name.replaceFirst("\\.", "x"),
                        name.replaceFirst("\\.", "-"),
                        name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')))
                .flatMap(text -> HostName.tryParse(text).stream())
                .forEach(names::add);
    }

    private static String near(HostPattern rule, Random random) {
        StringBuilder name = new StringBuilder();
        for (char c : rule.toString().toCharArray()) {
            name.append(c == '*' ? FILLINGS.get(random.nextInt(FILLINGS.size())) : String.valueOf(c));
        }
        List<Runnable> changes = new ArrayList<>(List.of(
                () -> name.insert(0, "y."),
                () -> name.insert(random.nextInt(name.length() + 1), "-"),
                () -> name.insert(random.nextInt(name.length() + 1), '.'),
                () -> name.insert(random.nextInt(name.length() + 1), (char) ('a' + random.nextInt(26))),
                () -> name.setCharAt(random.nextInt(name.length()), (char) ('a' + random.nextInt(26))),
                () -> name.deleteCharAt(random.nextInt(name.length())),
                () -> name.append(".test")));
        for (int i = random.nextInt(3); i > 0; i--) {
            changes.get(random.nextInt(changes.size())).run();
        }
        return name.toString();
    }
}
