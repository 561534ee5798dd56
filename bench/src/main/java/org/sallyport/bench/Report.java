package org.sallyport.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import org.sallyport.core.name.HostMatcher;
import org.sallyport.core.name.HostPattern;

/** Runs all benchmarks of name matching and writes the table of results. */
final class Report {

    private static final List<Integer> SIZES = List.of(100, 10_000, 100_000, 1_000_000);

    private static final Map<String, String> MATCHERS = new TreeMap<>(Map.of(
            "hostMatcher", "HostMatcher, a HostName",
            "hostMatcherOnOctets", "HostMatcher, octets where they lie",
            "hashSets", "HashSet<String>, suffix by suffix",
            "regexes", "one java.util.regex a rule"));

    private Report() {}

    /**
     * Takes about a quarter of an hour.
     *
     * @param arguments the file to write
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("HostMatcherBench|RegexBench")
                        .addProfiler(GCProfiler.class)
                        .forks(2)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.milliseconds(800))
                        .measurementIterations(6)
                        .measurementTime(TimeValue.milliseconds(500))
                        .jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseSerialGC")
                        .build())
                .run();
        StringBuilder text = new StringBuilder("# Name matching\n\n").append(setting());
        text.append(
                "| rules | names | asked | matcher | ns a look-up, median | least - most | B allocated a look-up |\n");
        text.append("| ---: | --- | ---: | --- | ---: | ---: | ---: |\n");
        results.stream().map(Report::row).sorted().forEach(row -> text.append(row.substring(row.indexOf('|'))));
        text.append(memory());
        Files.writeString(Path.of(arguments[0]), text);
    }

    private static String setting() throws IOException {
        String processor;
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            processor = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown processor");
        }
        return String.format(
                Locale.ROOT,
                """
                Written by `bench/run` on %s; %s, %d cores; %s %s.

                Rules and names come from `Shape` (its Javadoc describes them; the seed is fixed). The column "asked" says how
                many different names are asked in turn: 1,024 stay in the processor's caches, as the name of a request does
                that has just been read; 65,536 do not, and if each is an object of its own, then fetching it from main
                memory is part of the figure. JMH, average time, 2 forks of 6 times half a second; other work on the machine
                shows in the distance between the least and the most.

                """,
                LocalDate.now(ZoneOffset.UTC),
                processor,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                Runtime.version());
    }

    private static String row(RunResult result) {
        int rules = Integer.parseInt(result.getParams().getParam("rules"));
        String names = result.getParams().getParam("names");
        int asked = Integer.parseInt(result.getParams().getParam("asked"));
        String method = result.getPrimaryResult().getLabel();
        Statistics times = result.getPrimaryResult().getStatistics();
        double allocated = result.getSecondaryResults().keySet().stream()
                .filter(label -> label.endsWith("gc.alloc.rate.norm"))
                .mapToDouble(label -> Objects.requireNonNull(
                                result.getSecondaryResults().get(label))
                        .getScore())
                .findFirst()
                .orElseThrow();
        String order = String.format(Locale.ROOT, "%09d %s %09d %s ", rules, names, asked, method);
        return order
                + String.format(
                        Locale.ROOT,
                        "| %,d | %s | %,d | %s | %.0f | %.0f - %.0f | %.0f |%n",
                        rules,
                        names,
                        asked,
                        MATCHERS.getOrDefault(method, method),
                        times.getPercentile(50),
                        times.getMin(),
                        times.getMax(),
                        allocated);
    }

    private static String memory() {
        StringBuilder text = new StringBuilder("""

                ## Memory

                The used heap of the serial collector (G1 rounds each large array up to a whole region) after a full
                collection with the matcher, less the used heap without it; the rules
                themselves are held both times. `bytes()` is what HostMatcher says of itself. The sets hold strings of
                their own, as they would when read from a file.

                | rules | HostMatcher, B a rule | bytes(), B a rule | HashSet<String>, B a rule |
                | ---: | ---: | ---: | ---: |
                """);
        for (int size : SIZES) {
            List<HostPattern> rules = new Shape(size).rules();
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %.1f | %.1f | %.1f |%n",
                    size,
                    heap(rules, HostMatcher::of),
                    (double) HostMatcher.of(rules).bytes() / size,
                    heap(rules, SuffixWalk::new)));
        }
        return text.toString();
    }

    /** Octets of heap a rule that the matcher takes. */
    private static double heap(List<HostPattern> rules, Function<List<HostPattern>, Object> matcher) {
        List<Object> alive = new ArrayList<>();
        // the first one brings classes and statics with it
        alive.add(matcher.apply(rules));
        alive.clear();
        long before = used();
        alive.add(matcher.apply(rules));
        long after = used();
        return (double) (after - before) / (rules.size() * alive.size());
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
