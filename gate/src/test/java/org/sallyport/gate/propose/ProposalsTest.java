package org.sallyport.gate.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.record.Decision.Outcome;
import org.sallyport.gate.request.Refusal;

class ProposalsTest {

    private static final String BUCKET = "tf-presigned-url-eu-west-1-prod-42-bucket.s3.eu-west-1.amazonaws.com:443";

    @Test
    void namesOfALicenceThatTheSiteLacksAreThatLicence() {
        Proposals proposals = Logged.json()
                .asks("192.0.2.1", BUCKET, Outcome.OBSERVED, Refusal.NAME)
                .asks("192.0.2.2", BUCKET, Outcome.REFUSED, Refusal.NAME)
                .proposals();

        assertThat(proposals.names()).isEmpty();
        assertThat(proposals.features()).singleElement().satisfies(feature -> {
            assertThat(feature.sentence().english())
                    .isEqualTo("this name is AD Sync of Sophos Central: add the licence ad-sync");
            assertThat(feature.count().hits()).isEqualTo(2);
            assertThat(feature.count().clients()).isEqualTo(2);
            assertThat(feature.names().getFirst().provider()).contains(HostName.parse("s3.eu-west-1.amazonaws.com"));
        });
    }

    @Test
    void aRegionThatTheSiteLeavesOutIsAddedWithTheLicence() {
        Proposals proposals = Logged.json()
                .observes(
                        BUCKET,
                        "tf-presigned-url-us-east-2-prod-1-bucket.s3.us-east-2.amazonaws.com:443",
                        "tf-presigned-url-us-east-2-prod-2-bucket.s3.us-east-2.amazonaws.com:443")
                .proposals();

        assertThat(proposals.features())
                .singleElement()
                .satisfies(feature -> assertThat(feature.sentence().french())
                        .isEqualTo("ces 3 noms relèvent de AD Sync (Sophos Central) : ajoutez la licence ad-sync"
                                + " et la région us-east-2"));
    }

    @Test
    void aNameBelowASharedWildcardOfAVendorSpeaksForNoFeature() {
        // a catalog has *.s3.eu-west-1.amazonaws.com as the wider form of AD Sync: anybody's bucket
        Proposals proposals =
                Logged.json().observes("photos.s3.eu-west-1.amazonaws.com:443").proposals();

        assertThat(proposals.features()).isEmpty();
        assertThat(proposals.names())
                .extracting(Seen::provider)
                .containsExactly(Optional.of(HostName.parse("s3.eu-west-1.amazonaws.com")));
    }

    @Test
    void whereTheFeatureIsProvenOtherwiseSuchANameBelongsToItAndIsCountedAsOpen() {
        Observations observed = Logged.json()
                .observes("central.sophos.com:443", "photos.cloudfront.net:443")
                .observed("""
                        sallyport: 1
                        site: lyon
                        also: [ { host: "own.example", ports: [443], reason: "ours" } ]
                        """, 10);
        Proposals proposals = Logged.proposals(observed, 1);

        assertThat(proposals.names()).isEmpty();
        assertThat(proposals.features()).singleElement().satisfies(feature -> {
            assertThat(feature.names()).hasSize(2);
            assertThat(feature.open()).isEqualTo(1);
        });
    }

    @Test
    void whatTheGateDoesNotLetThroughForAFeatureStaysASingleName() {
        // the wider form of AD Sync is for devices that know no star inside a label
        Proposals proposals = Logged.json()
                .observes(BUCKET, "photos.s3.eu-west-1.amazonaws.com:443")
                .proposals();

        assertThat(proposals.features())
                .singleElement()
                .satisfies(feature -> assertThat(feature.names()).hasSize(1));
        assertThat(proposals.names())
                .extracting(seen -> seen.host().value())
                .containsExactly("photos.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void aSiteWithoutTheVendorIsToldToAddIt() {
        Observations observed = Logged.json()
                .observes("central.sophos.com:443", "cloud-assets.sophos.com:443", BUCKET)
                .observed("""
                        sallyport: 1
                        site: lyon
                        also: [ { host: "own.example", ports: [443], reason: "ours" } ]
                        """, 10);

        assertThat(Logged.proposals(observed, 1).features())
                .extracting(feature -> feature.sentence().english())
                .anySatisfy(sentence -> assertThat(sentence).contains("add the vendor sophos-central"))
                .anySatisfy(sentence -> assertThat(sentence).endsWith("and the licence ad-sync"));
    }

    @Test
    void singleNamesComeWithPortsHitsClientsAndTimesMostHitsFirst() {
        Proposals proposals = Logged.json()
                .observes("rare.example:443")
                .asks("192.0.2.1", "often.example:443", Outcome.OBSERVED, Refusal.NAME)
                .asks("192.0.2.2", "often.example:80", Outcome.REFUSED, Refusal.NAME)
                .asks("192.0.2.1", "often.example:443", Outcome.OBSERVED, Refusal.NAME)
                .proposals();

        assertThat(proposals.names())
                .extracting(seen -> seen.host().value())
                .containsExactly("often.example", "rare.example");
        Seen often = proposals.names().getFirst();
        assertThat(often.ports()).hasToString("80,443");
        assertThat(often.count())
                .isEqualTo(new Count(
                        3, 2, false, Instant.parse("2026-11-24T08:00:01Z"), Instant.parse("2026-11-24T08:00:03Z")));
    }

    @Test
    void aNameAtAPortThatTheSiteDoesNotLetThroughIsProposedAtThatPortOnly() {
        Proposals proposals = Logged.json()
                .asks("192.0.2.1", "own.example:8443", Outcome.REFUSED, Refusal.PORT)
                .asks("192.0.2.1", "own.example:443", Outcome.REFUSED, Refusal.NAME)
                .proposals();

        assertThat(proposals.names())
                .singleElement()
                .satisfies(seen -> assertThat(seen.ports()).hasToString("8443"));
    }

    @Test
    void theNameOfAClientHelloIsProposedAndThatItWasInATunnelToAnotherServerIsSaid() {
        Proposals proposals = Logged.json()
                .asks("192.0.2.1", "own.example:443", Outcome.REFUSED, Refusal.SNI_NAME, "inner.example")
                .asks("192.0.2.1", "own.example:443", Outcome.OBSERVED, Refusal.OTHER_SNI, "front.example")
                .proposals();

        assertThat(proposals.names())
                .extracting(seen -> seen.host().value() + " " + seen.astray())
                .containsExactly("front.example 1", "inner.example 0");
    }

    @Test
    void whatTheSiteLetsThroughByNowIsNotProposedAgain() {
        Observations observed = Logged.json()
                .observes("own.example:443")
                .asks("192.0.2.1", "own.example:443", Outcome.PERMITTED, Refusal.NAME)
                .asks("192.0.2.1", "gone.example:443", Outcome.FAILED, Refusal.UNRESOLVED)
                .asks("192.0.2.1", "x.example:443", Outcome.REFUSED, Refusal.OTHER_SNI, "own.example")
                .observed();

        assertThat(Logged.proposals(observed, 1).isEmpty()).isTrue();
        assertThat(observed.settled()).isEqualTo(3);
        assertThat(observed.beyond()).containsOnlyKeys(Refusal.OTHER_SNI);
    }

    @Test
    void whatNoEntryRepairsIsCountedByItsReason() {
        Observations observed = Logged.json()
                .asks("192.0.2.1", "203.0.113.9:443", Outcome.OBSERVED, Refusal.ADDRESS)
                .asks("192.0.2.1", "203.0.113.9:443", Outcome.OBSERVED, Refusal.ADDRESS)
                .asks("192.0.2.1", "intranet.example:443", Outcome.REFUSED, Refusal.NOT_PUBLIC)
                .observed();

        assertThat(observed.beyond()).containsEntry(Refusal.ADDRESS, 2L).containsEntry(Refusal.NOT_PUBLIC, 1L);
        assertThat(Logged.proposals(observed, 1).isEmpty()).isTrue();
    }

    @Test
    void whatIsAskedForTooSeldomIsCountedOnly() {
        Observations observed = Logged.json()
                .observes("once.example:443", "twice.example:443", "twice.example:443", BUCKET)
                .observed();

        Proposals proposals = Logged.proposals(observed, 2);

        assertThat(proposals.names()).extracting(seen -> seen.host().value()).containsExactly("twice.example");
        assertThat(proposals.features()).isEmpty();
        assertThat(proposals.rareNames()).isEqualTo(2);
        assertThat(proposals.rareHits()).isEqualTo(2);
    }

    @Test
    void namesBeyondTheLimitAreCountedAndThoseBeforeGoOn() {
        Observations observed = Logged.json()
                .observes("a.example:443", "b.example:443", "c.example:443", "d.example:443", "a.example:443")
                .observed(Logged.SITE, 2);

        assertThat(observed.uncounted()).isEqualTo(2);
        assertThat(Logged.proposals(observed, 1).names().getFirst().count().hits())
                .isEqualTo(2);
    }

    @Test
    void numberedSiblingsAreSuggestedBesideTheSingleNames() {
        Proposals proposals = Logged.json()
                .observes("cdn-7.x.example:443", "cdn-12.x.example:443", "cdn.x.example:443", "cdn-3.x.example:80")
                .proposals();

        assertThat(proposals.names()).hasSize(4);
        assertThat(proposals.siblings()).singleElement().satisfies(siblings -> {
            assertThat(siblings.pattern()).hasToString("cdn-*.x.example");
            assertThat(siblings.ports()).hasToString("443");
            assertThat(siblings.names()).hasSize(2);
            assertThat(siblings.provider()).isEmpty();
        });
    }

    @Test
    void aNumberThatAllSiblingsShareStays() {
        assertThat(siblings("s3-eu7.a.example", "s3-eu12.a.example")).containsExactly("s3-eu*.a.example");
    }

    @Test
    void theDigitsMayBeInALabelFurtherBehind() {
        assertThat(siblings("img.pop1.x.example", "img.pop2.x.example")).containsExactly("img.pop*.x.example");
    }

    @Test
    void eachNameIsInOneFamilyOnly() {
        assertThat(siblings("a1.b1.x.example", "a2.b1.x.example", "a3.b1.x.example", "a1.b2.x.example"))
                .containsExactly("a*.b1.x.example");
    }

    @Test
    void noPatternIsSuggestedThatASiteCannotSayOrThatSaysNothing() {
        // a domain of its own each; a label of digits alone; what a registry sells; punycode
        assertThat(siblings("shop1.example", "shop2.example")).isEmpty();
        assertThat(siblings("1.x.example", "2.x.example")).isEmpty();
        assertThat(siblings("shop1.co.uk", "shop2.co.uk")).isEmpty();
        assertThat(siblings("xn--bcher-kva8445foa.x.example", "xn--bcher-kva.x.example"))
                .isEmpty();
    }

    @Test
    void aPatternBelowASharedSuffixNamesTheSuffix() {
        Proposals proposals =
                Logged.json().observes("shop1.web.app:443", "shop2.web.app:443").proposals();

        assertThat(proposals.siblings())
                .singleElement()
                .satisfies(siblings -> assertThat(siblings.provider()).contains(HostName.parse("web.app")));
    }

    @Test
    void manyDifferentNamesAreSortedOut() {
        Logged log = Logged.json();
        IntStream.range(0, 5_000).forEach(i -> log.observes("n" + i + ".sophos.example:443"));

        Proposals proposals = log.proposals();

        assertThat(proposals.names()).hasSize(5_000);
        assertThat(proposals.siblings()).hasSize(1);
    }

    private static List<String> siblings(String... hosts) {
        Logged log = Logged.json();
        for (String host : hosts) {
            log.observes(host + ":443");
        }
        return log.proposals().siblings().stream()
                .map(siblings -> siblings.pattern().toString())
                .toList();
    }
}
