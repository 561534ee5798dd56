package org.sallyport.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/** Host names that are nearly what some patterns mean: where a device goes wrong, it goes wrong there. */
public final class NamesNear {

    private static final List<String> FRONTS =
            List.of("x.", "a.b.", "evil", "evil-", "-x.", "_x.", "www.", "xn--bcher-kva.", "y".repeat(63) + ".");
    private static final List<String> ENDS = List.of(".evil.net", "x", ".com", "-x.net");
    private static final List<String> STARS = List.of("", "x", "-", "a-b", "a.b", "_", "x".repeat(20));

    private NamesNear() {}

    /** The names that each of the patterns stands for and those one step away, then random ones up to the count. */
    public static List<HostName> of(Collection<HostPattern> patterns, int count, RandomGenerator random) {
        Set<HostName> names = new LinkedHashSet<>();
        List<String> texts = new ArrayList<>();
        for (HostPattern pattern : patterns) {
            texts.add(pattern.suffix().value());
            STARS.forEach(star -> texts.add(pattern.toString().replace("*", star)));
        }
        texts.forEach(text -> add(names, text));
        for (String text : List.copyOf(texts)) {
            List<String> near = near(text);
            near.forEach(other -> add(names, other));
            texts.addAll(near);
        }
        while (names.size() < count) {
            add(names, changed(texts.get(random.nextInt(texts.size())), random));
        }
        List<HostName> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, Random.from(random));
        return shuffled.stream().limit(count).collect(Collectors.toList());
    }

    private static List<String> near(String text) {
        List<String> near = new ArrayList<>();
        FRONTS.forEach(front -> near.add(front + text));
        ENDS.forEach(end -> near.add(text + end));
        near.add(text.substring(text.indexOf('.') + 1));
        near.add(text.substring(Math.min(1, text.length())));
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            near.add(text.substring(0, dot) + "x" + text.substring(dot + 1));
        }
        return near;
    }

    private static String changed(String text, RandomGenerator random) {
        int at = random.nextInt(text.length() + 1);
        String first = text.substring(0, at);
        String rest = text.substring(at);
        char letter = "abxyz019-_.".charAt(random.nextInt(11));
        return switch (random.nextInt(3)) {
            case 0 -> first + letter + rest;
            case 1 -> first + rest.substring(Math.min(1, rest.length()));
            default -> first + letter + rest.substring(Math.min(1, rest.length()));
        };
    }

    private static void add(Set<HostName> names, String text) {
        Optional<HostName> name = HostName.tryParse(text);
        name.ifPresent(names::add);
    }
}
