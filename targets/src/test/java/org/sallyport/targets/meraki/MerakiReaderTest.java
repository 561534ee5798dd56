package org.sallyport.targets.meraki;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class MerakiReaderTest {

    @Test
    void aNameTakesAllBelowItAlong() {
        RenderedAssert.assertThat(read("\"Sophos.com\"", "\"*\""))
                .permits("sophos.com")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .denies("sophos.com.evil.test")
                .isUnderstood();
    }

    @Test
    void withoutAStarAmongTheBlockedTheRestPasses() {
        RenderedAssert.assertThat(read("\"sophos.com\"", "\"example.com\""))
                .permits("sophos.com")
                .leavesOpen("evil.test");
    }

    @Test
    void theAllowListGoesBeforeTheBlockListSoAStarInItOpensEverything() {
        RenderedAssert.assertThat(read("\"*\"", "\"example.com\""))
                .permits("example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read("\"a.example.com\"", "\"example.com\", \"*\""))
                .permits("a.example.com")
                .denies("b.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.example.com", "http://a.example.com", "a.example.com/news"})
    void whatTheManualDoesNotPromiseIsLeftOpen(String pattern) {
        RenderedAssert.assertThat(read("\"" + pattern + "\"", "\"*\""))
                .leavesOpen("a.example.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exam ple.com", "tf-*-b.example.com", "*example.com", "example.com:8443"})
    void whatIsNoPatternIsNotKnown(String pattern) {
        RenderedAssert.assertThat(read("\"" + pattern + "\"", "\"*\""))
                .denies("example.com")
                .hasLine(2, Line.State.UNKNOWN);
    }

    @Test
    void categoriesStopNothingThatIsAllowedAndAnotherKeyIsNotKnown() {
        RenderedAssert.assertThat(read("\"a.example.com\"", "\"*\" ], \"blockedUrlCategories\": [ \"c\""))
                .permits("a.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read("\"a.example.com\"", "\"*\" ],\n\"followMe\": [ \"c\""))
                .hasLine(4, Line.State.UNKNOWN);
    }

    @Test
    void anotherProductsFileIsRefused() {
        assertThatThrownBy(() -> new Meraki().read(DeviceFiles.of("a.json", "{ \"rules\": [] }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("contentFiltering API");
        assertThatThrownBy(() -> read("\"a.example.com\",", "\"*\"")).isInstanceOf(InputException.class);
    }

    /** The allowed patterns stand on the second line. */
    private static Reading read(String allowed, String blocked) {
        return new Meraki()
                .read(DeviceFiles.of(
                        "content-filtering.json",
                        "{ \"allowedUrlPatterns\": [\n" + allowed + "],\n\"blockedUrlPatterns\": [" + blocked
                                + "] }\n"));
    }
}
