package org.sallyport.targets.dnsmasq;

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

class DnsmasqReaderTest {

    private static final String CLOSED = "no-resolv\n";

    @Test
    void aDomainIsTheNameAndAllBelowItAtLabelsOnly() {
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53\n"))
                .permits("example.com")
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("evil-example.com")
                .denies("evilexample.com")
                .denies("example.com.evil.net")
                .denies("com")
                .isUnderstood();
    }

    @Test
    void aLeadingDotOrATrailingOneOrUpperCaseChangesNothing() {
        for (String domain : new String[] {".example.com", "example.com.", "EXAMPLE.com", "example.com "}) {
            RenderedAssert.assertThat(read(CLOSED + "server=/" + domain + "/192.0.2.53\n"))
                    .permits("example.com")
                    .permits("a.example.com")
                    .denies("evilexample.com");
        }
    }

    @Test
    void aStarAndADotLeaveTheApexOut() {
        RenderedAssert.assertThat(read(CLOSED + "server=/*.example.com/192.0.2.53\n"))
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("example.com")
                .denies("evil-example.com");
    }

    @Test
    void aStarWithoutADotLetsInEvilExampleCom() {
        RenderedAssert.assertThat(read(CLOSED + "server=/*example.com/192.0.2.53\n"))
                .permits("example.com")
                .permits("evilexample.com")
                .permits("evil-example.com")
                .denies("example.com.evil.net");
    }

    @Test
    void aStarAnywhereElseIsTakenAndNeverMatches() {
        Reading reading = read(CLOSED + "server=/tf-*-bucket.example.com/a.*.example.com/192.0.2.53\n");

        RenderedAssert.assertThat(reading)
                .denies("tf-x-bucket.example.com")
                .denies("a.b.example.com")
                .denies("example.com")
                .isUnderstood();
        assertThat(remark(reading, 2)).contains("never matches");
    }

    @Test
    void aServerWithoutADomainLetsEverythingThroughWhateverIsLocal() {
        for (String closing : new String[] {"address=/#/\n", "local=/#/\n"}) {
            RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53\nserver=192.0.2.53\n" + closing))
                    .permits("evil.net")
                    .isUnderstood();
        }
    }

    @Test
    void aNullAddressForEverythingHoldsAgainstAServerWithoutADomain() {
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53\nserver=192.0.2.53\naddress=/#/#\n"))
                .permits("a.example.com")
                .denies("evil.net");
    }

    @Test
    void withoutNoResolvTheServersOfResolvConfAnswerForEverything() {
        RenderedAssert.assertThat(read("server=/example.com/192.0.2.53\naddress=/#/\n"))
                .permits("example.com")
                .leavesOpen("evil.net")
                .isUnderstood();
    }

    @Test
    void theLongestDomainDecides() {
        RenderedAssert.assertThat(read(CLOSED + """
                        local=/a.example.com/
                        server=/example.com/192.0.2.53
                        server=/b.a.example.com/192.0.2.53
                        address=/n.example.com/#
                        """))
                .permits("example.com")
                .permits("x.example.com")
                .denies("a.example.com")
                .denies("x.a.example.com")
                .permits("b.a.example.com")
                .permits("x.b.a.example.com")
                .denies("n.example.com");
    }

    @Test
    void ofTheSameDomainTheServerWinsOverLocalAndTheNullAddressOverTheServer() {
        RenderedAssert.assertThat(read(CLOSED + "local=/example.com/\nserver=/example.com/192.0.2.53\n"))
                .permits("example.com");
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53\naddress=/example.com/#\n"))
                .denies("example.com");
    }

    @Test
    void ofTheSameLettersWholeLabelsWinOverAStar() {
        RenderedAssert.assertThat(read(CLOSED + "server=/*example.com/192.0.2.53\nlocal=/example.com/\n"))
                .denies("example.com")
                .denies("a.example.com")
                .permits("evilexample.com");
    }

    @Test
    void anAddressOfItsOwnIsNotThatOfTheServerAndMayPass() {
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53\naddress=/a.example.com/192.0.2.1\n"))
                .permits("example.com")
                .leavesOpen("a.example.com");
    }

    @Test
    void aNullAddressOfOneKindLeavesTheOther() {
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53\naddress=/example.com/0.0.0.0\n"))
                .leavesOpen("example.com");
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53\naddress=/example.com/::\n"))
                .permits("example.com");
    }

    @Test
    void twoSlashesAreNamesWithoutADotWhereSomethingIsSaidAboutEveryName() {
        RenderedAssert.assertThat(read(CLOSED + "server=//192.0.2.53\naddress=/#/\n"))
                .permits("intranet")
                .denies("example.com");
        RenderedAssert.assertThat(read(CLOSED + "server=//192.0.2.53\n")).denies("intranet");
        RenderedAssert.assertThat(read(CLOSED + "server=/intranet/192.0.2.53\ndomain-needed\n"))
                .permits("a.intranet")
                .denies("intranet");
    }

    @Test
    void severalDomainsStandInOneLine() {
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/example.net/192.0.2.53#5353@eth0\n"))
                .permits("example.com")
                .permits("a.example.net")
                .denies("example.org")
                .isUnderstood();
    }

    @Test
    void withoutAServerTheDomainIsLocal() {
        RenderedAssert.assertThat(read("server=192.0.2.53\nno-resolv\nserver=/example.com/\n"))
                .denies("a.example.com")
                .permits("example.net");
    }

    @Test
    void aHashIsACommentBehindABlankOnly() {
        RenderedAssert.assertThat(read(CLOSED + "server = /example.com/192.0.2.53 # server=/evil.net/192.0.2.53\n"))
                .permits("example.com")
                .denies("evil.net")
                .isUnderstood();
        RenderedAssert.assertThat(read(CLOSED + "server=/example.com/192.0.2.53#comment\n"))
                .denies("example.com")
                .hasLine(2, Line.State.WRONG);
    }

    @Test
    void quotesAreTakenOff() {
        RenderedAssert.assertThat(read(CLOSED + "server=\"/example.com/192.0.2.53\"\n"))
                .permits("example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(CLOSED + "server=\"/example.com/192.0.2.53\n"))
                .denies("example.com")
                .hasLine(2, Line.State.WRONG);
    }

    @Test
    void aLongCommentGoesOnAsARule() {
        RenderedAssert.assertThat(read(CLOSED + "# " + "x".repeat(1022) + "server=192.0.2.53\n"))
                .leavesOpen("evil.net")
                .hasLine(2, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(read(CLOSED + "# " + "é".repeat(512) + "\n")).hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server=/example.com",
                "server",
                "address=/example.com/evil.net",
                "address=example.com",
                "server=/example.com/192.0.2.53,192.0.2.54",
                "no-resolv=",
                "\uFEFFno-hosts",
                "= x",
                "server=/yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.com/192.0.2.53"
            })
    void whatDnsmasqDoesNotStartWithIsWrong(String line) {
        RenderedAssert.assertThat(read(line + "\nserver=/good.example/192.0.2.53\n"))
                .leavesOpen("good.example")
                .hasLine(1, Line.State.WRONG);
    }

    @Test
    void whatIsNotModelledOrNotKnownLeavesEverythingOpen() {
        for (String line : new String[] {
            "conf-file=/etc/more.conf",
            "conf-dir=/etc/dnsmasq.d",
            "servers-file=/run/servers",
            "cname=evil.net,example.com",
            "bogus-nxdomain=198.51.100.0/24",
            "port=0"
        }) {
            RenderedAssert.assertThat(read(CLOSED + line + "\n"))
                    .leavesOpen("evil.net")
                    .hasLine(2, Line.State.NOT_SUPPORTED);
        }
        RenderedAssert.assertThat(read(CLOSED + "Server=/example.com/192.0.2.53\n"))
                .leavesOpen("evil.net")
                .hasLine(2, Line.State.UNKNOWN);
    }

    @Test
    void theOtherServersInDnsmasqHaveNoPart() {
        RenderedAssert.assertThat(read(CLOSED + """
                        port=53
                        listen-address=127.0.0.1
                        dhcp-range=192.168.0.50,192.168.0.150,12h
                        enable-ra
                        log-queries
                        cache-size=1000
                        nftset=/example.com/4#inet#t#a
                        """)).denies("example.com").isUnderstood();
    }

    @Test
    void aNameInLettersIsConvertedWhereItIsWrittenAsMapped() {
        RenderedAssert.assertThat(read(CLOSED + "server=/bücher.example/192.0.2.53\n"))
                .permits("xn--bcher-kva.example")
                .isUnderstood();
        RenderedAssert.assertThat(read(CLOSED + "server=/BÜCHER.example/192.0.2.53\n"))
                .leavesOpen("xn--bcher-kva.example")
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void whatIsNoConfigurationIsRefused() {
        assertThatThrownBy(() -> read("<html>\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no configuration of dnsmasq");
    }

    private static Reading read(String text) {
        return new Dnsmasq().read(DeviceFiles.of("dnsmasq.conf", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
