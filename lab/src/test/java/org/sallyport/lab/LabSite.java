package org.sallyport.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.Site;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Target;
import org.sallyport.targets.Targets;

/** A site with everything that the shipped catalog has, a discovered server and additions of its own, and one device. */
public record LabSite(Allowlist allowlist, Device device, Target target) {

    private static final Path CATALOG = Path.of("../catalogs/sophos-central.yaml");

    /**
     * The site with a device.
     *
     * @param device as a site file lists it, {@code { name: edge, target: unbound, wildcards: false }}
     */
    public static LabSite with(String device) {
        Catalogs catalogs = catalogs();
        Site site = new SiteYaml(catalogs, Targets.options(), SharedSuffixes::known).read("site.yaml", text(device));
        Device only = site.devices().getFirst();
        return new LabSite(
                Allowlist.plan(catalogs, site),
                only,
                Targets.find(only.target()).orElseThrow());
    }

    /** The site file of {@link #with}. */
    public static String text(String device) {
        return """
                sallyport: 1
                site: lab
                vendors:
                  sophos-central:
                    licences: [endpoint, ad-sync, edr, mtr]
                    servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
                also:
                  - { host: "*.eu-*.example.org", ports: [443], reason: "ticket 1234 # \\\\" }
                  - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1235" }
                  - { host: "_http.example.net", ports: [80], reason: "ticket 1236" }
                devices:
                  - %s
                """.formatted(device);
    }

    /** What the site is planned from. */
    public static Catalogs catalogs() {
        try {
            return Catalogs.of(CatalogYaml.read(CATALOG.toString(), Files.readString(CATALOG)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of the target's first form. */
    public DeviceFiles files() {
        return target.write(allowlist, device).forms().getFirst();
    }

    public Reading read(DeviceFiles files) {
        return target.read(files, device);
    }

    /** That many names near the rules, the same at every run. */
    public List<HostName> namesNear(int count) {
        List<HostPattern> hosts =
                allowlist.rules().stream().map(Rule::host).distinct().toList();
        return NamesNear.of(hosts, count, new Random(2_026));
    }

    /** Where the device decided otherwise than the reader says, or the reader leaves it open, at that port. */
    public static List<String> differences(Reading reading, Port port, Map<HostName, Boolean> decided) {
        List<String> differences = new ArrayList<>();
        decided.forEach((name, passes) -> {
            boolean surely = reading.surely().at(port).contains(name);
            boolean possibly = reading.possibly().at(port).contains(name);
            if (surely != possibly || surely != passes) {
                differences.add(
                        name + ":" + port + " passes: " + passes + ", the reader says " + surely + " to " + possibly);
            }
        });
        return differences;
    }
}
