package org.sallyport.core.name;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.arbitraries.ListArbitrary;

/**
 * Patterns from few labels, and texts that nearly are what the patterns mean: where a matcher goes wrong, it goes wrong
 * there.
 */
final class NearNames {

    private static final List<String> LABELS = List.of(
            "a",
            "b",
            "c",
            "ab",
            "ba",
            "a-b",
            "a--b",
            "d1",
            "d2",
            "_dns",
            "www",
            "prod",
            "x".repeat(63),
            "y".repeat(62),
            "eightchr",
            "ninechars",
            "sixteencharacter",
            "seventeencharacte",
            "xn--bcher-kva",
            "xn--80ak6aa92e");
    private static final List<String> GLOBS =
            List.of("*", "a*", "*a", "a*b", "*a*", "a*b*a", "*-*", "d*", "xn*", "x*x", "*_*", "tf-*-b");
    private static final List<String> DOMAINS = List.of(
            "example.com", "ample.com", "example.net", "co.uk", "x.co.uk", "a.b", "b.a", "sophosupd.com", "e.x-y.com");
    private static final List<String> FRONTS = List.of(
            "",
            "x",
            "x.",
            ".",
            "..",
            "-.",
            "a-.",
            "-a.",
            "a.",
            "a.b.",
            "*.",
            "*",
            "_.",
            "a*b.",
            " ",
            "a b.",
            "\u0000",
            "\u0000.",
            "a\t.",
            "\u00e9.",
            "b\u00fccher.",
            "B\u00dcCHER.",
            "xn--bcher-kva.",
            "XN--BCHER-KVA.",
            "xn--.",
            "xn--a.",
            "xn---.",
            "axn--b.",
            "a.xn--bcher-kva.",
            "\u3002",
            "\u212a.",
            "\u00ad.",
            "[",
            "@",
            "evil",
            "evil-",
            "p".repeat(63) + ".",
            "p".repeat(64) + ".",
            "q".repeat(62) + "-.",
            "1.",
            "0x1.",
            "d1.",
            "tf--b.",
            "tf-a.b-b.");
    private static final List<String> ENDS =
            List.of("", "", "", "", ".", "..", ".evil.test", "x", "\u0000", " ", ":443", "-", "\u3002");

    private NearNames() {}

    static Arbitrary<HostPattern> pattern() {
        return Arbitraries.randomValue(random -> Stream.generate(() -> HostPattern.tryParse(patternText(random)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow());
    }

    static ListArbitrary<HostPattern> patterns() {
        return pattern().list();
    }

    private static String patternText(RandomGenerator random) {
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? one(LABELS, random) : one(DOMAINS, random));
        for (int labels = random.nextInt(4); labels > 0; labels--) {
            text.insert(0, one(LABELS, random) + ".");
        }
        switch (random.nextInt(4)) {
            case 0 -> text.insert(0, "*.");
            case 1 -> {
                text.insert(0, one(GLOBS, random) + ".");
                if (random.nextBoolean()) {
                    text.insert(0, one(random.nextBoolean() ? LABELS : GLOBS, random) + ".");
                }
            }
            default -> {}
        }
        return text.toString();
    }

    /** A text near one of the patterns. */
    static String near(List<HostPattern> patterns, RandomGenerator random) {
        String text = patterns.isEmpty()
                ? one(DOMAINS, random)
                : instance(one(patterns, random).toString(), random);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            text = changed(text, random);
        }
        return text;
    }

    private static String instance(String pattern, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                text.append(one(
                        List.of("", "a", "b", "-", "a-b", "a.b", ".", "ab", "a.b.a", "xn--bcher-kva", "_"), random));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String changed(String text, RandomGenerator random) {
        int at = random.nextInt(text.length() + 1);
        String first = text.substring(0, at);
        String rest = text.substring(at);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> one(FRONTS, random) + text;
            case 3 -> text + one(ENDS, random);
            case 4 -> first.toUpperCase(Locale.ROOT) + rest;
            case 5 -> first + one(List.of("a", "b", ".", "-", "z", "\u00e9"), random) + rest;
            case 6 -> first + (rest.isEmpty() ? "" : rest.substring(1));
            case 7 -> text.substring(text.indexOf('.') + 1);
            case 8 -> first + (rest.isEmpty() ? "" : one(List.of("a", "b", ".", "-"), random) + rest.substring(1));
            default -> padded(text, 250 + random.nextInt(7));
        };
    }

    /** Brings the text to a length around the limit of 253. */
    private static String padded(String text, int length) {
        StringBuilder padded = new StringBuilder(text);
        while (padded.length() < length) {
            int label = Math.min(63, length - padded.length() - 1);
            padded.insert(0, "l".repeat(label) + ".");
        }
        return padded.toString();
    }

    static <T> T one(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
