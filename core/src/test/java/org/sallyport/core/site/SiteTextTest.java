package org.sallyport.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

class SiteTextTest {

    private static final Id VENDOR = Id.parse("sophos-central");

    @Test
    void addsToAListInBrackets() {
        assertThat(with("servers: [a.example]  # from the log", "b.example", "c.example"))
                .isEqualTo("servers: [a.example, b.example, c.example]  # from the log");
        assertThat(with("servers: [ 'a.example' , ]", "b.example")).isEqualTo("servers: [ 'a.example', b.example , ]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"servers: []", "servers: [ ] # none yet", "servers:", "servers: # none yet"})
    void fillsAnEmptyList(String line) {
        assertThat(with(line, "a.example", "b.example"))
                .contains("a.example, b.example")
                .satisfies(edited -> assertThat(edited.contains("# none yet")).isEqualTo(line.contains("#")));
    }

    @Test
    void addsALineToAListInLines() {
        assertThat(with("servers:\n  - a.example", "b.example")).isEqualTo("servers:\n  - a.example\n  - b.example");
        assertThat(with("servers:\n- a.example # first\n# end\n", "b.example"))
                .isEqualTo("servers:\n- a.example # first\n- b.example\n# end\n");
        assertThat(with("servers:\n    -   a.example\n    # between\n    -   'b.example'\t#\ttabs\n", "c.example"))
                .isEqualTo(
                        "servers:\n    -   a.example\n    # between\n    -   'b.example'\t#\ttabs\n    -   c.example\n");
    }

    @Test
    void addsALineToAListInBracketsThatHasOneALine() {
        assertThat(with("servers: [\n  a.example,  # first\n  b.example   # second\n]", "c.example", "d.example"))
                .isEqualTo("servers: [\n  a.example,  # first\n  b.example,   # second\n  c.example,\n  d.example\n]");
        assertThat(with("servers: [\n  a.example,\n]", "b.example"))
                .isEqualTo("servers: [\n  a.example,\n  b.example,\n]");
        assertThat(with("servers: [a.example,\n  b.example]", "c.example"))
                .isEqualTo("servers: [a.example,\n  b.example, c.example]");
    }

    @Test
    void addsTheKeyWhereItIsMissing() {
        assertThat(edited("""
                sallyport: 1
                site: x
                vendors:
                    sophos-central:
                        licences:   # what was bought
                          - endpoint
                          - edr     # since May
                    # the other vendor
                    other: {licences: []}
                also: []
                """, "a.example")).isEqualTo("""
                sallyport: 1
                site: x
                vendors:
                    sophos-central:
                        licences:   # what was bought
                          - endpoint
                          - edr     # since May
                        servers: [a.example]
                    # the other vendor
                    other: {licences: []}
                also: []
                """);
    }

    @Test
    void addsTheKeyToAVendorInBraces() {
        assertThat(edited("vendors: {sophos-central: {licences: [edr]}, other: {}}", "a.example"))
                .isEqualTo("vendors: {sophos-central: {licences: [edr], servers: [a.example]}, other: {}}");
        assertThat(edited("vendors:\n  sophos-central: { licences: [edr], } # x\n", "a.example"))
                .isEqualTo("vendors:\n  sophos-central: { licences: [edr], servers: [a.example], } # x\n");
        assertThat(edited("vendors: {sophos-central: {}}", "a.example"))
                .isEqualTo("vendors: {sophos-central: {servers: [a.example]}}");
    }

    @Test
    void keepsCarriageReturnsAndAMissingLastLineEnd() {
        assertThat(edited("vendors:\r\n  sophos-central:\r\n    licences: [edr]", "a.example"))
                .isEqualTo("vendors:\r\n  sophos-central:\r\n    licences: [edr]\r\n    servers: [a.example]");
        assertThat(edited("vendors:\r\n  sophos-central:\r\n    servers:\r\n    - a.example\r\n\r\n# end", "b.example"))
                .isEqualTo(
                        "vendors:\r\n  sophos-central:\r\n    servers:\r\n    - a.example\r\n    - b.example\r\n\r\n# end");
    }

    @Test
    void countsRightBehindAByteOrderMarkAndSmileys() {
        assertThat(edited(
                        "\uFEFF# \uD83D\uDE00\nsite: \"\uD83D\uDE00\"\nvendors: {\"sophos-central\": {servers: [a.example]}} # \uD83D\uDE00",
                        "b.example"))
                .isEqualTo(
                        "\uFEFF# \uD83D\uDE00\nsite: \"\uD83D\uDE00\"\nvendors: {\"sophos-central\": {servers: [a.example, b.example]}} # \uD83D\uDE00");
    }

    @Test
    void addsNothingThatIsThere() {
        String text = "vendors: {sophos-central: {servers: [A.EXAMPLE.]}}";

        assertThat(edited(text, "a.example")).isEqualTo(text);
        assertThat(edited(text)).isEqualTo(text);
        assertThat(edited(text, "b.example", "b.example", "a.example"))
                .isEqualTo("vendors: {sophos-central: {servers: [A.EXAMPLE., b.example]}}");
    }

    @Test
    void quotesWhatCouldBeAWord() {
        assertThat(with("servers: []", "null", "true")).isEqualTo("servers: [\"null\", \"true\"]");
    }

    @Test
    void anAnchorOrATagIsNoBracket() {
        assertThat(with("servers: &here []", "a.example")).isEqualTo("servers: &here [a.example]");
        assertThat(with("servers: !!seq [b.example]", "a.example")).isEqualTo("servers: !!seq [b.example, a.example]");
    }

    @Test
    void addsToAComplexKeyAndAfterATextInLines() {
        assertThat(edited("vendors:\n  ? sophos-central\n  : licences:\n    - |\n     edr\n\n\nsite: x\n", "a.example"))
                .contains("servers: [a.example]");
    }

    @Test
    void addsToTheExampleAndNowhereElse() {
        String text = Acme.text("../examples/acme-paris.yaml");
        String edited = edited(text, "dzr-mcs-amzn-eu-west-1-9af7.upe.p.hmr.sophos.com");

        List<String> changed = edited.lines()
                .filter(line -> text.lines().noneMatch(line::equals))
                .toList();
        assertThat(changed)
                .containsExactly(
                        "    servers: [" + Acme.SERVER + ", dzr-mcs-amzn-eu-west-1-9af7.upe.p.hmr.sophos.com]");
        assertThat(edited.lines().count()).isEqualTo(text.lines().count());
        Site site = Acme.READER.read("paris.yaml", edited);
        assertThat(site.vendors().getFirst().servers()).hasSize(2);
        assertThat(site.devices()).isEqualTo(Acme.example("acme-paris").devices());
    }

    @Test
    void whereThereIsNoPlaceTheLineToAddByHandIsTold() {
        assertThatThrownBy(() -> with("servers: ~", "a.example"))
                .isInstanceOf(InputException.class)
                .hasMessage("site.yaml:3:14: the way this is written leaves no place to insert the servers;"
                        + " add them by hand to vendors, sophos-central, servers: a.example");
    }

    @Test
    void anotherVendorIsAnError() {
        assertThatThrownBy(() -> edited("vendors: {sofos-central: {}}", "a.example"))
                .hasMessage(
                        "site.yaml:1:10: the site has nothing of \"sophos-central\"; did you mean \"sofos-central\"?"
                                + " Known are: sofos-central");
        assertThatThrownBy(() -> edited("site: x", "a.example")).hasMessageContaining("the key \"vendors\" is missing");
        assertThatThrownBy(() -> edited("vendors: {sophos-central: }", "a.example"))
                .hasMessageContaining("found nothing, expected a map");
        assertThatThrownBy(() -> with("servers: x", "a.example")).hasMessageContaining("found \"x\", expected a list");
        assertThatThrownBy(() -> with("servers: [10.0.0.1]", "a.example")).hasMessageContaining("is no host name");
    }

    @Test
    void anEntryIsReadBackAsItWasWhateverItsReasonHolds() {
        for (String reason : new String[] {
            "\"quoted\\\" # no comment: { x }", "a\u2028b", "a\ud800b", "a\uffffb", "a\u0000\tb\n", "a\u202eb", "é 中 😀"
        }) {
            Site.Addition written = new Site.Addition(
                    HostPattern.parse("*.a.example"),
                    Ports.of(Port.HTTPS, Port.parse("53/udp")),
                    reason,
                    4,
                    List.of(Network.parse("10.20.0.0/16"), Network.parse("fd12:3456::/32")));

            Site read = Acme.READER.read("site.yaml", "sallyport: 1\nsite: x\nalso:\n" + SiteText.entry(written));

            assertThat(read.also()).singleElement().satisfies(addition -> {
                assertThat(addition.host()).isEqualTo(written.host());
                assertThat(addition.ports()).isEqualTo(written.ports());
                assertThat(addition.addresses()).isEqualTo(written.addresses());
                assertThat(addition.reason()).hasSize(reason.length()).matches("[\\p{Print}é中😀]+");
            });
        }
    }

    /** The line or lines at the depth of a vendor's keys, and what becomes of them. */
    private static String with(String lines, String... servers) {
        String front = "vendors:\n  sophos-central:\n    ";
        String edited = edited(front + lines.replace("\n", "\n    "), servers);
        assertThat(edited).startsWith(front);
        return edited.substring(front.length()).replace("\n    ", "\n");
    }

    private static String edited(String text, String... servers) {
        List<HostName> names = Stream.of(servers).map(HostName::parse).toList();
        String edited = SiteText.withServers("site.yaml", text, VENDOR, names);
        assertThat(SiteText.withServers("site.yaml", edited, VENDOR, names)).isEqualTo(edited);
        return edited;
    }
}
