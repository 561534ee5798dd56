package org.sallyport.targets.watchguard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class WatchGuardReaderTest {

    @Test
    void aStarIsTheNameItselfAndAnyDepthBelow() {
        RenderedAssert.assertThat(read("*.example.com\n"))
                .permits("example.com")
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(read("Host.example.com\n"))
                .permits("host.example.com")
                .denies("x.host.example.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.com", "*.*.example.com", "example*.com", "*.example.*.com", "example.*.com", "*", "a b"})
    void whatTheFireboxDoesNotTakeIsWrong(String entry) {
        RenderedAssert.assertThat(read(entry)).denies("a.example.com").hasLine(1, Line.State.WRONG);
    }

    @Test
    void beforeTwelveTwoAStarStandsBelowADomainOnly() {
        Reading older = new WatchGuardReader(false)
                .read(DeviceFiles.of("alias.txt", "*.example.com\n*.b.example.com\n*.c.example.org\n"));

        RenderedAssert.assertThat(older)
                .permits("a.b.example.com")
                .denies("a.c.example.org")
                .hasLine(3, Line.State.WRONG);
    }

    @Test
    void notesAndAddressesAreNoNames() {
        RenderedAssert.assertThat(read("# *.example.com\n\n192.0.2.0/24\n2001:db8::1\n"))
                .denies("a.example.com")
                .isUnderstood();
    }

    @Test
    void anotherProductsFileIsRefused() {
        assertThatThrownBy(() -> read("<profile>"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no list of names");
    }

    private static Reading read(String text) {
        return new WatchGuard().read(DeviceFiles.of("alias.txt", text));
    }
}
