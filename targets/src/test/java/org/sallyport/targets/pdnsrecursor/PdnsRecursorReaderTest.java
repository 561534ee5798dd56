package org.sallyport.targets.pdnsrecursor;

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

class PdnsRecursorReaderTest {

    private static final String TOP = """
            $TTL 300
            @ IN SOA localhost. hostmaster.localhost. 1 3600 600 86400 300
            @ IN NS localhost.
            """;
    private static final String LUA = """
            rpzFile("/etc/powerdns/allow.rpz")
            rpzFile("/etc/powerdns/deny.rpz")
            """;
    private static final int FIRST = LUA.split("\n").length + TOP.split("\n").length + 1;

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
    void aNameThatExistsHidesNoStar() {
        RenderedAssert.assertThat(read("*.wild.org CNAME rpz-passthru.\na.b.wild.org CNAME rpz-passthru.\n"))
                .permits("a.b.wild.org")
                .permits("b.wild.org")
                .permits("x.b.wild.org")
                .permits("x.a.b.wild.org")
                .isUnderstood();
    }

    @Test
    void inOneZoneTheStarStopsTheRestToo() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("recursor.lua", "rpzFile('allow.rpz')\n");
        files.put("allow.rpz", TOP + "example.com CNAME rpz-passthru.\n* CNAME .\n");

        RenderedAssert.assertThat(new PdnsRecursor().read(new DeviceFiles(files)))
                .permits("example.com")
                .denies("evil-example.com")
                .denies("com")
                .denies("x.example.com")
                .isUnderstood();
    }

    @Test
    void theClosestStarDecides() {
        RenderedAssert.assertThat(read("*.foo.com CNAME rpz-passthru.\n*.a.foo.com CNAME .\n"))
                .permits("x.foo.com")
                .permits("a.foo.com")
                .denies("x.a.foo.com");
    }

    @Test
    void relativeNamesBeginAtTheRoot() {
        RenderedAssert.assertThat(read("a.com. CNAME rpz-passthru\n$ORIGIN com.\nb CNAME rpz-passthru.\n"))
                .permits("a.com")
                .permits("b.com")
                .isUnderstood();
    }

    @Test
    void aNameOutsideOfTheZoneOfTheSoaKeepsItFromBeingLoaded() {
        Map<String, String> files = files("");
        files.put("allow.rpz", "allow.rpz. IN SOA a. b. 1 2 3 4 5\na.com CNAME rpz-passthru.\n");
        Reading reading = new PdnsRecursor().read(new DeviceFiles(files));

        RenderedAssert.assertThat(reading).denies("a.com").hasLine(4, Line.State.WRONG);
        assertThat(remark(reading, 4)).contains("SOA");

        files.put("allow.rpz", "allow.rpz. IN SOA a. b. 1 2 3 4 5\na.com.allow.rpz. CNAME rpz-passthru.\n");
        RenderedAssert.assertThat(new PdnsRecursor().read(new DeviceFiles(files)))
                .permits("a.com")
                .denies("a.com.allow.rpz")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.com CNAME rpz-passthru.", "A.com. CNAME .", "a.com 60 IN CNAME rpz-passthru."})
    void aNameThatStandsThereTwiceKeepsTheZoneFromBeingLoaded(String line) {
        RenderedAssert.assertThat(read("a.com CNAME rpz-passthru.\nb.com CNAME rpz-passthru.\n" + line + "\n"))
                .denies("a.com")
                .denies("b.com")
                .hasLine(FIRST + 2, Line.State.WRONG);
    }

    @Test
    void aDenialThatIsNotLoadedStopsNobody() {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.put("deny.rpz", "* CNAME .\n");
        RenderedAssert.assertThat(new PdnsRecursor().read(new DeviceFiles(files)))
                .permits("evil.net");

        files.put("deny.rpz", TOP + "* CNAME .\n* CNAME .\n");
        RenderedAssert.assertThat(new PdnsRecursor().read(new DeviceFiles(files)))
                .permits("evil.net");
    }

    @Test
    void linesAreThoseOfMasterFiles() {
        Map<String, String> files = files("");
        files.put("allow.rpz", """
                $ttl 1h
                @ 3600 IN SOA localhost. hostmaster.localhost. (
                    1 ; serial (
                    1h 600 1d
                    300 )
                    IN NS localhost.
                A.com 60 IN cname RPZ-Passthru. ; evil.com "
                b.com IN 1h CNAME rpz-passthru.
                ; evil.com CNAME rpz-passthru.
                """);
        RenderedAssert.assertThat(new PdnsRecursor().read(new DeviceFiles(files)))
                .permits("a.com")
                .permits("b.com")
                .denies("evil.com")
                .isUnderstood();
    }

    @Test
    void otherActionsStopOrAreLeftOpenOrLeftOut() {
        RenderedAssert.assertThat(read("""
                        self.com CNAME self.com.
                        nodata.com CNAME *.
                        drop.com CNAME rpz-drop.
                        tcp.com CNAME rpz-tcp-only.
                        own.com A 192.0.2.1
                        own.com A 192.0.2.2
                        garden.com CNAME garden.example.
                        other.com CNAME rpz-other.
                        *.com CNAME rpz-passthru.
                        """))
                .leavesOpen("self.com")
                .denies("nodata.com")
                .denies("drop.com")
                .leavesOpen("tcp.com")
                .leavesOpen("own.com")
                .leavesOpen("garden.com")
                .permits("other.com")
                .permits("x.nodata.com");
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
                "b.com CH CNAME .",
                "b.com CNAME . )",
                "b.com 1h30m CNAME .",
                "b.com IN IN CNAME .",
                "\"b.com\" CNAME .",
                "b.com RRSIG x",
                "b.com A 192.0.2.256",
                "b\\046.com CNAME .",
                "$FOO",
                "$INCLUDE x",
                "$ORIGIN x",
                "@ CNAME .",
                "@ SOA a. b. 1 1 1 1 1",
                "32.1.2.0.192.rpz-ip CNAME rpz-passthru."
            })
    void whatIsNoPlainLineLeavesEverythingOpen(String line) {
        Reading reading = read("a.com CNAME rpz-passthru.\n" + line + "\n");

        RenderedAssert.assertThat(reading).leavesOpen("a.com").leavesOpen("evil.net");
        assertThat(reading.notUnderstood()).isNotEmpty();
    }

    @Test
    void theOrderOfTheConfigurationCounts() {
        RenderedAssert.assertThat(configured("rpzFile('/x/deny.rpz')\nrpzFile('/x/allow.rpz')\n"))
                .denies("a.com")
                .isUnderstood();
        RenderedAssert.assertThat(configured("rpzFile [[/x/allow.rpz]]; rpzFile \"deny.rpz\"\n"))
                .permits("a.com")
                .denies("evil.net")
                .isUnderstood();
    }

    @Test
    void aPolicyOfTheConfigurationGoesBeforeThoseOfTheZone() {
        RenderedAssert.assertThat(configured("rpzFile('deny.rpz', {defpol=Policy.NoAction})\n", "allow.rpz"))
                .permits("evil.net")
                .isUnderstood();
        RenderedAssert.assertThat(
                        configured("rpzFile('allow.rpz', {policyName='x', defpol=Policy.Drop})\nrpzFile('deny.rpz')\n"))
                .denies("a.com")
                .isUnderstood();
        RenderedAssert.assertThat(configured(
                        "rpzFile('allow.rpz', {defpol=Policy.Custom, defcontent='x'}) rpzFile('deny.rpz')\n"))
                .leavesOpen("a.com")
                .denies("evil.net")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void commentsAreNoCalls() {
        RenderedAssert.assertThat(configured("""
                        --[[ rpzFile('deny.rpz')
                        rpzFile('deny.rpz') ]]
                        -- rpzFile('deny.rpz')
                        dofile("/usr/share/pdns-recursor/lua-config/rootkeys.lua")
                        addNTA("example.net", "why -- [[")
                        assert(io.open("/etc/powerdns/allow.rpz"))
                        rpzFile('allow.rpz') rpzFile('deny.rpz')
                        """))
                .permits("a.com")
                .denies("evil.net")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if x then rpzFile('deny.rpz') end",
                "local f = rpzFile",
                "rpzPrimary('192.0.2.1', 'x')",
                "dofile('/x.lua')",
                "rpzFile('no.rpz')",
                "rpzFile(name)",
                "rpzFile('allow.rpz', 1)",
                "foo()",
                "rpzFile('allow.rpz'",
                "rpzFile('allow.rpz)",
                "--[==[",
                "[[",
                "rpzFile{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{",
                "assert(true)"
            })
    void whatCanLetAnythingThroughLeavesItOpen(String statement) {
        Reading reading = configured("rpzFile('allow.rpz')\nrpzFile('deny.rpz')\n" + statement + "\n");

        RenderedAssert.assertThat(reading).leavesOpen("evil.net");
        assertThat(reading.notUnderstood()).isNotEmpty();
    }

    @Test
    void withoutAPolicyEverythingPasses() {
        RenderedAssert.assertThat(new PdnsRecursor().read(DeviceFiles.of("recursor.lua", "-- nothing\n")))
                .permits("evil.net")
                .isUnderstood();
    }

    @Test
    void aFileThatNoPolicyNamesIsNotRead() {
        RenderedAssert.assertThat(configured("rpzFile('allow.rpz')\n"))
                .leavesOpen("evil.net")
                .hasLine(6, Line.State.NOT_SUPPORTED);
    }

    @Test
    void zonesAloneAreReadAsTheOnlyPoliciesInTheirOrder() {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.remove("recursor.lua");

        RenderedAssert.assertThat(new PdnsRecursor().read(new DeviceFiles(files)))
                .permits("a.com")
                .denies("b.com")
                .isUnderstood();
    }

    @Test
    void aTextOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> new PdnsRecursor().read(DeviceFiles.of("x", "<html></html>\n")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither a Lua configuration");
    }

    private static Reading read(String entries) {
        return new PdnsRecursor().read(new DeviceFiles(files(entries)));
    }

    private static Reading configured(String lua) {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.put("recursor.lua", lua);
        return new PdnsRecursor().read(new DeviceFiles(files));
    }

    private static Reading configured(String lua, String without) {
        Map<String, String> files = files("a.com CNAME rpz-passthru.\n");
        files.put("recursor.lua", lua);
        files.remove(without);
        return new PdnsRecursor().read(new DeviceFiles(files));
    }

    private static Map<String, String> files(String entries) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("recursor.lua", LUA);
        files.put("allow.rpz", TOP + entries);
        files.put("deny.rpz", TOP + "* CNAME .\n");
        return files;
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
