package org.sallyport.targets.sonicwall;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class SonicWallReaderTest {

    @Test
    void aStarBringsTheNameItselfAndOneLabelAndHowMuchMoreNobodySays() {
        RenderedAssert.assertThat(read("address-object fqdn \"v\" domain *.sonicwall.com zone WAN\n"))
                .permits("sonicwall.com")
                .permits("www.sonicwall.com")
                .leavesOpen("sslvpn.demo.sonicwall.com")
                .denies("evilsonicwall.com")
                .isUnderstood();
    }

    @Test
    void aNameIsThatNameOnlyOnOneLineOrOnSeveral() {
        RenderedAssert.assertThat(read("address-object fqdn v1\n domain D1.sophosupd.net\n zone WAN\n exit\n"))
                .permits("d1.sophosupd.net")
                .denies("x.d1.sophosupd.net")
                .isUnderstood();
    }

    @Test
    void aGroupHoldsObjectsAndTheOneThatStandsInNoneIsTheOneInUse() {
        String objects = """
                address-object fqdn "one" domain d1.example.com zone WAN
                address-object fqdn "two" domain d2.example.com zone WAN
                address-object ipv4 "three" host 192.0.2.1 zone WAN
                """;
        String group = """
                address-group ipv4 "all"
                 address-object fqdn "one"
                 address-object ipv4 "three"
                """;
        RenderedAssert.assertThat(read(objects + group + " address-object fqdn \"two\"\n exit\ncommit\n"))
                .permits("d1.example.com")
                .permits("d2.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(objects + group))
                .leavesOpen("d1.example.com")
                .leavesOpen("d2.example.com");
        RenderedAssert.assertThat(read(objects + group + " address-object fqdn \"four\"\n"))
                .hasLine(7, Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tf-*-b.example.com", "*example.com", "a.*.example.com", "a..b", "192.0.2.1"})
    void whatIsNoDomainIsWrong(String domain) {
        RenderedAssert.assertThat(read("address-object fqdn v\n domain " + domain + "\n"))
                .denies("a.example.com")
                .hasLine(2, Line.State.WRONG);
    }

    @Test
    void whatIsNotModelledIsSaid() {
        RenderedAssert.assertThat(read("access-rule ipv4 from LAN to WAN action allow\nno address-object fqdn v\n"))
                .hasLine(1, Line.State.NOT_SUPPORTED)
                .hasLine(2, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(read("# a comment\n")).hasLine(1, Line.State.UNKNOWN);
    }

    @Test
    void anotherProductsFileIsRefused() {
        assertThatThrownBy(() -> read("{ \"address_objects\": [] }"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no SonicOS commands");
    }

    private static Reading read(String text) {
        return new SonicWall().read(DeviceFiles.of("sonicwall.cli", text));
    }
}
