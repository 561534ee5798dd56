package org.sallyport.targets.windowsdefenderfirewall;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class WindowsDefenderFirewallReaderTest {

    private static final String CLOSED = "Set-NetFirewallProfile -All -DefaultOutboundAction Block\n";

    @Test
    void aKeywordIsThatNameAtThePortsOfItsRule() {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com") + rule("")))
                .permits("a.example.com", 443)
                .denies("a.example.com", 80)
                .denies("x.a.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void theManualsOwnSpellingIsUnderstood() {
        String text = CLOSED + """
                $id = '{' + (New-Guid).ToString() + '}'
                New-NetFirewallDynamicKeywordAddress -Id $id -Keyword "a.example.com" -AutoResolve $true
                new-netfirewallrule -DisplayName "it's a # rule; really" -Direction Outbound -Action Allow `
                    -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses $id # why
                $GUID = New-Guid
                New-NetFirewallDynamicKeywordAddress -Id $('{' + $GUID + '}') -Keyword 'b.example.com' -AutoResolve:$true
                New-NetFirewallRule -DisplayName b -Direction Outbound -RemoteDynamicKeywordAddresses $('{' + $GUID + '}')
                """;

        RenderedAssert.assertThat(read(text))
                .permits("a.example.com")
                .denies("a.example.com", 22)
                .permits("b.example.com", 22)
                .isUnderstood();
    }

    @Test
    void aVariableThatIsSetAgainIsAnotherKeyword() {
        String text = CLOSED + """
                $id = '{1}'
                New-NetFirewallDynamicKeywordAddress -Id $id -Keyword a.example.com -AutoResolve $true
                $id = '{2}'
                New-NetFirewallRule -DisplayName a -Direction Outbound -RemoteDynamicKeywordAddresses $id
                """;

        RenderedAssert.assertThat(read(text)).denies("a.example.com").hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aKeywordWithoutARuleLetsNothingOut() {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com")))
                .denies("a.example.com")
                .isUnderstood();
    }

    @Test
    void withoutTheBlockEverythingMayPass() {
        RenderedAssert.assertThat(read(keyword("a.example.com") + rule("")))
                .permits("a.example.com", 443)
                .leavesOpen("evil.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-NetFirewallProfile -DefaultOutboundAction Allow",
                "Set-NetFirewallProfile -Profile Domain,Public,Private -DefaultOutboundAction NotConfigured",
                "Set-NetFirewallProfile -All -Enabled False",
            })
    void whatOpensAllIsReadSo(String command) {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com") + rule("") + command + "\n"))
                .permits("evil.test")
                .permits("evil.test", 22)
                .isUnderstood();
    }

    @Test
    void aBlockOfSomeProfilesIsLeftOpen() {
        RenderedAssert.assertThat(read(CLOSED.replace("-All", "-Profile Public") + keyword("a.example.com") + rule("")))
                .leavesOpen("evil.test")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aRuleWithoutKeywordsIsEverybody() {
        RenderedAssert.assertThat(read(CLOSED
                        + "New-NetFirewallRule -DisplayName x -Direction Outbound -Protocol TCP -RemotePort 443\n"))
                .permits("evil.test", 443)
                .denies("evil.test", 80)
                .isUnderstood();
    }

    @Test
    void aStarIsLeftOpenForNobodySaysWhatItMeans() {
        RenderedAssert.assertThat(read(CLOSED + keyword("*.example.com") + rule("")))
                .leavesOpen("a.example.com")
                .leavesOpen("a.b.example.com")
                .leavesOpen("example.com")
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void upperCaseIsLeftOpen() {
        RenderedAssert.assertThat(read(CLOSED + keyword("A.Example.com") + rule("")))
                .leavesOpen("a.example.com")
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void addressesCanBeAnybodys() {
        String addresses = keyword("office").replace("-AutoResolve $true", "-Addresses 192.0.2.0/24");

        RenderedAssert.assertThat(read(CLOSED + addresses + rule("")))
                .leavesOpen("evil.test")
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aRuleThatBlocksWinsAndNothingIsSureAnyMore() {
        RenderedAssert.assertThat(
                        read(
                                CLOSED + keyword("a.example.com") + rule("")
                                        + "New-NetFirewallRule -DisplayName b -Direction Outbound -Action Block -RemotePort 443 -Protocol TCP\n"))
                .leavesOpen("a.example.com")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Enabled False", "-Enabled:False"})
    void aRuleThatIsSwitchedOffLetsNothingOut(String off) {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com") + rule(off)))
                .denies("a.example.com");
    }

    @Test
    void aRuleForWhatComesInLetsNothingOut() {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com") + rule("").replace("Outbound", "Inbound")))
                .denies("a.example.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Program C:\\a.exe", "-Profile Domain", "-RemoteAddress 192.0.2.1", "-WhatIf", "-Enabled $x"})
    void whatNarrowsARuleIsNotModelled(String more) {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com") + rule(more)))
                .leavesOpen("a.example.com")
                .hasLine(3, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anIdentifierThatStandsTwiceIsRefused() {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com") + keyword("b.example.com") + rule("")))
                .permits("a.example.com", 443)
                .denies("b.example.com")
                .hasLine(3, Line.State.WRONG);
    }

    @Test
    void commentsSayNothing() {
        RenderedAssert.assertThat(read("#Requires -RunAsAdministrator\n<# " + keyword("b.example.com") + " #>" + CLOSED
                        + "# " + keyword("c.example.com") + keyword("a.example.com") + rule("")))
                .permits("a.example.com", 443)
                .denies("b.example.com")
                .denies("c.example.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netsh advfirewall set allprofiles state off",
                "if ($x) { Remove-NetFirewallRule -All }",
                "$rules | ForEach-Object { New-NetFirewallRule -Direction Outbound }",
                "$x = netsh advfirewall reset",
                "$PSDefaultParameterValues = @{ '*:Enabled' = 'False' }",
                "New-NetFirewallRule -DisplayName 'open",
                ". .\\more.ps1",
            })
    void whatIsNoPlainCommandIsUnknown(String line) {
        RenderedAssert.assertThat(read(CLOSED + line + "\n")).hasLine(2, Line.State.UNKNOWN);
    }

    @Test
    void aRemovalAfterwardsIsNotModelled() {
        RenderedAssert.assertThat(read(CLOSED + keyword("a.example.com") + rule("") + "Remove-NetFirewallRule -All\n"))
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> read("<html></html>\n")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class);
    }

    private static String keyword(String name) {
        return "New-NetFirewallDynamicKeywordAddress -Id '{01234567-89ab-cdef-0123-456789abcdef}' -Keyword '" + name
                + "' -AutoResolve $true | Out-Null\n";
    }

    private static String rule(String more) {
        return "New-NetFirewallRule -DisplayName 'a' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 443"
                + " -RemoteDynamicKeywordAddresses '{01234567-89AB-cdef-0123-456789abcdef}' " + more + "\n";
    }

    private static Reading read(String text) {
        return new WindowsDefenderFirewall().read(DeviceFiles.of("firewall.ps1", text));
    }
}
