package org.sallyport.targets.awsnetworkfirewall;

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

class AwsNetworkFirewallReaderTest {

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(list("d1.example.com"))
                .permits("d1.example.com")
                .denies("x.d1.example.com")
                .denies("example.com")
                .denies("evil-d1.example.com")
                .isUnderstood();
    }

    @Test
    void aDotInFrontIsTheNameAndAllBelowIt() {
        RenderedAssert.assertThat(list(".example.com"))
                .permits("example.com")
                .permits("a.example.com")
                .permits("a.b.example.com")
                .denies("evilexample.com")
                .denies("example.com.evil.test")
                .isUnderstood();
    }

    @Test
    void aDotAndATopLevelDomainIsEverythingBelowIt() {
        RenderedAssert.assertThat(list(".com")).permits("evil.com").denies("evil.net");
    }

    @Test
    void upperCaseIsRead() {
        RenderedAssert.assertThat(list("WWW.Example.com")).permits("www.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*.example.com", "*", "example.com.", "https://example.com", "exa mple.com", "bücher.example"})
    void whatIsNoNameIsWrong(String target) {
        RenderedAssert.assertThat(list(target))
                .denies("example.com")
                .denies("a.example.com")
                .hasLine(4, Line.State.WRONG);
    }

    @Test
    void aDenyListLetsEverythingElseThrough() {
        RenderedAssert.assertThat(read(group("DENYLIST", "TLS_SNI, HTTP_HOST", ".example.com")))
                .denies("a.example.com")
                .leavesOpen("evil.test");
    }

    @Test
    void whatIsAllowedAndDeniedDependsOnTheOrderOfThePolicy() {
        RenderedAssert.assertThat(new AwsNetworkFirewall()
                        .read(new DeviceFiles(java.util.Map.of(
                                "a.yaml", group("ALLOWLIST", "TLS_SNI, HTTP_HOST", ".example.com"),
                                "b.yaml", group("DENYLIST", "TLS_SNI, HTTP_HOST", "a.example.com")))))
                .permits("b.example.com")
                .leavesOpen("a.example.com")
                .denies("evil.test");
    }

    @Test
    void aListForTlsOnlyLetsEveryNamePassInHttp() {
        Reading reading = read(group("ALLOWLIST", "TLS_SNI", ".example.com"));

        RenderedAssert.assertThat(reading).permits("a.example.com").leavesOpen("evil.test");
        assertThat(remark(reading, 3)).contains("every name passes");
    }

    @Test
    void alertsLetEverythingThrough() {
        RenderedAssert.assertThat(read(group("ALERTLIST", "TLS_SNI, HTTP_HOST", ".example.com")))
                .leavesOpen("evil.test");
    }

    @Test
    void withoutHomeNetOnlyTheOwnNetworkIsInspected() {
        assertThat(remark(list("example.com"), 4)).contains("HOME_NET is not set");
    }

    @Test
    void aTemplateIsReadForItsRuleGroups() {
        Reading reading = read("""
                Resources:
                  Names:
                    Type: AWS::NetworkFirewall::RuleGroup
                    Properties:
                      Type: STATEFUL
                      RuleGroup:
                        RuleVariables: { IPSets: { HOME_NET: { Definition: [10.0.0.0/8] } } }
                        RulesSource:
                          RulesSourceList:
                            GeneratedRulesType: ALLOWLIST
                            TargetTypes: [TLS_SNI, HTTP_HOST]
                            Targets:
                              - .example.com # why
                  Bucket:
                    Type: AWS::S3::Bucket
                """);

        RenderedAssert.assertThat(reading)
                .permits("a.example.com")
                .denies("evil.test")
                .hasLine(13, Line.State.UNDERSTOOD)
                .isUnderstood();
    }

    @Test
    void whatTheApiGivesBackIsReadAsWell() {
        RenderedAssert.assertThat(read("""
                        {
                            "UpdateToken": "x",
                            "RuleGroupResponse": { "Type": "STATEFUL" },
                            "RuleGroup": {
                                "RulesSource": {
                                    "RulesSourceList": {
                                        "Targets": [ ".example.com", "b.test" ],
                                        "TargetTypes": [ "TLS_SNI", "HTTP_HOST" ],
                                        "GeneratedRulesType": "ALLOWLIST"
                                    }
                                }
                            }
                        }
                        """))
                .permits("a.example.com")
                .permits("b.test")
                .denies("a.b.test");
    }

    @Test
    void rulesOfOtherKindsAndPoliciesAreNotSupported() {
        RenderedAssert.assertThat(read("""
                        Resources:
                          Policy:
                            Type: AWS::NetworkFirewall::FirewallPolicy
                          Names:
                            Type: AWS::NetworkFirewall::RuleGroup
                            Properties:
                              RuleGroup:
                                RulesSource:
                                  RulesString: 'pass tcp any any -> any any (sid:1;)'
                        """))
                .leavesOpen("evil.test")
                .hasLine(3, Line.State.NOT_SUPPORTED)
                .hasLine(9, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aListFromAParameterIsNotSupported() {
        RenderedAssert.assertThat(read("""
                        RulesSource:
                          RulesSourceList:
                            GeneratedRulesType: ALLOWLIST
                            TargetTypes: [TLS_SNI, HTTP_HOST]
                            Targets: !Ref Names
                        """)).leavesOpen("evil.test").hasLine(5, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "a: b", "<html><body>", "Resources: [", "example.com\n"})
    void anotherFormatIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class);
    }

    private static Reading list(String target) {
        return read(group("ALLOWLIST", "TLS_SNI, HTTP_HOST", target));
    }

    private static String group(String type, String protocols, String target) {
        return """
                RulesSource: { RulesSourceList: {
                  GeneratedRulesType: %s,
                  TargetTypes: [%s],
                  Targets: ["%s"] } }
                """.formatted(type, protocols, target);
    }

    private static Reading read(String text) {
        return new AwsNetworkFirewall().read(DeviceFiles.of("rule-group.yaml", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
