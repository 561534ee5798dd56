package org.sallyport.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
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

class ProverTest {

    private static final SharedSuffixes SUFFIXES = SharedSuffixes.known();
    private static final Prover PROVER = new Prover(() -> SUFFIXES);
    private static final Ports WEB = Ports.of(Port.HTTP, Port.HTTPS);

    private final Rule update = rule("d1.sophosupd.com", "endpoint");
    private final Rule amazon = rule("amazonaws.com", "endpoint");
    private final Rule wildcard = rule("*.sophos.com", "central");
    private final Bounds bounds = bounds(update, amazon, wildcard);

    @Test
    void deviceThatLetsThroughWhatItMustIsProven() {
        assertThat(prove("d1.sophosupd.com", "amazonaws.com", "*.sophos.com")).isEqualTo(new Proof.Proven());
    }

    @Test
    void wildcardMayBringItsApexAlong() {
        assertThat(prove("d1.sophosupd.com", "amazonaws.com", "*.sophos.com", "sophos.com"))
                .isEqualTo(new Proof.Proven());
    }

    @Test
    void missingRuleIsReportedOncePerPortWithTheFeatureAtStake() {
        Proof proof = prove("d1.sophosupd.com", "amazonaws.com");

        assertThat(proof.stands()).isFalse();
        assertThat(proof.found())
                .extracting(Deviation::port)
                .containsExactly(Optional.of(Port.HTTP), Optional.of(Port.HTTPS));
        assertThat(proof.found()).allSatisfy(deviation -> {
            assertThat(deviation.grade()).isEqualTo(Grade.MISSING);
            assertThat(deviation.rule()).contains(wildcard);
            assertThat(deviation.witness()).hasToString("a.sophos.com");
            assertThat(deviation.atStake()).containsExactly(Id.parse("central"));
            assertThat(deviation.line()).isEmpty();
        });
    }

    @Test
    void partOfAWildcardThatIsMissingHasAWitnessInThatPart() {
        Reading reading = Reading.exact(
                List.of(),
                permits(names("d1.sophosupd.com", "amazonaws.com", "*.sophos.com")
                        .minus(names("*.hydra.sophos.com"))));

        assertThat(PROVER.prove(bounds, reading).found())
                .isNotEmpty()
                .allSatisfy(deviation -> assertThat(deviation.witness()).hasToString("a.hydra.sophos.com"));
    }

    @Test
    void aShortestNameThatPassesBeyondTheListIsItsWitness() {
        Proof proof = PROVER.prove(bounds(rule("a*.a.ab.example.net", "central")), reading("*.a*.ab.example.net"));

        assertThat(proof.found())
                .isNotEmpty()
                .extracting(deviation -> deviation.witness().value())
                .contains("b.a.ab.example.net");
    }

    @Test
    void everyRuleThatNeedsTheNameIsAtStake() {
        Rule again = rule("*.sophos.com", "endpoint");

        assertThat(PROVER.prove(bounds(wildcard, again), reading()).found())
                .extracting(deviation ->
                        deviation.atStake() + " " + deviation.port().orElseThrow())
                .containsExactly("[central] 80", "[endpoint] 80", "[central] 443", "[endpoint] 443");
    }

    @Test
    void namesThatOnlyTheOwnerCanCreateStand() {
        Proof proof = prove("d1.sophosupd.com", "*.d1.sophosupd.com", "amazonaws.com", "*.sophos.com");

        assertThat(proof.stands()).isTrue();
        assertThat(proof.found()).hasSize(2).allSatisfy(deviation -> {
            assertThat(deviation.grade()).isEqualTo(Grade.OWNER);
            assertThat(deviation.witness()).hasToString("a.d1.sophosupd.com");
            assertThat(deviation.line().orElseThrow().place()).isEqualTo("f:2");
            assertThat(deviation.atStake()).isEmpty();
        });
    }

    @Test
    void anOwnedNameBelowASharedSuffixIsTheOwnersWhateverElseIsListedAboveIt() {
        Rule bucket = rule("tf-bucket.s3.amazonaws.com", "edr");

        Proof proof = PROVER.prove(
                bounds(amazon, bucket),
                reading("amazonaws.com", "tf-bucket.s3.amazonaws.com", "*.tf-bucket.s3.amazonaws.com"));

        assertThat(grades(proof)).isNotEmpty().containsOnly(Grade.OWNER);
    }

    @Test
    void zoneForAmazonPassesEveryBucketThatAnybodyCanObtain() {
        Proof proof = prove("d1.sophosupd.com", "amazonaws.com", "*.amazonaws.com", "*.sophos.com");

        assertThat(proof.stands()).isFalse();
        assertThat(grades(proof)).contains(Grade.SHARED, Grade.OWNER).doesNotContain(Grade.FOREIGN, Grade.MISSING);
        assertThat(proof.found().getFirst().grade()).isEqualTo(Grade.SHARED);
        assertThat(SUFFIXES.owned(proof.found().getFirst().witness())
                        .orElseThrow()
                        .parent()
                        .orElseThrow())
                .satisfies(suffix -> assertThat(SUFFIXES.isShared(suffix)).isTrue());
    }

    @Test
    void namesBelowAnAllowedBucketAreItsOwnersThoughTheDomainOfAllBucketsIsAllowedAsWell() {
        Rule bucket = rule("upload.s3.amazonaws.com", "endpoint");

        assertThat(grades(PROVER.prove(
                        bounds(amazon, bucket),
                        reading("amazonaws.com", "upload.s3.amazonaws.com", "*.upload.s3.amazonaws.com"))))
                .containsOnly(Grade.OWNER);
        assertThat(grades(PROVER.prove(
                        bounds(amazon, bucket),
                        reading("amazonaws.com", "upload.s3.amazonaws.com", "evil.s3.amazonaws.com"))))
                .containsOnly(Grade.SHARED);
    }

    @Test
    void nameOfSomebodyElseIsForeign() {
        Proof proof = prove("d1.sophosupd.com", "amazonaws.com", "*.sophos.com", "evil.example");

        assertThat(proof.stands()).isFalse();
        assertThat(proof.found()).hasSize(2).allSatisfy(deviation -> {
            assertThat(deviation.grade()).isEqualTo(Grade.FOREIGN);
            assertThat(deviation.witness()).hasToString("evil.example");
            assertThat(deviation.line().orElseThrow().text()).isEqualTo("evil.example");
        });
    }

    @Test
    void namesThatEndInTheSameLettersAreForeign() {
        assertThat(grades(prove("d1.sophosupd.com", "amazonaws.com", "*.sophos.com", "evilsophos.com")))
                .containsOnly(Grade.FOREIGN);
    }

    @Test
    void aWholeTopLevelDomainHasAllGrades() {
        Proof proof = prove(
                "*.sophos.com", "d1.sophosupd.com", "amazonaws.com", "*.amazonaws.com", "*.sophosupd.com", "*.co.uk");

        assertThat(grades(proof)).containsOnly(Grade.OWNER, Grade.SHARED, Grade.FOREIGN);
        assertThat(grades(proof)).contains(Grade.OWNER, Grade.SHARED, Grade.FOREIGN);
        assertThat(proof.found()).extracting(Deviation::grade).isSorted();
    }

    @Test
    void everyLineThatPassesTheNameIsTold() {
        Proof proof = prove("d1.sophosupd.com", "evil.example", "*.sophos.com", "evil.example", "amazonaws.com");

        assertThat(proof.found())
                .extracting(deviation -> deviation.port().orElseThrow() + " "
                        + deviation.line().orElseThrow().number())
                .containsExactly("80 2", "80 4", "443 2", "443 4");
    }

    @Test
    void aNameThatNoLineIsAboutIsReportedWithoutLine() {
        Proof proof = PROVER.prove(
                bounds,
                Reading.exact(
                        List.of(),
                        permits(names("d1.sophosupd.com", "amazonaws.com", "*.sophos.com", "evil.example"))));

        assertThat(proof.found())
                .hasSize(2)
                .allSatisfy(deviation -> assertThat(deviation.line()).isEmpty());
    }

    @Test
    void portsBeyondThoseOfARuleAreADeviation() {
        NameSet all = names("d1.sophosupd.com", "amazonaws.com", "*.sophos.com");
        Proof proof = PROVER.prove(
                bounds,
                Reading.exact(
                        List.of(),
                        Permits.at(
                                Map.of(Port.HTTP, all, Port.HTTPS, all, Port.tcp(8443), names("d1.sophosupd.com")))));

        assertThat(proof.found()).singleElement().satisfies(deviation -> {
            assertThat(deviation.port()).contains(Port.tcp(8443));
            assertThat(deviation.witness()).hasToString("d1.sophosupd.com");
            assertThat(deviation.grade()).isEqualTo(Grade.OWNER);
        });
    }

    @Test
    void aDeviceThatOpensEveryPortDeviatesAtTheOthers() {
        NameSet all = names("d1.sophosupd.com", "amazonaws.com", "*.sophos.com");

        assertThat(PROVER.prove(bounds, Reading.exact(List.of(), Permits.everywhere(all)))
                        .found())
                .isNotEmpty()
                .allSatisfy(deviation -> assertThat(deviation.port()).isEmpty());
        assertThat(PROVER.prove(bounds.regardlessOfPort(), Reading.exact(List.of(), Permits.everywhere(all))))
                .isEqualTo(new Proof.Proven());
    }

    @Test
    void aPortThatIsClosedIsMissing() {
        NameSet all = names("d1.sophosupd.com", "amazonaws.com", "*.sophos.com");
        Proof proof = PROVER.prove(bounds, Reading.exact(List.of(), Permits.at(Map.of(Port.HTTPS, all))));

        assertThat(proof.found())
                .extracting(deviation -> deviation.rule().orElseThrow().host() + " "
                        + deviation.port().orElseThrow())
                .containsExactly("d1.sophosupd.com 80", "amazonaws.com 80", "*.sophos.com 80");
    }

    @Test
    void deviceThatDoesNotLookAtPortsIsHeldToTheNames() {
        Reading reading = new Reading(
                List.of(),
                Permits.everywhere(names("amazonaws.com", "*.sophos.com")),
                Permits.everywhere(NameSet.all()));

        Proof proof = PROVER.prove(bounds.regardlessOfPort(), reading);

        assertThat(proof.found())
                .allSatisfy(deviation -> assertThat(deviation.port()).isEmpty());
        assertThat(proof.found().getFirst().rule()).contains(update);
        assertThat(grades(proof)).contains(Grade.MISSING, Grade.FOREIGN, Grade.SHARED, Grade.OWNER);
    }

    @Test
    void whatOnlyPossiblyPassesCountsAgainstBothBounds() {
        NameSet must = names("d1.sophosupd.com", "amazonaws.com", "*.sophos.com");
        Reading reading = new Reading(
                List.of(), permits(must.minus(names("amazonaws.com"))), permits(must.union(names("evil.example"))));

        assertThat(grades(PROVER.prove(bounds, reading)))
                .containsExactly(Grade.MISSING, Grade.MISSING, Grade.FOREIGN, Grade.FOREIGN);
    }

    @Test
    void lineThatIsNotUnderstoodMakesTheProofIncomplete() {
        Line unknown = Line.of("f", 9, "frobnicate on", Line.State.UNKNOWN, Text.same("?"));
        Line comment = Line.of("f", 8, "# x", Line.State.IRRELEVANT);
        Reading right = reading("d1.sophosupd.com", "amazonaws.com", "*.sophos.com");
        List<Line> lines = new ArrayList<>(right.lines());
        lines.add(comment);
        lines.add(unknown);

        Proof proof = PROVER.prove(bounds, Reading.exact(lines, right.surely()));

        assertThat(proof).isEqualTo(new Proof.Incomplete(List.of(unknown), List.of()));
        assertThat(proof.stands()).isFalse();
        assertThat(PROVER.prove(bounds, Reading.exact(List.of(unknown), Permits.none()))
                        .found())
                .hasSize(6);
    }

    @Test
    void concessionsOfTheSiteMoveTheBounds() {
        Bounds conceded = bounds.conceding(Set.of(wildcard), List.of(rule("*.amazonaws.com", "endpoint")));

        assertThat(PROVER.prove(conceded, reading("d1.sophosupd.com", "amazonaws.com", "*.amazonaws.com")))
                .isEqualTo(new Proof.Proven());
    }

    @Test
    void suffixesAreNotAskedForWhereNothingIsBeyond() {
        Prover prover = new Prover(() -> {
            throw new AssertionError("nothing passes beyond");
        });

        assertThat(prover.prove(bounds, reading("amazonaws.com")).found()).isNotEmpty();
    }

    private Proof prove(String... patterns) {
        return PROVER.prove(bounds, reading(patterns));
    }

    private static List<Grade> grades(Proof proof) {
        return proof.found().stream().map(Deviation::grade).toList();
    }

    /** A device with one pattern a line, at ports 80 and 443. */
    private static Reading reading(String... patterns) {
        List<Line> lines = new ArrayList<>();
        for (String pattern : patterns) {
            lines.add(Line.about("f", lines.size() + 1, pattern, names(pattern)));
        }
        return Reading.exact(lines, permits(names(patterns)));
    }

    private static Permits permits(NameSet names) {
        return Permits.at(new TreeMap<>(Map.of(Port.HTTP, names, Port.HTTPS, names)));
    }

    private static NameSet names(String... patterns) {
        return NameSet.of(List.of(patterns).stream().map(HostPattern::parse).toList());
    }

    private static Bounds bounds(Rule... rules) {
        return new Bounds(List.of(rules), List.of(rules), true);
    }

    private static Rule rule(String host, String feature) {
        return new Rule(
                HostPattern.parse(host),
                WEB,
                Rule.Form.LISTED,
                new Rule.Documented(Id.parse("sophos-central"), Id.parse(feature), new Provenance(Id.parse("fr"), 1)));
    }

    @Test
    void witnessIsAHostName() {
        assertThat(HostName.tryParse(prove().found().getFirst().witness().value()))
                .isPresent();
    }
}
