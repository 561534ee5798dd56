package org.sallyport.lab.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.network.Address;
import org.sallyport.lab.network.Network;
import org.sallyport.lab.nftables.Gateway.Asker;
import org.sallyport.lab.nftables.Gateway.Passed;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.nftables.Nftables;

/** What the reader says of rules, held against the real nftables and dnsmasq, and real connections through them. */
class NftablesLabTest {

    private static final int NAMES = 2_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "forward; inexpressible: omit; 2000",
                "forward; wildcards: false, inexpressible: omit; 2000",
                "output; inexpressible: omit; 300"
            })
    void whatTheReaderSaysPassesAndNothingElse(String hook, String form, int count)
            throws IOException, InterruptedException {
        LabSite site = LabSite.with("{ name: edge, target: nftables, %s, options: { hook: %s, upstream: %s } }"
                .formatted(form, hook, Network.INTERNET));
        DeviceFiles files = site.files();
        List<HostName> names = new ArrayList<>(site.namesNear(NAMES).subList(0, count));
        names.add(HostName.parse("mcs.example.net"));
        List<Address> addresses = Address.each(names.stream().distinct().toList());

        try (Gateway gateway = Gateway.start(folder, files.texts(), addresses)) {
            Map<HostName, Passed> passed =
                    gateway.ask(hook.equals("forward") ? Asker.CLIENT : Asker.GATEWAY, addresses);

            Reading reading = site.read(files);
            for (int port : Internet.PORTS) {
                assertThat(LabSite.differences(reading, Port.tcp(port), at(port, Passed::four, passed)))
                        .isEmpty();
                assertThat(LabSite.differences(reading, Port.tcp(port), at(port, Passed::six, passed)))
                        .isEmpty();
            }
            assertThat(passed.values()).anyMatch(name -> name.four().equals(List.of(443, 8190)));
            assertThat(passed.values()).anyMatch(name -> name.four().equals(List.of(80, 443)));
            assertThat(passed.values()).anyMatch(name -> name.four().isEmpty());
            assertThat(passed.values())
                    .allMatch(name -> name.resolved() != name.four().isEmpty());
        }
    }

    @Test
    void aNeighbourOnTheSameAddressPassesOnceSomebodyHasAskedForTheAllowedName()
            throws IOException, InterruptedException {
        LabSite site = LabSite.with("{ name: edge, target: nftables, inexpressible: omit, options: { upstream: %s } }"
                .formatted(Network.INTERNET));
        Address allowed = Address.numbered(HostName.parse("mcs.example.net"), 1);
        Address neighbour = Address.numbered(HostName.parse("evil.net"), 1);

        try (Gateway gateway = Gateway.start(folder, site.files().texts(), List.of(allowed, neighbour))) {
            assertThat(gateway.ask(Asker.CLIENT, List.of(neighbour)))
                    .containsEntry(neighbour.name(), new Passed(false, List.of(), List.of()));
            assertThat(gateway.ask(Asker.CLIENT, List.of(allowed, neighbour)))
                    .containsEntry(neighbour.name(), new Passed(false, List.of(443, 8190), List.of(443, 8190)));
        }
    }

    @Test
    void anAddressInUseStaysInItsSet() throws IOException, InterruptedException {
        LabSite site = LabSite.with("{ name: edge, target: nftables, inexpressible: omit, options: { upstream: %s } }"
                .formatted(Network.INTERNET));
        Map<String, String> files = new LinkedHashMap<>(site.files().texts());
        files.computeIfPresent("nftables.conf", (_, text) -> text.replace("timeout 1h", "timeout 6s"));
        Address allowed = Address.numbered(HostName.parse("mcs.example.net"), 1);
        Address unresolved = Address.numbered(HostName.parse("evil.net"), 1);

        try (Gateway gateway = Gateway.start(folder, files, List.of(allowed, unresolved))) {
            gateway.ask(Asker.CLIENT, List.of(allowed));
            for (int i = 0; i < 4; i++) {
                Thread.sleep(2_000);
                assertThat(gateway.ask(Asker.CLIENT, List.of(unresolved)).values())
                        .allMatch(passed -> passed.four().contains(443));
            }
            Thread.sleep(8_000);
            assertThat(gateway.ask(Asker.CLIENT, List.of(unresolved)).values())
                    .allMatch(passed -> passed.four().isEmpty());
        }
    }

    private static final String SETS = """
            table inet t {
              set a { type ipv4_addr; flags timeout; timeout 1h; }
              set b { type ipv4_addr; flags timeout; timeout 1h; }
              set c { type ipv6_addr; flags timeout; timeout 1h; }
              chain forward {
                type filter hook forward priority 0; policy drop;
                ct state established,related accept
                RULES
              }
            }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // rules; lines of dnsmasq
                "ip daddr @a tcp dport { 80, 443 } accept|nftset=/example.com/4#inet#t#a",
                "ip daddr @a tcp dport 443 accept; ip daddr @b tcp dport 80 accept"
                        + "|nftset=/example.com/4#inet#t#a\nnftset=/example.com/4#inet#t#b",
                "ip daddr @a tcp dport 443 accept; ip daddr @b tcp dport 80 accept"
                        + "|nftset=/example.com/4#inet#t#a,4#inet#t#b",
                "ip daddr @a tcp dport 443 accept; ip daddr @b tcp dport 80 accept"
                        + "|nftset=/example.com/4#inet#t#a\nnftset=/a.example.com/inet#t#b",
                "ip daddr @a tcp dport 443 accept|nftset=/*.example.com/4#inet#t#a",
                "ip daddr @a tcp dport 443 accept|nftset=/*example.com/EXAMPLE.net./4#inet#t#a",
                "ip daddr @a tcp dport 443 accept|nftset=/example.com/inet#other#a",
                "ip daddr @a tcp dport 443 accept|nftset=/#/4#inet#t#a",
                "ip daddr @a tcp dport 443 accept|nftset=//4#inet#t#a",
                "ip daddr @a accept|nftset=/example.com/4#inet#t#a, 6#inet#t#c",
                "ip daddr @a tcp dport 443 accept; ip6 daddr @c tcp dport 443 accept"
                        + "|nftset=/example.com/inet#t#a,inet#t#c",
                "ip6 daddr @c tcp dport 443 accept|nftset=/example.com/6#inet#t#c",
                "tcp dport 443 drop; ip daddr @a tcp dport { 80, 443 } accept|nftset=/example.com/4#inet#t#a",
                "ip daddr @a tcp dport 443 counter accept; reject; accept|nftset=/example.com/4#inet#t#a",
                "ip daddr @b drop; tcp dport 80 accept|nftset=/example.com/4#inet#t#b",
                "accept|nftset=/example.com/4#inet#t#a",
                "ct state new tcp dport 22-80 accept|nftset=/example.com/4#inet#t#a",
                "meta l4proto tcp ip daddr @a th dport { http, 8000-9000 } log prefix \"x\" accept"
                        + "|nftset=/example.com/4#inet#t#a",
                "oifname \"s0\" ip daddr @a tcp dport 443 accept|nftset=/example.com/4#inet#t#a",
                "oifname \"other\" ip daddr @a tcp dport 443 accept|nftset=/example.com/4#inet#t#a",
                "ip daddr @a meta l4proto udp accept; icmp type echo-request accept|nftset=/example.com/4#inet#t#a",
                "}\n chain other { type filter hook forward priority 5; tcp dport 80 drop"
                        + "|nftset=/example.com/4#inet#t#a",
                "ip daddr @a tcp dport { 80, 443 } accept\n }\n chain other { type filter hook forward priority 5; tcp dport 80 drop"
                        + "|nftset=/example.com/4#inet#t#a",
                "ip daddr @a tcp dport 80 accept; ip6 daddr @c drop; accept|nftset=/example.com/inet#t#a,inet#t#c"
            })
    void oddTextsMeanToNftablesWhatTheReaderSays(String odd) throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("nftables.conf", SETS.replace("RULES", odd.substring(0, odd.indexOf('|'))));
        files.put(
                "dnsmasq.conf",
                "no-resolv\nserver=/com/net/" + Network.INTERNET + "\nlocal=/local.example.com/\n"
                        + odd.substring(odd.indexOf('|') + 1) + "\n");
        List<Address> addresses = Address.each(Stream.of(
                        "example.com",
                        "a.example.com",
                        "b.a.example.com",
                        "evil-example.com",
                        "local.example.com",
                        "example.net",
                        "example.org")
                .map(HostName::parse)
                .toList());
        Reading reading = new Nftables().read(new DeviceFiles(files));
        assertThat(reading.notUnderstood()).isEmpty();

        try (Gateway gateway = Gateway.start(folder, files, addresses)) {
            gateway.ask(Asker.CLIENT, addresses)
                    .forEach((name, passed) -> Internet.PORTS.forEach(port -> {
                        boolean surely = reading.surely().at(Port.tcp(port)).contains(name);
                        boolean possibly = reading.possibly().at(Port.tcp(port)).contains(name);
                        boolean four = passed.four().contains(port);
                        boolean six = passed.six().contains(port);
                        assertThat(possibly || !(four || six))
                                .describedAs("%s:%s passes", name, port)
                                .isTrue();
                        assertThat(!surely || (four || six))
                                .describedAs("%s:%s does not pass", name, port)
                                .isTrue();
                    }));
        }
    }

    private static Map<HostName, Boolean> at(
            int port, Function<Passed, List<Integer>> kind, Map<HostName, Passed> passed) {
        return passed.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, name -> kind.apply(name.getValue()).contains(port)));
    }
}
