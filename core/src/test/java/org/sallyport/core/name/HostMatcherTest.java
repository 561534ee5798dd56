package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostMatcherTest {

    private static final HostMatcher PAGE = matcher(
            "d1.sophosupd.com",
            "*.sophos.com",
            "*.cloud.sophos.com",
            "tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com",
            "tf-*.s3.eu-west-1.amazonaws.com",
            "*.p-*.hydra.example",
            "xn--bcher-kva.example",
            "*.b\u00fccher.example",
            "localhost");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d1.sophosupd.com",
                "D1.SOPHOSUPD.COM",
                "d1.sophosupd.com.",
                "www.sophos.com",
                "a.b.c.sophos.com",
                "_dmarc.sophos.com",
                "tf-presigned-url-eu-west-1-prod-7-bucket.s3.eu-west-1.amazonaws.com",
                "tf-presigned-url-eu-west-1-prod--bucket.s3.eu-west-1.amazonaws.com",
                "a.p-1.hydra.example",
                "a.b.p-x.hydra.example",
                "xn--bcher-kva.example",
                "b\u00fccher.example",
                "a.b\u00fccher.example",
                "xn--bcher-kva.sophos.com",
                "b\u00fccher.sophos.com",
                "LocalHost."
            })
    void letsThroughWhatAPatternMeans(String text) {
        assertThat(matches(PAGE, text)).isTrue();
        assertThat(PAGE.matches(HostName.parse(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "com",
                "sophosupd.com",
                "x.d1.sophosupd.com",
                "evild1.sophosupd.com",
                "d1.sophosupd.com.evil.test",
                "d1.sophosupd.com..",
                ".d1.sophosupd.com",
                "d1..sophosupd.com",
                "sophos.com",
                "evilsophos.com",
                ".sophos.com",
                "a..sophos.com",
                "-a.sophos.com",
                "a-.sophos.com",
                "*.sophos.com",
                "a b.sophos.com",
                "a\u0000.sophos.com",
                "a.sophos.com\u0000",
                "a\u0085.sophos.com",
                "\u212a.sophos.com",
                "B\u00dcCHER.sophos.com",
                "a\u3002sophos.com",
                "xn--a.sophos.com",
                "xn--.sophos.com",
                "[www.sophos.com]",
                "tf-a.b-bucket.s3.eu-west-1.amazonaws.com",
                "tf-presigned-url-eu-west-1-prod-a.b-bucket.s3.eu-west-1.amazonaws.com",
                "s3.eu-west-1.amazonaws.com",
                "p-1.hydra.example",
                "a.q-1.hydra.example",
                "a.p-.hydra.example",
                "203.0.113.7",
                "2130706433"
            })
    void refusesWhatNoPatternMeans(String text) {
        assertThat(matches(PAGE, text)).isFalse();
    }

    @Test
    void keepsToTheLimitsOfLabelsAndNames() {
        String label63 = "l".repeat(63);
        String name253 = String.join(".", label63, label63, label63, "l".repeat(50), "sophos.com");
        assertThat(name253).hasSize(253);

        assertThat(matches(PAGE, label63 + ".sophos.com")).isTrue();
        assertThat(matches(PAGE, "l" + label63 + ".sophos.com")).isFalse();
        assertThat(matches(PAGE, name253)).isTrue();
        assertThat(matches(PAGE, name253 + ".")).isTrue();
        assertThat(matches(PAGE, "l" + name253)).isFalse();
        assertThat(matches(PAGE, "\u00fc".repeat(2000) + ".sophos.com")).isFalse();
    }

    @Test
    void readsNamesOfMoreOctetsThanANameHasWhereTheyAreNotAscii() {
        String text = String.join(
                ".",
                "\u4f8b".repeat(15),
                "\u4f8b".repeat(15),
                "\u4f8b".repeat(15),
                "\u4f8b".repeat(15),
                "\u4f8b".repeat(15),
                "\u4f8b".repeat(15),
                "sophos.com");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(253);

        assertThat(matches(PAGE, text)).isTrue();
    }

    @Test
    void readsOnlyThePartThatItIsGiven() {
        byte[] line = "GET sophos.com www.sophos.com.evil".getBytes(StandardCharsets.US_ASCII);

        assertThat(PAGE.matches(line, 15, 29)).isTrue();
        assertThat(PAGE.matches(line, 15, 30)).isTrue();
        assertThat(PAGE.matches(line, 4, 14)).isFalse();
        assertThat(PAGE.matches(line, 15, line.length)).isFalse();
        assertThat(PAGE.matches(line, 5, 5)).isFalse();
        assertThatThrownBy(() -> PAGE.matches(line, 30, line.length + 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> PAGE.matches(line, 6, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void matchesNothingWithoutPatterns() {
        HostMatcher none = HostMatcher.of(List.of());

        assertThat(matches(none, "a.example")).isFalse();
        assertThat(matches(none, "")).isFalse();
        assertThat(none.match(HostName.parse("a.example"))).isEmpty();
    }

    @Test
    void saysWhichPatternMatchesTheMostSpecificFirst() {
        assertThat(match("a.sophos.com")).contains("*.sophos.com");
        assertThat(match("a.cloud.sophos.com")).contains("*.cloud.sophos.com");
        assertThat(match("cloud.sophos.com")).contains("*.sophos.com");
        assertThat(match("tf-presigned-url-eu-west-1-prod-7-bucket.s3.eu-west-1.amazonaws.com"))
                .contains("tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com");
        assertThat(match("tf-7.s3.eu-west-1.amazonaws.com")).contains("tf-*.s3.eu-west-1.amazonaws.com");
        assertThat(match("localhost")).contains("localhost");
        assertThat(match("sophos.com")).isEmpty();
    }

    @Test
    void prefersTheNameItselfToEveryStar() {
        HostMatcher matcher = matcher("*.example.com", "w*.example.com", "www.example.com");

        assertThat(matcher.match(HostName.parse("www.example.com"))).contains(HostPattern.parse("www.example.com"));
        assertThat(matcher.match(HostName.parse("web.example.com"))).contains(HostPattern.parse("w*.example.com"));
        assertThat(matcher.match(HostName.parse("api.example.com"))).contains(HostPattern.parse("*.example.com"));
    }

    @Test
    void letsNoNameThroughBecauseOfAHashThatAllNamesShare() {
        List<HostPattern> patterns = patterns(Stream.concat(
                        IntStream.range(0, 300).mapToObj(i -> "h" + i + ".example.com"),
                        IntStream.range(0, 300).mapToObj(i -> "h" + i + ".example.net"))
                .toArray(String[]::new));
        HostMatcher matcher = HostMatcher.hashing(patterns, 0);

        for (int i = 0; i < 600; i++) {
            assertThat(matches(matcher, "h" + i + ".example.com")).isEqualTo(i < 300);
            assertThat(matches(matcher, "h" + i + ".example.org")).isFalse();
            assertThat(matches(matcher, "h" + i + ".xample.net")).isFalse();
        }
    }

    @Test
    void keepsTheSameLabelsOfDifferentDomainsApart() {
        // two domains with so many names that each needs the hash table
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            texts.add((i % 2 == 0 ? "even" : "odd") + i + (i % 2 == 0 ? ".example.com" : ".example.net"));
        }
        HostMatcher matcher = matcher(texts.toArray(String[]::new));

        assertThat(texts).allMatch(text -> matches(matcher, text));
        assertThat(texts)
                .noneMatch(text -> matches(
                        matcher, text.endsWith(".com") ? text.replace(".com", ".net") : text.replace(".net", ".com")));
    }

    @Test
    void allocatesNothingForALookUp() {
        HostName hit = HostName.parse("d1.sophosupd.com");
        HostName below = HostName.parse("a.b.sophos.com");
        HostName glob = HostName.parse("tf-7.s3.eu-west-1.amazonaws.com");
        HostName miss = HostName.parse("d1.sophosupd.net");
        byte[] octets =
                "WWW.sophos.com tf-7.s3.eu-west-1.amazonaws.com d1.evil.test".getBytes(StandardCharsets.US_ASCII);
        int lookUps = 1_000_000 / 7;
        lookUps(hit, below, glob, miss, octets, 20_000);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int matched = lookUps(hit, below, glob, miss, octets, lookUps);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(matched).isEqualTo(5 * lookUps);
        // reading the counter itself may allocate a little
        assertThat(allocated).isLessThan(10_000);
    }

    private static int lookUps(HostName hit, HostName below, HostName glob, HostName miss, byte[] octets, int count) {
        int matched = 0;
        for (int i = 0; i < count; i++) {
            matched += PAGE.matches(hit) ? 1 : 0;
            matched += PAGE.matches(below) ? 1 : 0;
            matched += PAGE.matches(glob) ? 1 : 0;
            matched += PAGE.matches(miss) ? 1 : 0;
            matched += PAGE.matches(octets, 0, 14) ? 1 : 0;
            matched += PAGE.matches(octets, 15, 46) ? 1 : 0;
            matched += PAGE.matches(octets, 47, 59) ? 1 : 0;
        }
        return matched;
    }

    @Test
    void answersSeveralThreadsAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> questions = IntStream.range(0, 2_000)
                    .<Callable<Boolean>>mapToObj(i -> () -> PAGE.matches(HostName.parse("n" + i + ".sophos.com"))
                            && !PAGE.matches(HostName.parse("n" + i + ".sophosupd.com")))
                    .toList();
            for (Future<Boolean> answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    @Test
    void takesFewOctetsForARule() {
        HostMatcher matcher = matcher(IntStream.range(0, 20_000)
                .mapToObj(i -> (i % 5 == 0 ? "*." : "host" + i % 5 + ".") + "domain" + i / 5 + ".example.com")
                .toArray(String[]::new));

        assertThat(matcher.bytes() / 20_000).isLessThanOrEqualTo(20);
    }

    private static Optional<String> match(String text) {
        return PAGE.match(HostName.parse(text)).map(HostPattern::toString);
    }

    private static boolean matches(HostMatcher matcher, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return matcher.matches(octets, 0, octets.length);
    }

    private static HostMatcher matcher(String... texts) {
        return HostMatcher.of(patterns(texts));
    }

    private static List<HostPattern> patterns(String... texts) {
        return Stream.of(texts).map(HostPattern::parse).toList();
    }
}
