package org.sallyport.targets.mikrotik;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class MikrotikReaderTest {

    private static final String NAMES = """
            /ip firewall address-list
            add list=vendor address=d1.sophosupd.net
            /ip dns static
            add type=FWD name=sophos.com match-subdomain=yes forward-to=192.0.2.53 address-list=vendor
            """;
    private static final String FILTER = """
            /ip firewall filter
            add chain=forward protocol=tcp dst-port=80,443 dst-address-list=vendor action=accept
            add chain=forward action=drop
            """;

    @Test
    void anAddressListTakesANameAndNoOther() {
        RenderedAssert.assertThat(read(NAMES + FILTER))
                .permits("d1.sophosupd.net")
                .denies("x.d1.sophosupd.net")
                .denies("d1.sophosupd.net", 8080)
                .denies("sophosupd.net")
                .isUnderstood();
    }

    @Test
    void aSubdomainMatchIsAnyDepthAndOfTheNameItselfTheManualDoesNotSay() {
        RenderedAssert.assertThat(read(NAMES + FILTER))
                .permits("a.sophos.com")
                .permits("a.b.sophos.com")
                .leavesOpen("sophos.com")
                .denies("evilsophos.com");
        RenderedAssert.assertThat(read(NAMES.replace("match-subdomain=yes ", "") + FILTER))
                .permits("sophos.com")
                .denies("a.sophos.com")
                .isUnderstood();
    }

    @Test
    void withoutALastRuleTheRouterForwardsEverything() {
        RenderedAssert.assertThat(read(NAMES + FILTER.replace("add chain=forward action=drop\n", "")))
                .permits("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(read("")).permits("evil.test");
    }

    @Test
    void anEarlierRuleThatAcceptsVoidsTheList() {
        RenderedAssert.assertThat(read(NAMES + FILTER.replace("filter\n", "filter\nadd chain=forward\n")))
                .permits("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(
                        read(NAMES + FILTER.replace("filter\n", "filter\nadd chain=forward in-interface=guests\n")))
                .leavesOpen("evil.test")
                .isUnderstood();
    }

    @Test
    void anAnswerFillsOneListAndNobodySaysWhich() {
        RenderedAssert.assertThat(read(
                        NAMES + "add type=FWD name=b.sophos.com match-subdomain=yes address-list=other\n" + FILTER))
                .permits("a.sophos.com")
                .leavesOpen("x.b.sophos.com");
    }

    @Test
    void aStarInANameIsLeftOpen() {
        RenderedAssert.assertThat(read(NAMES + "add name=*.example.com type=FWD address-list=vendor\n" + FILTER))
                .leavesOpen("a.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void whatIsDisabledOrAboutAnsweredConnectionsDecidesNothing() {
        RenderedAssert.assertThat(read(NAMES + FILTER.replace("filter\n", """
                        filter
                        add chain=forward disabled=yes
                        add chain=forward connection-state=established,related action=accept
                        add chain=forward connection-state=invalid action=drop
                        add chain=input action=accept
                        add chain=forward protocol=icmp action=accept
                        """)))
                .denies("evil.test")
                .permits("d1.sophosupd.net")
                .isUnderstood();
    }

    @Test
    void menusQuotesAndLinesThatGoOnAreReadAsTheRouterReadsThem() {
        RenderedAssert.assertThat(read("""
                        # 2026-01-01 by RouterOS 7.16
                        /ip/firewall/address-list add comment="a \\"list=x address=evil.test\\" \\$b" list="vendor" \\
                            address=d1.sophosupd.net
                        """ + FILTER))
                .permits("d1.sophosupd.net")
                .denies("evil.test")
                .hasLine(3, Line.State.IRRELEVANT)
                .isUnderstood();
    }

    @Test
    void overIpv6NothingButADropIsUnderstood() {
        RenderedAssert.assertThat(read(NAMES + FILTER + "/ipv6 firewall filter\nadd chain=forward action=drop\n"))
                .isUnderstood();
        RenderedAssert.assertThat(read("/ipv6 firewall filter\nadd chain=forward action=accept\n"))
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add chain=forward tls-host=*.example.com action=accept",
                "add chain=forward dst-address-list=!vendor action=drop",
                "add chain=forward action=jump jump-target=x",
                "add chain=forward protocol=tcp dst-port=1-1024 action=accept",
                "add chain=forward dst-port=443 action=accept",
                "remove [find comment~\"x\"]",
                "set 0 disabled=yes",
            })
    void whatIsNotModelledIsSaid(String line) {
        RenderedAssert.assertThat(read(NAMES + FILTER + line)).hasLine(8, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.sophos.com", "bad..name", "exa mple"})
    void anAddressListTakesNoWildcard(String name) {
        RenderedAssert.assertThat(read("/ip firewall address-list add list=vendor address=\"" + name + "\"\n" + FILTER))
                .denies("a.sophos.com")
                .hasLine(1, Line.State.WRONG);
    }

    @Test
    void anotherProductsFileIsRefused() {
        assertThatThrownBy(() -> read("<html>"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no RouterOS script");
    }

    private static Reading read(String text) {
        return new Mikrotik().read(DeviceFiles.of("sallyport.rsc", text));
    }
}
