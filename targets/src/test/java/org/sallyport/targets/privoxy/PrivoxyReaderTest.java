package org.sallyport.targets.privoxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class PrivoxyReaderTest {

    private static final String CONFIG = "confdir /etc/privoxy\nactionsfile sallyport.action\nenforce-blocks 1\n";
    private static final String BLOCK_ALL = "{ +block{all} }\n/\n{ -block }\n";

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(list("d1.sophosupd.com\n"))
                .permits("d1.sophosupd.com")
                .denies("x.d1.sophosupd.com")
                .denies("evil-d1.sophosupd.com")
                .denies("d1.sophosupd.com.evil.test")
                .isUnderstood();
    }

    @Test
    void aDotInFrontIsTheNameAndAllBelow() {
        RenderedAssert.assertThat(list(".sophos.com\n"))
                .permits("sophos.com")
                .permits("a.b.sophos.com")
                .denies("evilsophos.com")
                .denies("sophos.com.evil.test")
                .isUnderstood();
    }

    @Test
    void aStarIsExactlyOneLabel() {
        RenderedAssert.assertThat(list("*.sophos.com\n"))
                .permits("a.sophos.com")
                .denies("sophos.com")
                .denies("a.b.sophos.com")
                .isUnderstood();
    }

    @Test
    void aDotAtTheEndLeavesOpenWhatFollows() {
        RenderedAssert.assertThat(list("sophos.com.\n"))
                .permits("sophos.com")
                .permits("sophos.com.evil.test")
                .denies("a.sophos.com")
                .isUnderstood();
        RenderedAssert.assertThat(list(".sophos.\n"))
                .permits("a.sophos.evil.test")
                .denies("asophos.evil.test")
                .isUnderstood();
    }

    @Test
    void aStarInsideALabelIsReadWhereItMeansOne() {
        RenderedAssert.assertThat(list("tf-*-bucket.s3.example.com\n"))
                .permits("tf-a-bucket.s3.example.com")
                .denies("tf-a.b-bucket.s3.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(list("tf-*-b-x.example.com\n"))
                .leavesOpen("tf-a-b-x.example.com")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anExpressionIsBoundToTheEndOnly() {
        RenderedAssert.assertThat(list("PCRE-HOST-PATTERN:sophos\\.com\n"))
                .permits("evilsophos.com")
                .denies("sophos.com.evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(list("PCRE-HOST-PATTERN:^evil|^sophos\\.com$\n"))
                .permits("sophos.com")
                .permits("evil.anything")
                .denies("a.sophos.com")
                .isUnderstood();
    }

    @Test
    void portsBelongToThePattern() {
        RenderedAssert.assertThat(list(".sophos.com:443\na.example:80,8000-8001\n"))
                .permits("a.sophos.com", 443)
                .denies("a.sophos.com", 80)
                .permits("a.example", 8001)
                .denies("a.example", 443)
                .isUnderstood();
    }

    @Test
    void aUrlIsNoPattern() {
        RenderedAssert.assertThat(list("https://sophos.com\nhttp://sophos.com/\n"))
                .denies("sophos.com")
                .denies("https")
                .isUnderstood();
    }

    @Test
    void theLastPatternDecides() {
        RenderedAssert.assertThat(list(".sophos.com\n{ +block{x} }\na.sophos.com\n"))
                .permits("b.sophos.com")
                .denies("a.sophos.com")
                .isUnderstood();
        RenderedAssert.assertThat(list(".sophos.com\n{ +block{x} }\n/\n"))
                .denies("b.sophos.com")
                .isUnderstood();
    }

    @Test
    void whatNothingBlocksPasses() {
        RenderedAssert.assertThat(read(CONFIG, "{ +block{x} }\n.evil.test\n"))
                .permits("a.example")
                .denies("a.evil.test")
                .isUnderstood();
    }

    @Test
    void aPathIsSomeRequestsOnly() {
        RenderedAssert.assertThat(list(".sophos.com\n.evil.test/images/\n{ +block{x} }\na.sophos.com/banner\n"))
                .permits("b.sophos.com")
                .leavesOpen("a.sophos.com")
                .leavesOpen("evil.test")
                .isUnderstood();
    }

    @Test
    void tunnelsAreLimitedForAll() {
        Reading reading = list("a.example\n{ +limit-connect{443} }\n/\n");

        RenderedAssert.assertThat(reading)
                .permits("a.example")
                .denies("evil.test")
                .isUnderstood();
        assertThat(reading.surely().elsewhere().isEmpty()).isTrue();
        assertThat(reading.possibly().elsewhere().isEmpty()).isFalse();
        RenderedAssert.assertThat(list("{ -block +limit-connect{443} }\na.example\n"))
                .hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aliasesStandForTheirActions() {
        RenderedAssert.assertThat(read(
                        CONFIG,
                        "{{alias}}\nno = +block{no}\nyes = -block +prevent-compression\n{ No }\n/\n{yes}\na.example\n"))
                .permits("a.example")
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void aBackslashJoinsLinesOutsideOfCommentsOnTheirOwn() {
        RenderedAssert.assertThat(list("a.\\\nexample\n# why \\\nb.example\nc.example # why \\\nd.example\n"))
                .permits("a.example")
                .permits("b.example")
                .denies("c.example")
                .denies("d.example")
                .isUnderstood();
    }

    @Test
    void withoutEnforceBlocksEverythingCanPass() {
        RenderedAssert.assertThat(read(CONFIG.replace("enforce-blocks 1\n", ""), BLOCK_ALL + "a.example\n"))
                .permits("a.example")
                .leavesOpen("evil.test");
        Reading reading = read(CONFIG.replace("blocks 1", "blocks 0"), BLOCK_ALL + "a.example\n");
        RenderedAssert.assertThat(reading).leavesOpen("evil.test").isUnderstood();
        assertThat(remark(reading, 3)).contains("PRIVOXY-FORCE");
        assertThat(reading.lines().get(2).names()).isEqualTo(NameSet.all());
    }

    @Test
    void switchedOffItLetsEverythingThrough() {
        RenderedAssert.assertThat(read(CONFIG + "toggle 0\n", BLOCK_ALL))
                .permits("evil.test")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable-remote-toggle 1",
                "enable-edit-actions 1",
                "forward / proxy.example:3128",
                "deny-access 192.0.2.0/24 evil.test",
                "trustfile trust",
                "actionsfile default.action"
            })
    void whatAlsoDecidesIsNotSupported(String line) {
        Reading reading = read(CONFIG + line + "\n", BLOCK_ALL + "a.example\n");

        RenderedAssert.assertThat(reading).leavesOpen("a.example").hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aMisspelledDirectiveIsUnknown() {
        RenderedAssert.assertThat(read(CONFIG + "enforce-block 1\n", BLOCK_ALL)).hasLine(4, Line.State.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAG:^x",
                "[ab].example",
                "a.example:1024-",
                "a.example:http",
                "PCRE-HOST-PATTERN:(?=a)b",
                "*a?.b"
            })
    void aPatternThatIsNotModelledLeavesEverythingOpen(String pattern) {
        RenderedAssert.assertThat(list(pattern + "\n")).leavesOpen("evil.test").hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ +redirect{x} }", "{ +forward-override{forward .} }", "{ +https-inspection }"})
    void anActionThatAnswersInPlaceOfTheServerIsNotSupported(String header) {
        RenderedAssert.assertThat(list("a.example\n" + header + "\n/\n"))
                .leavesOpen("a.example")
                .hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ +block{x}", "{ +block{x}}}", "{{alias}}", "{{whatever}}"})
    void whatPrivoxyDoesNotTakeStopsItsStart(String line) {
        Reading reading = list(line + "\n");

        RenderedAssert.assertThat(reading).hasLine(4, Line.State.WRONG);
        assertThat(reading.surely().elsewhere().isEmpty()).isTrue();
    }

    @Test
    void aCarriageReturnInsideALineIsNotTrusted() {
        RenderedAssert.assertThat(list("# x\revil.test\n"))
                .leavesOpen("evil.test")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    private static Reading list(String patterns) {
        return read(CONFIG, BLOCK_ALL + patterns);
    }

    /** The lines of the actions file come first, as the tests count them, where the configuration needs no attention. */
    private static Reading read(String config, String actions) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("config", config);
        files.put("sallyport.action", actions);
        Reading reading = new Privoxy().read(new DeviceFiles(files));
        return config.equals(CONFIG)
                ? new Reading(
                        reading.lines().stream()
                                .filter(line -> line.file().equals("sallyport.action"))
                                .toList(),
                        reading.surely(),
                        reading.possibly())
                : reading;
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
