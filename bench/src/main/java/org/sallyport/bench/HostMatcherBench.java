package org.sallyport.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.sallyport.core.name.HostMatcher;
import org.sallyport.core.name.HostName;

/** One look-up, for names that a rule matches and for names that none does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields
public class HostMatcherBench {

    /** So many different names that the branch predictor cannot learn them by heart. */
    static final int NAMES = 1 << 16;

    @Param({"100", "10000", "100000", "1000000"})
    private int rules;

    @Param({"hit", "miss"})
    private String names;

    private HostMatcher matcher;
    private SuffixWalk walk;
    private HostName[] asked;
    private byte[] octets;
    private int[] ends;
    private int next;

    @Setup
    public void setUp() {
        Shape shape = new Shape(rules);
        matcher = HostMatcher.of(shape.rules());
        walk = new SuffixWalk(shape.rules());
        asked = asked(shape, names).toArray(HostName[]::new);
        StringBuilder all = new StringBuilder();
        ends = new int[NAMES + 1];
        for (int i = 0; i < NAMES; i++) {
            ends[i + 1] = all.append(asked[i]).length();
        }
        octets = all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static List<HostName> asked(Shape shape, String names) {
        return names.equals("hit") ? shape.hits(NAMES) : shape.misses(NAMES, HostMatcher.of(shape.rules())::matches);
    }

    @Benchmark
    public boolean hostMatcher() {
        return matcher.matches(asked[next++ & (NAMES - 1)]);
    }

    @Benchmark
    public boolean hostMatcherOnOctets() {
        int i = next++ & (NAMES - 1);
        return matcher.matches(octets, ends[i], ends[i + 1]);
    }

    @Benchmark
    public boolean hashSets() {
        return walk.matches(asked[next++ & (NAMES - 1)]);
    }
}
