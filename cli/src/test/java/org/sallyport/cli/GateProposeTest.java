package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateProposeTest {

    private static final String SEEN = "../examples/seen.jsonl";
    private static final String LYON = "../examples/acme-lyon.yaml";

    @TempDir
    private Path folder;

    @Test
    void aForgottenLicenceComesFirstAndSingleNamesBehindIt() {
        Ran ran = sallyport("gate", "propose", SEEN, LYON);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out().lines())
                .first()
                .isEqualTo(
                        "these 2 names are AD Sync of Sophos Central: add the licence ad-sync (hits: 2, clients: 1)");
        assertThat(ran.out())
                .containsSubsequence(
                        "tf-presigned-url",
                        "other names",
                        "tickets.partner.example  80,443  3     2",
                        "invoices.web.app")
                .contains("anybody can obtain a name below web.app", "cdn-*.news.example stands for them all");
        assertThat(ran.err()).isEqualTo("""
                connections that need no entry: 1
                not proposed, connections 1: names are let through, not addresses (address)
                not proposed, connections 1: the name lies at no public address, and the site permits no other (not-public)
                """);
    }

    @Test
    void whatIsAddedIsNotProposedAgain() throws IOException {
        String lines =
                sallyport("gate", "propose", SEEN, LYON, "--format", "yaml").out();
        Path site = write("site.yaml", "sallyport: 1\nsite: acme-lyon\n" + lines);

        Ran again = sallyport("gate", "propose", SEEN, site.toString());

        assertThat(again.status()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).startsWith("nothing to propose\nconnections that need no entry: 9\n");
    }

    @Test
    void machinesGetTheSame() throws IOException {
        Path log = write("cut.jsonl", Files.readString(Path.of(SEEN)) + "nonsense\n\n{\"time\":\"2026");

        JsonObject json = sallyport("gate", "propose", SEEN, log.toString(), LYON, "--format", "json", "--least", "3")
                .json()
                .getAsJsonObject();

        JsonObject feature = json.getAsJsonArray("features").get(0).getAsJsonObject();
        assertThat(feature.get("feature").getAsString()).isEqualTo("ad-sync");
        assertThat(feature.get("add_licence").getAsBoolean()).isTrue();
        JsonObject name = json.getAsJsonArray("names").get(0).getAsJsonObject();
        assertThat(json.getAsJsonArray("names")).hasSize(1);
        assertThat(name.get("host").getAsString()).isEqualTo("tickets.partner.example");
        assertThat(name.get("hits").getAsInt()).isEqualTo(6);
        assertThat(json.getAsJsonObject("too_rare").get("names").getAsInt()).isEqualTo(3);
        JsonObject unreadable = json.getAsJsonObject("unreadable");
        assertThat(unreadable.get("lines").getAsInt()).isEqualTo(1);
        assertThat(unreadable.get("line").getAsInt()).isEqualTo(12);
        assertThat(json.getAsJsonArray("cut_off").get(0).getAsString()).isEqualTo(log.toString());
    }

    @Test
    void itIsSaidInFrench() throws IOException {
        Path log = write("cut.jsonl", Files.readString(Path.of(SEEN)) + "nonsense\n{\"time\":\"2026");

        Ran ran = sallyport(Map.of(), Locale.FRENCH, "gate", "propose", log.toString(), LYON, "--least", "2");

        assertThat(ran.out())
                .startsWith("ces 2 noms relèvent de AD Sync (Sophos Central) : ajoutez la licence ad-sync")
                .contains("vu en dernier")
                .doesNotContain("hits", "seen", "anybody");
        assertThat(ran.err())
                .contains("les noms passent, pas les adresses (address)")
                .contains("lignes illisibles : 1 ; la première est " + log + ":12 : elle n'est pas un objet JSON")
                .contains("sa dernière ligne est coupée")
                .contains("moins souvent que --least : noms 3, connexions 3");
    }

    @Test
    void whatALogSaysNeverReachesTheTerminalAsItIs() throws IOException {
        Path log = write("hostile.jsonl", """
                {"time":"2026-11-24T08:00:00Z","client":"\\u001b]0;owned\\u0007","host":"a.example","port":443,"verdict":"observed","reason":"name"}
                {"time":"2026-11-24T08:00:00Z","client":"10.0.0.1","host":"\\u001b[2J.example","port":443,"verdict":"observed","reason":"name"}
                {"verdict":"\\u001b[2J"}
                """ + "\u0000\u001b[2J\n" + "x".repeat(70_000) + "\n");

        for (String format : new String[] {"table", "json", "yaml"}) {
            Ran ran = sallyport("gate", "propose", log.toString(), LYON, "--format", format);

            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out() + ran.err()).contains("a.example").doesNotContain("\u001b", "owned");
            assertThat(ran.err()).contains("lines that cannot be read: 4; the first one is " + log + ":2: ");
        }
    }

    @Test
    void howFarALongLogIsReadIsShownOnATerminal() {
        Ran ran = sallyport(Map.of("SALLYPORT_PROGRESS", "1"), Locale.ENGLISH, "gate", "propose", SEEN, LYON);

        assertThat(ran.err()).contains("reading: 100 %");
    }

    @Test
    void anAccessLogOfSquidIsReadAsWell() throws IOException {
        Path log = write(
                "access.log",
                "1795507200.123   2001 10.1.0.9 TCP_TUNNEL/200 4711 CONNECT tickets.example:443 - HIER_DIRECT/203.0.113.9 -\n");

        assertThat(sallyport("gate", "propose", log.toString(), LYON).out()).contains("tickets.example  443");
    }

    @Test
    void whatIsNoLogOrNoSiteIsWrongInput() throws IOException {
        Path packed = write("seen.jsonl.gz", "\u001f\u008b\b not text\n");

        Ran ran = sallyport("gate", "propose", packed.toString(), LYON);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains(packed + ": this is neither what sallyport gate records", "unpack it first");
        assertThat(sallyport("gate", "propose", folder.resolve("none").toString(), LYON))
                .satisfies(missing -> assertThat(missing.status()).isEqualTo(2))
                .satisfies(missing -> assertThat(missing.err()).contains("there is no such file"));
        assertThat(sallyport("gate", "propose", folder.toString(), LYON).status())
                .isEqualTo(2);
        assertThat(sallyport("gate", "propose", LYON).status()).isEqualTo(2);
        assertThat(sallyport("gate", "propose", LYON, SEEN).status()).isEqualTo(2);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
