package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator asks about an address of a firewall log. No packet leaves the machine. */
class ExplainAddressTest {

    private static final String PARIS = "../examples/acme-paris.yaml";
    private static final String ADDRESS = "203.0.113.9";
    private static final String AMAZON = "ec2-203-0-113-9.eu-west-1.compute.amazonaws.com";

    @Test
    void aReverseNameThatADocumentTellsOfIsExpectedAndNoneToAdd() throws IOException {
        Map<String, List<String>> zone = Map.of(ADDRESS, List.of(AMAZON), AMAZON, List.of(ADDRESS));

        Ran ran = explain(zone, ADDRESS);

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines())
                .startsWith(
                        "203.0.113.9:443: expected: a document says that such reverse names show; that is no reason to"
                                + " add them",
                        "  its reverse name is " + AMAZON + ": it leads back to the address");
        assertThat(ran.out())
                .contains("sophos-central, \"Domaines et ports\" line 84: A firewall that looks addresses up backwards")
                .contains("that is no reason to add it: the name is the hosting provider's")
                .contains("proxies and DNS filters see the name that was asked for, not this one");

        JsonObject json = json(zone, ADDRESS);
        assertThat(json.get("verdict").getAsString()).isEqualTo("expected");
        JsonObject reverse = json.getAsJsonArray("reverse").get(0).getAsJsonObject();
        assertThat(reverse.get("leads_back").getAsBoolean()).isTrue();
        assertThat(reverse.get("expected").getAsBoolean()).isTrue();
        assertThat(reverse.get("document").getAsString()).isEqualTo("fr");
        assertThat(reverse.get("line").getAsInt()).isEqualTo(84);
        assertThat(reverse.has("rule")).isFalse();
    }

    @Test
    void aReverseNameThatDoesNotLeadBackIsSaidToProveNothing() throws IOException {
        Ran ran = explain(Map.of(ADDRESS, List.of(AMAZON)), ADDRESS);

        assertThat(ran.out()).contains("it does not lead back to the address, and proves nothing");
    }

    @Test
    void aNameOfTheSiteThatHasTheAddressIsTheAnswer() throws IOException {
        Map<String, List<String>> zone =
                Map.of(ADDRESS, List.of(AMAZON), "d1.sophosupd.com", List.of("203.0.113.8", ADDRESS));

        Ran ran = explain(zone, ADDRESS);

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines())
                .startsWith(
                        "203.0.113.9:443: expected: a name of the site has this address now",
                        "  d1.sophosupd.com has this address now",
                        "    d1.sophosupd.com  80,443  endpoint (Endpoint protection), \"Domaines et ports\" line 56");
        JsonObject name = json(zone, ADDRESS).getAsJsonArray("names").get(0).getAsJsonObject();
        assertThat(name.get("name").getAsString()).isEqualTo("d1.sophosupd.com");
        assertThat(name.getAsJsonObject("rule").get("line").getAsInt()).isEqualTo(56);
    }

    @Test
    void aNameOfTheSiteIsNotExpectedAtAPortThatItsRulesDoNotHave() throws IOException {
        Map<String, List<String>> zone =
                Map.of(ADDRESS, List.of(AMAZON), AMAZON, List.of(ADDRESS), "d1.sophosupd.com", List.of(ADDRESS));

        Ran ran = explain(zone, ADDRESS + ":22");

        assertThat(ran.status()).isEqualTo(Session.NO);
        assertThat(ran.out())
                .contains("203.0.113.9:22: not expected: a name of the site has this address now, but not");
    }

    @Test
    void anAllowedReverseNameCountsOnlyWhereItLeadsBack() throws IOException {
        Map<String, List<String>> forged = Map.of(ADDRESS, List.of("d9.sophosupd.com"));
        Map<String, List<String>> proven =
                Map.of(ADDRESS, List.of("d9.sophosupd.com"), "d9.sophosupd.com", List.of(ADDRESS));

        assertThat(explain(forged, ADDRESS).status()).isEqualTo(Session.NO);
        assertThat(json(forged, ADDRESS).get("verdict").getAsString()).isEqualTo("unproven");
        assertThat(explain(proven, ADDRESS).status()).isZero();
        assertThat(json(proven, ADDRESS).get("verdict").getAsString()).isEqualTo("allowed");
    }

    @Test
    void whatAnybodyCanObtainIsNotExpectedAndNotToBeAdded() throws IOException {
        Ran ran = explain(Map.of(ADDRESS, List.of("shop.azurewebsites.net")), ADDRESS);

        assertThat(ran.status()).isEqualTo(Session.NO);
        assertThat(ran.out())
                .contains("not expected: anybody can obtain such a reverse name")
                .contains("do not add it: below azurewebsites.net anybody can obtain a name");
    }

    @Test
    void aNameThatOnlyLooksLikeOneOfTheSiteIsToldApart() throws IOException {
        Map<String, List<String>> zone =
                Map.of(ADDRESS, List.of("evilsophosupd.com"), "evilsophosupd.com", List.of(ADDRESS));

        Ran ran = explain(zone, ADDRESS);

        assertThat(ran.status()).isEqualTo(Session.NO);
        assertThat(ran.out()).contains("there is no dot before them");
        assertThat(ran.err()).contains("entries of the site have a star and cannot be looked up");
    }

    @Test
    void anAddressWithoutANameIsNotExpected() throws IOException {
        Map<String, List<String>> zone = Map.of("other.example.org", List.of("203.0.113.8"));

        assertThat(explain(zone, ADDRESS).status()).isEqualTo(Session.NO);
        assertThat(explain(zone, ADDRESS).out()).contains("no name of the site has it, and it has no reverse name");
        assertThat(explain(zone, ADDRESS, "--format", "csv").out().lines())
                .containsExactly(
                        "address,verdict,name,found,leads to it,standing,why",
                        "203.0.113.9:443,nameless,,,,,\"not expected: no name of the site has it, and it has no"
                                + " reverse name\"");
    }

    @Test
    void aSilentNameServerIsNoAnswer() throws IOException {
        Ran ran = explain(Map.of(), ADDRESS, "--time", "1");

        assertThat(ran.status()).isEqualTo(Session.NO);
        assertThat(ran.out()).contains("203.0.113.9:443: not known: not everything could be looked up");
        assertThat(ran.err())
                .contains("203.0.113.9: its reverse name could not be looked up: the name server does not answer")
                .contains("names could not be looked up: the name server does not answer")
                .contains("ask again with more --time, or name a name server that answers");
    }

    @Test
    void aHostileReverseNameDoesNotReachTheTerminal() throws IOException {
        Map<String, List<String>> zone =
                Map.of(ADDRESS, List.of("evil\\010\\013line.example.com", "\\027[2Jclear.example.com"));

        for (String format : List.of("table", "json", "csv")) {
            Ran ran = explain(zone, ADDRESS, "--format", format);

            assertThat(ran.out() + ran.err()).doesNotContain("line.example", "clear.example", "\u001b");
            assertThat(ran.err()).contains("reverse names left out, because they are no host names or too many: 2");
        }
        assertThat(json(zone, ADDRESS).get("reverse_left_out").getAsInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2001:db8::9]:443", "2001:db8::9", "[2001:DB8:0:0::9]", "2001:0db8::0009"})
    void anAddressOfIpv6IsWrittenInOneForm(String written) throws IOException {
        String inFull = "2001:db8:0:0:0:0:0:9";
        Map<String, List<String>> zone =
                Map.of(inFull, List.of(AMAZON), "d1.sophosupd.com", List.of("203.0.113.9", inFull));

        Ran ran = explain(zone, written);

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .startsWith("[2001:db8::9]:443: expected")
                .contains("d1.sophosupd.com has this address")
                .contains("its reverse name is " + AMAZON);
        assertThat(json(zone, written).get("address").getAsString()).isEqualTo("2001:db8::9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "010.0.0.1",
                "256.0.0.1",
                "203.0.113.9:99999",
                "203.0.113.9:",
                "203.0.113.9:https",
                "[203.0.113.9]:443",
                "2001:db8:::9",
                "fe80::1%1",
                "[2001:db8::9",
                "[2001:db8::9]:0",
                "0x7f.0.0.1"
            })
    void whatOnlySomeReadersTakeForAnAddressIsWrongInput(String written) {
        Ran ran = sallyport("explain", PARIS, written, "--resolver", "127.0.0.1:9");

        assertThat(ran.status()).isEqualTo(Session.WRONG_INPUT);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).containsAnyOf("is no address", "is no port", "is no host name");
    }

    @Test
    void anOptionThatHasNoMeaningForTheQuestionIsWrongInput() {
        assertThat(sallyport("explain", PARIS, "sophos.com", "--resolver", "127.0.0.1")
                        .err())
                .contains("a name is not looked up");
        assertThat(sallyport("explain", PARIS, ADDRESS, "--device", "edge", "--resolver", "127.0.0.1")
                        .err())
                .contains("leave --device out");
        assertThat(sallyport("explain", PARIS, ADDRESS, "--time", "0", "--resolver", "127.0.0.1")
                        .err())
                .contains("--time is 0");
        assertThat(sallyport("explain", PARIS, ADDRESS, "--resolver", "dns.example.com")
                        .status())
                .isEqualTo(Session.WRONG_INPUT);
    }

    @Test
    void theFieldsAreThoseThatAreDocumented() throws IOException {
        Map<String, List<String>> zone = Map.of(ADDRESS, List.of(AMAZON), "sophos.com", List.of(ADDRESS));

        JsonObject json = json(zone, ADDRESS);

        assertThat(json.keySet())
                .containsExactly(
                        "address",
                        "port",
                        "verdict",
                        "expected",
                        "names",
                        "reverse",
                        "reverse_fault",
                        "reverse_left_out",
                        "looked_up",
                        "not_known");
        assertThat(json.getAsJsonArray("names").get(0).getAsJsonObject().keySet())
                .containsExactly("name", "verdict", "rule");
        assertThat(json.getAsJsonArray("reverse").get(0).getAsJsonObject().keySet())
                .containsExactly(
                        "name",
                        "leads_back",
                        "fault",
                        "standing",
                        "expected",
                        "why",
                        "vendor",
                        "document",
                        "line",
                        "advice");
    }

    @Test
    void frenchAnswersAreFrenchAndTheJsonStaysEnglish() throws IOException {
        try (Zone zone = new Zone(Map.of(ADDRESS, List.of(AMAZON)))) {
            Ran french = sallyport(Map.of(), Locale.FRANCE, arguments(zone, ADDRESS));

            assertThat(french.out())
                    .contains("attendue : un document dit que de tels noms inverses se montrent")
                    .contains("il ne ramène pas à l'adresse")
                    .contains("sophos-central, « Domaines et ports » ligne 84 : Un pare-feu qui")
                    .doesNotContain("reverse", "address");
            assertThat(sallyport(Map.of(), Locale.FRANCE, arguments(zone, ADDRESS, "--format", "json"))
                            .out())
                    .isEqualTo(sallyport(arguments(zone, ADDRESS, "--format", "json"))
                            .out());
        }
    }

    @Test
    void theTurkishLocaleChangesNothing() throws IOException {
        Locale before = Locale.getDefault();
        try (Zone zone = new Zone(Map.of("2001:db8:0:0:0:0:0:9", List.of("IP.SITE.EXAMPLE.COM")))) {
            String[] arguments = arguments(zone, "2001:DB8::9", "--format", "json");
            Ran english = sallyport(arguments);
            Locale.setDefault(Locale.of("tr", "TR"));

            Ran turkish = sallyport(Map.of(), Locale.of("tr", "TR"), arguments);

            assertThat(turkish).isEqualTo(english);
            assertThat(turkish.out()).contains("ip.site.example.com").contains("\"foreign\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Ran explain(Map<String, List<String>> entries, String address, String... more) throws IOException {
        try (Zone zone = new Zone(entries)) {
            return sallyport(arguments(zone, address, more));
        }
    }

    private static JsonObject json(Map<String, List<String>> entries, String address) throws IOException {
        return explain(entries, address, "--format", "json").json().getAsJsonObject();
    }

    private static String[] arguments(Zone zone, String address, String... more) {
        return Stream.concat(Stream.of("explain", PARIS, address, "--resolver", zone.server()), Stream.of(more))
                .toArray(String[]::new);
    }
}
