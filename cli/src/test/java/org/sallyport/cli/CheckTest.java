package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No packet leaves the machine: the name server is a loopback port that says nothing. */
class CheckTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @Test
    void saysForEachServerOnWhichStepItStoppedAndWhatToDo() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran ran = checkWith(silent);

            assertThat(ran.status()).isEqualTo(Session.NO);
            assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains("acme-paris d1.sophosupd.com 443 endpoint dns-timeout - - -");
            assertThat(ran.err())
                    .contains(
                            "acme-paris: d1.sophosupd.com:443: the name server does not answer; let this machine reach")
                    .contains("which endpoint needs")
                    .contains("*.sophosupd.com cannot be tried itself; 5 names below it were")
                    .contains("*.example.org cannot be tried: no name below it is known")
                    .contains("acme-paris: 0 of 82 are reached");
        }
    }

    @Test
    void printsTheFieldsThatAreDocumented() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran ran = checkWith(silent, "--format", "json");

            JsonObject site = ran.json().getAsJsonArray().get(0).getAsJsonObject();
            assertThat(site.keySet()).containsExactly("site", "reached", "servers", "wildcards");
            JsonObject server = site.getAsJsonArray("servers").get(0).getAsJsonObject();
            assertThat(server.keySet()).containsExactly("host", "port", "features", "fault", "repair", "steps");
            JsonObject step = server.getAsJsonArray("steps").get(0).getAsJsonObject();
            assertThat(step.keySet()).containsExactly("rung", "milliseconds", "fault", "seen");
            assertThat(step.get("fault").getAsString()).isEqualTo("dns-timeout");
        }
    }

    @Test
    void refusesWhatIsNoAddressAndNoTime() {
        assertThat(sallyport("check", PARIS, "--resolver", "dns.example.com").status())
                .isEqualTo(Session.WRONG_INPUT);
        assertThat(sallyport("check", PARIS, "--resolver", "127.0.0.1:x").err()).contains("\"x\" is no port");
        assertThat(sallyport("check", PARIS, "--resolver", "127.0.0.1", "--time", "0")
                        .err())
                .contains("--time is 0");
    }

    private static Ran checkWith(DatagramSocket resolver, String... more) {
        String[] arguments = new String[more.length + 8];
        String address = "127.0.0.1:" + resolver.getLocalPort();
        System.arraycopy(
                new String[] {"check", PARIS, "--resolver", address, "--step", "1", "--at-once", "100"},
                0,
                arguments,
                0,
                8);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return sallyport(Map.of(), Locale.ENGLISH, arguments);
    }
}
