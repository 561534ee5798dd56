package org.sallyport.targets.haproxy;

import static org.sallyport.targets.RenderedAssert.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class HaproxyReaderTest {

    private static final String BACKEND = "backend out\n    server any 0.0.0.0:0\n";

    @Test
    void strIsOneNameInWhateverCase() {
        assertThat(sni("-m str d1.example.com"))
                .permits("d1.example.com", 443)
                .denies("x.d1.example.com")
                .denies("example.com")
                .denies("evil-d1.example.com")
                .isUnderstood();
    }

    @Test
    void withoutAMethodTheNameIsComparedAsAWhole() {
        assertThat(sni("d1.example.com")).permits("d1.example.com", 443).denies("x.d1.example.com");
    }

    @Test
    void endWithADotIsEveryNameBelowAndNotTheNameItself() {
        assertThat(sni("-m end .example.com"))
                .permits("a.example.com", 443)
                .permits("a.b.example.com", 443)
                .denies("example.com")
                .denies("evil-example.com")
                .denies("example.com.evil.net");
    }

    @Test
    void endWithoutADotIsWhatOthersEndWithToo() {
        Reading reading = sni("-m end example.com");

        assertThat(reading).permits("example.com", 443).permits("evil-example.com", 443);
        Assertions.assertThat(remarks(reading)).contains("evil-example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m dom example.com", "-m dom .example.com", "-m sub example.com"})
    void domIsNoSuffix(String test) {
        assertThat(sni(test)).permits("example.com", 443).permits("example.com.evil.net", 443);
    }

    @Test
    void domWantsWholeLabels() {
        assertThat(sni("-m dom example.com")).permits("a.example.com", 443).denies("evil-example.com");
    }

    @Test
    void begIsTheBeginning() {
        assertThat(sni("-m beg d1.")).permits("d1.evil.net", 443).denies("x.d1.net");
    }

    @Test
    void anExpressionIsFoundAnywhereUnlessItIsBoundToTheEnds() {
        assertThat(sni("-m reg example\\.com")).permits("evil-example.com.evil.net", 443);
        assertThat(sni("-m reg ^tf-[a-z0-9_-]*-b\\.example\\.com$"))
                .permits("tf-x-b.example.com", 443)
                .denies("tf-x.y-b.example.com")
                .denies("tf-x-b.example.com.evil.net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-m str *.example.com", "-m end *.example.com", "-m str example.com/", "-m str A.Example.com"})
    void whatLooksLikeANameAndIsNoneNeverMatches(String test) {
        assertThat(sni(test)).denies("a.example.com").denies("example.com").isUnderstood();
    }

    @Test
    void withoutLowerOrTheOptionICapitalsCount() {
        assertThat(tls("acl ok req.ssl_sni D1.Example.com")).leavesOpen("d1.example.com");
        assertThat(tls("acl ok req.ssl_sni -i D1.Example.com")).permits("d1.example.com", 443);
    }

    @Test
    void aNameWithADotAtItsEndCanSlipPastAListOfWhatIsForbidden() {
        assertThat(read("""
                        frontend f
                            bind :443
                            tcp-request inspect-delay 5s
                            acl bad req.ssl_sni,lower -m end .evil.net
                            tcp-request content reject if bad
                            default_backend out
                        """ + BACKEND)).permits("example.com", 443).leavesOpen("a.evil.net");
    }

    @Test
    void aListHasAValueALineAndCommentsInTheFirstColumnOnly() {
        Reading reading = new Haproxy()
                .read(
                        files(
                                "haproxy.cfg",
                                tlsText("acl ok req.ssl_sni,lower -m str -f /etc/haproxy/list"),
                                "list",
                                "# why\na.example.com\n  b.example.com\nc.example.com \nd.example.com # why\n\n  # e.example.com\n"));

        assertThat(reading)
                .permits("a.example.com", 443)
                .permits("b.example.com", 443)
                .denies("c.example.com")
                .denies("d.example.com")
                .denies("e.example.com")
                .isUnderstood();
        Assertions.assertThat(reading.lines().stream()
                        .filter(line -> line.file().equals("list") && line.number() == 5)
                        .map(Line::state))
                .containsExactly(Line.State.UNDERSTOOD);
    }

    @Test
    void aListThatWasNotGivenLeavesEverythingOpen() {
        assertThat(tls("acl ok req.ssl_sni,lower -m str -f /etc/haproxy/list"))
                .hasLine(4, Line.State.NOT_SUPPORTED)
                .leavesOpen("example.com");
    }

    @Test
    void withoutADelayTheRulesDoNotWaitForTheName() {
        assertThat(read("""
                        frontend f
                            bind :443
                            tcp-request content reject unless { req.ssl_sni -m end .example.com }
                            default_backend out
                        """ + BACKEND)).leavesOpen("a.example.com").denies("evil.net");
    }

    @Test
    void withoutARuleThatRejectsAllPasses() {
        Reading reading = read("""
                frontend f
                    bind :443
                    tcp-request inspect-delay 5s
                    tcp-request content accept if { req.ssl_sni -m end .example.com }
                    default_backend out
                """ + BACKEND);

        assertThat(reading).permits("a.example.com", 443).permits("evil.net", 443);
        Assertions.assertThat(lineOf(reading, "default_backend").names().isEmpty())
                .isFalse();
    }

    @Test
    void anAllowanceInFrontOfTheListMakesItVoid() {
        Reading reading = read("""
                frontend f
                    bind :443
                    tcp-request inspect-delay 5s
                    acl ok req.ssl_sni -m end .example.com
                    tcp-request content accept if { src 10.0.0.0/8 }
                    tcp-request content reject unless ok
                    default_backend out
                """ + BACKEND);

        assertThat(reading).permits("a.example.com", 443).leavesOpen("evil.net").isUnderstood();
        Assertions.assertThat(lineOf(reading, "src").names().isEmpty()).isFalse();
    }

    @Test
    void whatIsNoTlsPassesUnderNoNameAndCanBeAnything() {
        assertThat(read("""
                        frontend f
                            bind :443
                            tcp-request inspect-delay 5s
                            acl ok req.ssl_sni -m end .example.com
                            tcp-request content accept if !{ req.ssl_hello_type 1 }
                            tcp-request content reject unless ok
                            default_backend out
                        """ + BACKEND)).permits("a.example.com", 443).leavesOpen("evil.net");
    }

    @Test
    void theFirstWayThatMatchesIsTakenAndWithoutOneNothingPasses() {
        assertThat(read("""
                        frontend f
                            bind :443
                            tcp-request inspect-delay 5s
                            tcp-request content accept if { req.ssl_hello_type 1 }
                            use_backend none if { req.ssl_sni bad.example.com }
                            use_backend out if { req.ssl_sni -m end .example.com }
                        backend none
                            mode tcp
                        """ + BACKEND))
                .permits("a.example.com", 443)
                // with a dot at its end it is no longer the first
                .leavesOpen("bad.example.com")
                .denies("evil.net");
    }

    @Test
    void testsBesideEachOtherAreConditionsAndOrPartsThem() {
        assertThat(tls("""
                        acl a req.ssl_sni -m end .example.com
                            acl b req.ssl_sni -m beg d
                            acl ok always_false
                        """, "a b or { req.ssl_sni x.org } or a ! b !{ req.ssl_sni -m beg e }"))
                .permits("d1.example.com", 443)
                .permits("x.org", 443)
                .permits("c.example.com", 443)
                // E.example.com does not begin with e
                .leavesOpen("e.example.com")
                .denies("d.org");
    }

    @Test
    void theHostHeaderCarriesThePort() {
        assertThat(http(80, "acl ok req.hdr(host) -i d1.example.com")).permits("d1.example.com", 80);
        Reading withPort = http(8080, "acl ok hdr(host) -i d1.example.com");
        Assertions.assertThat(withPort.surely().at(Port.tcp(8080)).isEmpty()).isTrue();
        Assertions.assertThat(withPort.possibly().at(Port.tcp(8080)).contains(HostName.parse("d1.example.com")))
                .isTrue();
        assertThat(http(8080, "acl ok req.hdr(host),host_only,lower d1.example.com"))
                .permits("d1.example.com", 8080);
    }

    @ParameterizedTest
    @CsvSource({
        "hdr_end(host) -i .example.com, a.example.com, example.com",
        "hdr_beg(host) -i a., a.evil.net, b.a.net",
        "hdr_dom(host) -i example, a.example.net, examples.net",
        "hdr_reg(host) -i ^A$, a, aa"
    })
    void theMethodCanStandInTheFetch(String test, String passes, String refused) {
        assertThat(http(80, "acl ok " + test)).permits(passes, 80).denies(refused);
    }

    @Test
    void aNamePassesAtThePortsWhereTheSectionListens() {
        assertThat(read("""
                        listen f
                            bind 192.0.2.1:443,[2001:db8::1]:8443 name x
                            bind *:5000-5002
                            bind /run/x.sock
                            tcp-request inspect-delay 5s
                            tcp-request content reject unless { req.ssl_sni a.com } or { dst_port 5001 } { req.ssl_sni b.com }
                            server any 0.0.0.0:0
                        """))
                .permits("a.com", 443)
                .permits("a.com", 8443)
                .permits("a.com", 5002)
                .denies("a.com", 444)
                .permits("b.com", 5001)
                .denies("b.com", 5002);
    }

    @Test
    void quotesEscapesAndCommentsAreTakenApart() {
        assertThat(sni("-m str 'a.com' \"b.com\" c\\.com d.com#e.com f.com"))
                .permits("a.com", 443)
                .permits("b.com", 443)
                .denies("c.com")
                .permits("d.com", 443)
                .denies("f.com");
        assertThat(sni("-m str a.com # unless")).permits("a.com", 443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acl ok req.ssl_sni \"${NAME}\"",
                "acl ok req.ssl_sni,map_end(/etc/haproxy/x.map) -m found",
                "acl ok req.ssl_sni -m str -m end a.com",
                "acl ok req.ssl_sni -m reg (?=a)",
                "acl ok lua.check"
            })
    void whatIsNotModelledLeavesTheMatchOpen(String acl) {
        assertThat(tls(acl)).hasLine(4, Line.State.NOT_SUPPORTED).leavesOpen("a.com");
    }

    @Test
    void wordsBeyondTheLimitStopHaproxy() {
        assertThat(sni("-m str" + " a.com".repeat(61))).hasLine(4, Line.State.WRONG);
    }

    @Test
    void anAclThatIsNotThereStopsHaproxy() {
        assertThat(tls("acl okay req.ssl_sni a.com")).hasLine(5, Line.State.WRONG);
    }

    @Test
    void aSectionThatEndsTlsIsNotModelled() {
        assertThat(read("""
                        frontend f
                            mode http
                            bind :443 ssl crt /etc/x.pem
                            http-request deny unless { hdr(host) a.com }
                            default_backend out
                        """ + BACKEND)).hasLine(3, Line.State.NOT_SUPPORTED).leavesOpen("evil.net");
    }

    @Test
    void aRewrittenHostAndAnUnknownKeywordAreNotPassedOver() {
        assertThat(http(80, "http-request set-header Host a.com\n    acl ok hdr(host) a.com"))
                .hasLine(4, Line.State.NOT_SUPPORTED);
        assertThat(http(80, "frobnicate\n    acl ok hdr(host) a.com")).hasLine(4, Line.State.UNKNOWN);
    }

    @Test
    void theModeCanStandInDefaults() {
        assertThat(read("""
                        defaults
                            mode http
                            timeout client 1m
                        frontend f
                            bind :80
                            http-request deny unless { hdr(host) a.com }
                            default_backend out
                        """ + BACKEND)).permits("a.com", 80).denies("b.com").isUnderstood();
    }

    @Test
    void aFileWithoutSectionsIsNoneOfHaproxys() {
        Assertions.assertThatThrownBy(() -> read("a.com\n*.b.com\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("haproxy.cfg");
    }

    private static Reading sni(String test) {
        return tls("acl ok req.ssl_sni,lower " + test);
    }

    private static Reading tls(String acl) {
        return read(tlsText(acl));
    }

    private static Reading tls(String acls, String condition) {
        return read(tlsText(acls).replace("unless ok", "unless " + condition).replace("acl ok always_false", ""));
    }

    private static String tlsText(String acl) {
        return """
                frontend f
                    bind :443
                    tcp-request inspect-delay 5s
                    %s
                    tcp-request content reject unless ok
                    default_backend out
                """.formatted(acl) + BACKEND;
    }

    private static Reading http(int port, String acl) {
        return read("""
                frontend f
                    mode http
                    bind :%d
                    %s
                    http-request deny unless ok
                    default_backend out
                """.formatted(port, acl) + BACKEND);
    }

    private static Reading read(String text) {
        return new Haproxy().read(DeviceFiles.of("haproxy.cfg", text));
    }

    private static DeviceFiles files(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return new DeviceFiles(texts);
    }

    private static Line lineOf(Reading reading, String part) {
        return reading.lines().stream()
                .filter(line -> line.text().contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static String remarks(Reading reading) {
        return reading.lines().stream()
                .flatMap(line -> line.remark().stream())
                .map(Text::english)
                .toList()
                .toString();
    }
}
