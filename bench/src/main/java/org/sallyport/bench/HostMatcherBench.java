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

    /**
     * How many different names are asked in turn. A thousand stay in the processor's caches, as the name of a request does
     * that has just been read; 65,536 objects lie in main memory, and then so does the time that it takes to fetch them.
     */
    @Param({"1024", "65536"})
    private int asked;

    @Param({"100", "10000", "100000", "1000000"})
    private int rules;

    @Param({"hit", "miss"})
    private String names;

    private HostMatcher matcher;
    private SuffixWalk walk;
    private HostName[] hosts;
    private byte[] octets;
    private int[] ends;
    private int next;

    @Setup
    public void setUp() {
        Shape shape = new Shape(rules);
        matcher = HostMatcher.of(shape.rules());
        walk = new SuffixWalk(shape.rules());
        hosts = hosts(shape, names, asked).toArray(HostName[]::new);
        StringBuilder all = new StringBuilder();
        ends = new int[asked + 1];
        for (int i = 0; i < asked; i++) {
            ends[i + 1] = all.append(hosts[i]).length();
        }
        octets = all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static List<HostName> hosts(Shape shape, String names, int count) {
        return names.equals("hit") ? shape.hits(count) : shape.misses(count, HostMatcher.of(shape.rules())::matches);
    }

    @Benchmark
    public boolean hostMatcher() {
        return matcher.matches(hosts[next++ & (asked - 1)]);
    }

    @Benchmark
    public boolean hostMatcherOnOctets() {
        int i = next++ & (asked - 1);
        return matcher.matches(octets, ends[i], ends[i + 1]);
    }

    @Benchmark
    public boolean hashSets() {
        return walk.matches(hosts[next++ & (asked - 1)]);
    }
}
