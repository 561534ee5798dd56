package org.sallyport.targets.unbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class UnboundReaderTest {

    private static final String REFUSE = "server:\n  local-zone: \".\" always_refuse\n";

    @Test
    void aZoneIsANameAndAllNamesBelow() {
        RenderedAssert.assertThat(read(REFUSE + "local-zone: \"example.com.\" always_transparent\n"))
                .permits("example.com")
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("evilexample.com")
                .denies("example.com.evil.net")
                .denies("com")
                .isUnderstood();
    }

    @Test
    void withoutAZoneForTheRootEverythingIsResolved() {
        RenderedAssert.assertThat(read("server:\n  local-zone: \"example.com.\" always_transparent\n"))
                .permits("evil.net")
                .isUnderstood();
    }

    @Test
    void aRootThatResolvesVoidsTheList() {
        Reading reading =
                read("server:\n local-zone: example.com always_transparent\n local-zone: . always_transparent\n");

        RenderedAssert.assertThat(reading)
                .permits("evil.net")
                .denies("evil.test")
                .denies("localhost")
                .isUnderstood();
        assertThat(reading.lines().get(2).names().isEmpty()).isFalse();
    }

    @Test
    void aStarNeverMatches() {
        Reading reading = read(REFUSE + "local-zone: \"*.example.com.\" always_transparent\n");

        RenderedAssert.assertThat(reading)
                .denies("a.example.com")
                .denies("example.com")
                .isUnderstood();
        assertThat(remark(reading, 3)).contains("no wildcards");
    }

    @Test
    void lettersBeyondAsciiNeverMatch() {
        RenderedAssert.assertThat(read(REFUSE + "local-zone: \"bücher.example\" always_transparent\n"))
                .denies("xn--bcher-kva.example")
                .isUnderstood();
    }

    @Test
    void theDeeperZoneWinsWhereverItStands() {
        RenderedAssert.assertThat(read(REFUSE + """
                        local-zone: "ok.stop.example.com" transparent
                        local-zone: "stop.example.com" always_nxdomain
                        local-zone: "example.com" always_transparent
                        """))
                .permits("a.example.com")
                .denies("stop.example.com")
                .denies("a.stop.example.com")
                .permits("ok.stop.example.com")
                .permits("a.ok.stop.example.com")
                .isUnderstood();
    }

    @Test
    void ofTwoZonesForTheSameNameTheLaterCounts() {
        Reading reading = read(REFUSE + """
                local-zone: "a.com" always_refuse
                local-zone: "A.com." always_transparent
                local-zone: "b.com" always_transparent
                local-zone: "b.com" always_refuse
                """);

        RenderedAssert.assertThat(reading).permits("a.com").denies("b.com").isUnderstood();
        assertThat(remark(reading, 5)).contains("unbound.conf:6");
    }

    @Test
    void linesAndWordsAreUnboundsOwn() {
        RenderedAssert.assertThat(read("""
                        server: local-zone: . always_refuse # all
                          local-zone: 'a.com' "transparent"
                          local-zone:
                            "b.com" # evil.com
                            typetransparent
                          local-zone:"c.com"inform
                          local-zone: a#d.com always_transparent
                          local-zone: exam\\112le.org always_transparent\r
                          # local-zone: "evil.com" always_transparent
                        """))
                .permits("a.com")
                .permits("x.b.com")
                .permits("c.com")
                .permits("example.org")
                .denies("d.com")
                .denies("evil.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local-zone: \"a..com\" always_transparent",
                "local-zone: \".com\" always_transparent",
                "local-zone: \"a.com\" Transparent",
                "LOCAL-ZONE \"a.com\" static",
                "local-zone: \"a.com\" static extra",
                "local-zone: \"a.com",
                "local-zone: \"a.com\"",
                "name: \"x\"",
                "\uFEFFserver:",
                "local-data: \"a\"",
            })
    void whatUnboundDoesNotStartWithIsWrong(String line) {
        RenderedAssert.assertThat(read(REFUSE + line + "\n"))
                .hasLine(3, Line.State.WRONG)
                .denies("a.com");
    }

    @Test
    void whatAnOptionIsForIsKnownOrLeftOpen() {
        RenderedAssert.assertThat(read(REFUSE + """
                          interface: 0.0.0.0
                          access-control: 10.0.0.0/8 allow
                          module-config: "validator iterator"
                        forward-zone:
                          name: "."
                          forward-addr: 192.0.2.1@53
                        remote-control:
                          control-enable: no
                        """)).denies("example.com").isUnderstood();
        RenderedAssert.assertThat(read(REFUSE + "  future-option: yes no\n"))
                .hasLine(3, Line.State.UNKNOWN)
                .leavesOpen("example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include: \"/etc/unbound/more.conf\"",
                "module-config: \"python iterator\"",
                "access-control-view: 10.0.0.0/8 v",
                "python:\n python-script: x.py",
                "local-zone-override: \"evil.net\" 10.0.0.0/8 always_transparent"
            })
    void whatCanLetAnythingThroughIsNotSupportedAndLeavesItOpen(String line) {
        RenderedAssert.assertThat(read(REFUSE + line + "\n"))
                .hasLine(3, Line.State.NOT_SUPPORTED)
                .leavesOpen("evil.net");
    }

    @Test
    void aResponsePolicyZoneCanOnlyStop() {
        RenderedAssert.assertThat(
                        read(REFUSE + "local-zone: a.com always_transparent\nrpz:\n name: r\n zonefile: /etc/r\n"))
                .leavesOpen("a.com")
                .denies("evil.net")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anAddressOfTheFilesOwnIsLeftOpenWhereItCounts() {
        Reading reading = read(REFUSE + """
                local-zone: "a.com" transparent
                local-data: "x.a.com A 192.0.2.1"
                local-data: "evil.net. 60 IN A 192.0.2.1"
                local-zone: "b.com" static
                local-data: "x.b.com A 192.0.2.1"
                """);

        RenderedAssert.assertThat(reading)
                .permits("a.com")
                .leavesOpen("x.a.com")
                .denies("evil.net")
                .leavesOpen("x.b.com")
                .denies("b.com")
                .hasLine(4, Line.State.NOT_SUPPORTED)
                .hasLine(5, Line.State.UNDERSTOOD);
    }

    @Test
    void aNameOfUnboundsOwnZonesNeedsALineOfItsOwn() {
        RenderedAssert.assertThat(
                        read("server:\n local-zone: x.test always_transparent\n local-zone: onion nodefault\n"))
                .permits("x.test")
                .denies("y.test")
                .permits("x.onion")
                .isUnderstood();
    }

    private static Reading read(String text) {
        return new Unbound().read(DeviceFiles.of("unbound.conf", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
