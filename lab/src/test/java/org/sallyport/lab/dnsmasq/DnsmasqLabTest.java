package org.sallyport.lab.dnsmasq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.dns.Questions;
import org.sallyport.lab.dns.Upstream;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.dnsmasq.Dnsmasq;

/** What the reader says of a text, held against the real dnsmasq with the same text. */
class DnsmasqLabTest {

    private static final int NAMES = 2_000;
    private static final String FILE = "dnsmasq.conf";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"inexpressible: omit", "wildcards: false, inexpressible: omit"})
    void theRealDnsmasqResolvesWhatTheReaderSays(String form) throws IOException, InterruptedException {
        try (Upstream upstream = Upstream.start()) {
            LabSite site = LabSite.with("{ name: edge, target: dnsmasq, %s, options: { upstream: '127.0.0.1#%d' } }"
                    .formatted(form, upstream.port()));
            DeviceFiles files = site.files();
            String text = files.texts().getOrDefault(FILE, "");

            Daemon.Finished tested = RunningDnsmasq.test(folder, text);
            assertThat(tested.status()).describedAs(tested.output()).isZero();
            try (RunningDnsmasq dnsmasq = RunningDnsmasq.start(folder, text)) {
                Map<HostName, Boolean> resolved = Questions.ask(dnsmasq.port(), site.namesNear(NAMES));

                assertThat(resolved).hasSize(NAMES).containsValue(true).containsValue(false);
                assertThat(LabSite.differences(site.read(files), Port.HTTPS, resolved))
                        .isEmpty();
            }
        }
    }

    @Test
    void aLineTakenOutTakesItsNameOutAndNoOther() throws IOException, InterruptedException {
        try (Upstream upstream = Upstream.start()) {
            LabSite site = LabSite.with(
                    "{ name: edge, target: dnsmasq, inexpressible: omit, options: { upstream: '127.0.0.1#%d' } }"
                            .formatted(upstream.port()));
            String whole = site.files().texts().getOrDefault(FILE, "");
            String line = "server=/mcs.example.net/127.0.0.1#" + upstream.port() + "\n";
            List<HostName> names = new ArrayList<>(site.namesNear(500));
            names.add(HostName.parse("mcs.example.net"));
            List<HostName> asked = names.stream().distinct().toList();
            assertThat(whole).contains(line);

            Map<HostName, Boolean> before = answers(whole, asked);
            Map<HostName, Boolean> after = answers(whole.replace(line, ""), asked);

            assertThat(asked.stream().filter(name -> !Objects.equals(before.get(name), after.get(name))))
                    .contains(HostName.parse("mcs.example.net"))
                    .allMatch(name -> name.value().endsWith("mcs.example.net"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server=/example.com/UP\n",
                "server=/.example.com/UP\n",
                "server=/*.example.com/UP\n",
                "server=/*example.com/UP\n",
                "server=/EXAMPLE.com./UP\n",
                "server=/example.com /UP\n",
                "server=/ example.com/UP\n",
                "server=/a*.example.com/a.*.example.com/**example.com/UP\n",
                "server=/*/UP\n",
                "server=/*.com/UP\nserver=/evil.net/UP\n",
                "server=/com/UP\n",
                "server=/#/UP\n",
                "server=//UP\n",
                "server=//UP\naddress=/#/\n",
                "server=//UP\nserver=/com/UP\nlocal=/intranet/\n",
                "server=//example.com/UP\n",
                "server=/example..com/UP\nserver=/-x.com/UP\n",
                "server=UP\naddress=/#/\n",
                "server=UP\nlocal=/#/\n",
                "server=UP\naddress=/#/#\nserver=/example.com/UP\n",
                "server=UP\nlocal=/example.com/\n",
                "server=UP\nserver=/example.com/1.2.3.4/\n",
                "server=/example.com/UP\nlocal=/a.example.com/\n",
                "local=/example.com/\nserver=/a.example.com/UP\n",
                "local=/example.com/\nserver=/example.com/UP\n",
                "local=/example.com/UP\n",
                "address=/example.com/#\nserver=/example.com/UP\nserver=/a.example.com/UP\n",
                "address=/a.example.com/::\nserver=/example.com/UP\n",
                "server=/com/UP\nserver=/example.com/#\n",
                "server=UP\nserver=/example.com/#\naddress=/#/\n",
                "server=/*example.com/UP\nserver=/example.com/\n",
                "server=/example.com/UP\nserver=/*example.com/\n",
                "server=/*.example.com/\nserver=/example.com/UP\n",
                "server=/*e.com/\nserver=/com/UP\n",
                "server=\nserver=/example.com/UP\n",
                "server=/example.com/127.0.0.1#0\nserver=/a.example.com/UP\n",
                "server=/com/UP\ndomain-needed\n",
                "server=//UP\ndomain-needed\n",
                "server=/b\u00fccher.example/UP\n",
                "  server = \"/example.com/UP\"   # server=UP\n",
                "server=/\"exam\\\"ple.com\"/example.com/UP\n",
                "server=/example.com/UP\r\nserver=/evil.net/UP\r\n",
                "nftset=/evil.net/4#inet#t#s\nipset=/evil.net/s\nserver=/example.com/UP@lo\n"
            })
    void oddTextsMeanToDnsmasqWhatTheReaderSays(String odd) throws IOException, InterruptedException {
        List<HostName> names = Stream.of(
                        "example.com",
                        "a.example.com",
                        "a.b.example.com",
                        "evil-example.com",
                        "evilexample.com",
                        "example.com.evil.net",
                        "evil.net",
                        "com",
                        "intranet",
                        "xn--bcher-kva.example",
                        "b.e.com",
                        "e.com")
                .map(HostName::parse)
                .toList();
        try (Upstream upstream = Upstream.start()) {
            String text = "no-resolv\n" + odd.replace("UP", "127.0.0.1#" + upstream.port());
            Reading reading = new Dnsmasq().read(DeviceFiles.of(FILE, text));

            assertThat(reading.notUnderstood()).isEmpty();
            assertThat(LabSite.differences(reading, Port.HTTPS, answers(text, names)))
                    .isEmpty();
        }
    }

    @Test
    void aLongCommentIsARuleBehindItsCutAndTheReaderDoesNotTrustIt() throws IOException, InterruptedException {
        HostName evil = HostName.parse("evil.net");
        try (Upstream upstream = Upstream.start()) {
            String text = "no-resolv\n# " + "x".repeat(1022) + "server=127.0.0.1#" + upstream.port() + "\n";

            assertThat(answers(text, List.of(evil))).containsEntry(evil, true);
            assertThat(new Dnsmasq()
                            .read(DeviceFiles.of(FILE, text))
                            .possibly()
                            .at(Port.HTTPS)
                            .contains(evil))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server=/example.com\n",
                "server\n",
                "address=/example.com/evil.net\n",
                "address=example.com\n",
                "server=/example.com/127.0.0.1,127.0.0.2\n",
                "server=/example.com/127.0.0.1#comment\n",
                "server=\"/example.com/127.0.0.1\n",
                "no-resolv=\n",
                "\uFEFFno-hosts\n",
                "\uFEFF# names\n",
                "nftset=/example.com/\n",
                "server=/yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.com/127.0.0.1\n"
            })
    void whatTheReaderCallsWrongDnsmasqRefuses(String text) throws IOException, InterruptedException {
        Daemon.Finished tested = RunningDnsmasq.test(folder, text);

        assertThat(tested.status()).describedAs(tested.output()).isNotZero();
        LabSite site = LabSite.with("{ name: edge, target: dnsmasq, options: { nftset: 'inet#t#s' } }");
        assertThat(site.read(DeviceFiles.of(FILE, text)).lines()).anyMatch(line -> line.state() == Line.State.WRONG);
    }

    private Map<HostName, Boolean> answers(String text, List<HostName> names) throws IOException, InterruptedException {
        try (RunningDnsmasq dnsmasq = RunningDnsmasq.start(folder, text)) {
            return Questions.ask(dnsmasq.port(), names);
        }
    }
}
