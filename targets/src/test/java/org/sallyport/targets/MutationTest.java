package org.sallyport.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Grade;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Proof;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.Site;

/** A text that is wrong in one place is found out, with the place and what it costs. */
class MutationTest {

    private static final String SITE = """
            sallyport: 1
            site: mutated
            vendors:
              sophos-central: { licences: [endpoint, edr, mtr], regions: [eu-west-1] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
            devices:
              - { name: edge, target: TARGET }
            """;
    private static final List<String> ALSO = List.of("d1.example.com", "b.s3.eu-west-1.amazonaws.com", "*.sophos.com");

    static Stream<Id> targets() {
        return Targets.all().stream().map(Target::id);
    }

    static Stream<Id> targetsWithWildcards() {
        return targets().filter(target -> capabilities(target).allBelow());
    }

    static Stream<Id> targetsThatCanLetANameThroughAlone() {
        return targets().filter(target -> capabilities(target).exact());
    }

    static Stream<Id> targetsWithBoth() {
        return targetsWithWildcards().filter(target -> capabilities(target).exact());
    }

    private static Capabilities capabilities(Id target) {
        return Targets.find(target).orElseThrow().capabilities();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aLineLessIsAMissingName(Id target) {
        Capabilities can = capabilities(target);
        String ruling = can.allBelow() && can.exact() ? "" : ", inexpressible: omit";
        // a wildcard of one label that the site narrowed is required of nobody, and its line is missed by nobody
        ruling = can.wildcards() && !can.allBelow() ? ruling + ", wildcards: false" : ruling;
        Rendered rendered = Rendered.site(SITE.replace("TARGET", target.value() + ruling));
        for (DeviceFiles form : rendered.rendering().forms()) {
            List<Line> entries = rendered.target().read(form).lines().stream()
                    .filter(line -> line.names() != NameSet.none())
                    .toList();
            assertThat(entries).hasSizeGreaterThan(10);
            for (Line entry : entries) {
                Optional<Proof> read = proofUnlessRefused(rendered, without(form, entry));
                if (read.isEmpty()) {
                    continue;
                }
                Proof proof = read.get();
                assertThat(proof.stands()).describedAs(entry.text()).isFalse();
                assertThat(proof.found())
                        .describedAs(entry.text())
                        .filteredOn(deviation -> !deviation.grade().stands())
                        .allMatch(deviation -> deviation.grade() == Grade.MISSING)
                        .anyMatch(deviation -> entry.names().contains(deviation.witness()));
                assertThat(atStake(proof)).describedAs(entry.text()).containsAll(features(rendered, entry));
                // without its last entry a list can be one that the product refuses, and then nothing passes
                if (!(proof instanceof Proof.Incomplete)) {
                    assertThat(atStake(proof)).describedAs(entry.text()).isEqualTo(features(rendered, entry));
                }
            }
        }
    }

    /** A text whose syntax breaks with the line is refused as a whole, and then nothing is proven of it. */
    private static Optional<Proof> proofUnlessRefused(Rendered rendered, DeviceFiles files) {
        try {
            return Optional.of(rendered.prove(files));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static Set<Id> atStake(Proof proof) {
        return proof.found().stream()
                .flatMap(deviation -> deviation.atStake().stream())
                .collect(Collectors.toSet());
    }

    /** The features that list a name of the line, and have to. */
    private static Set<Id> features(Rendered rendered, Line entry) {
        return rendered.target().bounds(rendered.allowlist(), rendered.device()).must().stream()
                .filter(rule ->
                        !NameSet.of(rule.host()).intersect(entry.names()).isEmpty())
                .map(Rule::reason)
                .map(Rule.Reason::feature)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aNameOfSomebodyElseIsForeign(Id target) {
        assertBeyond(target, "evil.example", Grade.FOREIGN);
    }

    @ParameterizedTest
    @MethodSource("targetsWithWildcards")
    void namesOfSomebodyElseAreForeign(Id target) {
        assertBeyond(target, "*.evil.example", Grade.FOREIGN);
    }

    @ParameterizedTest
    @MethodSource("targetsWithWildcards")
    void namesThatAnybodyCanObtainAreShared(Id target) {
        assertBeyond(target, "*.s3.eu-west-1.amazonaws.com", Grade.SHARED);
    }

    @ParameterizedTest
    @MethodSource("targetsThatCanLetANameThroughAlone")
    void aNameBelowAnOwnedOneIsTheOwners(Id target) {
        assertBeyond(target, "x.d1.example.com", Grade.OWNER);
    }

    @ParameterizedTest
    @MethodSource("targetsWithBoth")
    void namesBelowAnOwnedOneAreTheOwners(Id target) {
        assertBeyond(target, "*.d1.example.com", Grade.OWNER);
    }

    /** The text of a list with one entry more, held against the list without it. */
    private static void assertBeyond(Id target, String more, Grade grade) {
        HostPattern host = HostPattern.parse(more);
        Device device = Device.plain(target);
        List<Site.Addition> also = ALSO.stream()
                .filter(known -> capabilities(target).allBelow() || !known.startsWith("*"))
                .map(MutationTest::addition)
                .toList();
        Rendered rendered = Rendered.of(EveryTargetTest.own(target, also), device);
        List<Site.Addition> additions = new ArrayList<>(also);
        additions.add(addition(more));
        Allowlist wider = EveryTargetTest.own(target, additions);
        for (DeviceFiles form : rendered.target().write(wider, device).forms()) {
            Proof proof = rendered.prove(form);

            assertThat(proof.stands()).isEqualTo(grade.stands());
            // the entry's apex, or what it takes from names that the site knows, can have a grade of its own
            assertThat(proof.found()).anySatisfy(deviation -> {
                assertThat(deviation.grade()).isEqualTo(grade);
                assertThat(host.matches(deviation.witness()) || host.suffix().equals(deviation.witness()))
                        .isTrue();
                assertThat(deviation.line().map(Line::text))
                        .hasValueSatisfying(
                                text -> assertThat(text).contains(host.suffix().value()));
            });
        }
    }

    private static Site.Addition addition(String host) {
        return new Site.Addition(HostPattern.parse(host), Ports.of(Port.HTTP, Port.HTTPS), "ticket", 1);
    }

    private static DeviceFiles without(DeviceFiles files, Line line) {
        Map<String, String> texts = new LinkedHashMap<>(files.texts());
        texts.computeIfPresent(line.file(), (_, text) -> {
            List<String> lines = new ArrayList<>(text.lines().toList());
            lines.remove(line.number() - 1);
            return String.join("\n", lines) + "\n";
        });
        return new DeviceFiles(texts);
    }
}
