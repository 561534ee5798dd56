package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** No packet leaves the machine: the name server is a loopback port that says nothing. */
class CheckTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @Test
    void saysForEachServerOnWhichStepItStoppedAndWhatToDo() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran ran = checkWith(silent);

            assertThat(ran.status()).isEqualTo(Session.NO);
            assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains("acme-paris d1.sophosupd.com 443 endpoint direct dns-timeout - - - -");
            assertThat(ran.err())
                    .contains("acme-paris: 82 servers: the name server does not answer; let this machine reach")
                    .contains("and 77 more, which central, endpoint, edr, mtr need")
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
            assertThat(site.keySet()).containsExactly("site", "reached", "servers", "direct", "wildcards");
            JsonObject server = site.getAsJsonArray("servers").get(0).getAsJsonObject();
            assertThat(server.keySet()).containsExactly("host", "port", "features", "way", "fault", "repair", "steps");
            JsonObject step = server.getAsJsonArray("steps").get(0).getAsJsonObject();
            assertThat(step.keySet()).containsExactly("rung", "milliseconds", "fault", "besides", "seen");
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

    @Test
    void refusesWhatIsNoProxy() {
        assertThat(sallyport("check", PARIS, "--via", "socks5://10.0.0.1").err())
                .contains("a proxy of that kind is not spoken to: socks5://10.0.0.1");
        assertThat(sallyport("check", PARIS, "--compare").err()).contains("--compare needs a proxy");
        assertThat(sallyport("check", PARIS, "--via", "env").err()).contains("the environment names no proxy");
        assertThat(sallyport("check", PARIS, "--via", "http://127.0.0.1:1", "--login", "no-such-file")
                        .err())
                .contains("no-such-file: there is no such file");
    }

    @Test
    void goesThroughAProxyAndSaysThatItIsNotReached() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Socket deaf = new Socket()) {
            // has the port, and does not listen there
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = deaf.getLocalPort();
            Ran ran = checkWith(silent, "--via", "http://127.0.0.1:" + port, "--compare");

            assertThat(ran.status()).isEqualTo(Session.NO);
            assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains(
                            "acme-paris d1.sophosupd.com 443 endpoint 127.0.0.1:" + port + " - tcp-refused - - -",
                            "acme-paris d1.sophosupd.com 443 endpoint direct dns-timeout - - - -");
            assertThat(ran.err())
                    .contains("82 servers: the connection is refused; allow 127.0.0.1:" + port + " on the firewall");
        }
    }

    @Test
    void reportsToBuildServersAndToPrometheus() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String junit = checkWith(silent, "--format", "junit").out();
            var suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(junit)))
                    .getElementsByTagName("testsuite")
                    .item(0)
                    .getAttributes();
            assertThat(suite.getNamedItem("failures").getNodeValue()).isEqualTo("82");

            assertThat(checkWith(silent, "--format", "prometheus").out().lines())
                    .contains(
                            "sallyport_check_servers{site=\"acme-paris\",feature=\"mtr\"} 4",
                            "sallyport_check_stopped{site=\"acme-paris\",feature=\"mtr\",rung=\"dns\"} 4",
                            "sallyport_check_stopped{site=\"acme-paris\",feature=\"mtr\",rung=\"tls\"} 0");
        }
    }

    @Test
    void writesAPageForTheFirewallTeam() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ran english = checkWith(silent, "--format", "html");
            assertThat(english.status()).isEqualTo(Session.NO);
            assertThat(english.out())
                    .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                    .endsWith("</html>\n")
                    .contains("0 of 82 servers are reached, directly.", "<code>dns-timeout</code> 82 servers")
                    // the proxy says a wildcard, the branch must not
                    .contains("<code>acl sallyport_1_names dstdomain -n .sophosupd.com</code>")
                    .contains("<code>acl sallyport_1_names dstdomain -n d1.sophosupd.com</code>")
                    .contains("<h4>poll <small>hosts-list</small></h4>");

            Ran french = checkWith(silent, "--format", "html", "--lang", "fr");
            assertThat(french.status()).isEqualTo(Session.NO);
            assertThat(french.out())
                    .startsWith("<!DOCTYPE html>\n<html lang=\"fr\">")
                    .contains("0 serveur sur 82 est atteint, en direct.", "Ce qu&#39;il faut ajouter");
        }
    }

    @Test
    void aDeviceWhoseTextCannotBeWrittenIsSaidBeforeAnythingIsTried(@TempDir Path folder) throws IOException {
        Path site = folder.resolve("site.yaml");
        Files.writeString(
                site,
                Files.readString(Path.of(PARIS))
                        .replace(
                                "{ name: edge, target: squid }",
                                "{ name: edge, target: suricata, options: { sid: \"x\" } }"));

        Ran ran = sallyport("check", site.toString(), "--resolver", "127.0.0.1:1", "--format", "html");
        assertThat(ran.status()).isEqualTo(Session.WRONG_INPUT);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("device edge: \"x\" is no number");
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
