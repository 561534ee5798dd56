package org.sallyport.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;

class SiteYamlTest {

    private static final String VENDORS = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central:
                licences: [endpoint]
            """;

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void backToTheLocale() {
        Locale.setDefault(locale);
    }

    @Test
    void readsTheSiteOfTheDesign() {
        Site site = Acme.example("acme-paris");

        assertThat(site.name()).hasToString("acme-paris");
        assertThat(site.vendors())
                .containsExactly(new Site.Subscription(
                        Id.parse("sophos-central"),
                        ids("endpoint", "ad-sync", "edr", "mtr"),
                        Optional.of(ids("eu-west-1", "eu-central-1")),
                        List.of(Acme.SERVER)));
        assertThat(site.also()).singleElement().satisfies(own -> {
            assertThat(own.host()).isEqualTo(HostPattern.parse("*.example.org"));
            assertThat(own.ports()).isEqualTo(Ports.of(Port.HTTPS));
            assertThat(own.reason()).isEqualTo("ticket 1234");
            assertThat(own.line()).isEqualTo(19);
        });
        assertThat(site.devices())
                .extracting(device -> device.name() + " " + device.target())
                .containsExactly("edge squid", "browsers pac", "poll hosts-list", "branch squid");
    }

    @Test
    void readsARulingForEveryEntryThatNeedsAStar() {
        Site site = Acme.example("acme-paris");
        Device branch = site.device(Id.parse("branch")).orElseThrow();

        assertThat(branch.wildcards()).contains(false);
        assertThat(Allowlist.plan(Acme.CATALOGS, site).bounds(false).must())
                .filteredOn(rule -> rule.host().isWildcard())
                .isNotEmpty()
                .allSatisfy(rule -> {
                    Inexpressible.Ruling ruling = branch.inexpressible().rulingFor(rule.host());
                    assertThat(ruling.choice()).isEqualTo(Inexpressible.Choice.OMIT);
                    assertThat(ruling.reason()).isNotBlank();
                });
        assertThat(branch.inexpressible()
                        .rulingFor(HostPattern.parse("*.example.net"))
                        .choice())
                .isEqualTo(Inexpressible.Choice.FAIL);
    }

    @Test
    void withoutRegionsMeansAllOfThem() {
        assertThat(Acme.example("acme-lyon").vendors().getFirst().regions()).isEmpty();
    }

    @Test
    void readsEveryKeyOfADevice() {
        Device device = read(VENDORS + """
                devices:
                  - name: edge
                    target: squid
                    wildcards: false
                    inexpressible: widen
                    version: "6.13"
                    options: { listen: 3128, deny-info: "ask the help desk" }
                """).devices().getFirst();

        assertThat(device.wildcards()).contains(false);
        assertThat(device.inexpressible()
                        .rulingFor(HostPattern.parse("x.example"))
                        .choice())
                .isEqualTo(Inexpressible.Choice.WIDEN);
        assertThat(device.version()).contains("6.13");
        assertThat(device.option("listen")).contains("3128");
        assertThat(device.option("deny-info")).contains("ask the help desk");
        assertThat(device.option("other")).isEmpty();
    }

    @Test
    void aSiteMayHaveNothingButItsOwnEntries() {
        assertThat(read("""
                sallyport: 1
                site: lab
                also: [{ host: d1.example.org, ports: [80, 443, 123/udp], reason: time }]
                """).also().getFirst().ports()).hasToString("80,443,123/udp");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            →site: x | the key "sallyport" is missing
            sallyport: →2¶site: x | found "2", expected version 1 of site files
            sallyport: →one¶site: x | found "one", expected a whole number
            sallyport: 1¶→sit: x | unknown key "sit"; did you mean "site"?
            →sallyport: 1¶vendors: {} | the key "site" is missing
            sallyport: 1¶site: →Acme Paris | "Acme Paris" is no short name
            sallyport: 1¶site: →../x | "../x" is no short name
            →sallyport: 1¶site: x | the site lets nothing through
            sallyport: 1¶site: x¶→site: y | the key "site" stands twice
            sallyport: 1¶site: x¶vendors: →[a] | found a list, expected a map
            sallyport: 1¶site: x¶vendors: {→sofos-central: {licences: []}} | unknown vendor "sofos-central"; did you mean "sophos-central"?
            sallyport: 1¶site: x¶vendors: {sophos-central: →{}} | the key "licences" is missing
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [edr, →endpiont]}} | unknown licence "endpiont"; did you mean "endpoint"?
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [edr, →edr]}} | "edr" stands twice in the list
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [→central]}} | unknown licence "central"
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [edr], regions: [→eu-west-3]}} | unknown region "eu-west-3"; did you mean "eu-west-1"?
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [edr], regions: →[]}} | found a list, expected at least one region, or no such line for all of them
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [edr], servers: [→10.0.0.1]}} | "10.0.0.1" is no host name
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [edr], servers: [→"*.a.b"]}} | "*.a.b" is no host name
            sallyport: 1¶site: x¶vendors: {sophos-central: {licences: [edr], servers: [A.b, →a.b.]}} | "a.b" stands twice in the list
            sallyport: 1¶site: x¶vendors: {sophos-central: {→licenses: [edr]}} | unknown key "licenses"; did you mean "licences"?
            sallyport: 1¶site: x¶also: [→{host: a.b, ports: [443]}] | the key "reason" is missing
            sallyport: 1¶site: x¶also: [{host: a.b, ports: [443], reason: →" "}] | found " ", expected why the name is let through
            sallyport: 1¶site: x¶also: [{host: a.b, ports: →[], reason: r}] | found a list, expected at least one port, as in [443]
            sallyport: 1¶site: x¶also: [{host: a.b, ports: [→70000], reason: r}] | "70000" is no port
            sallyport: 1¶site: x¶also: [{host: a.b, ports: [443, →443/tcp], reason: r}] | "443" stands twice in the list
            sallyport: 1¶site: x¶also: [{host: a.b, ports: →443, reason: r}] | found "443", expected a list
            sallyport: 1¶site: x¶also: [{host: →"*.com", ports: [443], reason: r}] | "*.com" is too wide
            sallyport: 1¶site: x¶also: [{host: →"*.co.uk", ports: [443], reason: r}] | "*.co.uk" lets in everybody who registers a name there; name the domains that are meant
            sallyport: 1¶site: x¶also: [{host: →"a-*.co.uk", ports: [443], reason: r}] | "a-*.co.uk" lets in everybody who registers a name there
            sallyport: 1¶site: x¶also: [{host: →"*", ports: [443], reason: r}] | "*" is too wide
            sallyport: 1¶site: x¶also: [{host: →a..b, ports: [443], reason: r}] | "a..b" is no host name: a label is empty
            sallyport: 1¶site: x¶also: [{host: →"https://a.b/", ports: [443], reason: r}] | is no host name
            sallyport: 1¶site: x¶also: [{host: a.b, ports: [443], reason: →"a\\nb"}] | expected one line without control characters
            sallyport: 1¶site: x¶also: [{host: a.b, ports: [443], reason: →"\\e[31m"}] | expected one line without control characters
            sallyport: 1¶site: x¶also: [{host: a.b, ports: [443], reason: →"\\u202e"}] | expected one line without control characters
            sallyport: 1¶site: x¶also: [{host: a.b, ports: [443], reason: →"\\ud800"}] | expected one line without control characters
            sallyport: 1¶site: x¶→\talso: [] | this is no YAML
            """)
    void tellsWhatIsWrongAndWhere(String marked, String what) {
        assertToldAtTheArrow(marked, what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            - { name: edge, target: →squib } | unknown target "squib"; did you mean "squid"? Known are: hosts-list, pac, squid
            - →{ name: edge } | the key "target" is missing
            - →{ target: squid } | the key "name" is missing
            - { name: →a/b, target: squid } | "a/b" is no short name
            - { name: →.., target: squid } | ".." is no short name
            - { name: edge, target: squid, →wildcard: no } | unknown key "wildcard"; did you mean "wildcards"?
            - { name: edge, target: squid, wildcards: →no } | found "no", expected true or false
            - { name: edge, target: squid, inexpressible: →drop } | found "drop", expected fail, widen or omit
            - { name: edge, target: squid, inexpressible: →[omit] } | found a list, expected a text
            - { name: edge, target: squid, inexpressible: { "*.a.b": →omit } } | found "omit", expected a map
            - { name: edge, target: squid, inexpressible: { "*.a.b": →{ choice: omit } } } | the key "reason" is missing
            - { name: edge, target: squid, inexpressible: { "*.a.b": { choice: omit, reason: →"" } } } | expected why this was chosen
            - { name: edge, target: squid, inexpressible: { →"*.a": { choice: omit, reason: r } } } | "*.a" is too wide
            - { name: edge, target: squid, inexpressible: { "*.a.b": { choice: omit, reason: r }, →"*.A.b": { choice: fail, reason: r } } } | "*.a.b" is ruled about twice
            - { name: edge, target: squid, options: { →listem: 1 } } | unknown key "listem"; did you mean "listen"?
            - { name: edge, target: squid, options: { listen: →"1\\n2" } } | expected one line without control characters
            - { name: edge, target: squid, version: →[6] } | found a list, expected a text
            """)
    void tellsWhatIsWrongWithADevice(String device, String what) {
        assertToldAtTheArrow(VENDORS + "devices:\n  " + device, what);
    }

    @Test
    void twoDevicesHaveTwoNames() {
        assertThatThrownBy(() -> read(VENDORS + """
                devices:
                  - { name: edge, target: squid }
                  - { name: edge, target: pac }
                """))
                .hasMessage("paris.yaml:8:13: two devices are called \"edge\"; give each its own name");
    }

    @Test
    void saysTheSameInFrench() {
        assertThat(french(VENDORS.replace("endpoint", "endpiont")))
                .isEqualTo("paris.yaml:5:16: licence inconnue « endpiont » ; vouliez-vous dire « endpoint » ?"
                        + " Sont connus : ad-sync, edr, endpoint, mtr");
        assertThat(french(VENDORS + "devises: []"))
                .isEqualTo("paris.yaml:6:1: clé inconnue « devises » ; vouliez-vous dire « devices » ?"
                        + " Sont connus : also, devices, inspection, sallyport, site, vendors");
        assertThat(french(VENDORS + "also: [{ host: \"*.co.uk\", ports: [443], reason: r }]"))
                .isEqualTo(
                        "paris.yaml:6:16: « *.co.uk » laisse entrer quiconque y enregistre un nom ; nommez les domaines visés");
        assertThat(french("sallyport: 3"))
                .isEqualTo(
                        "paris.yaml:1:12: trouvé : « 3 », attendu : la version 1 des fichiers de site ; corrigez la valeur");
        assertThat(french("sallyport: 1\nsite: x"))
                .startsWith(
                        "paris.yaml:1:1: le site ne laisse rien passer ; nommez au moins un fournisseur (sont connus : sophos-central)");
    }

    @Test
    void aSharedSuffixIsLetThroughWhereTheSiteSaysSo() {
        String own = "also: [{ host: \"*.cloudfront.net\", ports: [443], reason: r }]";

        assertThat(read(VENDORS + own).also()).hasSize(1);
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreNoMatter() {
        String text = Acme.text("../examples/acme-paris.yaml");

        assertThat(read("\uFEFF" + text.replace("\n", "\r\n"))).isEqualTo(read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "fr-FR", "ar-EG-u-nu-arab"})
    void readsTheSameUnderEveryLocale(String tag) {
        Site site = Acme.example("acme-paris");
        Locale.setDefault(Locale.forLanguageTag(tag));

        assertThat(Acme.example("acme-paris")).isEqualTo(site);
        assertThat(read(VENDORS.replace("[endpoint]", "[endpoint]\n    servers: [IIS.EXAMPLE]"))
                        .vendors()
                        .getFirst()
                        .servers())
                .hasToString("[iis.example]");
        assertThatThrownBy(() -> read("sallyport: 1\nsite: INIT")).hasMessageEndingWith("write it like init");
        assertThat(read(VENDORS + "devices: [{ name: a, target: pac, inexpressible: widen }]")
                        .devices())
                .hasSize(1);
    }

    @Test
    void hostileSizesAreRefusedInShortSentences() {
        for (String text : List.of(
                "# " + "x".repeat(17 << 20),
                "sallyport: 1\nsite: " + "x".repeat(5_000_000),
                "sallyport: 1\n" + "k".repeat(5_000_000) + ": 1",
                VENDORS + "also: [{ host: \"*." + "x".repeat(1_000_000) + "\", ports: [443], reason: r }]",
                VENDORS + "also: [{ host: a.b, ports: [443], reason: \"" + "x".repeat(1_000_000) + "\" }]",
                VENDORS + "devices: [{ name: a, target: " + "squid".repeat(1_000_000) + "}]",
                VENDORS + "devices: " + "[".repeat(1_000_000),
                VENDORS + "devices: " + "{a: ".repeat(1_000_000))) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(InputException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        }
    }

    /** The arrow stands in front of what is wrong; it is taken out, and ¶ made a line break, before the text is read. */
    private static void assertToldAtTheArrow(String marked, String what) {
        String text = marked.replace('¶', '\n');
        int arrow = text.indexOf('→');
        String before = text.substring(0, arrow);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = arrow - before.lastIndexOf('\n');
        assertThatThrownBy(() -> read(text.replace("→", "")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("paris.yaml:" + line + ":" + column + ": ")
                .hasMessageContaining(what);
    }

    private static Site read(String text) {
        return Acme.READER.read("paris.yaml", text);
    }

    private static String french(String text) {
        return catchThrowableOfType(InputException.class, () -> read(text)).sentence(Locale.FRENCH);
    }

    private static List<Id> ids(String... ids) {
        return List.of(ids).stream().map(Id::parse).toList();
    }
}
