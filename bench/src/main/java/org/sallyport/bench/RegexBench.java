package org.sallyport.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.sallyport.core.name.HostName;

/** As {@link HostMatcherBench}, for regular expressions; more than a hundred of them would take all day. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields
public class RegexBench {

    @Param("100")
    private int rules;

    @Param({"hit", "miss"})
    private String names;

    @Param("1024")
    private int asked;

    private Regexes regexes;
    private HostName[] hosts;
    private int next;

    @Setup
    public void setUp() {
        Shape shape = new Shape(rules);
        regexes = new Regexes(shape.rules());
        hosts = HostMatcherBench.hosts(shape, names, asked).toArray(HostName[]::new);
    }

    @Benchmark
    public boolean regexes() {
        return regexes.matches(hosts[next++ & (asked - 1)]);
    }
}
