package org.sallyport.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.check.NameServers;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.gate.Gate;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.NamesNear;
import org.sallyport.lab.dns.Upstream;
import org.sallyport.lab.proxy.ProxyQuestions;
import org.sallyport.lab.proxy.ProxyQuestions.Method;
import org.sallyport.lab.squid.RunningSquid;
import org.sallyport.lab.squid.RunningSquid.Asked;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Targets;
import org.sallyport.targets.squid.Squid;

/**
 * One site, decided about three times: by the gate, by the real Squid with the rendered files, and by the reader of these
 * files. They differ where docs/gate-and-squid.md says so, and nowhere else.
 */
class GateAgainstSquidLabTest {

    private static final int NAMES = 2_000;
    private static final int FEWER = 300;
    private static final List<Integer> ODD_PORTS = List.of(22, 8190);

    @TempDir
    private Path folder;

    @Test
    void theGateTheRealSquidAndItsReaderDecideAlike() throws Exception {
        int port = Daemon.freePort();
        Allowlist allowlist = allowlist(port);
        DeviceFiles files = new Squid()
                .write(allowlist, allowlist.site().devices().getFirst())
                .forms()
                .getFirst();
        Reading reading = new Squid().read(files);
        List<HostPattern> hosts =
                allowlist.rules().stream().map(Rule::host).distinct().toList();
        List<HostName> names = Stream.concat(
                        hosts.stream().map(HostPattern::suffix), NamesNear.of(hosts, NAMES, new Random(2_026)).stream())
                .distinct()
                .toList();
        List<Asked> asked = new ArrayList<>();
        names.forEach(name -> asked.addAll(List.of(Asked.tunnel(name, 443), Asked.plain(name, 80))));
        names.subList(0, FEWER).forEach(name -> {
            asked.add(Asked.tunnel(name, 80));
            ODD_PORTS.forEach(odd -> asked.addAll(List.of(Asked.tunnel(name, odd), Asked.plain(name, odd))));
        });

        try (RunningSquid squid = RunningSquid.start(folder, files.texts(), port, true, names);
                Upstream empty = Upstream.knowing(Map.of(), 0);
                Gate gate = open(allowlist, empty)) {
            Map<Asked, Boolean> bySquid = squid.ask(asked);
            Map<Asked, Boolean> byGate = ask(gate, asked);
            List<String> differences = new ArrayList<>();
            int tunnelsTo80 = 0;
            for (Asked each : asked) {
                boolean passes = byGate.getOrDefault(each, false);
                boolean read = reading.surely().at(Port.tcp(each.port())).contains(each.name());
                boolean decided = bySquid.getOrDefault(each, false);
                if (isTunnelTo80(each) && passes && !decided) {
                    // the one difference
                    tunnelsTo80++;
                } else if (passes != read || passes != decided) {
                    differences.add(each + ": gate " + passes + ", reader " + read + ", Squid " + decided);
                }
            }

            assertThat(differences).isEmpty();
            assertThat(tunnelsTo80).isPositive();
            assertThat(byGate).containsValue(true).containsValue(false);
        }
    }

    private static boolean isTunnelTo80(Asked asked) {
        return asked.method().equals("CONNECT") && asked.port() == 80;
    }

    @Test
    void spellingsAreReadStrictlyAndNoneOpensWhatSquidKeepsShut() throws Exception {
        int port = Daemon.freePort();
        Allowlist allowlist = allowlist(port);
        DeviceFiles files = new Squid()
                .write(allowlist, allowlist.site().devices().getFirst())
                .forms()
                .getFirst();
        try (RunningSquid squid = RunningSquid.start(
                        folder, files.texts(), port, true, List.of(HostName.parse("d1.sophosupd.com")));
                Upstream empty = Upstream.knowing(Map.of(), 0);
                Gate gate = open(allowlist, empty)) {
            ProxyQuestions questions = questions(gate);
            for (String usual : List.of("d1.sophosupd.com", "D1.SophosUpd.COM", "d1.sophosupd.com.")) {
                assertThat(questions.passes(Method.CONNECT, usual, 443))
                        .as(usual)
                        .isTrue();
                assertThat(squid.answerTo("CONNECT " + usual + ":443"))
                        .as(usual)
                        .doesNotContain(" 403 ");
            }
            for (String odd : List.of(
                    "d1.sophosupd.com..:443",
                    ".d1.sophosupd.com:443",
                    "d1..sophosupd.com:443",
                    "user@d1.sophosupd.com:443",
                    "d1.sophosupd.com%00.evil.net:443",
                    "d1.sophosupd.com%2eevil.net:443",
                    "d1.sophosupd.com:0443",
                    "d1.sophosupd.com:+443",
                    "d1.sophosupd.com:65979",
                    "d1.sophosupd.com:443:443",
                    "d1.sophosupd.com",
                    "[d1.sophosupd.com]:443",
                    "http://d1.sophosupd.com:443",
                    "evil.net:443#d1.sophosupd.com:443",
                    "evil.net/d1.sophosupd.com:443",
                    "198.51.100.7:443",
                    "[2001:db8::7]:443",
                    "3325256711:443",
                    "0xc6.0x33.0x64.7:443",
                    "198.51.100.7.:443")) {
                assertThat(status(gate.addresses().getFirst(), "CONNECT " + odd))
                        .as(odd)
                        .isIn(400, 403);
            }
        }
    }

    private static int status(InetSocketAddress gate, String request) throws IOException {
        try (Socket socket = new Socket(gate.getAddress(), gate.getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    /** Nothing is connected to: what passes has no address. */
    private static Map<Asked, Boolean> ask(Gate gate, List<Asked> asked) throws InterruptedException {
        Map<Asked, Boolean> answers = new LinkedHashMap<>();
        for (String method : List.of("CONNECT", "GET")) {
            for (int port :
                    Stream.concat(Stream.of(80, 443), ODD_PORTS.stream()).toList()) {
                List<HostName> names = asked.stream()
                        .filter(each -> each.method().equals(method) && each.port() == port)
                        .map(Asked::name)
                        .toList();
                questions(gate)
                        .ask(Method.valueOf(method), names, port)
                        .forEach((name, passes) -> answers.put(new Asked(method, name, port), passes));
            }
        }
        return answers;
    }

    private static ProxyQuestions questions(Gate gate) {
        return new ProxyQuestions(gate.addresses().getFirst().getPort(), head -> head.startsWith("HTTP/1.1 403 "));
    }

    private static Gate open(Allowlist allowlist, Upstream names) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), names.port());
        return InProcess.open(allowlist, new NameServers(List.of(server)), Kept.begin(), Clock.systemUTC());
    }

    private static Allowlist allowlist(int port) throws IOException {
        String text = Files.readString(Path.of("../examples/acme-paris.yaml"))
                .replace(
                        "{ name: edge, target: squid }",
                        "{ name: edge, target: squid, options: { listen: \"127.0.0.1:" + port + "\" } }");
        SiteYaml yaml = new SiteYaml(LabSite.catalogs(), Targets.options(), SharedSuffixes::known);
        return Allowlist.plan(LabSite.catalogs(), yaml.read("acme-paris.yaml", text));
    }
}
