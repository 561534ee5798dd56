package org.sallyport.targets.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class CheckPointReaderTest {

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(read("d1.sophosupd.com\n"))
                .permits("d1.sophosupd.com")
                .denies("x.d1.sophosupd.com")
                .denies("evild1.sophosupd.com")
                .isUnderstood();
    }

    @Test
    void aWildcardLeavesOpenWhetherItBringsTheNameItselfAlong() {
        RenderedAssert.assertThat(read("*.sophos.com\n"))
                .permits("a.b.sophos.com")
                .leavesOpen("sophos.com")
                .denies("evilsophos.com")
                .isUnderstood();
    }

    @Test
    void aDotInFrontBelongsToObjectsAndIsUnknownInAFeed() {
        Reading reading = read("d1.sophosupd.com\n.sophos.com\n");

        RenderedAssert.assertThat(reading)
                .leavesOpen("sophos.com")
                .leavesOpen("a.sophos.com")
                .denies("evilsophos.com")
                .hasLine(2, Line.State.UNKNOWN);
        assertThat(remark(reading, 2)).contains("Domain objects");
    }

    @Test
    void aCommentIsALineOfItsOwn() {
        RenderedAssert.assertThat(read("# b.example.com\na.example.com\n"))
                .permits("a.example.com")
                .denies("b.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read("a.example.com\nc.example.com # why\n"))
                .leavesOpen("c.example.com")
                .hasLine(2, Line.State.UNKNOWN);
    }

    @Test
    void anAddressIsNoDomain() {
        RenderedAssert.assertThat(read("a.example.com\n192.0.2.1\n192.0.2.0/24\n2001:db8::1\n"))
                .permits("a.example.com")
                .hasLine(2, Line.State.WRONG)
                .hasLine(3, Line.State.WRONG)
                .hasLine(4, Line.State.WRONG);
    }

    @Test
    void aStarElsewhereIsUnknown() {
        RenderedAssert.assertThat(read("a.example.com\ntf-*-bucket.example.com\n*sophos.com\n"))
                .leavesOpen("tf-a-bucket.example.com")
                .leavesOpen("evilsophos.com")
                .hasLine(2, Line.State.UNKNOWN)
                .hasLine(3, Line.State.UNKNOWN);
        RenderedAssert.assertThat(read("a.example.com\n*\n")).leavesOpen("evil.test");
    }

    @Test
    void aByteOrderMarkLeavesTheFirstLineOpen() {
        RenderedAssert.assertThat(read("\uFEFFa.example.com\nb.example.com\n"))
                .leavesOpen("a.example.com")
                .permits("b.example.com")
                .hasLine(1, Line.State.UNKNOWN);
    }

    @Test
    void upperCaseIsTheSame() {
        RenderedAssert.assertThat(read("A.Example.COM\r\n")).permits("a.example.com");
    }

    @Test
    void aListOfNothingLetsNothingThrough() {
        RenderedAssert.assertThat(read("# nothing\n\n")).denies("a.example.com").isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"domains\": [ \"a b\" ] }", "<html>\n<body>", "192.0.2.1"})
    void whatIsNoListOfDomainsIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no flat list of domains");
    }

    private static Reading read(String text) {
        return new CheckPoint().read(DeviceFiles.of("feed.txt", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
