package org.sallyport.targets.junipersrx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class JuniperSrxReaderTest {

    private static final String PROFILE = "set security utm feature-profile web-filtering juniper-local profile P ";
    private static final String BLOCKS = """
            set security utm custom-objects custom-url-category C value A
            set security utm feature-profile web-filtering juniper-local profile P category C action permit
            set security utm feature-profile web-filtering juniper-local profile P default block
            """;

    @Test
    void fromTwentyFourAStarBringsTheNameItselfAndAnyDepth() {
        RenderedAssert.assertThat(read(BLOCKS + value("*.sophos.com")))
                .permits("sophos.com")
                .permits("a.sophos.com")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .denies("sophos.com.evil.test")
                .isUnderstood();
    }

    @Test
    void beforeThatAStarWasOneWordAndThePatternHadThreeParts() {
        RenderedAssert.assertThat(older(BLOCKS + value("http://*.sophos.com")))
                .permits("a.sophos.com")
                .denies("sophos.com")
                .denies("a.b.sophos.com")
                .isUnderstood();
        RenderedAssert.assertThat(older(BLOCKS + value("*.com"))).hasLine(4, Line.State.WRONG);
        RenderedAssert.assertThat(read(BLOCKS + value("*.net")))
                .permits("evil.net")
                .isUnderstood();
    }

    @Test
    void withoutAStarItIsThatNameOnly() {
        RenderedAssert.assertThat(read(BLOCKS + value("http://D1.sophosupd.net")))
                .permits("d1.sophosupd.net")
                .denies("x.d1.sophosupd.net")
                .denies("sophosupd.net")
                .isUnderstood();
    }

    @Test
    void aCaretIsOneWordAnywhereAndAQuestionMarkOneCharacterAtTheEnd() {
        RenderedAssert.assertThat(read(BLOCKS + value("a.^.b.com")))
                .permits("a.x.b.com")
                .denies("a.b.com")
                .denies("a.x.y.b.com");
        RenderedAssert.assertThat(read(BLOCKS + value("www.yahoo.??")))
                .permits("www.yahoo.fr")
                .denies("www.yahoo.com");
        RenderedAssert.assertThat(read(BLOCKS + value("*.google.^")))
                .permits("google.fr")
                .permits("www.google.fr")
                .denies("google.co.uk")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.*", "*.*.*"})
    void threeSpellingsStandForEverything(String pattern) {
        RenderedAssert.assertThat(read(BLOCKS + value(pattern)))
                .permits("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(older(BLOCKS + value(pattern))).leavesOpen("evil.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*.com", "*services.site.com", "*.a?.com", "exam_?ple.com", "example.com:8443", "a..b"})
    void whatIsNoPatternIsRefused(String pattern) {
        RenderedAssert.assertThat(read(BLOCKS + value(pattern)))
                .denies("example.com")
                .hasLine(4, Line.State.WRONG);
    }

    @Test
    void aPathLeavesTheHostOpen() {
        RenderedAssert.assertThat(read(BLOCKS + value("example.com/news/")))
                .leavesOpen("example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(BLOCKS + value("example.com/"))).permits("example.com");
    }

    @Test
    void listsInBracketsAndQuotesAreReadAndAnAddressIsNoName() {
        RenderedAssert.assertThat(read(BLOCKS + value("[ \"*.example.com\" d1.example.net 192.0.2.1 ]")))
                .permits("a.example.com")
                .permits("d1.example.net")
                .isUnderstood();
    }

    @Test
    void aProfileThatPermitsTheRestPermitsEverything() {
        RenderedAssert.assertThat(read(BLOCKS + PROFILE + "default log-and-permit\n"))
                .permits("evil.test")
                .isUnderstood();
    }

    @Test
    void aProfileThatDoesNotSayWhatHappensToTheRestLeavesItOpen() {
        RenderedAssert.assertThat(read(value("d1.example.com") + BLOCKS.replaceAll("(?m)^.* default block\n", "")))
                .permits("d1.example.com")
                .leavesOpen("evil.test");
    }

    @Test
    void whileTheFilterCannotDecideAnOpenFallbackLetsEverythingThrough() {
        RenderedAssert.assertThat(
                        read(value("d1.example.com") + BLOCKS + PROFILE + "fallback-settings default log-and-permit\n"))
                .permits("d1.example.com")
                .leavesOpen("evil.test")
                .isUnderstood();
    }

    @Test
    void theBlockListGoesBeforeTheAllowList() {
        String lists = """
                set security utm custom-objects custom-url-category BAD value B
                set security utm custom-objects url-pattern B value www.example.com
                set security utm default-configuration web-filtering url-whitelist C
                set security utm default-configuration web-filtering url-blacklist BAD
                """;
        RenderedAssert.assertThat(read(value("*.example.com") + BLOCKS + lists))
                .permits("a.example.com")
                .denies("www.example.com")
                .isUnderstood();
    }

    @Test
    void betweenTwoCategoriesTheBestPatternWinsWhichIsLeftOpen() {
        RenderedAssert.assertThat(read(value("*.example.com") + BLOCKS + """
                        set security utm custom-objects custom-url-category BAD value B
                        set security utm custom-objects url-pattern B value www.example.com
                        set security utm feature-profile web-filtering juniper-local profile P category BAD action block
                        """))
                .permits("a.example.com")
                .leavesOpen("www.example.com")
                .isUnderstood();
    }

    @Test
    void ofSeveralProfilesThePolicyNamesTheOne() {
        String other = "set security utm feature-profile web-filtering juniper-local profile Q default permit\n";
        String text = value("d1.example.com") + BLOCKS + other;
        RenderedAssert.assertThat(read(text)).leavesOpen("evil.test");
        RenderedAssert.assertThat(read(text + "set security utm utm-policy U web-filtering http-profile P\n"))
                .permits("d1.example.com")
                .denies("evil.test");
        RenderedAssert.assertThat(read("")).leavesOpen("evil.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete security utm",
                "set security utm feature-profile web-filtering type juniper-enhanced",
                "set security policies from-zone a to-zone b policy p then permit",
                "set security utm feature-profile web-filtering juniper-enhanced profile P default block",
            })
    void whatIsNotModelledIsSaid(String line) {
        RenderedAssert.assertThat(read(BLOCKS + line)).hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void bracesAreAnotherNotation() {
        assertThatThrownBy(() -> read("security {\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("display set");
    }

    private static String value(String pattern) {
        return "set security utm custom-objects url-pattern A value " + pattern + "\n";
    }

    private static Reading read(String text) {
        return new JuniperSrx().read(DeviceFiles.of("srx.set", text));
    }

    private static Reading older(String text) {
        return new JuniperSrxReader(false).read(DeviceFiles.of("srx.set", text));
    }
}
