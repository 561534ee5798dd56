package org.sallyport.targets.bindrpz;

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

class BindRpzReaderTest {

    private static final String TOP = """
            $TTL 300
            @ IN SOA localhost. hostmaster.localhost. 1 3600 600 86400 300
            @ IN NS localhost.
            """;
    private static final String CONF = """
            options {
              response-policy { zone "allow.rpz"; zone "deny.rpz"; } break-dnssec yes recursive-only no;
            };
            zone "allow.rpz" { type primary; file "/etc/bind/allow.rpz"; };
            zone "deny.rpz" { type primary; file "/etc/bind/deny.rpz"; };
            """;
    private static final int FIRST = CONF.split("\n").length + TOP.split("\n").length + 1;

    @Test
    void aNameIsThatNameAndAStarWhatLiesBelow() {
        RenderedAssert.assertThat(read("a.com CNAME rpz-passthru.\n*.b.com CNAME rpz-passthru.\n"))
                .permits("a.com")
                .denies("x.a.com")
                .denies("evila.com")
                .denies("a.com.evil.net")
                .permits("x.b.com")
                .permits("x.y.b.com")
                .denies("b.com")
                .isUnderstood();
    }

    @Test
    void inOneZoneTheNamesThatExistHideTheStarThatStopsTheRest() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF.replace("zone \"deny.rpz\"; ", ""));
        files.put("allow.rpz", TOP + "example.com CNAME rpz-passthru.\n* CNAME .\n");

        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files)))
                .permits("example.com")
                .permits("evil-example.com")
                .permits("com")
                .permits("x.example.com")
                .denies("example.net")
                .isUnderstood();
    }

    @Test
    void aNameBelowAStarHidesItForItsOwnNeighbours() {
        RenderedAssert.assertThat(read("*.wild.org CNAME rpz-passthru.\na.b.wild.org CNAME rpz-passthru.\n"))
                .permits("x.wild.org")
                .permits("a.b.wild.org")
                .denies("b.wild.org")
                .denies("x.b.wild.org")
                .denies("x.a.b.wild.org")
                .isUnderstood();
    }

    @Test
    void aNameWithADotAtItsEndIsOutsideOfTheZone() {
        Reading reading = read("a.com. CNAME rpz-passthru.\nb.com.allow.rpz. CNAME rpz-passthru.\n");

        RenderedAssert.assertThat(reading).denies("a.com").permits("b.com").isUnderstood();
        assertThat(remark(reading, FIRST)).contains("without the dot");
    }

    @Test
    void anActionWithoutItsDotIsAnotherName() {
        RenderedAssert.assertThat(read("a.com CNAME rpz-passthru\n"))
                .leavesOpen("a.com")
                .hasLine(FIRST, Line.State.NOT_SUPPORTED);
    }

    @Test
    void linesAreThoseOfMasterFiles() {
        RenderedAssert.assertThat(read("""
                        A.com 60 IN cname RPZ-Passthru. ; evil.com
                        b.com IN 1h CNAME (
                            rpz-passthru. )
                        $ORIGIN com.allow.rpz.
                        c CNAME rpz-passthru.
                        "d" CNAME rpz-passthru.
                        ex\\097mple CNAME rpz-passthru.
                        ; evil.com CNAME rpz-passthru.
                        """))
                .permits("a.com")
                .permits("b.com")
                .permits("c.com")
                .permits("d.com")
                .permits("example.com")
                .denies("evil.com")
                .isUnderstood();
    }

    @Test
    void otherActionsStopOrAreLeftOpen() {
        RenderedAssert.assertThat(read("""
                        self.com CNAME self.com.
                        itself.com CNAME itself.com.allow.rpz.
                        nodata.com CNAME *.
                        drop.com CNAME rpz-drop.
                        own.com A 192.0.2.1
                        own.com AAAA 2001:db8::1
                        garden.com CNAME garden.example.
                        """))
                .permits("self.com")
                .denies("nodata.com")
                .denies("drop.com")
                .leavesOpen("own.com")
                .leavesOpen("garden.com");
    }

    @Test
    void aStarInsideIsALetter() {
        RenderedAssert.assertThat(read("x.*.int.org CNAME rpz-passthru.\na*.int.org CNAME rpz-passthru.\n"))
                .denies("x.y.int.org")
                .denies("ab.int.org")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b..com CNAME rpz-passthru.",
                "b.com FOO x",
                "b.com CNAME",
                "b.com CNAME . x",
                "a.com CNAME .",
                "a.com A 192.0.2.1",
                "b.com CH CNAME .",
                "b.com CNAME . )",
                "$FOO",
                "@ SOA a. b. 1 1 1 1 1"
            })
    void whatBindDoesNotLoadIsWrongAndTheZoneDecidesNothing(String line) {
        Reading reading = read("a.com CNAME rpz-passthru.\n" + line + "\n");

        RenderedAssert.assertThat(reading).denies("a.com").hasLine(FIRST + 1, Line.State.WRONG);
    }

    @Test
    void aDenialThatIsNotLoadedStopsNobody() {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.put("deny.rpz", "$TTL 300\n* CNAME .\n");

        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files))).permits("evil.net");
    }

    @Test
    void withoutAPolicyEverythingPasses() {
        RenderedAssert.assertThat(
                        new BindRpz().read(DeviceFiles.of("named.conf", "options {\n recursion yes; /* } */\n};\n")))
                .permits("evil.net")
                .isUnderstood();
    }

    @Test
    void theOrderOfTheConfigurationCounts() {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.computeIfPresent(
                "named.conf",
                (_, text) -> text.replace(
                        "zone \"allow.rpz\"; zone \"deny.rpz\"; }", "zone \"deny.rpz\"; zone \"allow.rpz\"; }"));

        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files)))
                .denies("a.com")
                .isUnderstood();
    }

    @Test
    void withoutBreakDnssecWhoAsksForSignaturesGetsEverySignedName() {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.computeIfPresent("named.conf", (_, text) -> text.replace("break-dnssec yes ", ""));
        Reading reading = new BindRpz().read(new DeviceFiles(files));

        RenderedAssert.assertThat(reading)
                .permits("a.com")
                .leavesOpen("evil.net")
                .isUnderstood();
        assertThat(remark(reading, 2)).contains("signatures");
    }

    @Test
    void whatIsLookedUpCanBeHadFromTheCache() {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.computeIfPresent("named.conf", (_, text) -> text.replace(" recursive-only no", ""));

        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files))).leavesOpen("evil.net");
    }

    @Test
    void aPolicyOfTheConfigurationGoesBeforeThoseOfTheZone() {
        Map<String, String> files = files("a.com CNAME .\nb.com A 192.0.2.1\n");
        files.computeIfPresent(
                "named.conf",
                (_, text) -> text.replace("{ zone \"allow.rpz\";", "{ zone \"allow.rpz\" policy passthru;"));
        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files)))
                .permits("a.com")
                .permits("b.com")
                .isUnderstood();

        files.computeIfPresent("named.conf", (_, text) -> text.replace("policy passthru", "policy disabled"));
        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files)))
                .denies("a.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"/etc/bind/more\";",
                "view v { match-clients { any; }; };",
                "options { include \"x\"; };",
                "future { };"
            })
    void whatCanLetAnythingThroughLeavesItOpen(String statement) {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.computeIfPresent("named.conf", (_, text) -> text + statement + "\n");
        Reading reading = new BindRpz().read(new DeviceFiles(files));

        RenderedAssert.assertThat(reading).leavesOpen("evil.net");
        assertThat(reading.notUnderstood()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "options { response-policy { zone \"none\"; }; };",
                "options { response-policy { zone \"allow.rpz\"; } }",
                "zone \"a..b\" { type primary; };",
                "}"
            })
    void whatBindDoesNotStartWithIsWrong(String statement) {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.computeIfPresent("named.conf", (_, text) -> text + statement + "\n");

        assertThat(new BindRpz().read(new DeviceFiles(files)).lines())
                .anyMatch(line -> line.state() == Line.State.WRONG);
    }

    @Test
    void aNameOfAZoneOfTheServersOwnIsThereOnlyIfTheZoneHasIt() {
        Map<String, String> files = files("*.example.com CNAME rpz-passthru.\n");
        files.computeIfPresent(
                "named.conf", (_, text) -> text + "zone \"own.example.com\" { type primary; file \"/x\"; };\n");

        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files)))
                .permits("a.example.com")
                .leavesOpen("a.own.example.com")
                .isUnderstood();
    }

    @Test
    void zonesAloneAreReadAsTheOnlyPolicyInTheirOrder() {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.remove("named.conf");

        RenderedAssert.assertThat(new BindRpz().read(new DeviceFiles(files)))
                .permits("a.com")
                .denies("b.com")
                .isUnderstood();
    }

    @Test
    void aTextOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> new BindRpz().read(DeviceFiles.of("named.conf", "<html></html>\n")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither a configuration of BIND");
    }

    private static Reading read(String entries) {
        return new BindRpz().read(new DeviceFiles(files(entries)));
    }

    private static Map<String, String> files(String entries) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("named.conf", CONF);
        files.put("allow.rpz", TOP + entries);
        files.put("deny.rpz", TOP + "* CNAME .\n");
        return files;
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
