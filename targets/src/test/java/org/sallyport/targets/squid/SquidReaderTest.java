package org.sallyport.targets.squid;

import static org.sallyport.targets.RenderedAssert.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class SquidReaderTest {

    @Test
    void aValueWithALeadingDotIsTheNameAndEverythingBelow() {
        assertThat(allowing("acl a dstdomain -n .example.com"))
                .permits("example.com")
                .permits("a.b.example.com")
                .denies("evil-example.com")
                .denies("evilexample.com")
                .denies("example.com.evil.net");
    }

    @Test
    void aValueWithoutADotIsOneNameInWhateverCase() {
        assertThat(allowing("acl a dstdomain -n D1.Example.COM"))
                .permits("d1.example.com")
                .denies("x.d1.example.com")
                .denies("example.com");
    }

    @Test
    void aValueForATopLevelDomainOpensAllOfIt() {
        assertThat(allowing("acl a dstdomain -n .com"))
                .permits("com")
                .permits("evil.com")
                .denies("evil.net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*.example.com", "example.com.", ".example.com.", "https://example.com/", "example.com:443"})
    void whatLooksLikeANameAndIsNoneNeverMatches(String value) {
        Reading reading = allowing("acl a dstdomain -n " + value);

        assertThat(reading).denies("example.com").denies("a.example.com").isUnderstood();
        Assertions.assertThat(reading.lines().getFirst().remark()).isPresent();
    }

    @Test
    void withoutTheOptionNAnAddressCanPassByItsReverseName() {
        Reading reading = allowing("acl a dstdomain .example.com");

        assertThat(reading).permits("a.example.com").isUnderstood();
        Assertions.assertThat(reading.lines().getFirst().remark().orElseThrow().english())
                .contains("-n");
    }

    @Test
    void anExpressionIsFoundAnywhereUnlessItIsBoundToTheEnds() {
        assertThat(allowing("acl a dstdom_regex -n example\\.com"))
                .permits("example.com.evil.net")
                .permits("evil-example.com");
        assertThat(allowing("acl a dstdom_regex -n ^([^.]+\\.)*example\\.com$"))
                .permits("a.b.example.com")
                .denies("evil-example.com")
                .denies("example.com.evil.net");
    }

    @Test
    void capitalsInAnExpressionCountOnlyWithTheOptionIForTheRestOfTheLine() {
        assertThat(allowing("acl a dstdom_regex -n ^A\\.com$ -i ^B\\.com$ +i ^C\\.com$"))
                .denies("a.com")
                .permits("b.com")
                .denies("c.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)", "\\bexample", "a+?", "a\\ b"})
    void anExpressionThatIsNotModelledLeavesTheMatchOpen(String expression) {
        assertThat(allowing("acl a dstdom_regex -n " + expression))
                .hasLine(1, Line.State.NOT_SUPPORTED)
                .leavesOpen("example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com .example.com",
                ".example.com example.com",
                "a.example.com .example.com",
                ".a.example.com .example.com"
            })
    void valuesThatOverlapStopSquid(String values) {
        assertThat(allowing("acl a dstdomain -n " + values)).hasLine(1, Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {".example.com a.example.com", "example.com example.com", ".example.com .example.com"})
    void aValueThatAnEarlierOneCoversIsHarmless(String values) {
        assertThat(allowing("acl a dstdomain -n " + values)).isUnderstood().permits("example.com");
    }

    @Test
    void valuesOfSeveralLinesAreAlternativesAndListsOfOneRuleAreConditions() {
        assertThat(read("""
                        acl a dstdomain -n a.com
                        acl a dstdomain -n b.com
                        acl b dstdomain -n b.com c.com
                        http_access allow a b
                        http_access deny all
                        """)).denies("a.com").permits("b.com").denies("c.com");
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        assertThat(read("""
                        acl bad dstdomain -n bad.example.com
                        acl good dstdomain -n .example.com
                        http_access deny bad
                        http_access allow good
                        http_access deny all
                        """)).denies("bad.example.com").permits("a.example.com");
    }

    @Test
    void aRuleInFrontOfTheListMakesItVoid() {
        assertThat(read("""
                        acl localnet src 10.0.0.0/8
                        acl good dstdomain -n .example.com
                        http_access allow localnet
                        http_access allow good
                        http_access deny all
                        """)).permits("example.com").leavesOpen("evil.net");
    }

    @Test
    void whereNoRuleMatchesTheOppositeOfTheLastOneDecides() {
        assertThat(read("acl a dstdomain -n a.com\nhttp_access allow a\n"))
                .permits("a.com")
                .denies("b.com");
        assertThat(read("acl a dstdomain -n a.com\nhttp_access deny a\n"))
                .denies("a.com")
                .permits("b.com");
        assertThat(read("acl a dstdomain -n a.com\n")).denies("a.com");
    }

    @Test
    void aNegatedListMatchesAllOtherNames() {
        assertThat(read("acl a dstdomain -n a.com\nhttp_access deny !a\nhttp_access allow all\n"))
                .permits("a.com")
                .denies("b.com");
    }

    @Test
    void portsAndMethodsAreToldApart() {
        assertThat(read("""
                        acl SSL_ports port 443
                        acl Safe_ports port 80 443 1025-65535
                        acl a dstdomain -n a.com
                        http_access deny !Safe_ports
                        http_access deny CONNECT !SSL_ports
                        http_access allow a
                        http_access deny all
                        """))
                .permits("a.com", 443)
                .permits("a.com", 80)
                .denies("a.com", 21)
                .isUnderstood();
    }

    @Test
    void atAnUnusualPortOnlyWhatPassesByBothMethodsPassesSurely() {
        Reading reading = read("""
                acl a dstdomain -n a.com
                http_access deny CONNECT
                http_access allow a
                http_access deny all
                """);

        assertThat(reading).permits("a.com", 80).leavesOpen("a.com");
        Assertions.assertThat(reading.surely().elsewhere().isEmpty()).isTrue();
        Assertions.assertThat(reading.possibly().elsewhere().isEmpty()).isFalse();
    }

    @Test
    void namesOfListsAreTheSameInUpperAndLowerCase() {
        assertThat(read("acl Good dstdomain -n a.com\nhttp_access allow GOOD\nhttp_access deny ALL\n"))
                .permits("a.com");
    }

    @Test
    void aGroupOfListsMatchesAsItsKindSays() {
        assertThat(read("""
                        acl a dstdomain -n a.com
                        acl b dstdom_regex -n ^b\\.com$
                        acl either any-of a b
                        acl neither all-of !a !b
                        http_access deny neither
                        http_access allow either
                        """)).permits("a.com").permits("b.com").denies("c.com");
    }

    @Test
    void theManagersPagesAreFoundAtEveryHost() {
        Reading reading = read("http_access allow manager\nhttp_access deny all\n");

        Assertions.assertThat(reading.surely().at(Port.HTTP).isEmpty()).isTrue();
        Assertions.assertThat(reading.possibly().at(Port.HTTP).isEmpty()).isFalse();
    }

    @Test
    void aLineGoesOnBehindABackslashEvenOverAComment() {
        assertThat(read("acl a dstdomain -n a.com \\\n# not here \\\n\n  b.com\nhttp_access allow a\n"))
                .permits("a.com")
                .permits("b.com");
        assertThat(read("acl a dstdomain -n a.c\\\nom\r\nhttp_access allow a\r\n"))
                .permits("a.com");
    }

    @Test
    void aLastLineThatGoesOnIsDropped() {
        assertThat(read("http_access deny all\nhttp_access allow all \\")).denies("a.com");
    }

    @Test
    void aCommentMayStandBehindValuesButNotInsideOne() {
        assertThat(read("acl a dstdomain -n a.com # b.com\nacl a dstdomain -n c#d.com\nhttp_access allow a\n"))
                .permits("a.com")
                .denies("b.com")
                .denies("d.com");
    }

    @Test
    void valuesCanStandInAFileOneALine() {
        DeviceFiles files = files(
                "squid.conf",
                "acl a dstdomain -n \"/etc/squid/list.txt\"\nhttp_access allow a\nhttp_access deny all\n",
                "list.txt",
                "# names\r\n  a.com  # the first\r\nb.com c.com\r\n\r\n.d.com\r\n");

        assertThat(new Squid().read(files))
                .permits("a.com")
                .denies("b.com")
                .denies("c.com")
                .permits("x.d.com")
                .isUnderstood();
    }

    @Test
    void aByteOrderMarkSpoilsTheFirstValue() {
        DeviceFiles files = files(
                "squid.conf", "acl a dstdomain -n \"list\"\nhttp_access allow a\n", "list", "\uFEFFa.com\nb.com\n");

        assertThat(new Squid().read(files)).denies("a.com").permits("b.com");
    }

    @Test
    void aFileThatWasNotGivenLeavesItsListOpen() {
        assertThat(allowing("acl a dstdomain -n \"list.txt\""))
                .hasLine(1, Line.State.NOT_SUPPORTED)
                .leavesOpen("a.com");
        assertThat(read("include /etc/squid/conf.d/*.conf\nhttp_access deny all\n"))
                .hasLine(1, Line.State.NOT_SUPPORTED)
                .leavesOpen("a.com");
    }

    @Test
    void includedFilesStandWhereTheyAreNamed() {
        DeviceFiles files = files(
                "squid.conf",
                "acl a dstdomain -n a.com\ninclude /etc/squid/conf.d/*.conf\nhttp_access deny all\n",
                "conf.d/1.conf",
                "http_access allow a\n",
                "other.txt",
                "http_access allow all\n");

        assertThat(new Squid().read(files)).permits("a.com").denies("b.com").isUnderstood();
    }

    @Test
    void filesThatIncludeThemselvesEnd() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("squid.conf", "include a.conf\n");
        texts.put("a.conf", "include a.conf\ninclude a.conf\ninclude a.conf\n");

        Assertions.assertThatThrownBy(() -> new Squid().read(new DeviceFiles(texts)))
                .isInstanceOf(InputException.class);
    }

    @Test
    void expressionsThatMultiplyBeyondAnyMemoryAreRefusedInTime() {
        StringBuilder text = new StringBuilder();
        for (char letter = 'c'; letter < 'k'; letter++) {
            text.append("acl ")
                    .append(letter)
                    .append(" dstdom_regex -n [ab].{8}")
                    .append(letter)
                    .append('\n');
        }
        text.append("http_access allow c d e f g h i j\n");

        Assertions.assertThatThrownBy(() -> read(text.toString())).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url_rewrite_program /usr/bin/rewrite",
                "ssl_bump allow all",
                "http_port 3129 ssl-bump",
                "https_port 3129 intercept ssl-bump tls-cert=/etc/squid/ca.pem",
                "icap_enable on",
                "http_port 3129 intercept",
                "append_domain .example.com",
                "if true",
                "frobnicate on"
            })
    void whatCanChangeWhatPassesLeavesEverythingOpen(String directive) {
        assertThat(read(directive + "\nacl a dstdomain -n a.com\nhttp_access allow a\nhttp_access deny all\n"))
                .leavesOpen("a.com")
                .leavesOpen("evil.net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_reply_access deny all", "adapted_http_access deny all", "never_direct allow all"})
    void whatCanOnlyStopMoreLeavesTheUpperBoundAsItIs(String directive) {
        assertThat(read(directive + "\nacl a dstdomain -n a.com\nhttp_access allow a\nhttp_access deny all\n"))
                .leavesOpen("a.com")
                .denies("evil.net")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http_access allow nothing",
                "http_access perhaps all",
                "acl a",
                "acl a port 80",
                "acl p port http",
                "acl all dstdomain a.com",
                "acl a dstdomain -i b.com"
            })
    void whatSquidRefusesLetsNothingThroughSurely(String line) {
        assertThat(read("acl a dstdomain -n a.com\nhttp_access allow a\n" + line + "\n"))
                .hasLine(3, Line.State.WRONG)
                .leavesOpen("a.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url_regex evil", "proto HTTP", "external helper", "proxy_auth REQUIRED", "random 1/2"})
    void aListThatIsNotModelledCountsOnlyWhereARuleUsesIt(String values) {
        String list = "acl a dstdomain -n a.com\nacl u " + values + "\n";

        assertThat(read(list + "http_access allow a\n")).isUnderstood().permits("a.com");
        assertThat(read(list + "http_access deny u\nhttp_access allow a\n"))
                .hasLine(2, Line.State.NOT_SUPPORTED)
                .leavesOpen("a.com")
                .denies("b.com");
    }

    @Test
    void aLineThatSquidWouldCutIsNotTrusted() {
        assertThat(read("# " + "x".repeat(8_189) + "http_access allow all\nhttp_access deny all\n"))
                .hasLine(1, Line.State.NOT_SUPPORTED)
                .leavesOpen("a.com");
    }

    @Test
    void theConfigurationThatDebianShipsIsUnderstoodUpToItsInclude() {
        assertThat(read("""
                        acl localnet src 10.0.0.0/8
                        acl SSL_ports port 443
                        acl Safe_ports port 80
                        acl Safe_ports port 443
                        acl Safe_ports port 1025-65535
                        http_access deny !Safe_ports
                        http_access deny CONNECT !SSL_ports
                        http_access allow localhost manager
                        http_access deny manager
                        http_access allow localhost
                        http_access deny all
                        http_port 3128
                        coredump_dir /var/spool/squid
                        refresh_pattern ^ftp:           1440    20%     10080
                        refresh_pattern -i (/cgi-bin/|\\?) 0     0%      0
                        """)).isUnderstood().leavesOpen("a.com").denies("a.com", 25);
    }

    private static Reading allowing(String acl) {
        return read(acl + "\nhttp_access allow a\nhttp_access deny all\n");
    }

    private static Reading read(String text) {
        return new Squid().read(DeviceFiles.of("squid.conf", text));
    }

    private static DeviceFiles files(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return new DeviceFiles(texts);
    }
}
