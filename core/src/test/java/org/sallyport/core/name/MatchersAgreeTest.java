package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fast matcher and the set of names are held to the obviously right matcher, with texts near the patterns. */
class MatchersAgreeTest {

    private static final int NAMES = 60;

    @Provide
    Arbitrary<List<HostPattern>> few() {
        return NearNames.patterns().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<HostPattern>> many() {
        return NearNames.patterns().ofMinSize(50).ofMaxSize(400);
    }

    @Property(tries = 800)
    void onFewPatterns(@ForAll("few") List<HostPattern> patterns, @ForAll long seed) {
        agree(patterns, HostMatcher.of(patterns), new Random(seed));
    }

    @Property(tries = 80)
    void onManyPatterns(@ForAll("many") List<HostPattern> patterns, @ForAll long seed) {
        agree(patterns, HostMatcher.of(patterns), new Random(seed));
    }

    @Property(tries = 60)
    void whereAllHashesCollide(@ForAll("many") List<HostPattern> patterns, @ForAll long seed) {
        agree(patterns, HostMatcher.hashing(patterns, 0), new Random(seed));
    }

    @Property(tries = 200)
    void theSetOfNamesToo(@ForAll("few") List<HostPattern> patterns, @ForAll long seed) {
        Random random = new Random(seed);
        ReferenceMatcher reference = new ReferenceMatcher(patterns);
        NameSet names = NameSet.of(patterns);
        for (int i = 0; i < NAMES; i++) {
            HostName.tryParse(NearNames.near(patterns, random))
                    .ifPresent(name -> assertThat(names.contains(name))
                            .as("%s of %s", name, patterns)
                            .isEqualTo(reference.matches(name)));
        }
    }

    private static void agree(List<HostPattern> patterns, HostMatcher matcher, Random random) {
        ReferenceMatcher reference = new ReferenceMatcher(patterns);
        for (int i = 0; i < NAMES; i++) {
            byte[] octets = NearNames.near(patterns, random).getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(8) == 0 && octets.length > 0) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            String text = new String(octets, StandardCharsets.UTF_8);
            Optional<HostName> name = HostName.tryParse(text);
            boolean expected = name.filter(reference::matches).isPresent();

            assertThat(matches(matcher, octets, random))
                    .as("octets of \"%s\" by %s", text, nearest(patterns, text))
                    .isEqualTo(expected);
            name.ifPresent(known -> {
                assertThat(matcher.matches(known))
                        .as("%s by %s", known, nearest(patterns, text))
                        .isEqualTo(expected);
                assertThat(matcher.match(known))
                        .as("%s by %s", known, nearest(patterns, text))
                        .isEqualTo(mostSpecific(patterns, known));
            });
        }
    }

    /** Somewhere in a larger array, between octets that would change the verdict. */
    private static boolean matches(HostMatcher matcher, byte[] octets, Random random) {
        byte[] before = NearNames.one(List.of("", "a", "a.b.", "sophosupd.com", "........"), random)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[before.length + octets.length + random.nextInt(3)];
        System.arraycopy(before, 0, line, 0, before.length);
        System.arraycopy(octets, 0, line, before.length, octets.length);
        return matcher.matches(line, before.length, before.length + octets.length);
    }

    private static Optional<HostPattern> mostSpecific(List<HostPattern> patterns, HostName name) {
        return patterns.stream().filter(pattern -> pattern.matches(name)).min((a, b) -> {
            int bySuffix = Integer.compare(labels(b), labels(a));
            int byForm = Integer.compare(form(a), form(b));
            int byLetters = Long.compare(letters(b), letters(a));
            int byStars = Integer.compare(a.toString().length(), b.toString().length());
            return bySuffix != 0
                    ? bySuffix
                    : byForm != 0 ? byForm : byLetters != 0 ? byLetters : byStars != 0 ? byStars : a.compareTo(b);
        });
    }

    private static List<HostPattern> nearest(List<HostPattern> patterns, String text) {
        return patterns.stream()
                .filter(pattern -> text.contains(pattern.suffix().value()))
                .toList();
    }

    private static int labels(HostPattern pattern) {
        return pattern.suffix().labels().size();
    }

    private static int form(HostPattern pattern) {
        return switch (pattern) {
            case HostPattern.Exact exact -> 0;
            case HostPattern.Glob glob -> 1;
            case HostPattern.Below below -> 2;
        };
    }

    private static long letters(HostPattern pattern) {
        return pattern.toString().chars().filter(c -> c != '*').count();
    }
}
