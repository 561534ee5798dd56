package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSuffixesTest {

    private static final SharedSuffixes KNOWN = SharedSuffixes.known();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                "co.uk",
                "cloudfront.net",
                "s3.eu-west-1.amazonaws.com",
                "github.io",
                "anything.ck",
                "xn--p1ai",
                "xn--55qx5d.cn",
                "nowhere-top-level"
            })
    void areWhereAnybodyCanObtainAName(String suffix) {
        assertThat(KNOWN.isShared(HostName.parse(suffix))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sophos.com",
                "amazonaws.com",
                "eu-west-1.amazonaws.com",
                "www.ck",
                "www.sophos.com",
                "x.cloudfront.net",
                "bucket.s3.eu-west-1.amazonaws.com",
                "x.anything.ck",
                "example.co.uk"
            })
    void areNotWhereOneOwnerGivesTheNames(String suffix) {
        assertThat(KNOWN.isShared(HostName.parse(suffix))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sophos.com,                           sophos.com",
        "a.b.sophos.com,                       sophos.com",
        "example.co.uk,                        example.co.uk",
        "www.example.co.uk,                    example.co.uk",
        "d1.cloudfront.net,                    d1.cloudfront.net",
        "a.d1.cloudfront.net,                  d1.cloudfront.net",
        "x.bucket.s3.eu-west-1.amazonaws.com,  bucket.s3.eu-west-1.amazonaws.com",
        "eu-west-1.amazonaws.com,              amazonaws.com",
        "a.www.ck,                             www.ck",
        "a.b.anything.ck,                      b.anything.ck"
    })
    void areOneLabelShorterThanWhatOneOwnerHolds(String name, String owned) {
        assertThat(KNOWN.owned(HostName.parse(name))).contains(HostName.parse(owned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "co.uk", "cloudfront.net", "anything.ck"})
    void haveNoOwnerThemselves(String suffix) {
        assertThat(KNOWN.owned(HostName.parse(suffix))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*.cloudfront.net,                       cloudfront.net",
        "*.co.uk,                                co.uk",
        "*.s3.eu-west-1.amazonaws.com,           s3.eu-west-1.amazonaws.com",
        "tf-*.s3.eu-west-1.amazonaws.com,        s3.eu-west-1.amazonaws.com"
    })
    void areOpenedByAStarBeforeThem(String pattern, String opened) {
        assertThat(KNOWN.openedBy(HostPattern.parse(pattern))).contains(HostName.parse(opened));
    }

    @Test
    void areOpenedByAStarFarAboveThem() {
        HostName opened = KNOWN.openedBy(HostPattern.parse("*.amazonaws.com")).orElseThrow();

        assertThat(KNOWN.isShared(opened)).isTrue();
        assertThat(opened.isBelow(HostName.parse("amazonaws.com"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.sophos.com",
                "*.hydra.sophos.com",
                "a*.sophos.com",
                "d1.cloudfront.net",
                "bucket.s3.eu-west-1.amazonaws.com",
                "*.d1.cloudfront.net",
                "cloudfront.net",
                "tf-*.bucket.s3.eu-west-1.amazonaws.com"
            })
    void areNotOpenedByNamesOfOneOwner(String pattern) {
        assertThat(KNOWN.openedBy(HostPattern.parse(pattern))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.com, true",
        "a.co.uk, true",
        "xn--bcher-kva.de, true",
        "setup.log, false",
        "notes.txt, false",
        "localhost, false",
        "a.xn--p1ai, true"
    })
    void knowWhichTopLevelsExist(String name, boolean known) {
        assertThat(KNOWN.hasKnownTopLevel(HostName.parse(name))).isEqualTo(known);
    }

    @Test
    void followTheRulesOfTheList() {
        SharedSuffixes list = SharedSuffixes.parse("""
                // a comment
                uk
                co.uk
                  *.ck
                !www.ck
                b\u00fccher.example

                """);

        assertThat(list.isShared(HostName.parse("co.uk"))).isTrue();
        assertThat(list.isShared(HostName.parse("a.co.uk"))).isFalse();
        assertThat(list.isShared(HostName.parse("ck"))).isTrue();
        assertThat(list.isShared(HostName.parse("a.ck"))).isTrue();
        assertThat(list.isShared(HostName.parse("a.b.ck"))).isFalse();
        assertThat(list.isShared(HostName.parse("www.ck"))).isFalse();
        assertThat(list.isShared(HostName.parse("xn--bcher-kva.example"))).isTrue();
        assertThat(list.owned(HostName.parse("a.www.ck"))).contains(HostName.parse("www.ck"));
    }

    @Test
    void areOpenedWhereEveryNameBelowADomainIsOne() {
        SharedSuffixes list = SharedSuffixes.parse("com\n*.web.example.com\n!own.web.example.com\n");

        assertThat(list.openedBy(HostPattern.parse("*.web.example.com"))).contains(HostName.parse("a.web.example.com"));
        assertThat(list.openedBy(HostPattern.parse("*.example.com"))).contains(HostName.parse("a.web.example.com"));
        assertThat(list.openedBy(HostPattern.parse("*.*.example.com"))).contains(HostName.parse("a.web.example.com"));
        assertThat(list.openedBy(HostPattern.parse("*.own.web.example.com"))).isEmpty();
        assertThat(list.openedBy(HostPattern.parse("eu*.web.example.com"))).isEmpty();
        assertThat(list.openedBy(HostPattern.parse("*.www.example.com"))).isEmpty();
        assertThat(list.namesOfEverybodyBelow(List.of(HostName.parse("web.example.com")))
                        .contains(HostName.parse("mine.eu.web.example.com")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "d1.cloudfront.net,                                   cloudfront.net",
        "a.b.cloudfront.net,                                  cloudfront.net",
        "github.io,                                           github.io",
        "ec2-1.eu-west-1.compute.amazonaws.com,               eu-west-1.compute.amazonaws.com"
    })
    void nameTheProviderOfANameBelowThem(String name, String provider) {
        assertThat(KNOWN.providerOf(HostName.parse(name))).contains(HostName.parse(provider));
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "www.sophos.com", "example.co.uk", "a.anything.ck", "www.ck", "printer.local"})
    void nameNoProviderOfWhatARegistrySells(String name) {
        assertThat(KNOWN.providerOf(HostName.parse(name))).isEmpty();
    }

    @Test
    void areOpenedByStarsAboveThem() {
        SharedSuffixes list = SharedSuffixes.parse("com\ns3.example.com\n");

        assertThat(list.openedBy(HostPattern.parse("*.s*.example.com"))).contains(HostName.parse("s3.example.com"));
        assertThat(list.openedBy(HostPattern.parse("s*.example.com"))).isEmpty();
        assertThat(list.openedBy(HostPattern.parse("*.t*.example.com"))).isEmpty();
    }

    @Test
    void giveTheNamesThatEverybodyCanObtainBelowAName() {
        SharedSuffixes list = SharedSuffixes.parse("com\ns3.example.com\n*.web.example.com\n!own.web.example.com\n");

        NameSet names = list.namesOfEverybodyBelow(List.of(HostName.parse("example.com")));

        assertThat(names.contains(HostName.parse("bucket.s3.example.com"))).isTrue();
        assertThat(names.contains(HostName.parse("www.example.com"))).isFalse();
        assertThat(names.contains(HostName.parse("s3.example.com"))).isFalse();
        assertThat(names.contains(HostName.parse("mine.eu.web.example.com"))).isTrue();
        assertThat(names.contains(HostName.parse("eu.web.example.com"))).isFalse();
        assertThat(names.contains(HostName.parse("www.own.web.example.com"))).isFalse();
        assertThat(list.namesOfEverybodyBelow(List.of(HostName.parse("example.org")))
                        .isEmpty())
                .isTrue();
    }
}
