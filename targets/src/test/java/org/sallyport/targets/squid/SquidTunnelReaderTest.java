package org.sallyport.targets.squid;

import static org.sallyport.targets.RenderedAssert.assertThat;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

/** What ssl_bump leaves of the tunnels that http_access allows. */
class SquidTunnelReaderTest {

    private static final String PORT =
            "http_port 3128 ssl-bump generate-host-certificates=off tls-cert=/etc/squid/x.pem\n";
    private static final String GENERATING = "http_port 3128 ssl-bump tls-cert=/etc/squid/ca.pem\n";
    private static final String STEPS = """
            acl connect1 at_step SslBump1
            acl hello at_step sslbump2
            acl certificate at_step SslBump3
            acl a ssl::server_name --client-requested .a.com
            acl as ssl::server_name_regex --client-requested -i ^([^.]+\\.)*A\\.com$
            acl b ssl::server_name .b.com
            acl http port 80
            """;

    @Test
    void aTunnelPassesWhereTheNameInsideIsSpliced() {
        assertThat(tunnels("ssl_bump peek connect1\nssl_bump splice hello a\nssl_bump terminate all"))
                .permits("x.a.com", 443)
                .permits("a.com", 443)
                .denies("evil-a.com", 443)
                .denies("b.com", 443)
                .isUnderstood();
    }

    @Test
    void plainRequestsAreNotAskedForANameInside() {
        assertThat(tunnels("ssl_bump peek connect1\nssl_bump splice hello a\nssl_bump terminate all"))
                .permits("b.com", 80);
    }

    @Test
    void anExpressionIsHeldAgainstTheNameInsideToo() {
        assertThat(tunnels("ssl_bump peek connect1\nssl_bump splice as\nssl_bump terminate all"))
                .permits("x.a.com", 443)
                .denies("evil-a.com", 443);
    }

    @Test
    void whereNoRuleDecidesATunnelIsSpliced() {
        assertThat(tunnels("ssl_bump peek connect1")).permits("b.com", 443).isUnderstood();
        assertThat(tunnels("ssl_bump terminate a")).denies("a.com", 443).permits("b.com", 443);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl_bump splice all", "ssl_bump none all", "ssl_bump splice", "ssl_bump peek all"})
    void whatIsOnlyLookedAtPasses(String rules) {
        assertThat(open(rules)).permits("b.com", 443).isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"peek", "stare", "bump"})
    void withoutGeneratedCertificatesATunnelMayEndAtASecondLook(String action) {
        String rules = "ssl_bump peek connect1\nssl_bump " + action + " hello\n";

        assertThat(read(PORT + STEPS + rules + "http_access allow all\n")).leavesOpen("b.com");
        assertThat(open(rules)).permits("b.com", 443);
    }

    @Test
    void whatIsSplicedBeforeItsNameIsReadIsRemarkedOn() {
        Reading reading = tunnels("ssl_bump splice all");

        Assertions.assertThat(remarkOn(reading, "ssl_bump splice")).contains("can be any");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl_bump bump all",
                "ssl_bump client-first all",
                "ssl_bump server-first all",
                "ssl_bump peek connect1\nssl_bump bump all",
                "ssl_bump stare connect1\nssl_bump stare hello\nssl_bump bump all"
            })
    void whatIsDecryptedPassesAndIsRemarkedOn(String rules) {
        Reading reading = open(rules);

        assertThat(reading).permits("b.com", 443).isUnderstood();
        Assertions.assertThat(reading.lines())
                .filteredOn(line -> line.text().matches("ssl_bump (bump|client-first|server-first).*"))
                .allMatch(line -> line.remark().orElseThrow().english().contains("decrypts"));
    }

    @Test
    void insideADecryptedTunnelHttpAccessIsAskedAgain() {
        assertThat(tunnels("ssl_bump bump all")).denies("b.com", 443).isUnderstood();
    }

    @Test
    void aRuleWithAnActionThatTheStepCannotDoIsSkipped() {
        assertThat(tunnels("ssl_bump peek connect1\nssl_bump none a\nssl_bump terminate all"))
                .denies("a.com", 443);
        assertThat(open("ssl_bump stare all\nssl_bump bump a\nssl_bump terminate all"))
                .permits("a.com", 443);
    }

    @Test
    void whatTheServersCertificateSaysNobodyKnows() {
        assertThat(open("ssl_bump stare connect1\nssl_bump stare hello\nssl_bump bump b\nssl_bump terminate all"))
                .leavesOpen("b.com");
        assertThat(open("ssl_bump stare connect1\nssl_bump stare hello\nssl_bump bump a\nssl_bump terminate all"))
                .permits("a.com", 443);
        assertThat(tunnels("ssl_bump stare connect1\nssl_bump stare hello\nssl_bump bump a\nssl_bump terminate all"))
                .denies("b.com", 443);
    }

    @Test
    void withTls13ThereIsNoThirdStepAfterAPeek() {
        assertThat(open("ssl_bump peek connect1\nssl_bump peek hello\nssl_bump splice a\nssl_bump terminate all"))
                .permits("a.com", 443)
                .leavesOpen("b.com");
    }

    @Test
    void withoutAListenerThatLooksInsideTheRulesAreNotAsked() {
        Reading reading = read("http_port 3128\n" + STEPS + "ssl_bump terminate all\nhttp_access allow all\n");

        assertThat(reading).permits("b.com", 443).isUnderstood();
        Assertions.assertThat(remarkOn(reading, "ssl_bump")).contains("not asked");
    }

    @Test
    void withoutACertificateAListenerDoesNotLookInside() {
        Reading reading = read("http_port 3128 ssl-bump generate-host-certificates=off\n" + STEPS
                + "ssl_bump terminate all\nhttp_access allow all\n");

        assertThat(reading).permits("b.com", 443).isUnderstood();
        Assertions.assertThat(remarkOn(reading, "http_port")).contains("tls-cert");
    }

    @Test
    void withoutRulesAListenerDoesNotLookInside() {
        Reading reading = read(PORT + "http_access allow all\n");

        assertThat(reading).permits("b.com", 443).isUnderstood();
        Assertions.assertThat(remarkOn(reading, "http_port")).contains("ssl_bump");
    }

    @Test
    void whereAClientCanChooseAnotherListenerTheRulesLeaveItOpen() {
        assertThat(read(PORT + "http_port 3129\n" + STEPS + "ssl_bump terminate all\nhttp_access allow all\n"))
                .leavesOpen("b.com");
    }

    @Test
    void aFileToIncludeSaysNothingOfListeners() {
        assertThat(read(STEPS + "ssl_bump peek connect1\nssl_bump splice a\nssl_bump terminate all\n"
                        + "acl d dstdomain -n .a.com\nhttp_access allow d\nhttp_access deny all\n"))
                .permits("a.com", 443)
                .denies("b.com", 443)
                .isUnderstood();
    }

    @Test
    void rulesThatLookAtTheClientLeaveItOpen() {
        assertThat(tunnels("acl lan src 10.0.0.0/8\nssl_bump splice lan\nssl_bump terminate all"))
                .leavesOpen("b.com");
        assertThat(open("acl lan src 10.0.0.0/8\nssl_bump splice lan\nssl_bump bump all"))
                .permits("b.com", 443);
    }

    @Test
    void theRulesKnowThePortOfTheConnect() {
        assertThat(tunnels("acl p port 443\nssl_bump splice p\nssl_bump terminate all"))
                .permits("b.com", 443)
                .denies("b.com", 8443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl_bump peek-and-splice all",
                "ssl_bump",
                "ssl_bump splice nothing",
                "acl x at_step SslBump4",
                "acl x ssl::server_name -n a.com",
                "acl x ssl::server_name --client-requested --consensus a.com",
                "acl x ssl::server_name a.com .a.com",
                "acl x ssl::server_name_regex -n a"
            })
    void whatSquidRefusesIsWrong(String line) {
        assertThat(read(line + "\nhttp_access allow all\n"))
                .hasLine(1, Line.State.WRONG)
                .leavesOpen("a.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--server-provided a.com", "--client-requested a.com\nacl x ssl::server_name b.com", "(?=a)"})
    void aListThatIsNotModelledCountsOnlyWhereARuleUsesIt(String values) {
        String type = values.startsWith("(") ? "ssl::server_name_regex " : "ssl::server_name ";
        String text = "acl x " + type + values + "\n";

        assertThat(read(text + "http_access allow all\n")).isUnderstood();
        assertThat(read(text + PORT
                        + "ssl_bump peek all\nssl_bump splice x\nssl_bump terminate all\nhttp_access allow all\n"))
                .hasLine((int) text.lines().count(), Line.State.NOT_SUPPORTED)
                .leavesOpen("a.com");
    }

    private static String remarkOn(Reading reading, String beginning) {
        return reading.lines().stream()
                .filter(line -> line.text().startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .remark()
                .orElseThrow()
                .english();
    }

    /** Where http_access allows every tunnel, and plain requests to port 80. */
    private static Reading tunnels(String rules) {
        return read(PORT + STEPS + rules + "\nhttp_access deny !CONNECT !http\nhttp_access allow all\n");
    }

    /** Where http_access allows everything. */
    private static Reading open(String rules) {
        return read(GENERATING + STEPS + rules + "\nhttp_access allow all\n");
    }

    private static Reading read(String text) {
        return new Squid().read(DeviceFiles.of("squid.conf", text));
    }
}
