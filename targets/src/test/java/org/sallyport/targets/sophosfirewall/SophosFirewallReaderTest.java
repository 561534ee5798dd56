package org.sallyport.targets.sophosfirewall;

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

class SophosFirewallReaderTest {

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(read(host("d1.sophosupd.com")))
                .permits("d1.sophosupd.com")
                .denies("x.d1.sophosupd.com")
                .denies("evild1.sophosupd.com")
                .isUnderstood();
    }

    @Test
    void aWildcardLeavesOpenWhetherItBringsTheNameItselfAlong() {
        RenderedAssert.assertThat(read(host("*.sophos.com")))
                .permits("a.sophos.com")
                .permits("a.b.sophos.com")
                .leavesOpen("sophos.com")
                .denies("evilsophos.com")
                .isUnderstood();
    }

    @Test
    void upperCaseIsNotSupportedByTheProduct() {
        Reading reading = read(host("*.SOPHOS.COM"));

        RenderedAssert.assertThat(reading).leavesOpen("a.sophos.com").isUnderstood();
        assertThat(remark(reading, 2)).contains("upper case");
    }

    @Test
    void aStarInsideALabelLeavesOpenWhatItStandsFor() {
        RenderedAssert.assertThat(read(host("tf-*-bucket.example.com")))
                .leavesOpen("tf-a-bucket.example.com")
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aHostInNoGroupMayBeUsedByARuleOrNot() {
        RenderedAssert.assertThat(read("<FQDNHost><Name>a</Name><FQDN>a.example.com</FQDN></FQDNHost>"))
                .leavesOpen("a.example.com");
    }

    @Test
    void theGroupCanNameItsHostsToo() {
        RenderedAssert.assertThat(read("""
                        <FQDNHost><Name>a</Name><FQDN>a.example.com</FQDN></FQDNHost>
                        <FQDNHostGroup><Name>g</Name><FQDNHostList><FQDNHost>a</FQDNHost></FQDNHostList></FQDNHostGroup>""")).permits("a.example.com").isUnderstood();
    }

    @Test
    void twoHostsOfTheSameNameLeaveOpenWhichOneItIs() {
        Reading reading =
                read(host("a.example.com") + "\n" + host("a.example.com").replace("<FQDN>a", "<FQDN>b"));

        RenderedAssert.assertThat(reading).leavesOpen("a.example.com").leavesOpen("b.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<FQDNHost><FQDN>a.example.com</FQDN></FQDNHost>",
                "<FQDNHost><Name>a</Name></FQDNHost>",
                "<FQDNHost><Name>a,b</Name><FQDN>a.example.com</FQDN></FQDNHost>",
                "<FQDNHost><Name>a</Name><FQDN>a.example.com,b.example.com</FQDN></FQDNHost>",
                "<FQDNHost><Name>a</Name><FQDN>192.0.2.1</FQDN></FQDNHost>",
                "<FQDNHost><Name>1234567890123456789012345678901234567890123456789012345678901</Name>"
                        + "<FQDN>a.example.com</FQDN></FQDNHost>",
            })
    void whatTheProductRefusesIsWrong(String entity) {
        RenderedAssert.assertThat(read(entity)).denies("a.example.com").hasLine(2, Line.State.WRONG);
    }

    @Test
    void anExceptionLetsNothingThrough() {
        RenderedAssert.assertThat(read("<WebFilterException><Name>e</Name><PolicyCheck>on</PolicyCheck><DomainList>"
                        + "<URLRegex>.*</URLRegex></DomainList></WebFilterException>"))
                .denies("a.example.com")
                .isUnderstood();
    }

    @Test
    void firewallRulesAreNotSupported() {
        RenderedAssert.assertThat(read(host("a.example.com") + "\n<FirewallRule><Name>any</Name></FirewallRule>"))
                .permits("a.example.com")
                .leavesOpen("evil.test")
                .hasLine(3, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aRequestThatTakesAwayIsNotSupported() {
        RenderedAssert.assertThat(readWhole("<Request><Remove>\n" + host("a.example.com") + "</Remove></Request>\n"))
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aRequestOfTheApiIsReadLikeAnImport() {
        RenderedAssert.assertThat(readWhole(
                        "<Request><Login/><Set operation=\"add\">\n" + host("a.example.com") + "\n</Set></Request>\n"))
                .permits("a.example.com")
                .isUnderstood();
    }

    @Test
    void commentsAndLayoutSayNothing() {
        Reading reading = read("""
                <!-- <FQDNHost><Name>b</Name><FQDN>b.example.com</FQDN></FQDNHost> -->
                <FQDNHost>
                  <Name>a</Name>
                  <FQDN>
                    a.example.com
                  </FQDN>
                  <FQDNHostGroupList><FQDNHostGroup>g</FQDNHostGroup></FQDNHostGroupList>
                </FQDNHost>""");

        RenderedAssert.assertThat(reading)
                .permits("a.example.com")
                .denies("b.example.com")
                .hasLine(5, Line.State.UNDERSTOOD)
                .isUnderstood();
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsMakeNoDifference() {
        RenderedAssert.assertThat(
                        readWhole("\uFEFF<Configuration>\r\n" + host("a.example.com") + "\r\n</Configuration>\r\n"))
                .permits("a.example.com")
                .hasLine(2, Line.State.UNDERSTOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE c [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Configuration>&e;</Configuration>",
                "<!DOCTYPE c [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Configuration>&b;</Configuration>",
                "<Configuration>&e;</Configuration>",
                "<Configuration><FQDNHost>",
                "<html><body/></html>",
                "d1.sophosupd.com",
            })
    void whatIsNoConfigurationIsRefused(String text) {
        assertThatThrownBy(() -> readWhole(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Entities.xml");
    }

    @Test
    void elementsThatAreTooDeepAreRefused() {
        assertThatThrownBy(() -> readWhole("<Configuration>" + "<a>".repeat(10_000)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("too deep");
    }

    private static String host(String fqdn) {
        return "<FQDNHost><Name>n</Name><FQDN>" + fqdn
                + "</FQDN><FQDNHostGroupList><FQDNHostGroup>g</FQDNHostGroup></FQDNHostGroupList></FQDNHost>";
    }

    private static Reading read(String entities) {
        return readWhole("<Configuration APIVersion=\"2000.1\">\n" + entities + "\n</Configuration>\n");
    }

    private static Reading readWhole(String text) {
        return new SophosFirewall().read(DeviceFiles.of("Entities.xml", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
