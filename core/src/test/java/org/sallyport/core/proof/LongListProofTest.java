package org.sallyport.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Bounds;
import org.sallyport.core.site.Permits;
import org.sallyport.core.site.Rule;

/**
 * Proofs over 5,000 rules, half of them names and the rest wildcards and globs. The limits are in processor time of
 * this thread, and ten times what was measured or more, so that a slow machine does not fail them; what they catch is
 * a step that takes time with the square of the rules.
 */
class LongListProofTest {

    private static final int RULES = 5_000;
    private static final SharedSuffixes SUFFIXES = SharedSuffixes.known();

    private static final List<Rule> LIST = rules();
    private static final Bounds BOUNDS = new Bounds(LIST, LIST, true);
    private static final List<Line> LINES = lines(LIST);

    @Test
    void rightDeviceIsProven(TestReporter reporter) {
        Reading reading = reading(LIST);

        assertThat(prove(reading, 10, reporter)).isEqualTo(new Proof.Proven());
    }

    @Test
    void oneRuleIsFoundMissing(TestReporter reporter) {
        Reading reading = Reading.exact(List.of(), Permits.of(LIST.subList(1, RULES)));

        assertThat(prove(reading, 10, reporter).found())
                .hasSize(2)
                .allSatisfy(deviation -> assertThat(deviation.rule()).contains(LIST.getFirst()));
    }

    @Test
    void oneLineTooManyIsFound(TestReporter reporter) {
        List<Rule> more = new ArrayList<>(LIST);
        more.add(rule("evil.example"));

        List<Line> lines = new ArrayList<>(LINES);
        lines.add(Line.about("f", RULES + 1, "evil.example", NameSet.of(HostPattern.parse("evil.example"))));
        Reading reading = Reading.exact(lines, Permits.of(more));

        assertThat(prove(reading, 10, reporter).found())
                .hasSize(2)
                .allSatisfy(deviation ->
                        assertThat(deviation.line().orElseThrow().number()).isEqualTo(RULES + 1));
    }

    @Test
    void emptyDeviceMissesAll(TestReporter reporter) {
        assertThat(prove(reading(List.of()), 10, reporter).found()).hasSize(2 * RULES);
    }

    private Proof prove(Reading reading, int seconds, TestReporter reporter) {
        long start = processorTime();
        Proof proof = new Prover(() -> SUFFIXES).prove(BOUNDS, reading);
        long milliseconds = (processorTime() - start) / 1_000_000;
        reporter.publishEntry("processor time in ms", String.valueOf(milliseconds));
        assertThat(milliseconds).isLessThan(seconds * 1000L);
        return proof;
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            String base = "h" + i * 7919 + ".d" + i % 977 + (i % 2 == 0 ? ".example.com" : ".co.uk");
            rules.add(rule(i % 50 == 1 ? "a-*-b." + base : i % 2 == 1 ? "*." + base : base));
        }
        return rules;
    }

    /** As a zone does it: each line also brings what lies below its name. */
    @Test
    void everyLineIsFoundThatReachesALittleTooFar(TestReporter reporter) {
        List<Line> lines = new ArrayList<>();
        List<HostPattern> hosts = new ArrayList<>();
        for (Rule rule : LIST) {
            HostPattern below = new HostPattern.Below(rule.host().suffix());
            lines.add(Line.about("f", lines.size() + 1, below.toString(), NameSet.of(rule.host(), below)));
            hosts.addAll(List.of(rule.host(), below));
        }
        NameSet names = NameSet.of(hosts);
        Reading reading = Reading.exact(lines, Permits.at(Map.of(Port.HTTP, names, Port.HTTPS, names)));

        Proof proof = prove(reading, 10, reporter);

        // the names, and the globs; the others are wildcards already
        assertThat(proof.found())
                .hasSize(2 * 2_600)
                .allSatisfy(deviation -> assertThat(deviation.grade()).isEqualTo(Grade.OWNER));
    }

    private static Rule rule(String host) {
        return new Rule(
                HostPattern.parse(host),
                Ports.of(Port.HTTP, Port.HTTPS),
                Rule.Form.LISTED,
                new Rule.Documented(Id.parse("vendor"), Id.parse("feature"), new Provenance(Id.parse("en"), 1)));
    }

    private static Reading reading(List<Rule> rules) {
        return Reading.exact(rules.equals(LIST) ? LINES : lines(rules), Permits.of(rules));
    }

    private static List<Line> lines(List<Rule> rules) {
        List<Line> lines = new ArrayList<>();
        for (Rule rule : rules) {
            lines.add(Line.about("f", lines.size() + 1, rule.host().toString(), NameSet.of(rule.host())));
        }
        return lines;
    }
}
