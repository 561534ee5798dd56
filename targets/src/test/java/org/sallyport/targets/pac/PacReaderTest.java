package org.sallyport.targets.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class PacReaderTest {

    @Test
    void aSuffixWithoutTheDotLetsInWhatEndsLikeIt() {
        Reading reading = when("dnsDomainIs(host, \"example.com\")");

        RenderedAssert.assertThat(reading)
                .permits("example.com")
                .permits("a.example.com")
                .permits("evil-example.com")
                .denies("example.com.evil.test")
                .isUnderstood();
        assertThat(remark(reading, 2)).contains("evilexample.com passes as well");
    }

    @Test
    void aSuffixWithTheDotLeavesTheNameItselfOut() {
        RenderedAssert.assertThat(when("dnsDomainIs(host, \".example.com\")"))
                .permits("a.b.example.com")
                .denies("example.com")
                .denies("evil-example.com")
                .isUnderstood();
    }

    @Test
    void starsOfShExpMatchCrossDots() {
        RenderedAssert.assertThat(when("shExpMatch(host, \"tf-*-bucket.s3.com\")"))
                .permits("tf-a-bucket.s3.com")
                .permits("tf-a.b-bucket.s3.com")
                .permits("tf--bucket.s3.com")
                .denies("tf-bucket.s3.com")
                .isUnderstood();
        RenderedAssert.assertThat(when("shExpMatch(host, \"*.example.com\")"))
                .permits("a.example.com")
                .denies("example.com");
        RenderedAssert.assertThat(when("shExpMatch(host, \"d?.example.com\")"))
                .permits("d1.example.com")
                .denies("d.example.com")
                .denies("d12.example.com");
        RenderedAssert.assertThat(when("shExpMatch(host, \"(a|b).example.com\")"))
                .leavesOpen("a.example.com")
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void theAddressIsNotTheName() {
        RenderedAssert.assertThat(when("shExpMatch(url, \"*.example.com*\")"))
                .leavesOpen("evil.test")
                .hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anExpressionIsSearchedForUnlessItIsAnchored() {
        RenderedAssert.assertThat(when("/example\\.com/.test(host)"))
                .permits("evilexample.com")
                .permits("example.com.evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(when("/^(www\\.)?EXAMPLE\\.com$/i.test(host)"))
                .permits("www.example.com")
                .denies("a.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(when("/example/g.test(host)")).hasLine(2, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(when("/(?=e)example/.test(host)")).hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @Test
    void minusOneCountsAsTrue() {
        RenderedAssert.assertThat(when("host.indexOf(\"example.com\")"))
                .permits("evil.test")
                .denies("example.com.evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(when("host.indexOf(\"example.com\") != -1 && 0 <= host.indexOf(\"www\")"))
                .permits("www.example.com")
                .denies("example.com")
                .isUnderstood();
        RenderedAssert.assertThat(when("host.indexOf(\"www.\") === 0"))
                .permits("www.evil.test")
                .denies("a.www.evil.test")
                .isUnderstood();
    }

    @Test
    void methodsOfStringsAreModelled() {
        RenderedAssert.assertThat(when(
                        "host.endsWith(\".example.com\") || host.startsWith(\"d1.\") || host.includes(\"sophos\")"))
                .permits("a.example.com")
                .permits("d1.test")
                .permits("evilsophos.test")
                .denies("example.com")
                .isUnderstood();
        RenderedAssert.assertThat(when("host.search(/example/) >= 0 || host.match(/^d1\\./)"))
                .permits("example.com")
                .permits("d1.test")
                .denies("d2.test")
                .isUnderstood();
    }

    @Test
    void anUpperCaseLetterIsNeverFound() {
        Reading reading = when("host == \"WWW.example.com\"");

        RenderedAssert.assertThat(reading).denies("www.example.com").isUnderstood();
        assertThat(remark(reading, 2)).contains("never true");
        RenderedAssert.assertThat(when("dnsDomainIs(host, \".Example.com\")")).denies("a.example.com");
    }

    @Test
    void aHostThatIsNotBroughtIntoCanonicalFormIsRemarked() {
        assertThat(remark(when("host == \"a.example.com\""), 2)).contains("as it comes");
        assertThat(remark(body("host = host.toLowerCase();\nif (host == \"a.example.com\") return \"DIRECT\";"), 3))
                .isEmpty();
    }

    @Test
    void plainNamesHaveNoDot() {
        RenderedAssert.assertThat(when("isPlainHostName(host)"))
                .permits("intranet")
                .denies("intranet.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(when("localHostOrDomainIs(host, \"www.example.com\")"))
                .permits("www.example.com")
                .permits("www")
                .permits("www.example")
                .denies("ww")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void negationAndConjunctionAreExact() {
        RenderedAssert.assertThat(when("dnsDomainIs(host, \".example.com\") && !(host === \"bad.example.com\")"))
                .permits("a.example.com")
                .denies("bad.example.com")
                .denies("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(when("host != \"a.example.com\""))
                .permits("evil.test")
                .denies("a.example.com");
    }

    @Test
    void whatTheNetworkAnswersLeavesTheVerdictOpen() {
        Reading reading = body("""
                if (host == "a.example.com") return "DIRECT";
                if (isInNet(dnsResolve(host), "10.0.0.0", "255.0.0.0")) return "DIRECT";""");

        RenderedAssert.assertThat(reading)
                .permits("a.example.com")
                .leavesOpen("evil.test")
                .hasLine(3, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(body("""
                        if (weekdayRange("MON", "FRI")) return "PROXY blocked.test:1";
                        if (host == "a.example.com") return "DIRECT";""")).leavesOpen("a.example.com").denies("evil.test");
        RenderedAssert.assertThat(body("""
                        if (myIpAddress() == "10.0.0.1") return "DIRECT"; else return "PROXY other.test:1";""")).permits("evil.test");
    }

    @Test
    void theFirstAnswerCounts() {
        RenderedAssert.assertThat(body("""
                        if (host == "bad.example.com") return "PROXY blocked.test:1";
                        if (dnsDomainIs(host, ".example.com")) return "DIRECT";
                        if (host == "late.example.com") return "PROXY blocked.test:1";"""))
                .denies("bad.example.com")
                .permits("late.example.com")
                .isUnderstood();
    }

    @Test
    void theAnswerForAllOtherNamesIsWhatDoesNotLetThrough() {
        RenderedAssert.assertThat(read("""
                        function FindProxyForURL(url, host) {
                          if (dnsDomainIs(host, ".example.com")) { return "PROXY a.test:1"; }
                          else if (host == "b.test") return "PROXY b.test:1; DIRECT";
                          else { return "DIRECT"; }
                        }"""))
                .permits("a.example.com")
                .permits("b.test")
                .denies("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(
                        body("return dnsDomainIs(host, \".example.com\") ? \"DIRECT\" : \"PROXY  blocked.test:1 ; \";"))
                .permits("a.example.com")
                .denies("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(read("""
                        function FindProxyForURL(url, host) {
                          if (host == "a.test") return "direct";
                          return " DIRECT; ";
                        }""")).denies("a.test");
    }

    @Test
    void aVariableMayHoldTheAnswerOrTheCondition() {
        RenderedAssert.assertThat(read("""
                        var closed = "PROXY " + "blocked.test:1", open = 'DIRECT';
                        function FindProxyForURL(u, h) {
                          "use strict";
                          var answer = closed
                          var ours = dnsDomainIs(h, ".example.com") || h == "example.com"
                          if (ours)
                            answer = open
                          if (h == "bad.example.com") { answer = closed; }
                          return answer
                        }""")).leavesOpen("a.example.com");
        RenderedAssert.assertThat(read("""
                        var closed = "PROXY blocked.test:1", open = 'DIRECT';
                        function FindProxyForURL(u, h) {
                          var answer = closed, ours = dnsDomainIs(h, ".example.com");
                          if (ours) answer = open;
                          if (answer == open) return "DIRECT";
                          return closed;
                        }"""))
                .permits("a.example.com")
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void aSemicolonTooManyOpensEverything() {
        RenderedAssert.assertThat(body("if (host == \"a.example.com\"); return \"DIRECT\";"))
                .permits("evil.test");
    }

    @Test
    void aLineBreakBehindReturnEndsIt() {
        RenderedAssert.assertThat(body("if (host == \"a.example.com\") return\n\"DIRECT\";"))
                .leavesOpen("a.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (var i = 0; i < list.length; i++) { if (host == list[i]) return \"DIRECT\"; }",
                "while (true) return \"DIRECT\";",
                "switch (host) { case \"x\": return \"DIRECT\"; }",
                "try { return \"DIRECT\"; } catch (e) { }",
                "do { return \"DIRECT\"; } while (false);",
                "with (x) { return \"DIRECT\"; }",
                "if (ours(host)) return \"DIRECT\";",
                "if (list[host]) return \"DIRECT\";",
                "if (missing) return \"DIRECT\";",
                "eval(\"return 1\");",
                "this.dnsDomainIs = 1;",
                "dnsDomainIs = shExpMatch;",
                "String.prototype.toLowerCase = 1;",
                "host = host.reverse();",
                "arguments[1] = \"a.example.com\";",
                "return `DIRECT`;",
                "x = 1 / 2;",
                "if (a) /}/.test(b);",
                "<!-- return 1",
                "/*@cc_on return \"DIRECT\" @*/",
                "host\n(1)",
                "let host = \"a.example.com\";",
                "function h() {}",
                "label: return \"DIRECT\";",
                "return h\\u006fst;",
                "throw 1;",
            })
    void whatIsNotFollowedLeavesEverythingOpen(String statement) {
        RenderedAssert.assertThat(body(statement + "\nif (host == \"a.example.com\") return \"DIRECT\";"))
                .leavesOpen("a.example.com")
                .leavesOpen("evil.test");
    }

    @Test
    void whatHasItsAnswerBeforeIsNotTouchedByALoop() {
        RenderedAssert.assertThat(body("""
                        if (host == "a.example.com") return "DIRECT";
                        for (var i in list) { if (host == list[i]) return "DIRECT"; }"""))
                .permits("a.example.com")
                .leavesOpen("evil.test")
                .hasLine(3, Line.State.NOT_SUPPORTED);
    }

    @Test
    void aPredefinedFunctionThatTheFileReplacesIsNotTheOneThatIsKnown() {
        RenderedAssert.assertThat(read(PAC.formatted("if (dnsDomainIs(host, \".example.com\")) return \"DIRECT\";")
                        + "function dnsDomainIs(a, b) { return true; }"))
                .leavesOpen("evil.test");
    }

    @Test
    void aGlobalThatChangesIsNoConstant() {
        RenderedAssert.assertThat(read("""
                        var answer = "PROXY blocked.test:1";
                        function FindProxyForURL(url, host) {
                          if (host == "a.example.com") { answer = "DIRECT"; }
                          if (host == "b.example.com") return "DIRECT";
                          return answer;
                        }""")).leavesOpen("evil.test").leavesOpen("b.example.com");
    }

    @Test
    void aSeparatorOfLinesEndsACommentToo() {
        RenderedAssert.assertThat(body("// harmless\u2028return \"DIRECT\";\nvar x = 1;"))
                .permits("evil.test");
    }

    @Test
    void aHarmlessFunctionOfItsOwnMayStandInTheFile() {
        RenderedAssert.assertThat(read("function other(a) { return a == \"}\" ? 1 : { a: 2 }; }\n"
                        + PAC.formatted("alert(\"}\"); if (host == 'a.example.com') return \"DIRECT\";")))
                .permits("a.example.com")
                .denies("evil.test")
                .isUnderstood();
    }

    @Test
    void windowsPrefersAnotherFunction() {
        RenderedAssert.assertThat(read(PAC.formatted("") + "function FindProxyForURLEx(u, h) { return \"DIRECT\"; }"))
                .leavesOpen("evil.test");
    }

    @Test
    void aScriptThatNeverEndsWithAnAnswerIsOpen() {
        RenderedAssert.assertThat(read("function FindProxyForURL(url, host) { if (host == 'a.b') return 'DIRECT'; }"))
                .leavesOpen("a.b");
    }

    @Test
    void aTextWithoutTheFunctionIsNoPacFile() {
        assertThatThrownBy(() -> read("http_access deny all")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "!",
                "{",
                "if(1)",
                "if(1){}else ",
                "a?",
                "[",
                "x(",
                "-",
                "a.b(",
                "\"a\"+",
                "1||",
                "1&&",
                "{\"a\":"
            })
    void depthHasAnEnd(String deeper) {
        RenderedAssert.assertThat(body(deeper.repeat(20_000))).leavesOpen("evil.test");
    }

    @Test
    void aScriptOfTooManyWaysIsGivenUp() {
        String turns = IntStream.range(0, 20_000)
                .mapToObj(i -> "if (host == \"a" + i + ".example.com\") return \""
                        + (i % 2 == 0 ? "DIRECT" : "PROXY b:1") + "\";\n")
                .collect(Collectors.joining());

        RenderedAssert.assertThat(body(turns)).leavesOpen("a1.example.com").hasLine(1, Line.State.UNKNOWN);
    }

    @Test
    void expressionsOneTooManyAreNotModelled() {
        String lines = IntStream.range(0, Expressions.MOST_COUNTING + 1)
                .mapToObj(i -> "if (/^a." + i + "$/.test(host)) return \"DIRECT\";\n")
                .collect(Collectors.joining());

        RenderedAssert.assertThat(body(lines))
                .permits("ax0")
                .hasLine(Expressions.MOST_COUNTING + 1, Line.State.UNDERSTOOD)
                .hasLine(Expressions.MOST_COUNTING + 2, Line.State.NOT_SUPPORTED)
                .leavesOpen("evil.test");
    }

    @Test
    void expressionsThatMultiplyAreGivenUp() {
        String lines = IntStream.range('a', 'f')
                .mapToObj(c -> "if (/^.{10}" + (char) c + "/.test(host)) return \"DIRECT\";\n")
                .collect(Collectors.joining());

        RenderedAssert.assertThat(body(lines)).leavesOpen("evil.test").leavesOpen("xxxxxxxxxxa");
        RenderedAssert.assertThat(body(lines.replace('\n', ' '))).leavesOpen("evil.test");
    }

    private static final String PAC = """
            function FindProxyForURL(url, host) {
            %s
              return "PROXY blocked.test:1";
            }
            """;

    private static Reading when(String condition) {
        return body("  if (" + condition + ") return \"DIRECT\";");
    }

    private static Reading body(String statements) {
        return read(PAC.formatted(statements));
    }

    private static Reading read(String text) {
        return new Pac().read(DeviceFiles.of("proxy.pac", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
