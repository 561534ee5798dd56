package org.sallyport.targets.fortigate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class FortiGateReaderTest {

    private static final String NAME = """
            config firewall address
                edit "d1"
                    set type fqdn
                    set fqdn "d1.sophosupd.com"
                next
                edit "below"
                    set type fqdn
                    set fqdn "*.sophos.com"
                next
            end
            """;

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1")))
                .permits("d1.sophosupd.com", 443)
                .denies("d1.sophosupd.com", 80)
                .denies("x.d1.sophosupd.com")
                .denies("evild1.sophosupd.com")
                .isUnderstood();
    }

    @Test
    void aWildcardLeavesOpenWhetherItBringsTheNameItselfAlong() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "below")))
                .permits("a.sophos.com", 443)
                .permits("a.b.sophos.com", 443)
                .leavesOpen("sophos.com")
                .denies("evilsophos.com")
                .isUnderstood();
    }

    @Test
    void anObjectThatNoPolicyAllowsLetsNothingThrough() {
        Reading reading = read(NAME + policy(1, "accept", "d1"));

        RenderedAssert.assertThat(reading).denies("a.sophos.com");
        assertThat(reading.lines().get(7).names().isEmpty()).isTrue();
        assertThat(reading.lines().get(3).names().isEmpty()).isFalse();
    }

    @Test
    void anObjectWithoutItsTypeIsEveryAddress() {
        Reading reading = read("""
                config firewall address
                    edit "d1"
                        set fqdn "d1.sophosupd.com"
                    next
                end
                """ + policy(1, "accept", "d1"));

        RenderedAssert.assertThat(reading).permits("evil.test", 443).hasLine(3, Line.State.WRONG);
        assertThat(remark(reading, 3)).contains("every address");
    }

    @Test
    void anObjectOfATypeWithoutItsNameIsRefusedAndWhatNamesItAsWell() {
        RenderedAssert.assertThat(read("""
                        config firewall address
                            edit "d1"
                                set type fqdn
                            next
                        end
                        """ + policy(1, "accept", "d1")))
                .denies("d1.sophosupd.com")
                .denies("evil.test")
                .hasLine(4, Line.State.WRONG)
                .hasLine(11, Line.State.WRONG);
    }

    @Test
    void aPolicyAboveThatLetsAllThroughMakesTheListVoid() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "all") + policy(2, "accept", "d1")))
                .permits("evil.test", 443)
                .isUnderstood();
    }

    @Test
    void theFirstPolicyThatFitsDecides() {
        RenderedAssert.assertThat(read(NAME + policy(1, "deny", "d1") + policy(2, "accept", "all")))
                .denies("d1.sophosupd.com", 443)
                .permits("evil.test", 443);
        RenderedAssert.assertThat(read(NAME + policy(2, "accept", "all") + policy(1, "deny", "d1")))
                .permits("d1.sophosupd.com", 443);
    }

    @Test
    void moveChangesTheOrder() {
        String move = "config firewall policy\nmove 2 before 1\nend\n";

        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1") + policy(2, "deny", "all") + move))
                .denies("d1.sophosupd.com")
                .isUnderstood();
    }

    @Test
    void aPolicyWithoutAnActionDenies() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1").replace("set action accept\n", "")))
                .denies("d1.sophosupd.com");
    }

    @Test
    void aPolicyThatIsSwitchedOffDecidesNothing() {
        RenderedAssert.assertThat(read(NAME
                        + policy(1, "accept", "all").replace("set action", "set status disable\nset action")
                        + policy(2, "accept", "d1")))
                .permits("d1.sophosupd.com", 443)
                .denies("evil.test");
    }

    @Test
    void whatLooksAtTheClientOrTheClockLeavesOpenWhatPasses() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1").replace("srcaddr all", "srcaddr servers")))
                .leavesOpen("d1.sophosupd.com");
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1").replace("always", "nights")))
                .leavesOpen("d1.sophosupd.com");
        RenderedAssert.assertThat(
                        read(NAME + policy(1, "accept", "d1").replace("set action", "set groups staff\nset action")))
                .leavesOpen("d1.sophosupd.com");
    }

    @Test
    void aNegatedDestinationCanBeAnything() {
        RenderedAssert.assertThat(read(NAME
                        + policy(1, "accept", "d1").replace("set action", "set dstaddr-negate enable\nset action")))
                .leavesOpen("evil.test");
    }

    @Test
    void anObjectThatTheScriptDoesNotHaveCanBeAnything() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "partners")))
                .leavesOpen("evil.test")
                .hasLine(16, Line.State.UNKNOWN);
    }

    @Test
    void addressesAreNoNames() {
        RenderedAssert.assertThat(read("""
                        config firewall address
                            edit "net"
                                set subnet 192.0.2.0 255.255.255.0
                            next
                        end
                        """ + policy(1, "accept", "net")))
                .leavesOpen("evil.test")
                .hasLine(11, Line.State.NOT_SUPPORTED);
    }

    @Test
    void groupsInsideGroupsCountAndSetReplacesWhatAppendAdds() {
        String groups = """
                config firewall addrgrp
                edit "inner"
                set member "d1"
                next
                edit "outer"
                set member "below"
                append member "inner"
                next
                end
                """;

        RenderedAssert.assertThat(read(NAME + groups + policy(1, "accept", "outer")))
                .permits("d1.sophosupd.com", 443)
                .permits("a.sophos.com", 443)
                .isUnderstood();
        RenderedAssert.assertThat(read(NAME + groups.replace("append", "set") + policy(1, "accept", "outer")))
                .permits("d1.sophosupd.com", 443)
                .denies("a.sophos.com");
    }

    @Test
    void aGroupThatContainsItselfEnds() {
        RenderedAssert.assertThat(read(NAME
                        + "config firewall addrgrp\nedit g\nset member d1\nappend member g\nnext\nend\n"
                        + policy(1, "accept", "g")))
                .permits("d1.sophosupd.com", 443);
    }

    @Test
    void aServiceSaysThePorts() {
        String service = "config firewall service custom\nedit web\nset tcp-portrange 80 8000-8002\nnext\nend\n";

        RenderedAssert.assertThat(
                        read(NAME + service + policy(1, "accept", "d1").replace("HTTPS", "web")))
                .permits("d1.sophosupd.com", 80)
                .permits("d1.sophosupd.com", 8001)
                .denies("d1.sophosupd.com", 443)
                .isUnderstood();
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1").replace("HTTPS", "ALL")))
                .permits("d1.sophosupd.com", 8443);
    }

    @Test
    void upperCaseAndATrailingDotAreTheSameName() {
        RenderedAssert.assertThat(
                        read(NAME.replace("d1.sophosupd.com", "D1.SophosUpd.COM.") + policy(1, "accept", "d1")))
                .permits("d1.sophosupd.com", 443);
    }

    @Test
    void aStarElsewhereLeavesOpenWhatItStandsFor() {
        RenderedAssert.assertThat(read(NAME.replace("d1.sophosupd", "d*.sophosupd") + policy(1, "accept", "d1")))
                .leavesOpen("d1.sophosupd.com")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void beforeRelease622ThereAreNoWildcards() {
        Device old = new Device(
                Id.parse("fortigate"),
                Id.parse("fortigate"),
                Optional.empty(),
                Inexpressible.FAIL,
                Optional.of("6.0.9"),
                Map.of());

        Reading reading =
                new FortiGate().read(DeviceFiles.of("fortigate.conf", NAME + policy(1, "accept", "below")), old);

        RenderedAssert.assertThat(reading).denies("a.sophos.com").hasLine(8, Line.State.WRONG);
    }

    @Test
    void commentsAndQuotedLinesOfABackupSayNothing() {
        RenderedAssert.assertThat(read("""
                        #config-version=FG100F-7.4.1
                        config system replacemsg
                            edit "x"
                                set buffer "<html>
                        config firewall policy
                        \\" </html>"
                            next
                        end
                        """ + NAME + policy(1, "accept", "d1")))
                .permits("d1.sophosupd.com", 443)
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void otherTablesOfPoliciesAreNotSupported() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1")
                        + "config firewall security-policy\nedit 1\nset action accept\nnext\nend\n"))
                .leavesOpen("evil.test");
    }

    @Test
    void anUnknownCommandLeavesEverythingOpen() {
        RenderedAssert.assertThat(read(NAME + policy(1, "accept", "d1") + "frobnicate\n"))
                .permits("d1.sophosupd.com", 443)
                .leavesOpen("evil.test");
    }

    @Test
    void aFeedIsOneDomainALine() {
        RenderedAssert.assertThat(read("d1.sophosupd.com\n\n*.sophos.com\n"))
                .permits("d1.sophosupd.com")
                .permits("a.b.sophos.com")
                .leavesOpen("sophos.com")
                .denies("x.d1.sophosupd.com")
                .isUnderstood();
    }

    @Test
    void aStarInsideALabelOfAFeedLeavesOpenWhetherItCrossesDots() {
        RenderedAssert.assertThat(read("tf-*-bucket.example.com\n"))
                .permits("tf-a-bucket.example.com")
                .leavesOpen("tf-a.b-bucket.example.com");
    }

    @Test
    void whatIsNoScriptAndNoListIsRefused() {
        assertThatThrownBy(() -> read("<html>\n<body>\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither commands of a FortiGate");
    }

    private static String policy(int number, String action, String destinations) {
        return """
                config firewall policy
                edit %s
                set srcintf internal
                set dstintf wan1
                set srcaddr all
                set dstaddr %s
                set action %s
                set schedule always
                set service HTTPS
                next
                end
                """.formatted(
                number,
                Stream.of(destinations.split(" ")).map(d -> "\"" + d + "\"").collect(Collectors.joining(" ")),
                action);
    }

    private static Reading read(String text) {
        return new FortiGate().read(DeviceFiles.of("fortigate.conf", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
