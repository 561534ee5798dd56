package org.sallyport.targets.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class NftablesReaderTest {

    private static final String NAMES = """
            no-resolv
            server=/example.com/192.0.2.53
            nftset=/example.com/4#inet#t#web4,6#inet#t#web6
            server=/example.net/192.0.2.53
            nftset=/example.net/4#inet#t#mail4
            server=/example.org/192.0.2.53
            """;

    @Test
    void aNamePassesAtThePortsOfTheSetThatItFills() {
        RenderedAssert.assertThat(read("""
                        ct state established,related accept
                        ip daddr @web4 tcp dport { 80, 443 } accept
                        ip6 daddr @web6 tcp dport { 80, 443 } accept
                        ip daddr @mail4 tcp dport 25 accept
                        ip6 daddr @mail6 tcp dport 25 accept
                        """))
                .permits("example.com")
                .permits("a.example.com")
                .denies("example.com", 25)
                .denies("example.net", 443)
                .denies("example.net", 22)
                .denies("evil.net")
                .isUnderstood();
    }

    @Test
    void aNameThatIsResolvedAndFillsNoSetDoesNotPass() {
        RenderedAssert.assertThat(read("ip daddr @web4 tcp dport 443 accept\n")).denies("example.org");
    }

    @Test
    void aSetThatNoResolvedNameFillsLetsNothingThrough() {
        String names = "no-resolv\nnftset=/example.com/4#inet#t#web4\n";
        RenderedAssert.assertThat(read("ip daddr @web4 tcp dport 443 accept\n", names))
                .denies("example.com");
    }

    @Test
    void aSetOfAnotherTableIsNotFilled() {
        String names = "no-resolv\nserver=/example.com/192.0.2.53\nnftset=/example.com/4#inet#other#web4\n";
        RenderedAssert.assertThat(read("ip daddr @web4 tcp dport 443 accept\n", names))
                .denies("example.com");
    }

    @Test
    void theLongestNameAloneFillsItsSets() {
        String names = """
                no-resolv
                server=/example.com/192.0.2.53
                nftset=/example.com/4#inet#t#web4
                nftset=/a.example.com/4#inet#t#mail4
                """;
        RenderedAssert.assertThat(
                        read("ip daddr @web4 tcp dport 443 accept\nip daddr @mail4 tcp dport 25 accept\n", names))
                .permits("example.com", 443)
                .denies("a.example.com", 443)
                .permits("a.example.com", 25);
    }

    @Test
    void ofTwoLinesAboutTheSameNameTheFirstFillsItsSet() {
        String names = """
                no-resolv
                server=/example.com/192.0.2.53
                nftset=/example.com/4#inet#t#web4
                nftset=/example.com/4#inet#t#mail4
                """;
        RenderedAssert.assertThat(
                        read("ip daddr @web4 tcp dport 443 accept\nip daddr @mail4 tcp dport 25 accept\n", names))
                .permits("example.com", 443)
                .denies("example.com", 25);
    }

    @Test
    void aStarInNftsetNeverMatches() {
        String names = "no-resolv\nserver=/example.com/192.0.2.53\nnftset=/*.example.com/4#inet#t#web4\n";
        RenderedAssert.assertThat(read("ip daddr @web4 tcp dport 443 accept\n", names))
                .denies("a.example.com");
    }

    @Test
    void withoutAPolicyOfDropEverythingPasses() {
        String text = """
                table inet t {
                  set web4 { type ipv4_addr; }
                  chain forward {
                    type filter hook forward priority 0; policy accept;
                    ip daddr @web4 tcp dport 443 accept
                  }
                }
                """;
        for (String open : new String[] {text, text.replace(" policy accept;", "")}) {
            RenderedAssert.assertThat(reading(open, NAMES))
                    .permits("example.org", 443)
                    .leavesOpen("evil.net");
        }
    }

    @Test
    void anAcceptOfEverythingVoidsTheList() {
        RenderedAssert.assertThat(read("accept\n")).leavesOpen("evil.net").permits("example.org");
        RenderedAssert.assertThat(read("ct state new accept\n")).leavesOpen("evil.net");
        RenderedAssert.assertThat(read("tcp dport 443 accept\n"))
                .leavesOpen("evil.net")
                .denies("evil.net", 80);
    }

    @Test
    void theFirstRuleThatFitsDecides() {
        RenderedAssert.assertThat(read("tcp dport 443 drop\nip daddr @web4 tcp dport { 80, 443 } accept\naccept\n"))
                .denies("example.com", 443)
                .permits("example.com", 80);
        RenderedAssert.assertThat(read("ip daddr @web4 tcp dport 443 counter accept\ncounter reject\naccept\n"))
                .permits("example.com", 443)
                .denies("evil.net");
    }

    @Test
    void aTableOfIpLeavesIpv6Open() {
        String text = """
                table ip t {
                  set web4 { type ipv4_addr; }
                  chain forward {
                    type filter hook forward priority 0; policy drop;
                    ip daddr @web4 tcp dport 443 accept
                  }
                }
                """;
        RenderedAssert.assertThat(reading(text, NAMES.replace("inet#t", "ip#t")))
                .permits("example.com", 443)
                .leavesOpen("evil.net")
                .isUnderstood();
    }

    @Test
    void withoutASetForIpv6ANameDoesNotPassInEveryCaseWhereOthersDo() {
        RenderedAssert.assertThat(read("""
                        ip daddr @web4 tcp dport 443 accept
                        ip6 daddr @web6 tcp dport 443 accept
                        ip daddr @mail4 tcp dport 443 accept
                        """)).permits("example.com", 443).leavesOpen("example.net");
    }

    @Test
    void twoChainsAtTheSamePlaceBothHaveToAccept() {
        String text = """
                table inet t {
                  set web4 { type ipv4_addr; }
                  chain forward {
                    type filter hook forward priority 0; policy drop;
                    ip daddr @web4 tcp dport { 80, 443 } accept
                  }
                }
                table inet other {
                  chain f {
                    type filter hook forward priority 10; policy accept;
                    tcp dport 80 drop
                  }
                }
                """;
        RenderedAssert.assertThat(reading(text, NAMES))
                .permits("example.com", 443)
                .denies("example.com", 80)
                .denies("evil.net");
    }

    @Test
    void whatDependsOnAnInterfaceOrAClientIsLeftOpen() {
        for (String condition : new String[] {
            "iifname \"lan0\"", "oif wan", "ip saddr 10.0.0.0/8", "meta mark 1", "oifname { \"a\", \"b\" }"
        }) {
            RenderedAssert.assertThat(read(condition + " ip daddr @web4 tcp dport 443 accept\n"))
                    .leavesOpen("example.com")
                    .denies("evil.net")
                    .isUnderstood();
        }
    }

    @Test
    void loopbackIcmpAndTheResolverAreNoNames() {
        RenderedAssert.assertThat(read("""
                        oifname "lo" accept
                        icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
                        meta l4proto { icmp, ipv6-icmp } accept
                        ct state { established, related } accept
                        ct state invalid drop
                        ip daddr 192.0.2.53 udp dport 53 accept
                        """))
                .denies("example.com")
                .denies("evil.net")
                .isUnderstood();
    }

    @Test
    void rangesAndSeveralLinesOfPortsAreRead() {
        RenderedAssert.assertThat(read("""
                        ip daddr @web4 tcp dport { http,
                          https,
                          8000-8010 } accept comment "web"
                        meta l4proto { tcp, udp } ip daddr @mail4 th dport 587 log prefix "m " accept
                        """))
                .permits("example.com")
                .permits("example.com", 8005)
                .denies("example.com", 8011)
                .permits("example.net", 587)
                .isUnderstood();
        RenderedAssert.assertThat(read("ip daddr @web4 tcp dport { 80, 1024-65535 } accept\n"))
                .permits("example.com", 80)
                .leavesOpen("example.com")
                .denies("evil.net", 2000);
    }

    @Test
    void aSetThatIsNotThereIsWrongForTheWholeFile() {
        RenderedAssert.assertThat(read("ip daddr @web4 tcp dport 443 accept\nip daddr @web tcp dport 443 accept\n"))
                .leavesOpen("example.com")
                .hasLine(8, Line.State.WRONG);
        RenderedAssert.assertThat(read("ip daddr @web6 tcp dport 443 accept\n")).hasLine(7, Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jump other",
                "ip daddr != @web4 tcp dport 443 accept",
                "ip daddr 192.0.2.0/24 accept",
                "ip daddr $web accept",
                "tcp dport vmap { 80 : accept }",
                "ip daddr @web4 add @mail4 { ip daddr } accept",
                "ip daddr example.com accept",
                "limit rate 5/second accept"
            })
    void whatIsNotModelledLeavesEverythingOpen(String rule) {
        RenderedAssert.assertThat(read(rule + "\n")).leavesOpen("evil.net").hasLine(7, Line.State.NOT_SUPPORTED);
    }

    @Test
    void addressesInTheFileHaveUnknownNames() {
        String text = """
                table inet t {
                  set web4 {
                    type ipv4_addr
                    elements = { 192.0.2.1,
                      192.0.2.2 }
                  }
                  chain forward {
                    type filter hook forward priority 0; policy drop;
                    ip daddr @web4 tcp dport 443 accept
                  }
                }
                """;
        RenderedAssert.assertThat(reading(text, NAMES))
                .leavesOpen("evil.net")
                .hasLine(4, Line.State.NOT_SUPPORTED)
                .hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"include \"/etc/more.nft\"", "define x = 443", "add rule inet t forward accept", "x y"})
    void whatStandsOutsideOfTablesIsNotFollowed(String line) {
        RenderedAssert.assertThat(reading("table inet t {\n}\n" + line + "\n", NAMES))
                .leavesOpen("evil.net");
        assertThat(reading("table inet t {\n}\n" + line + "\n", NAMES).notUnderstood())
                .hasSize(1);
    }

    @Test
    void aTableThatIsFlushedAfterwardsIsNotTrusted() {
        String text = "table inet t {\n chain forward { type filter hook forward priority 0; policy drop; }\n}\n";
        RenderedAssert.assertThat(reading("flush ruleset\n" + text, NAMES))
                .denies("evil.net")
                .isUnderstood();
        RenderedAssert.assertThat(reading(text + "flush ruleset\n", NAMES)).leavesOpen("evil.net");
    }

    @Test
    void chainsOfOtherWaysHaveNoPart() {
        RenderedAssert.assertThat(reading("""
                        table inet t {
                          chain input { type filter hook input priority 0; policy accept; tcp dport 22 accept; }
                          chain nat { type nat hook postrouting priority 100; oifname "wan" masquerade; }
                          chain forward { type filter hook forward priority 0; policy drop; }
                        }
                        """, NAMES)).denies("evil.net").isUnderstood();
    }

    @Test
    void aBraceThatIsNotClosedIsWrong() {
        Reading reading = reading("table inet t {\n chain forward {\n", NAMES);

        RenderedAssert.assertThat(reading).leavesOpen("evil.net").hasLine(1, Line.State.WRONG);
        assertThat(reading.lines().getFirst().remark().map(Text::english)).contains("a brace is not closed");
    }

    @Test
    void withoutRulesThereIsNothingToRead() {
        assertThatThrownBy(() -> new Nftables().read(DeviceFiles.of("dnsmasq.conf", NAMES)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no table of nftables");
    }

    /** Rules behind line 6 of a table with the sets web4, web6, mail4 and mail6. */
    private static Reading read(String rules) {
        return read(rules, NAMES);
    }

    private static Reading read(String rules, String names) {
        return reading("""
                table inet t {
                  set web4 { type ipv4_addr; flags timeout; timeout 1h; }; set web6 { type ipv6_addr; }
                  set mail4 { type ipv4_addr; }
                  set mail6 { type ipv6_addr; }
                  chain forward {
                    type filter hook forward priority 0; policy drop;
                """ + rules + "\n}\n}\n", names);
    }

    private static Reading reading(String rules, String names) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("nftables.conf", rules);
        files.put("dnsmasq.conf", names);
        return new Nftables().read(new DeviceFiles(files));
    }
}
