package org.sallyport.targets.ciscoftd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class CiscoFtdReaderTest {

    @Test
    void aNameBringsAllBelowItAndNothingThatOnlyLooksLikeIt() {
        RenderedAssert.assertThat(read("Example.com"))
                .permits("example.com")
                .permits("www.example.com")
                .permits("a.eu.example.com")
                .denies("example.co.uk")
                .denies("examplexyz.com")
                .denies("evilexample.com")
                .denies("example.com.malicious-site.com")
                .isUnderstood();
    }

    @Test
    void aSlashBehindItMakesItExact() {
        RenderedAssert.assertThat(read("https://example.com/"))
                .permits("example.com")
                .denies("www.example.com")
                .isUnderstood();
    }

    @Test
    void aBareTopLevelDomainCatchesEveryNameThatEndsWithIt() {
        RenderedAssert.assertThat(read("org"))
                .permits("evil.org")
                .permits("www.edu.org")
                .denies("evil.com")
                .isUnderstood();
    }

    @Test
    void aStarIsOneWholeLabel() {
        RenderedAssert.assertThat(read("*.example.com"))
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("example.com");
        RenderedAssert.assertThat(read("www.*.com"))
                .permits("www.evil.com")
                .permits("x.www.evil.com")
                .denies("www.a.evil.com")
                .isUnderstood();
        RenderedAssert.assertThat(read("example.*"))
                .permits("example.de")
                .permits("a.example.de")
                .denies("example.co.uk");
        RenderedAssert.assertThat(read("example.*/")).permits("example.de").denies("a.example.de");
    }

    @Test
    void aPathLeavesTheHostOpen() {
        RenderedAssert.assertThat(read("www.cisco.com/c/en/us"))
                .leavesOpen("www.cisco.com")
                .denies("x.www.cisco.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example*.com", "example.com/*", "exam ple.com", "tf-*-x.example.com", "example.com:8443"})
    void whatTheListDoesNotTakeIsWrong(String entry) {
        RenderedAssert.assertThat(read(entry)).denies("example.com").hasLine(1, Line.State.WRONG);
    }

    @Test
    void commentsAndAddressesAreNoNames() {
        RenderedAssert.assertThat(read("# example.com\n\n10.10.*.*\n192.0.2.1\n"))
                .denies("example.com")
                .hasLine(1, Line.State.IRRELEVANT)
                .hasLine(3, Line.State.UNDERSTOOD)
                .isUnderstood();
    }

    @Test
    void anotherProductsFileIsRefused() {
        assertThatThrownBy(() -> read("{ \"name\": \"x\" }"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no list of URLs");
    }

    private static Reading read(String text) {
        return new CiscoFtd().read(DeviceFiles.of("ftd-urls.txt", text));
    }
}
