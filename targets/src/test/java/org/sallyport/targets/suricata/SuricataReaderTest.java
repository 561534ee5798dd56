package org.sallyport.targets.suricata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

/** What is said here of the engine is held against it in the lab. */
class SuricataReaderTest {

    private static final String REST = """
            drop tls any any -> any any (flow:to_server,established; ssl_state:client_hello; sid:91;)
            drop tcp-pkt any any -> any any (flow:to_server,established; content:!"|16 03|"; depth:2; sid:92;)
            drop udp any any -> any any (sid:93;)
            """;

    @Test
    void aContentThatStartsAndEndsTheNameIsThatName() {
        RenderedAssert.assertThat(sni("content:\"d1.example.com\"; nocase; startswith; endswith"))
                .permits("d1.example.com", 443)
                .denies("x.d1.example.com")
                .denies("evil-d1.example.com")
                .denies("d1.example.com.evil.test")
                .isUnderstood();
    }

    @Test
    void anEndWithoutADotLetsInWhatEndsLikeIt() {
        RenderedAssert.assertThat(sni("content:\"example.com\"; nocase; endswith"))
                .permits("example.com", 443)
                .permits("evil-example.com", 443)
                .denies("example.com.evil.test");
    }

    @Test
    void anEndWithADotMissesTheNameItself() {
        RenderedAssert.assertThat(sni("content:\".example.com\"; nocase; endswith"))
                .permits("a.b.example.com", 443)
                .denies("example.com")
                .denies("evilexample.com");
    }

    @Test
    void withADotPutBeforeItIsTheNameAndAllBelow() {
        RenderedAssert.assertThat(sni("dotprefix; content:\".example.com\"; nocase; endswith"))
                .permits("a.b.example.com", 443)
                .permits("example.com", 443)
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void aContentWithoutAnEndIsFoundAnywhere() {
        RenderedAssert.assertThat(sni("content:\"example.com\"")).permits("example.com.evil.test", 443);
    }

    @Test
    void twoEndsOfANameLetDotsInBetween() {
        RenderedAssert.assertThat(sni("content:\"tf-\"; startswith; content:\"-bucket.example.com\"; endswith"))
                .permits("tf-a.b-bucket.example.com", 443);
        RenderedAssert.assertThat(
                        sni("content:\".example.com\"; endswith; pcre:\"/^tf-[^.]*-bucket\\.example\\.com$/i\""))
                .permits("tf-a-bucket.example.com", 443)
                .denies("tf-a.b-bucket.example.com");
    }

    @Test
    void upperCaseWithoutNocaseMatchesNoNameThatClientsSend() {
        Reading reading = sni("content:\"D1.example.com\"; startswith; endswith");

        RenderedAssert.assertThat(reading).denies("d1.example.com").isUnderstood();
        assertThat(remark(reading, 1)).contains("nocase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.host; content:\"a.example.com\"; nocase; endswith;",
                "http.host; content:\"A.example.com\"; endswith;",
                "http.host;",
                "http.host; content:\"\"; endswith;",
                "http.host; nocase;"
            })
    void whatTheEngineRefusesForAHostIsWrong(String options) {
        RenderedAssert.assertThat(read("pass http any any -> any 80 (" + options + " sid:1;)\n" + REST))
                .denies("a.example.com")
                .hasLine(1, Line.State.WRONG);
    }

    @Test
    void hexadecimalOctetsAreLetters() {
        RenderedAssert.assertThat(sni("content:\"a|2E 65|xample.com\"; startswith; endswith"))
                .permits("a.example.com", 443);
    }

    @Test
    void aLengthThatIsTheContentsMakesItTheWholeName() {
        RenderedAssert.assertThat(sni("content:\"a.example.com\"; bsize:13"))
                .permits("a.example.com", 443)
                .denies("xa.example.com");
    }

    @Test
    void theOldWayToSayThatNothingFollowsIsRead() {
        RenderedAssert.assertThat(sni("content:\".example.com\"; isdataat:!1,relative"))
                .permits("a.example.com", 443)
                .denies("a.example.com.evil.test");
    }

    @Test
    void everyPortOfTheRuleIsBoundToItsNames() {
        Reading reading = read("""
                pass tls any any -> any [443,8440:8443,!8442] (tls.sni; content:"a.example.com"; startswith; endswith; sid:1;)
                pass http any any -> any [80,8440:8443] (http.host; content:"a.example.com"; startswith; endswith; sid:2;)
                """ + REST);

        RenderedAssert.assertThat(reading)
                .permits("a.example.com", 443)
                .permits("a.example.com", 80)
                .permits("a.example.com", 8443)
                .denies("a.example.com", 8444)
                .isUnderstood();
        assertThat(reading.surely().at(Port.tcp(8442)).contains(HostName.parse("a.example.com")))
                .isFalse();
        assertThat(reading.possibly().at(Port.tcp(8442)).contains(HostName.parse("a.example.com")))
                .isTrue();
    }

    @Test
    void anotherProtocolThanThePortsMayPassButDoesNotCount() {
        Reading reading =
                read("pass tls any any -> any 80 (tls.sni; content:\"a.example.com\"; startswith; endswith; sid:1;)\n"
                        + REST);

        assertThat(reading.surely().at(Port.HTTP).contains(HostName.parse("a.example.com")))
                .isFalse();
        assertThat(reading.possibly().at(Port.HTTP).contains(HostName.parse("a.example.com")))
                .isTrue();
    }

    @Test
    void withoutARuleThatDropsEverythingPasses() {
        RenderedAssert.assertThat(read("pass tls any any -> any 443 (tls.sni; content:\"a.b\"; sid:1;)\n"))
                .permits("evil.test", 443)
                .permits("evil.test", 22);
    }

    @Test
    void whatDropsTlsAndHttpOnlyLetsEverythingElsePass() {
        RenderedAssert.assertThat(read("""
                        pass tls $HOME_NET any -> $EXTERNAL_NET 443 (tls.sni; content:"a.b"; startswith; endswith; sid:1;)
                        drop tls $HOME_NET any -> $EXTERNAL_NET any (ssl_state:client_hello; flow:to_server,established; sid:2;)
                        drop http $HOME_NET any -> $EXTERNAL_NET any (http.header_names; content:"|0d 0a|"; startswith; sid:3;)
                        """))
                .permits("a.b", 443)
                .leavesOpen("evil.test")
                .isUnderstood();
    }

    @Test
    void aRuleThatPassesAllVoidsTheList() {
        Reading reading = read("pass tcp any any -> any any (sid:5;)\n" + REST);

        RenderedAssert.assertThat(reading)
                .permits("evil.test", 443)
                .permits("evil.test", 80)
                .isUnderstood();
        assertThat(reading.possibly().at(Port.tcp(22)).contains(HostName.parse("evil.test")))
                .isTrue();
        assertThat(reading.lines().getFirst().names().contains(HostName.parse("evil.test")))
                .isTrue();
    }

    @Test
    void whatDropsTheHandshakeLeavesNothing() {
        RenderedAssert.assertThat(
                        sniWith("drop tcp any any -> any any (sid:93;)\ndrop udp any any -> any any (sid:94;)\n"))
                .denies("a.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(
                        sniWith(
                                "drop tcp any any -> any any (flow:to_server,established; sid:93;)\ndrop udp any any -> any any (sid:94;)\n"))
                .permits("a.example.com", 443)
                .denies("evil.test");
    }

    /** Such a rule is asked once for each flow, about its first packet, and that one passes. */
    @Test
    void aRuleWithoutConditionsDoesNotStopWhatHasBegun() {
        RenderedAssert.assertThat(
                        sniWith(
                                "pass tcp any any -> any any (flow:not_established; sid:92;)\ndrop ip any any -> any any (sid:93;)\n"))
                .permits("a.example.com", 443)
                .leavesOpen("evil.test");
        RenderedAssert.assertThat(
                        sniWith(
                                "pass tcp any any -> any any (flow:not_established; sid:92;)\ndrop ip any any -> any 443 (flow:to_server; sid:93;)\n"))
                .permits("a.example.com", 443)
                .denies("evil.test", 443);
    }

    @Test
    void whatDropsTlsByItsProtocolAloneDropsALargeHelloBeforeItsName() {
        Reading reading = sniWith("drop tls any any -> any any (flow:to_server; sid:93;)\n");

        RenderedAssert.assertThat(reading).leavesOpen("a.example.com");
        assertThat(remark(reading, 2)).contains("client_hello");
    }

    @Test
    void theActionMayBeInUpperCase() {
        RenderedAssert.assertThat(read("PASS tcp any any -> any 443 (sid:1;)\n" + REST))
                .permits("evil.test", 443);
    }

    @Test
    void inStrictOrderWhatDropsFirstWins() {
        RenderedAssert.assertThat(read("""
                        drop tls any any -> any any (tls.sni; content:"a.example.com"; startswith; endswith; sid:1;)
                        pass tls any any -> any 443 (tls.sni; content:".example.com"; endswith; sid:2;)
                        """ + REST))
                .leavesOpen("a.example.com")
                .permits("b.example.com", 443)
                .denies("evil.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass tls 10.1.0.0/16 any -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)",
                "pass tls any any -> 192.0.2.1 443 (tls.sni; content:\"a.example.com\"; sid:1;)",
                "pass tls any 1024: -> any 443 (tls.sni; content:\"a.example.com\"; sid:1;)",
                "pass tls any any -> any $TLS_PORTS (tls.sni; content:\"a.example.com\"; sid:1;)",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; flowbits:isset,x; sid:1;)",
                "pass tls any any -> any 443 (tls.sni; content:\"a.example.com\"; tls.version:1.2; sid:1;)",
                "pass tls any any -> any 443 (tls.sni; content:\"a\"; content:\"example\"; distance:1; sid:1;)",
                "pass tls any any -> any 443 (tls.sni; pcre:\"/^a\\.(?!evil)/\"; sid:1;)",
                "pass http2 any any -> any 443 (sid:1;)"
            })
    void whatIsNotModelledLeavesOpenWhatPasses(String rule) {
        RenderedAssert.assertThat(read(rule + "\n" + REST))
                .leavesOpen("a.example.com")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void whatIsAskedOfAnotherBufferIsNotAskedOfTheName() {
        RenderedAssert.assertThat(read(
                        "pass http any any -> any any (http.host; content:\"example.com\"; endswith; http.method; content:\"GET\"; sid:1;)\n"
                                + REST))
                .leavesOpen("a.example.com")
                .denies("evil.test")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aRuleThatDropsForSomeOnlyDoesNotClose() {
        RenderedAssert.assertThat(read("drop ip 10.1.0.0/16 any -> any any (sid:1;)\n"))
                .leavesOpen("evil.test")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void whatIsNotKnownForTlsNorHttpMayNotBeKnownAtAll() {
        RenderedAssert.assertThat(read("""
                        drop tls any any -> any any (ssl_state:client_hello; sid:1;)
                        drop http any any -> any any (sid:2;)
                        drop tcp any any -> any any (flow:established; app-layer-protocol:!tls; app-layer-protocol:!http; sid:3;)
                        drop udp any any -> any any (sid:4;)
                        """)).leavesOpen("evil.test").isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert tls any any -> any any (tls.sni; content:\"x\"; sid:1;)",
                "pass dns any any -> any 53 (sid:1;)",
                "drop icmp any any -> any any (sid:1;)",
                "# pass tcp any any -> any any (sid:1;)",
                "#pass tcp any any -> any any (sid:1;) \\",
                "   "
            })
    void whatReachesNoNameIsIrrelevant(String rule) {
        RenderedAssert.assertThat(read(rule + "\n" + REST))
                .denies("evil.test")
                .hasLine(1, Line.State.IRRELEVANT)
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass tcp any any -> any any (sid:1;) # why",
                "pass tcp any any -> any any (msg:\"x\";)",
                "pass tcp any any -> any any (sid:1)",
                "pass TCP any any -> any any (sid:1;)",
                "pass tcp any any <- any any (sid:1;)",
                "pass tcp any any -> any (sid:1;)",
                "pass tcp any any -> any any",
                "pass tls any any -> any 443 (tls.sni; sid:1;)",
                "pass tcp any any -> any any (sid:91;)"
            })
    void whatIsNoRuleIsWrong(String rule) {
        RenderedAssert.assertThat(read(REST + rule + "\n")).denies("evil.test").hasLine(4, Line.State.WRONG);
    }

    @Test
    void aLaterRevisionReplacesTheRule() {
        Reading reading = read("""
                pass tls any any -> any 443 (tls.sni; content:"a.example.com"; startswith; endswith; sid:1; rev:1;)
                pass tls any any -> any 443 (tls.sni; content:"b.example.com"; startswith; endswith; sid:1; rev:2;)
                """ + REST);

        RenderedAssert.assertThat(reading)
                .denies("a.example.com")
                .permits("b.example.com", 443)
                .hasLine(1, Line.State.IRRELEVANT);
    }

    @Test
    void aRuleCanTakeSeveralLines() {
        RenderedAssert.assertThat(read("""
                        pass tls any any -> any 443 \\
                          (tls.sni; content:"a.example.com"; \\
                          startswith; endswith; sid:1;)
                        """ + REST))
                .permits("a.example.com", 443)
                .hasLine(1, Line.State.UNDERSTOOD)
                .hasLine(2, Line.State.IRRELEVANT)
                .isUnderstood();
    }

    @Test
    void semicolonsInQuotesEndNoOption() {
        RenderedAssert.assertThat(sni("msg:\"a; b \\\" c\\; (d)\"; content:\"a.example.com\"; startswith; endswith"))
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void anotherFormatIsRefused() {
        assertThatThrownBy(() -> read("<html>\n<body>\n")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("example.com\n")).isInstanceOf(InputException.class);
    }

    private static Reading sni(String conditions) {
        return read("pass tls any any -> any 443 (flow:to_server,established; tls.sni; " + conditions + "; sid:1;)\n"
                + REST);
    }

    private static Reading sniWith(String rest) {
        return read("pass tls any any -> any 443 (flow:to_server,established; tls.sni; content:\"a.example.com\";"
                + " startswith; endswith; sid:1;)\n" + rest);
    }

    private static Reading read(String text) {
        return new Suricata().read(DeviceFiles.of("sallyport.rules", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
