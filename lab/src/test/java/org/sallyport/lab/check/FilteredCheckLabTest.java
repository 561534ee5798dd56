package org.sallyport.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.check.Aim;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.network.Network;
import org.sallyport.targets.DeviceFiles;

/**
 * Behind the real devices with the rendered text, the real command reaches everything; with one entry less, everything
 * but the servers of that entry, and it says on which step and what to allow. Where namespaces are not permitted,
 * {@code LadderTest} of the room check meets the same faults on loopback ports.
 */
class FilteredCheckLabTest {

    /** No other entry has it. */
    private static final HostName HOST = HostName.parse("crl4.digicert.com");

    private static final Predicate<Aim> ON_HOST = aim -> aim.host().equals(HOST);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private static @Nullable World running;

    @BeforeAll
    static void create() throws IOException, InterruptedException {
        running = World.create(folder);
    }

    @AfterAll
    static void close() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void behindUnboundWithTheRenderedTextEverythingIsReached() throws IOException, InterruptedException {
        behindUnbound(unbound().files()).saysThatAllIsWell();
    }

    @Test
    void aZoneLessInUnboundIsRefusedByDns() throws IOException, InterruptedException {
        LabSite site = unbound();
        DeviceFiles less = without(site.files(), "local-zone");
        doesNotPass(site, less);

        behindUnbound(less).says("dns: dns-refused", "allow " + HOST, ON_HOST);
    }

    @Test
    void behindNftablesAndDnsmasqWithTheRenderedTextsEverythingIsReached() throws IOException, InterruptedException {
        behindNftables(nftables().files()).saysThatAllIsWell();
    }

    @Test
    void aServerLessInDnsmasqIsANameThatDoesNotExist() throws IOException, InterruptedException {
        LabSite site = nftables();
        DeviceFiles less = without(site.files(), "server=");
        doesNotPass(site, less);

        behindNftables(less).says("dns: no-such-name", "allow " + HOST, ON_HOST);
    }

    @Test
    void aSetThatDnsmasqDoesNotFillIsRejectedByNftables() throws IOException, InterruptedException {
        LabSite site = nftables();
        DeviceFiles less = without(site.files(), "nftset=");
        doesNotPass(site, less);

        behindNftables(less).says("tcp: unreachable", "give this machine a way", ON_HOST);
    }

    private static LabSite unbound() {
        return LabSite.with("{ name: edge, target: unbound, inexpressible: widen }");
    }

    private static LabSite nftables() {
        return LabSite.with("{ name: edge, target: nftables, inexpressible: widen, options: { upstream: %s } }"
                .formatted(Network.INTERNET));
    }

    /** The texts without the one line about the name that begins so. */
    private static DeviceFiles without(DeviceFiles files, String beginning) {
        Map<String, String> texts = new LinkedHashMap<>();
        int left = 0;
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            List<String> lines = file.getValue().lines().toList();
            List<String> kept = lines.stream()
                    .filter(line -> !(line.strip().startsWith(beginning) && line.contains(HOST.value())))
                    .toList();
            left += lines.size() - kept.size();
            texts.put(file.getKey(), kept.stream().collect(Collectors.joining("\n", "", "\n")));
        }
        assertThat(left).isEqualTo(1);
        return new DeviceFiles(texts);
    }

    /** No other entry has the name: the reader says so. */
    private static void doesNotPass(LabSite site, DeviceFiles less) {
        assertThat(site.read(site.files()).surely().at(Port.HTTPS).contains(HOST))
                .isTrue();
        assertThat(site.read(less).possibly().at(Port.HTTPS).contains(HOST)).isFalse();
    }

    private static Report behindUnbound(DeviceFiles files) throws IOException, InterruptedException {
        world().filter();
        Path text = Files.writeString(folder.resolve("unbound.conf"), text(files, "unbound.conf"));
        Path main = Files.writeString(folder.resolve("lab.conf"), """
                server:
                  interface: %s@53
                  access-control: 10.77.1.0/24 allow
                  directory: "%s"
                  chroot: ""
                  username: ""
                  pidfile: ""
                  use-syslog: no
                  num-threads: 1
                  trust-anchor-signaling: no
                forward-zone:
                  name: "."
                  forward-addr: %s
                remote-control:
                  control-enable: no
                include: "%s"
                """.formatted(Network.GATEWAY, folder, Network.INTERNET, text));
        String program = Daemon.find("unbound", "unbound").toString();
        try (Daemon unbound = world().onFirewall("start of service", program, "-d", "-p", "-c", main.toString())) {
            return world().check(Network.GATEWAY);
        }
    }

    private static Report behindNftables(DeviceFiles files) throws IOException, InterruptedException {
        world().load(text(files, "nftables.conf"));
        try (Daemon dnsmasq = world().dnsmasq(text(files, "dnsmasq.conf"))) {
            return world().check(Network.GATEWAY);
        }
    }

    private static String text(DeviceFiles files, String name) {
        return Objects.requireNonNull(files.texts().get(name));
    }

    private static World world() {
        return Objects.requireNonNull(running);
    }
}
