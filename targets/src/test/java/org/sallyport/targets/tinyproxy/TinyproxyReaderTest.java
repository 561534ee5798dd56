package org.sallyport.targets.tinyproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class TinyproxyReaderTest {

    private static final String LIST = "Port 8888\nFilter \"/etc/tinyproxy/filter\"\nFilterDefaultDeny Yes\n";
    private static final String EXTENDED = LIST + "FilterExtended Yes\n";

    @Test
    void aBareNameIsFoundAnywhere() {
        RenderedAssert.assertThat(read(LIST, "d1.sophosupd.com\n"))
                .permits("d1.sophosupd.com")
                .permits("evil-d1.sophosupd.com")
                .permits("d1.sophosupd.com.evil.test")
                .permits("d1xsophosupd.com")
                .denies("sophosupd.com")
                .isUnderstood();
    }

    @Test
    void anchorsMakeItOneName() {
        RenderedAssert.assertThat(read(LIST, "^d1\\.sophosupd\\.com$\n"))
                .permits("d1.sophosupd.com")
                .denies("x.d1.sophosupd.com")
                .denies("evil-d1.sophosupd.com")
                .denies("d1.sophosupd.com.evil.test")
                .denies("d1xsophosupd.com")
                .isUnderstood();
    }

    @Test
    void theSubtreeNeedsExtendedExpressions() {
        String rule = "(^|\\.)sophos\\.com$\n";

        RenderedAssert.assertThat(read(EXTENDED, rule))
                .permits("sophos.com")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(LIST, rule))
                .denies("sophos.com")
                .denies("a.sophos.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(LIST, "\\(^\\|\\.\\)sophos\\.com$\n"))
                .permits("sophos.com")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .isUnderstood();
    }

    @Test
    void aStarInFrontNeverMatchesAsABasicExpressionAndStopsTheStartAsAnExtendedOne() {
        RenderedAssert.assertThat(read(LIST, "*.sophos.com\n"))
                .denies("a.sophos.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(EXTENDED, "*.sophos.com\n^a\\.example$\n"))
                .hasLine(5, Line.State.WRONG);
        assertThat(read(EXTENDED, "*.sophos.com\n^a\\.example$\n")
                        .surely()
                        .elsewhere()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aShellPatternIsTheWholeHost() {
        RenderedAssert.assertThat(read(LIST + "FilterType fnmatch\n", "*.sophos.com\nD1.example.com\n"))
                .permits("a.b.sophos.com")
                .denies("sophos.com")
                .denies("a.sophos.com.evil.test")
                .denies("d1.example.com")
                .isUnderstood();
    }

    @Test
    void aFilterTypeInUpperCaseChoosesNothing() {
        Reading reading = read(LIST + "FilterType ERE\n", "(^|\\.)sophos\\.com$\n");

        RenderedAssert.assertThat(reading).denies("sophos.com").isUnderstood();
        assertThat(remark(reading, 4)).contains("only lower case");
    }

    @Test
    void withoutDefaultDenyTheListIsWhatIsRefused() {
        Reading reading = read("Port 8888\nFilter \"/etc/tinyproxy/filter\"\n", "^evil\\.test$\n");

        RenderedAssert.assertThat(reading)
                .permits("anything.example")
                .denies("evil.test")
                .isUnderstood();
        assertThat(remark(reading, 2)).contains("without FilterDefaultDeny");
        assertThat(reading.lines().get(1).names().contains(HostName.parse("anything.example")))
                .isTrue();
    }

    @Test
    void withoutAFilterEverythingPasses() {
        RenderedAssert.assertThat(read("Port 8888\nFilterDefaultDeny Yes\n", "^a\\.example$\n"))
                .permits("evil.test")
                .hasLine(3, Line.State.IRRELEVANT)
                .isUnderstood();
    }

    @Test
    void aNoUndoesNoYes() {
        RenderedAssert.assertThat(read(EXTENDED + "FilterExtended No\nFilterDefaultDeny Off\n", "^(a|b)\\.example$\n"))
                .permits("a.example")
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void anEmptyListLetsNothingThrough() {
        RenderedAssert.assertThat(read(LIST, "# a.example\n\n"))
                .denies("a.example")
                .isUnderstood();
    }

    @Test
    void aRuleEndsAtABlankOrANumberSign() {
        RenderedAssert.assertThat(read(LIST, "^a\\.example$ b.example\n  ^c\\.example$# d.example\r\n"))
                .permits("a.example")
                .permits("c.example")
                .denies("b.example")
                .denies("d.example")
                .isUnderstood();
    }

    @Test
    void aRuleBeyondAsciiMatchesNoName() {
        RenderedAssert.assertThat(read(EXTENDED, "\uFEFF^a\\.example$\nbücher\\.example\n^b\\.[^é]xample$\n"))
                .denies("a.example")
                .denies("xn--bcher-kva.example")
                .permits("b.example")
                .isUnderstood();
    }

    @Test
    void rulesOnUrlsLeaveEverythingOpen() {
        RenderedAssert.assertThat(read(LIST + "FilterURLs On\n", "a\\.example\n"))
                .leavesOpen("evil.test")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void connectPortIsOneForAllNamesAndNoLimitOfPlainRequests() {
        Reading reading = read(LIST + "ConnectPort 443\nConnectPort 0563\n", "^a\\.example$\n");

        RenderedAssert.assertThat(reading)
                .permits("a.example", 80)
                .permits("a.example", 443)
                .permits("a.example", 371)
                .isUnderstood();
        assertThat(reading.surely().elsewhere().isEmpty()).isTrue();
        assertThat(reading.possibly().elsewhere().contains(HostName.parse("a.example")))
                .isTrue();
    }

    @Test
    void aFilterThatIsNotGivenLeavesEverythingOpen() {
        Reading reading = new Tinyproxy().read(DeviceFiles.of("tinyproxy.conf", LIST));

        RenderedAssert.assertThat(reading).leavesOpen("a.example").hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FilterDefaultDeny Yes # why",
                " # indented comment",
                "Filter /etc/tinyproxy/filter",
                "FilterDefaultDeny",
                "FilterDefaultDeny Yes\r",
                "Whatever Yes"
            })
    void whatTinyproxyDoesNotTakeStopsItsStart(String line) {
        Reading reading = read(LIST + line + "\n", "^a\\.example$\n");

        RenderedAssert.assertThat(reading).hasLine(4, Line.State.WRONG);
        assertThat(reading.surely().elsewhere().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upstream http 192.0.2.1:3128", "ReversePath \"/x/\" \"http://x.example/\""})
    void whatHandsRequestsOnIsNotModelled(String line) {
        RenderedAssert.assertThat(read(LIST + line + "\n", "^a\\.example$\n")).hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a", "a\\1", "^a{1,300}$", "\\<a"})
    void anExpressionThatIsNotModelledLeavesEverythingOpen(String rule) {
        RenderedAssert.assertThat(read(EXTENDED, rule)).leavesOpen("evil.test").hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aLineThatTinyproxyWouldCutIsNotTrusted() {
        RenderedAssert.assertThat(read(EXTENDED, "# " + "é".repeat(254) + "\n"))
                .denies("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(read(EXTENDED, "# " + "é".repeat(254) + "x\n"))
                .leavesOpen("evil.test")
                .hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aBinaryFileIsRefused() {
        assertThatThrownBy(() -> read("Port 8888\n", "a\0b")).isInstanceOf(InputException.class);
    }

    private static Reading read(String configuration, String filter) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tinyproxy.conf", configuration);
        files.put("filter", filter);
        return new Tinyproxy().read(new DeviceFiles(files));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
