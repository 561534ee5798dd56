package org.sallyport.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Bounds;
import org.sallyport.core.site.Permits;
import org.sallyport.core.site.Rule;

/** Whatever the rules: what is right is proven, and every change that matters is found with its witness. */
class ProverPropertyTest {

    private static final int TRIES = 80;
    private static final SharedSuffixes SUFFIXES = SharedSuffixes.parse("""
            // ===BEGIN ICANN DOMAINS===
            com
            net
            // ===BEGIN PRIVATE DOMAINS===
            b.com
            """);
    private static final Prover PROVER = new Prover(() -> SUFFIXES);

    @Property(tries = TRIES)
    void deviceWithExactlyTheRequiredRulesIsProven(@ForAll("sites") Bounds bounds) {
        assertThat(PROVER.prove(bounds, reading(bounds.must()))).isEqualTo(new Proof.Proven());
    }

    @Property(tries = TRIES)
    void deviceWithAllThatMayPassIsProven(@ForAll("sites") Bounds bounds) {
        Permits may = bounds.mayPass();

        assertThat(PROVER.prove(bounds, Reading.exact(List.of(), may))).isEqualTo(new Proof.Proven());
        assertThat(PROVER.prove(bounds.regardlessOfPort(), Reading.exact(List.of(), may)))
                .isEqualTo(new Proof.Proven());
    }

    @Property(tries = TRIES)
    void ruleThatIsTakenAwayIsMissedOrCoveredByOthers(@ForAll("sites") Bounds bounds, @ForAll int which) {
        Rule gone = bounds.must().get(Math.floorMod(which, bounds.must().size()));
        Reading reading = reading(
                bounds.must().stream().filter(rule -> !rule.equals(gone)).toList());

        List<Deviation> found = PROVER.prove(bounds, reading).found();

        for (Port port : gone.ports().list()) {
            NameSet passes = reading.surely().at(port);
            List<Deviation> ofTheRule = found.stream()
                    .filter(deviation -> deviation.rule().equals(Optional.of(gone))
                            && deviation.port().equals(Optional.of(port)))
                    .toList();
            if (NameSet.of(gone.host()).isSubsetOf(passes)) {
                assertThat(ofTheRule).isEmpty();
            } else {
                assertThat(ofTheRule).singleElement().satisfies(deviation -> {
                    assertThat(deviation.grade()).isEqualTo(Grade.MISSING);
                    assertThat(gone.host().matches(deviation.witness())).isTrue();
                    assertThat(passes.contains(deviation.witness())).isFalse();
                    assertThat(deviation.witness())
                            .isEqualTo(NameSet.of(gone.host())
                                    .witnessOutside(passes)
                                    .orElseThrow());
                });
            }
        }
    }

    @Property(tries = TRIES)
    void emptyDeviceMissesEveryRuleAtEveryPort(@ForAll("sites") Bounds bounds) {
        List<Deviation> found = PROVER.prove(bounds, reading(List.of())).found();

        assertThat(found)
                .hasSize(bounds.must().stream()
                        .mapToInt(rule -> rule.ports().list().size())
                        .sum())
                .allSatisfy(deviation -> {
                    assertThat(deviation.grade()).isEqualTo(Grade.MISSING);
                    assertThat(deviation.rule().orElseThrow().host().matches(deviation.witness()))
                            .isTrue();
                });
    }

    @Property(tries = TRIES)
    void lineThatIsAddedIsFoundWithItsWitness(@ForAll("sites") Bounds bounds, @ForAll("patterns") HostPattern added) {
        List<Rule> more = new ArrayList<>(bounds.must());
        Rule rule = rule(added, Ports.of(Port.HTTPS));
        more.add(rule);
        Reading reading = reading(more);
        NameSet may = bounds.mayPass().at(Port.HTTPS);

        List<Deviation> found = PROVER.prove(bounds, reading).found();

        assertThat(found.isEmpty()).isEqualTo(NameSet.of(added).isSubsetOf(may));
        assertThat(found).allSatisfy(deviation -> {
            assertThat(deviation.port()).contains(Port.HTTPS);
            assertThat(may.contains(deviation.witness())).isFalse();
            // lines have no ports: one about the same name at another port is told as well
            assertThat(deviation.line().orElseThrow().names().contains(deviation.witness()))
                    .isTrue();
        });
        NameSet.of(added)
                .witnessOutside(may)
                .ifPresent(shortest -> assertThat(found)
                        .extracting(deviation -> deviation.witness().value().length())
                        .contains(shortest.value().length()));
    }

    @Property(tries = TRIES)
    void gradeIsThatOfTheWitness(@ForAll("sites") Bounds bounds, @ForAll("patterns") HostPattern added) {
        List<HostName> owned = bounds.may().stream()
                .flatMap(rule -> SUFFIXES.owned(rule.host().suffix()).stream())
                .toList();

        for (Deviation deviation : PROVER.prove(bounds, reading(List.of(rule(added, Ports.of(Port.HTTPS)))))
                .found()) {
            Optional<HostName> owner = SUFFIXES.owned(deviation.witness());
            if (deviation.grade() == Grade.OWNER) {
                assertThat(owned).contains(owner.orElseThrow());
            }
            if (deviation.grade() == Grade.FOREIGN || deviation.grade() == Grade.SHARED) {
                assertThat(owner.filter(owned::contains)).isEmpty();
            }
        }
    }

    @Provide
    Arbitrary<Bounds> sites() {
        Arbitrary<Rule> rule = Combinators.combine(
                        patterns(),
                        Arbitraries.of(Ports.of(Port.HTTPS), Ports.of(Port.HTTP, Port.HTTPS), Ports.of(Port.HTTP)))
                .as(ProverPropertyTest::rule);
        return rule.list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(12)
                .flatMap(rules -> Arbitraries.integers()
                        .between(1, rules.size())
                        .map(size -> new Bounds(rules.subList(0, size), rules, true)));
    }

    /** Few letters and short names, so that patterns meet. */
    @Provide
    Arbitrary<HostPattern> patterns() {
        Arbitrary<String> label = Arbitraries.of("a", "b", "ab", "x-a");
        Arbitrary<String> front = Arbitraries.of("", "*.", "a*.", "*-a.", "a.*.", "b*a.", "*.a*.");
        Arbitrary<String> base = label.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(labels -> Arbitraries.of("com", "net")
                        .map(last -> labels.stream().collect(Collectors.joining(".", "", "." + last))));
        return Combinators.combine(front, base).as((stars, name) -> HostPattern.parse(stars + name));
    }

    private static Rule rule(HostPattern host, Ports ports) {
        return new Rule(
                host,
                ports,
                Rule.Form.LISTED,
                new Rule.Documented(Id.parse("vendor"), Id.parse("feature"), new Provenance(Id.parse("en"), 1)));
    }

    /** A device with one rule a line. */
    private static Reading reading(List<Rule> rules) {
        List<Line> lines = new ArrayList<>();
        Map<Port, NameSet> byPort = new TreeMap<>();
        for (Rule rule : rules) {
            NameSet names = NameSet.of(rule.host());
            lines.add(Line.about("f", lines.size() + 1, rule.host().toString(), names));
            rule.ports().list().forEach(port -> byPort.merge(port, names, NameSet::union));
        }
        return Reading.exact(lines, Permits.at(byPort));
    }
}
