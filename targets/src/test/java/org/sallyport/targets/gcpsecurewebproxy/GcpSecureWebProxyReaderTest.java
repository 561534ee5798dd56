package org.sallyport.targets.gcpsecurewebproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class GcpSecureWebProxyReaderTest {

    private static final String LIST = "projects/p/locations/r/urlLists/names";
    private static final String RULE = """
            name: projects/p/locations/r/gatewaySecurityPolicies/s/rules/%s
            enabled: true
            priority: %s
            basicProfile: %s
            sessionMatcher: "%s"
            """;

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
    void aStarWithoutADotIsTheNameAndAllBelowButOnlyWholeLabels() {
        RenderedAssert.assertThat(names("*example.com"))
                .permits("example.com")
                .permits("a.b.example.com")
                .denies("evilexample.com")
                .isUnderstood();
    }

    @Test
    void aPathCountsForNothing() {
        Reading reading = names("www.example.com/news/*");

        RenderedAssert.assertThat(reading)
                .permits("www.example.com")
                .denies("example.com")
                .isUnderstood();
        assertThat(reading.lines().get(2).remark().map(Text::english).orElse(""))
                .contains("path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*com",
                "localhost",
                "tf-*.example.com",
                "a.*.example.com",
                "example.com:443",
                "https://example.com",
                "example.com.",
                "bücher.example"
            })
    void whatIsNoEntryIsWrong(String value) {
        RenderedAssert.assertThat(names(value))
                .denies("example.com")
                .denies("a.example.com")
                .hasLine(3, Line.State.WRONG);
    }

    @Test
    void theConditionBindsTheListToItsPorts() {
        RenderedAssert.assertThat(rules(
                        "*.example.com",
                        RULE.formatted(
                                "a",
                                1,
                                "ALLOW",
                                "inUrlList(host(), '" + LIST
                                        + "') && (destination.port == 443 || destination.port == 8443)")))
                .permits("a.example.com", 443)
                .permits("a.example.com", 8443)
                .denies("a.example.com", 80)
                .denies("evil.test")
                .isUnderstood();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "host() == 'a.example.com'; a.example.com; b.example.com",
                "host() == 'A.Example.com'; a.example.com; b.example.com",
                "host() != 'b.test'; a.test; b.test",
                "!(host() == 'b.test' || host() == 'c.test'); a.test; c.test",
                "host() != 'b.test' && host() != 'c.test'; a.test; c.test",
                "destination.port != 22 && inUrlList( host( ) , 'LIST' ); a.example.com; b.test",
                "!inUrlList(host(), 'LIST'); b.test; a.example.com",
                "true && !false && inUrlList(host(), 'LIST'); a.example.com; b.test"
            })
    void conditionsOnHostsAreRead(String condition, String passes, String stays) {
        RenderedAssert.assertThat(
                        rules("*.example.com", RULE.formatted("a", 1, "ALLOW", condition.replace("LIST", LIST))))
                .permits(passes)
                .denies(stays, 443)
                .isUnderstood();
    }

    @Test
    void everythingIsReadForWhatItSays() {
        RenderedAssert.assertThat(rules("a.b", RULE.formatted("a", 1, "ALLOW", "true")))
                .permits("evil.test")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inUrlList(host(), 'LIST') && source.ip == '10.0.0.1'",
                "inUrlList(host(), 'LIST') && source.matchServiceAccount('x@y')",
                "inUrlList(host(), 'LIST') && host().endsWith('.com')",
                "inUrlList(host(), 'LIST') && destination.port in [80, 443]",
                "inUrlList(host(), 'LIST') ? true : false",
                "(inUrlList(host(), 'LIST')",
                "inUrlList(request.url(), 'LIST')",
                "inUrlList(host(), 'projects/p/locations/r/urlLists/other')"
            })
    void otherConditionsLeaveOpenWhatPasses(String condition) {
        RenderedAssert.assertThat(
                        rules("*.example.com", RULE.formatted("a", 1, "ALLOW", condition.replace("LIST", LIST))))
                .leavesOpen("a.example.com")
                .hasLine(8, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aConditionThatNarrowsAListKeepsOthersOut() {
        RenderedAssert.assertThat(rules(
                        "*.example.com",
                        RULE.formatted(
                                "a",
                                1,
                                "ALLOW",
                                "inUrlList(host(), '" + LIST + "') && inIpRange(source.ip, '10.0.0.0/8')")))
                .leavesOpen("a.example.com")
                .denies("evil.test");
    }

    @Test
    void theLowestPriorityDecides() {
        String allow = RULE.formatted("a", 2, "ALLOW", "inUrlList(host(), '" + LIST + "')");

        RenderedAssert.assertThat(
                        rules("*.example.com", allow, RULE.formatted("b", 1, "DENY", "host() == 'a.example.com'")))
                .denies("a.example.com")
                .permits("b.example.com");
        RenderedAssert.assertThat(rules("*.example.com", allow, RULE.formatted("b", 3, "DENY", "true")))
                .permits("a.example.com");
    }

    @Test
    void whatIsDeniedOnSomeConditionIsLeftOpen() {
        RenderedAssert.assertThat(rules(
                        "*.example.com",
                        RULE.formatted("a", 2, "ALLOW", "inUrlList(host(), '" + LIST + "')"),
                        RULE.formatted("b", 1, "DENY", "source.port == 1")))
                .leavesOpen("a.example.com")
                .denies("evil.test");
    }

    @Test
    void aRuleThatIsNotEnabledCountsForNothing() {
        RenderedAssert.assertThat(rules(
                        "a.b", RULE.formatted("a", 1, "ALLOW", "true").replace("enabled: true", "enabled: false")))
                .denies("a.b")
                .isUnderstood();
        RenderedAssert.assertThat(
                        rules("a.b", RULE.formatted("a", 1, "ALLOW", "true").replace("enabled: true\n", "")))
                .leavesOpen("a.b")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anApplicationMatcherNarrowsTheRule() {
        RenderedAssert.assertThat(rules(
                        "a.b",
                        RULE.formatted("a", 1, "ALLOW", "true") + "applicationMatcher: request.method == 'GET'\n"))
                .leavesOpen("a.b")
                .hasLine(9, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aListThatNoRuleUsesLetsNothingThrough() {
        RenderedAssert.assertThat(rules("a.b", RULE.formatted("a", 1, "ALLOW", "host() == 'c.d'")))
                .denies("a.b")
                .permits("c.d")
                .isUnderstood();
    }

    @Test
    void listsWithoutARuleLeaveOpenWhatPasses() {
        RenderedAssert.assertThat(new GcpSecureWebProxy().read(DeviceFiles.of("l.yaml", list("a.b"))))
                .leavesOpen("a.b")
                .denies("evil.test")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "a: b", "name: x", "values: 1", "<html>", "basicProfile: ALLOW"})
    void anotherFormatIsRefused(String text) {
        assertThatThrownBy(() -> new GcpSecureWebProxy().read(DeviceFiles.of("x.yaml", text)))
                .isInstanceOf(InputException.class);
    }

    private static Reading names(String value) {
        return rules(value, RULE.formatted("a", 1, "ALLOW", "inUrlList(host(), '" + LIST + "')"));
    }

    private static String list(String value) {
        return "name: " + LIST + "\nvalues:\n- \"" + value + "\"\n";
    }

    private static Reading rules(String value, String... rules) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("url-list-1.yaml", list(value));
        for (int i = 0; i < rules.length; i++) {
            files.put("rule-" + i + ".yaml", rules[i]);
        }
        files.put("policy.yaml", "name: projects/p/locations/r/gatewaySecurityPolicies/s\n");
        return new GcpSecureWebProxy().read(new DeviceFiles(files));
    }
}
