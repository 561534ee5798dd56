package org.sallyport.targets.route53dnsfirewall;

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

class Route53DnsFirewallReaderTest {

    private static final String TEMPLATE = """
            Resources:
              Names:
                Type: AWS::Route53Resolver::FirewallDomainList
                Properties:
                  Domains: ["*.example.com", "d1.example.net"]
              All:
                Type: AWS::Route53Resolver::FirewallDomainList
                Properties: { Domains: ["*"] }
              Rules:
                Type: AWS::Route53Resolver::FirewallRuleGroup
                Properties:
                  FirewallRules:
                    - { Action: BLOCK, Priority: 200, FirewallDomainListId: !GetAtt All.Id, BlockResponse: NODATA }
                    - Action: ALLOW
                      Priority: 100
                      FirewallDomainListId: !Ref Names
                      FirewallDomainRedirectionAction: TRUST_REDIRECTION_DOMAIN
            """;

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(list("d1.example.com\n"))
                .permits("d1.example.com")
                .denies("x.d1.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void aStarIsEveryNameBelowAndWhetherItIsTheNameItselfIsLeftOpen() {
        RenderedAssert.assertThat(list("*.example.com\n"))
                .permits("a.example.com")
                .permits("a.b.example.com")
                .leavesOpen("example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void aStarAloneIsEverything() {
        RenderedAssert.assertThat(list("*\n")).permits("evil.test").isUnderstood();
    }

    @Test
    void aStarWithoutADotMayLetInWhatEndsLikeIt() {
        RenderedAssert.assertThat(list("*example.com\n"))
                .leavesOpen("evilexample.com")
                .denies("evil.test")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void upperCaseAndADotAtTheEndAreRead() {
        RenderedAssert.assertThat(list("WWW.Example.com.\r\n"))
                .permits("www.example.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# example.com",
                "example.com # why",
                "tf-*.example.com",
                "a.*.example.com",
                "https://example.com",
                "example.com/",
                "bücher.example",
                "192.0.2.1",
                "\uFEFFexample.com"
            })
    void whatIsNoDomainIsWrong(String line) {
        RenderedAssert.assertThat(list("good.example\n" + line + "\n"))
                .permits("good.example")
                .denies("example.com")
                .hasLine(2, Line.State.WRONG);
    }

    @Test
    void theRuleThatBlocksEverythingMakesItAListOfWhatPasses() {
        RenderedAssert.assertThat(template(TEMPLATE))
                .permits("a.example.com")
                .permits("d1.example.net")
                .leavesOpen("example.com")
                .denies("evil.test")
                .hasLine(5, Line.State.UNDERSTOOD)
                .isUnderstood();
    }

    @Test
    void withoutARuleThatBlocksEverythingIsAnswered() {
        RenderedAssert.assertThat(template(TEMPLATE.lines()
                        .filter(line -> !line.contains("BLOCK"))
                        .reduce("", (one, other) -> one + other + "\n")))
                .permits("evil.test");
    }

    @Test
    void theLowestPriorityDecides() {
        RenderedAssert.assertThat(template(TEMPLATE.replace("Priority: 200", "Priority: 1")))
                .denies("a.example.com");
    }

    @Test
    void alertsAreAnswers() {
        RenderedAssert.assertThat(template(TEMPLATE.replace("{ Action: BLOCK,", "{ Action: ALERT,")))
                .permits("evil.test");
    }

    @Test
    void aliasesCanBlockANameThatIsListed() {
        Reading reading = template(TEMPLATE.replace("TRUST_", "INSPECT_"));

        RenderedAssert.assertThat(reading).leavesOpen("a.example.com").denies("evil.test");
        assertThat(remark(reading, 14)).contains("TRUST_REDIRECTION_DOMAIN");
    }

    @Test
    void aRuleForSomeQueriesLeavesOpenWhatPasses() {
        RenderedAssert.assertThat(template(TEMPLATE.replace("Priority: 200", "Priority: 200, Qtype: A")))
                .permits("a.example.com")
                .leavesOpen("evil.test")
                .hasLine(13, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anImportedListStandsBesideItsTemplate() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "dns-firewall.yaml",
                TEMPLATE.replace(
                        "Domains: [\"*.example.com\", \"d1.example.net\"]", "DomainFileUrl: s3://b/domains.txt"));
        RenderedAssert.assertThat(new Route53DnsFirewall().read(new DeviceFiles(files)))
                .leavesOpen("a.example.com")
                .hasLine(5, Line.State.NOT_SUPPORTED);

        files.put("domains.txt", "*.example.com\n");
        RenderedAssert.assertThat(new Route53DnsFirewall().read(new DeviceFiles(files)))
                .permits("a.example.com")
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void aListFromElsewhereAndASecondGroupAreNotSupported() {
        RenderedAssert.assertThat(template(TEMPLATE.replace("!Ref Names", "rslvr-fdl-1")))
                .leavesOpen("a.example.com")
                .hasLine(14, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(
                        template(
                                TEMPLATE
                                        + "  More:\n    Type: AWS::Route53Resolver::FirewallRuleGroup\n    Properties: { FirewallRules: [] }\n"))
                .leavesOpen("evil.test")
                .hasLine(19, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>\n", "{}", "Resources: [\n", "Resources: 1\n", "hosts:\n  - a\n"})
    void anotherFormatIsRefused(String text) {
        assertThatThrownBy(() -> list(text)).isInstanceOf(InputException.class);
    }

    private static Reading list(String text) {
        return new Route53DnsFirewall().read(DeviceFiles.of("domains.txt", text));
    }

    private static Reading template(String text) {
        return new Route53DnsFirewall().read(DeviceFiles.of("dns-firewall.yaml", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
