package org.sallyport.lab.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.network.Network;
import org.sallyport.targets.DeviceFiles;

/**
 * Behind the real devices with the rendered text, the real command reaches everything; with one entry less, everything
 * but the servers of that entry, and it says on which step and what to allow. Where namespaces are not permitted,
 * {@code LadderTest} of the room check meets the same faults on loopback ports.
 */
class FilteredCheckLabTest extends InWorld {

    @Test
    void behindUnboundWithTheRenderedTextEverythingIsReached() throws IOException, InterruptedException {
        behindUnbound(unbound().files()).saysThatAllIsWell();
    }

    @Test
    void aZoneLessInUnboundIsRefusedByDns() throws IOException, InterruptedException {
        LabSite site = unbound();
        DeviceFiles less = Missing.from(site, "local-zone");

        behindUnbound(less).says("dns: dns-refused", "allow " + Missing.HOST, Missing::concerns);
    }

    @Test
    void behindNftablesAndDnsmasqWithTheRenderedTextsEverythingIsReached() throws IOException, InterruptedException {
        behindNftables(nftables().files()).saysThatAllIsWell();
    }

    @Test
    void aServerLessInDnsmasqIsANameThatDoesNotExist() throws IOException, InterruptedException {
        LabSite site = nftables();
        DeviceFiles less = Missing.from(site, "server=");

        behindNftables(less).says("dns: no-such-name", "allow " + Missing.HOST, Missing::concerns);
    }

    @Test
    void aSetThatDnsmasqDoesNotFillIsRejectedByNftables() throws IOException, InterruptedException {
        LabSite site = nftables();
        DeviceFiles less = Missing.from(site, "nftset=");

        behindNftables(less).says("tcp: unreachable", "allow ", Missing::concerns);
    }

    private static LabSite unbound() {
        return LabSite.with("{ name: edge, target: unbound, inexpressible: widen }");
    }

    private static LabSite nftables() {
        return LabSite.with("{ name: edge, target: nftables, inexpressible: widen, options: { upstream: %s } }"
                .formatted(Network.INTERNET));
    }

    private static Report behindUnbound(DeviceFiles files) throws IOException, InterruptedException {
        world().filter();
        Path text = Files.writeString(folder.resolve("unbound.conf"), text(files, "unbound.conf"));
        Path main = Files.writeString(
                folder.resolve("lab.conf"), """
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
        try (Daemon _ = world().onFirewall("start of service", program, "-d", "-p", "-c", main.toString())) {
            return world().check(Network.GATEWAY);
        }
    }

    private static Report behindNftables(DeviceFiles files) throws IOException, InterruptedException {
        world().load(text(files, "nftables.conf"));
        try (Daemon _ = world().dnsmasq(text(files, "dnsmasq.conf"))) {
            return world().check(Network.GATEWAY);
        }
    }

    private static String text(DeviceFiles files, String name) {
        return Objects.requireNonNull(files.texts().get(name));
    }
}
