package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.RegExp;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSetTest {

    /** The letter c stands in no pattern: it is any letter that no pattern has. */
    private static final String ALPHABET = "abc0-.";

    /** Every name of these letters, up to six of them, the shortest first. */
    private static final List<HostName> SHORT_NAMES = shortNames();

    @Test
    void ofNothingHasNoName() {
        assertThat(NameSet.none().isEmpty()).isTrue();
        assertThat(NameSet.of().isEmpty()).isTrue();
        assertThat(NameSet.union(List.of()).isEmpty()).isTrue();
        assertThat(NameSet.none().isSubsetOf(NameSet.none())).isTrue();
        assertThat(NameSet.none().contains(HostName.parse("a"))).isFalse();
    }

    @Test
    void ofAllHasEveryName() {
        assertThat(NameSet.all().contains(HostName.parse("a"))).isTrue();
        assertThat(NameSet.all().contains(HostName.parse("xn--bcher-kva._a.example")))
                .isTrue();
        assertThat(NameSet.all().witness()).contains(HostName.parse("a"));
        assertThat(NameSet.all().minus(NameSet.all()).isEmpty()).isTrue();
        assertThat(set("*.example.com").isSubsetOf(NameSet.all())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "d1.example.com,      d1.example.com",
        "*.example.com,       a.example.com",
        "*.*.example.com,     a.a.example.com",
        "tf-*-b.example.com,  tf--b.example.com",
        "a.*b.example.com,    a.b.example.com",
        "*0.example.com,      0.example.com"
    })
    void showsAShortestName(String pattern, String witness) {
        assertThat(set(pattern).witness()).contains(HostName.parse(witness));
    }

    @Test
    void showsWhatOneSetHasBeyondTheOther() {
        NameSet device = set("*.example.com", "example.com", "*.s3.amazonaws.com");
        NameSet page = set("*.example.com", "tf-*.s3.amazonaws.com");

        assertThat(device.isSubsetOf(page)).isFalse();
        assertThat(device.witnessOutside(page)).contains(HostName.parse("example.com"));
        assertThat(device.minus(set("example.com")).witnessOutside(page))
                .contains(HostName.parse("a.s3.amazonaws.com"));
        assertThat(page.isSubsetOf(device)).isTrue();
        assertThat(page.witnessOutside(device)).isEmpty();
    }

    @Test
    void knowsThatAWildcardDoesNotCoverItsApex() {
        assertThat(set("*.example.com").isSubsetOf(set("*.example.com", "example.com")))
                .isTrue();
        assertThat(set("example.com").isSubsetOf(set("*.example.com"))).isFalse();
        assertThat(set("*.a.example.com").isSubsetOf(set("*.example.com"))).isTrue();
        assertThat(set("a*.example.com").isSubsetOf(set("*.example.com"))).isTrue();
        assertThat(set("*.*.example.com").isSubsetOf(set("*.example.com"))).isTrue();
        assertThat(set("*.example.com").isSubsetOf(set("*.*.example.com", "*a*.example.com")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{64}\\.example",
                "(a{63}\\.){4}",
                "(a{50}\\.){4}a{50}",
                "-a\\.example",
                "a-\\.example",
                "a\\.[0-9]+",
                "a\\.0x[0-9a-f]*",
                "a\\.\\.example",
                "\\.example",
                "example\\.",
                "a\\.ex ample",
                "A\\.example",
                "a*\u00fc\\.example",
                "xn--a\\.example",
                "xn--\\.example"
            })
    void isEmptyWhereTheTextsOfALanguageAreNoNames(String language) {
        assertThat(forward(language).witness()).isEmpty();
        assertThat(forward(language).isEmpty()).isTrue();
        assertThat(forward(language).isSubsetOf(NameSet.none())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'a{63}\\.example|b{65}',            63", "'(a{63}\\.){3}a{61}|(a{50}\\.){4}a{50}', 253"})
    void reachesTheLimits(String language, int length) {
        int firstLabel = 63;
        assertThat(forward(language)
                        .witness()
                        .map(name -> name.labels().getFirst().length()))
                .contains(firstLabel);
        assertThat(forward(language).witness().orElseThrow().value().length()).isGreaterThanOrEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "'[-a]b\\.example',                    ab.example",
        "'a\\.(1|12|1b)',                      a.1b",
        "'a\\.(0x1|0x|0xg)',                   a.0xg",
        "'a\\.(0|x0|00)',                      a.x0",
        "'x[no]--a\\.example',                 xo--a.example",
        "'(xn--a|b{20})\\.example',            bbbbbbbbbbbbbbbbbbbb.example",
        "'xn--bcher-kva\\.example',            xn--bcher-kva.example",
        "'xn--bcher-kv[ab]\\.example',         xn--bcher-kva.example",
        "'(a|xn--a)\\.xn--bcher-kva\\.example', a.xn--bcher-kva.example"
    })
    void passesOverWhatIsNoName(String language, String witness) {
        assertThat(forward(language).witness()).contains(HostName.parse(witness));
    }

    @Test
    void doesNotTakeAStarAfterPunycodeForNothing() {
        assertThat(set("xn--*.example.com").witness()).isPresent();
        assertThat(set("xn--*.example.com").isSubsetOf(set("xn--a*.example.com")))
                .isFalse();
        assertThat(set("xn--*.example.com").isSubsetOf(set("x*.example.com"))).isTrue();
    }

    @Property(tries = 200)
    void keepsTheLawsOfSets(
            @ForAll("patterns") List<HostPattern> first,
            @ForAll("patterns") List<HostPattern> second,
            @ForAll long seed) {
        NameSet a = NameSet.of(first);
        NameSet b = NameSet.of(second);
        List<HostPattern> both = Stream.concat(first.stream(), second.stream()).toList();

        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Optional<HostName> near = HostName.tryParse(NearNames.near(both, random));
            near.ifPresent(name -> {
                boolean inA = a.contains(name);
                boolean inB = b.contains(name);
                assertThat(a.union(b).contains(name)).isEqualTo(inA || inB);
                assertThat(a.intersect(b).contains(name)).isEqualTo(inA && inB);
                assertThat(a.minus(b).contains(name)).isEqualTo(inA && !inB);
            });
        }
        assertThat(NameSet.union(List.of(a, b)).isSubsetOf(NameSet.of(both))).isTrue();
        assertThat(NameSet.of(both).isSubsetOf(a.union(b))).isTrue();
        assertThat(a.isSubsetOf(a.union(b))).isTrue();
        assertThat(a.intersect(b).isSubsetOf(a)).isTrue();
        assertThat(a.minus(b).intersect(b).isEmpty()).isTrue();
        assertThat(a.minus(b).union(a.intersect(b)).isSubsetOf(a)).isTrue();
        assertThat(a.isSubsetOf(b)).isEqualTo(a.minus(b).isEmpty());
        assertThat(a.witnessOutside(b).isEmpty()).isEqualTo(a.isSubsetOf(b));
        a.witnessOutside(b)
                .ifPresent(name ->
                        assertThat(a.contains(name) && !b.contains(name)).isTrue());
    }

    @Provide
    Arbitrary<List<HostPattern>> patterns() {
        return NearNames.patterns().ofMaxSize(5);
    }

    @Property(tries = 300)
    void findsNoLongerNameThanThereIs(
            @ForAll("shortPatterns") List<HostPattern> some, @ForAll("shortPatterns") List<HostPattern> without) {
        NameSet set = NameSet.of(some).minus(NameSet.of(without));

        Optional<HostName> shortest = SHORT_NAMES.stream().filter(set::contains).findFirst();
        Optional<HostName> witness = set.witness();

        witness.ifPresent(name -> assertThat(set.contains(name)).isTrue());
        if (shortest.isPresent()) {
            assertThat(witness.orElseThrow().value())
                    .hasSameSizeAs(shortest.get().value());
        } else {
            assertThat(witness.map(name -> name.value().length()).orElse(7)).isGreaterThan(6);
        }
    }

    @Provide
    Arbitrary<List<HostPattern>> shortPatterns() {
        return Arbitraries.of(
                        "a", "b", "a.b", "b.a", "0.a", "a-b", "a.a.b", "0.a.b", "b.a.b", "*.a.b", "*.b.a", "*.0.a",
                        "*a.a.b", "a*.a.b", "*-*.a.b", "*b*.b.a", "*0.b.a", "*.*.a.b")
                .map(HostPattern::parse)
                .list()
                .ofMaxSize(6);
    }

    private static List<HostName> shortNames() {
        List<HostName> names = new ArrayList<>();
        List<String> longest = List.of("");
        for (int length = 1; length <= 6; length++) {
            longest = longest.stream()
                    .flatMap(text -> ALPHABET.chars().mapToObj(c -> text + (char) c))
                    .filter(text -> !text.startsWith(".") && !text.startsWith("-") && !text.contains(".."))
                    .toList();
            longest.forEach(text ->
                    HostName.tryParse(text).filter(name -> !text.endsWith(".")).ifPresent(names::add));
        }
        names.sort(Comparator.comparingInt(name -> name.value().length()));
        return names;
    }

    @Test
    void comparesFiveThousandPatternsInWellUnderASecond() {
        List<HostPattern> page = manyPatterns(5_000);
        List<HostPattern> device = new ArrayList<>(page);
        device.add(HostPattern.parse("zz.beyond.example.org"));
        proves(page, device);

        // processor time: builds share their processors with others
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        proves(page, device);
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    private static void proves(List<HostPattern> page, List<HostPattern> device) {
        NameSet must = NameSet.of(page);
        NameSet passes = NameSet.of(device);
        assertThat(must.isSubsetOf(passes)).isTrue();
        assertThat(passes.isSubsetOf(must)).isFalse();
        assertThat(passes.minus(must).witness()).contains(HostName.parse("zz.beyond.example.org"));
    }

    private static List<HostPattern> manyPatterns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> HostPattern.parse(
                        switch (i % 10) {
                            case 0, 1 -> "*.domain" + i / 5 + ".example.com";
                            case 2 -> i % 100 == 2 ? "tf-*-" + i + ".s3.example.com" : "cdn" + i + ".example.net";
                            default -> "live-terminal-" + i + ".domain" + i / 5 + ".example.com";
                        }))
                .toList();
    }

    private static NameSet forward(String language) {
        Automaton automaton = new RegExp(language, RegExp.NONE).toAutomaton();
        return NameSet.ofForward(automaton);
    }

    @Test
    void ofAForwardAutomatonLeavesItAsItWas() {
        Automaton automaton = BasicAutomata.makeString("a.example");

        NameSet.ofForward(automaton);

        assertThat(automaton.run("a.example")).isTrue();
    }

    private static NameSet set(String... patterns) {
        return NameSet.of(Stream.of(patterns).map(HostPattern::parse).toList());
    }
}
