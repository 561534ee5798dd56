package org.sallyport.targets.azurefirewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class AzureFirewallReaderTest {

    private static final String GROUP = """
            {
              "priority": 200,
              "ruleCollections": [
                {
                  "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
                  "priority": 100,
                  "action": { "type": "%s" },
                  "rules": [
                    {
                      "ruleType": "ApplicationRule",
                      "name": "a",
                      %s
                      "sourceAddresses": ["*"],
                      "protocols": [%s],
                      "targetFqdns": ["%s"]
                    }
                  ]
                }
              ]
            }
            """;
    private static final String WEB =
            "{ \"protocolType\": \"Http\", \"port\": 80 }, { \"protocolType\": \"Https\", \"port\": 443 }";

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(names("d1.example.com"))
                .permits("d1.example.com")
                .denies("x.d1.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void aStarAndADotIsEveryNameBelowAndNotTheNameItself() {
        RenderedAssert.assertThat(names("*.example.com"))
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void aStarWithoutADotIsWhateverEndsLikeIt() {
        RenderedAssert.assertThat(names("*Example.com"))
                .permits("example.com")
                .permits("a.example.com")
                .permits("evilexample.com")
                .denies("example.com.evil.test")
                .isUnderstood();
    }

    @Test
    void aStarAloneIsEverything() {
        RenderedAssert.assertThat(names("*")).permits("evil.test").isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.*",
                "*.example.*",
                "a.*.example.com",
                "tf-*.example.com",
                "example.com.",
                "https://example.com",
                "example.com/x",
                "bücher.example",
                ".example.com"
            })
    void whatIsNoNameIsWrong(String name) {
        RenderedAssert.assertThat(names(name))
                .denies("example.com")
                .denies("a.example.com")
                .hasLine(15, Line.State.WRONG);
    }

    @Test
    void namesPassInTheirProtocolAtItsPort() {
        Reading reading = read(GROUP.formatted(
                "Allow", "", "{ \"protocolType\": \"Https\", \"port\": 8443 }, { \"protocolType\": \"Http\" }", "a.b"));

        RenderedAssert.assertThat(reading).permits("a.b", 80).denies("a.b", 443).denies("a.b", 8080);
        assertThat(reading.surely().at(Port.tcp(8443)).contains(HostName.parse("a.b")))
                .isFalse();
        assertThat(reading.possibly().at(Port.tcp(8443)).contains(HostName.parse("a.b")))
                .isTrue();
    }

    @Test
    void thePortsEndAt64000() {
        RenderedAssert.assertThat(
                        read(GROUP.formatted("Allow", "", "{ \"protocolType\": \"Https\", \"port\": 65000 }", "a.b")))
                .denies("a.b")
                .hasLine(14, Line.State.WRONG);
    }

    @Test
    void theLowestPriorityDecides() {
        RenderedAssert.assertThat(read("""
                        { "properties": { "priority": 200, "ruleCollections": [
                          { "priority": 200, "action": { "type": "Allow" }, "rules": [ { "ruleType": "ApplicationRule",
                            "protocols": [{ "protocolType": "Https" }], "targetFqdns": ["*.example.com"] } ] },
                          { "priority": 100, "action": { "type": "Deny" }, "rules": [ { "ruleType": "ApplicationRule",
                            "protocols": [{ "protocolType": "Https" }], "targetFqdns": ["a.example.com"] } ] }
                        ] } }
                        """))
                .denies("a.example.com")
                .permits("b.example.com", 443)
                .isUnderstood();
    }

    @Test
    void aNetworkRuleIsAskedFirstAndVoidsTheList() {
        RenderedAssert.assertThat(read("""
                        { "ruleCollections": [
                          { "priority": 100, "action": { "type": "Allow" }, "rules": [ { "ruleType": "ApplicationRule",
                            "protocols": [{ "protocolType": "Https" }], "targetFqdns": ["*.example.com"] } ] },
                          { "priority": 200, "action": { "type": "Allow" }, "rules": [
                            { "ruleType": "NetworkRule", "destinationPorts": ["443"] } ] }
                        ] }
                        """)).leavesOpen("evil.test").hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fqdnTags\": [\"WindowsUpdate\"],",
                "\"webCategories\": [\"News\"],",
                "\"targetUrls\": [\"www.example.com/a\"],"
            })
    void otherNamesAreNotKnown(String condition) {
        RenderedAssert.assertThat(read(GROUP.formatted("Allow", condition, WEB, "a.b")))
                .leavesOpen("evil.test")
                .hasLine(12, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(read(GROUP.formatted("Allow", condition.replaceAll("\\[.*]", "[]"), WEB, "a.b")))
                .permits("a.b")
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void aRuleForSomeAddressesLeavesItsNamesOpen() {
        RenderedAssert.assertThat(read(GROUP.formatted("Allow", "\"sourceIpGroups\": [\"x\"],", WEB, "a.b")))
                .leavesOpen("a.b")
                .denies("evil.test")
                .hasLine(12, Line.State.NOT_SUPPORTED);
    }

    @Test
    void rulesForDifferentClientsLeaveOpenWhatPasses() {
        RenderedAssert.assertThat(read("""
                        { "ruleCollections": [ { "action": { "type": "Allow" }, "rules": [
                          { "ruleType": "ApplicationRule", "sourceAddresses": ["10.0.0.0/8"],
                            "protocols": [{ "protocolType": "Https" }], "targetFqdns": ["*.example.com"] },
                          { "ruleType": "ApplicationRule", "sourceAddresses": ["10.1.0.0/16"],
                            "protocols": [{ "protocolType": "Https" }], "targetFqdns": ["a.test"] }
                        ] } ] }
                        """))
                .leavesOpen("a.example.com")
                .leavesOpen("a.test")
                .denies("evil.test")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aTemplateIsReadForItsGroups() {
        RenderedAssert.assertThat(read("""
                        { "resources": [
                          { "type": "Microsoft.Network/firewallPolicies", "name": "p" },
                          { "type": "Microsoft.Network/firewallPolicies/ruleCollectionGroups", "properties": {
                            "ruleCollections": [ { "ruleCollectionType": "FirewallPolicyNatRuleCollection" },
                              { "action": { "type": "Allow" }, "rules": [ { "ruleType": "ApplicationRule",
                                "protocols": [{ "protocolType": "Https" }], "targetFqdns": "[parameters('names')]" } ] } ] } },
                          { "type": "Microsoft.Storage/storageAccounts" }
                        ] }
                        """))
                .leavesOpen("a.b")
                .hasLine(2, Line.State.NOT_SUPPORTED)
                .hasLine(6, Line.State.NOT_SUPPORTED)
                .hasLine(7, Line.State.IRRELEVANT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{}", "a,b\n", "<html>", "{ \"ruleCollections\": 1 }", "{ \"resources\": [1] }"})
    void anotherFormatIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class);
    }

    private static Reading names(String name) {
        return read(GROUP.formatted("Allow", "", WEB, name));
    }

    private static Reading read(String text) {
        return new AzureFirewall().read(DeviceFiles.of("rule-collection-group.json", text));
    }
}
