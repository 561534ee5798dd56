package org.sallyport.targets.panos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class PanOsReaderTest {

    @Test
    void aNameWithItsSlashIsThatNameOnly() {
        RenderedAssert.assertThat(read(list("d1.sophosupd.com/")))
                .permits("d1.sophosupd.com", 443)
                .denies("d1.sophosupd.com", 80)
                .denies("x.d1.sophosupd.com")
                .denies("evild1.sophosupd.com")
                .denies("d1.sophosupd.com.evil.net")
                .isUnderstood();
    }

    @Test
    void anAsteriskIsOneOrMoreTokensAndNeverNone() {
        RenderedAssert.assertThat(read(list("*.sophos.com/")))
                .permits("a.sophos.com", 443)
                .permits("a.b.sophos.com", 443)
                .denies("sophos.com")
                .denies("evilsophos.com")
                .denies("a.sophos.com.evil.net")
                .isUnderstood();
    }

    @Test
    void aCaretIsExactlyOneToken() {
        RenderedAssert.assertThat(read(list("^.sophos.com/")))
                .permits("a.sophos.com", 443)
                .denies("a.b.sophos.com")
                .denies("sophos.com")
                .isUnderstood();
    }

    @Test
    void wildcardsInTheMiddleAreTokensAsWell() {
        RenderedAssert.assertThat(read(list("mail.*.example.com/")))
                .permits("mail.a.example.com", 443)
                .permits("mail.a.b.example.com", 443)
                .denies("mail.example.com")
                .isUnderstood();
    }

    @Test
    void withoutItsSlashAnEntryLeavesOpenWhatComesBehind() {
        Reading reading = read(list("sophos.com"));

        RenderedAssert.assertThat(reading)
                .permits("sophos.com", 443)
                .leavesOpen("sophos.com.evil.net")
                .denies("sophos.community")
                .isUnderstood();
        assertThat(remark(reading, 2)).contains("before PAN-OS 10.2");
    }

    @Test
    void beforeRelease102AnEntryWithoutItsSlashIsOpenAtItsEnd() {
        RenderedAssert.assertThat(read(list("*.sophos.com"), "10.1.9"))
                .permits("a.sophos.com", 443)
                .permits("a.sophos.com.evil.net", 443)
                .denies("sophos.com");
    }

    @Test
    void fromRelease102OnItEndsWhereItEnds() {
        RenderedAssert.assertThat(read(list("sophos.com"), "10.2"))
                .permits("sophos.com", 443)
                .denies("sophos.com.evil.net");
    }

    @Test
    void aPathLetsANameThroughForSomeAddressesOnly() {
        RenderedAssert.assertThat(read(list("sophos.com/*"))).leavesOpen("sophos.com");
        RenderedAssert.assertThat(read(list("sophos.com/downloads/"))).leavesOpen("sophos.com");
    }

    @Test
    void aSchemeLeavesOpenWhetherTheEntryMatches() {
        RenderedAssert.assertThat(read(list("https://sophos.com/"))).leavesOpen("sophos.com");
    }

    @ParameterizedTest
    @CsvSource({"tf-*-bucket.example.com/", "*sophos.com/", "sophos.com:8443/", "a..sophos.com/", "a&b.example.com/"})
    void whatIsNotDocumentedIsUnknownAndLeavesEverythingOpen(String entry) {
        RenderedAssert.assertThat(read(list(entry))).leavesOpen("evil.test").hasLine(2, Line.State.UNKNOWN);
    }

    @Test
    void allEntriesOfAListInBracketsCount() {
        RenderedAssert.assertThat(read(list("[ a.example.com/ *.example.net/ ]")))
                .permits("a.example.com", 443)
                .permits("x.example.net", 443)
                .isUnderstood();
    }

    @Test
    void upperCaseIsTheSame() {
        RenderedAssert.assertThat(read(list("D1.SophosUpd.COM/"))).permits("d1.sophosupd.com", 443);
    }

    @Test
    void setAddsToAListAndDeleteEmptiesIt() {
        String more = "set profiles custom-url-category c list b.example.com/\n";
        String delete = "delete profiles custom-url-category c list\n";

        RenderedAssert.assertThat(read(list("a.example.com/") + more))
                .permits("a.example.com", 443)
                .permits("b.example.com", 443);
        RenderedAssert.assertThat(read(list("a.example.com/") + delete + more))
                .denies("a.example.com")
                .permits("b.example.com", 443)
                .isUnderstood();
        RenderedAssert.assertThat(read(list("[ a.example.com/ b.example.com/ ]")
                        + "delete profiles custom-url-category c list a.example.com/\n"))
                .denies("a.example.com")
                .permits("b.example.com", 443);
    }

    @Test
    void aRuleAboveThatLetsAllThroughMakesTheListVoid() {
        RenderedAssert.assertThat(read(rule("all", "service any action allow") + list("a.example.com/")))
                .permits("evil.test", 443)
                .isUnderstood();
    }

    @Test
    void theFirstRuleThatFitsDecidesAndMoveChangesTheOrder() {
        String deny = rule("none", "service any action deny");

        RenderedAssert.assertThat(read(list("a.example.com/") + deny))
                .permits("a.example.com", 443)
                .isUnderstood();
        RenderedAssert.assertThat(read(list("a.example.com/") + deny + "move rulebase security rules none top\n"))
                .denies("a.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(list("a.example.com/") + deny + "move rulebase security rules none before r\n"))
                .denies("a.example.com");
    }

    @Test
    void theDefaultRuleBetweenZonesCanLetEverythingThrough() {
        RenderedAssert.assertThat(read(list("a.example.com/")
                        + "set rulebase default-security-rules rules interzone-default action allow\n"))
                .permits("evil.test", 443);
    }

    @Test
    void aRuleThatIsSwitchedOffDecidesNothing() {
        RenderedAssert.assertThat(read(list("a.example.com/") + "set rulebase security rules r disabled yes\n"))
                .denies("a.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "source 192.0.2.1, UNDERSTOOD",
        "application ssl, UNDERSTOOD",
        "schedule nights, NOT_SUPPORTED",
        "profile-setting group strict, NOT_SUPPORTED",
        "hip-profiles managed, NOT_SUPPORTED",
    })
    void whatLooksAtTheClientOrTheApplicationLeavesOpenWhatPasses(String attribute, Line.State state) {
        String rule = rule("r", "service any category c action allow")
                .replace("source any ", "")
                .replace("application any ", "");
        String rest = "set rulebase security rules r application any source any\n";
        String more = "set rulebase security rules r " + attribute + "\n";

        RenderedAssert.assertThat(read("set profiles custom-url-category c list a.example.com/\n" + more + rule
                        + (attribute.startsWith("source")
                                ? rest.replace("source any", "")
                                : attribute.startsWith("application") ? rest.replace("application any", "") : rest)))
                .leavesOpen("a.example.com")
                .denies("evil.test")
                .hasLine(2, state);
    }

    @Test
    void aNegatedDestinationCanBeAnything() {
        RenderedAssert.assertThat(
                        read(list("a.example.com/") + "set rulebase security rules r negate-destination yes\n"))
                .leavesOpen("evil.test");
    }

    @Test
    void aCategoryThatTheTextDoesNotHaveCanBeAnything() {
        RenderedAssert.assertThat(read(rule("r", "service any category computer-and-internet-info action allow")))
                .leavesOpen("evil.test")
                .hasLine(1, Line.State.UNKNOWN);
    }

    @Test
    void aRuleWithoutAnActionIsRefusedAndTheCommitWithIt() {
        RenderedAssert.assertThat(read(rule("r", "service any category c")
                        + "set profiles custom-url-category c list a.example.com/\n"))
                .hasLine(1, Line.State.WRONG)
                .denies("a.example.com");
    }

    @Test
    void servicesAndTheirGroupsSayThePorts() {
        String services = """
                set service web protocol tcp port 80,8000-8002
                set service quic protocol udp port 443
                set service-group both members [ web quic ]
                """;

        RenderedAssert.assertThat(read(services + list("a.example.com/").replace("service-https", "both")))
                .permits("a.example.com", 80)
                .permits("a.example.com", 8001)
                .denies("a.example.com", 443)
                .isUnderstood();
    }

    @Test
    void objectsMayBeCalledLikeAttributes() {
        RenderedAssert.assertThat(read("""
                        set profiles custom-url-category type list a.example.com/
                        set profiles custom-url-category type list b.example.com/
                        set service port protocol tcp port 443
                        """ + rule("r", "service port category type action allow")))
                .permits("a.example.com", 443)
                .permits("b.example.com", 443)
                .isUnderstood();
    }

    @Test
    void commandsOfAVirtualSystemAreThoseOfTheFirewall() {
        RenderedAssert.assertThat(read(list("a.example.com/").replace("set ", "set vsys vsys1 ")))
                .permits("a.example.com", 443)
                .isUnderstood();
    }

    @Test
    void rulesOfPanoramaAreNotSupported() {
        RenderedAssert.assertThat(read(list("a.example.com/") + "set device-group x pre-rulebase security rules y\n"))
                .leavesOpen("evil.test");
    }

    @Test
    void aCommentIsRefusedAndNothingElseHappens() {
        Reading reading = read(list("a.example.com/") + "# list b.example.com/\n");

        RenderedAssert.assertThat(reading).denies("b.example.com").isUnderstood();
        assertThat(remark(reading, 4)).contains("no comments");
    }

    @Test
    void anUnknownCommandLeavesEverythingOpen() {
        RenderedAssert.assertThat(read(list("a.example.com/") + "frobnicate\n")).leavesOpen("evil.test");
    }

    @Test
    void aListOfUrlsIsReadByTheSameRules() {
        RenderedAssert.assertThat(read("sophos.com/\n*.sophos.com/\n"))
                .permits("sophos.com")
                .permits("a.b.sophos.com")
                .denies("sophos.com.evil.net")
                .isUnderstood();
        RenderedAssert.assertThat(read("sophos.com\n")).permits("sophos.com").leavesOpen("sophos.com.evil.net");
    }

    @Test
    void aCaretInAListOfDomainsIsExactlyThisName() {
        RenderedAssert.assertThat(read("^d1.sophosupd.com\n*.sophos.com\nsophosxl.net\n"))
                .permits("d1.sophosupd.com")
                .denies("x.d1.sophosupd.com")
                .permits("a.b.sophos.com")
                .leavesOpen("sophos.com")
                .permits("sophosxl.net")
                .leavesOpen("x.sophosxl.net")
                .isUnderstood();
    }

    @Test
    void whatIsNeitherCommandsNorAListIsRefused() {
        assertThatThrownBy(() -> read("<html>\n<body>\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither set commands");
    }

    /** Line 1 is the category's type, line 2 its list, line 3 the rule. */
    private static String list(String entries) {
        return "set profiles custom-url-category c type \"URL List\"\n"
                + "set profiles custom-url-category c list " + entries + "\n"
                + rule("r", "service service-https category c action allow");
    }

    private static String rule(String name, String rest) {
        return "set rulebase security rules " + name
                + " from trust to untrust source any destination any application any " + rest + "\n";
    }

    private static Reading read(String text) {
        return new PanOs().read(DeviceFiles.of("panos.txt", text));
    }

    private static Reading read(String text, String version) {
        Device device = new Device(
                Id.parse("pan-os"),
                Id.parse("pan-os"),
                Optional.empty(),
                Inexpressible.FAIL,
                Optional.of(version),
                Map.of());
        return new PanOs().read(DeviceFiles.of("panos.txt", text), device);
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
