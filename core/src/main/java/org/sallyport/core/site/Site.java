package org.sallyport.core.site;

import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/**
 * One customer location: what it has bought, where its tenants run, what it adds, and the devices that guard it.
 * Immutable. {@link SiteYaml} reads its file.
 *
 * @param inspection the authorities by which the site signs what it inspects of TLS
 */
public record Site(
        Id name,
        List<Subscription> vendors,
        List<Addition> also,
        List<Device> devices,
        List<X500Principal> inspection) {

    public Site {
        inspection = List.copyOf(inspection);
        vendors = List.copyOf(vendors);
        also = List.copyOf(also);
        devices = List.copyOf(devices);
    }

    /** A site of which it is not known how it inspects TLS. */
    public Site(Id name, List<Subscription> vendors, List<Addition> also, List<Device> devices) {
        this(name, vendors, also, devices, List.of());
    }

    /**
     * What the site has of one vendor.
     *
     * @param licences ids of the catalog's features; those that everybody needs are in without being named
     * @param regions the regions the site uses; empty for all
     * @param servers the servers found in installer logs
     */
    public record Subscription(Id vendor, List<Id> licences, Optional<List<Id>> regions, List<HostName> servers) {
        public Subscription {
            licences = List.copyOf(licences);
            regions = regions.map(List::copyOf);
            servers = List.copyOf(servers);
        }
    }

    /**
     * A name that the site lets through besides the vendors' lists, and why.
     *
     * @param addresses where the name may lie besides the public internet; the proxy of {@code sallyport gate} connects
     *     to no other address that is not public
     */
    public record Addition(HostPattern host, Ports ports, String reason, int line, List<Network> addresses) {
        public Addition {
            addresses = List.copyOf(addresses);
        }

        public Addition(HostPattern host, Ports ports, String reason, int line) {
            this(host, ports, reason, line, List.of());
        }
    }

    public Optional<Device> device(Id name) {
        return devices.stream().filter(device -> device.name().equals(name)).findFirst();
    }
}
