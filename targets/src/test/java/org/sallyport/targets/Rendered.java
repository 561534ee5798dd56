package org.sallyport.targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.proof.Proof;
import org.sallyport.core.proof.Prover;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Site;
import org.sallyport.core.site.SiteYaml;

/** The text that a site's only device gets, with what is needed to read and prove it. */
public record Rendered(Target target, Allowlist allowlist, Device device, Rendering rendering) {

    private static final Path CATALOG = Path.of("../catalogs/sophos-central.yaml");
    private static final SharedSuffixes SUFFIXES = SharedSuffixes.known();

    /** Renders the first device of a site file, with the catalogs that are shipped. */
    public static Rendered site(String yaml) {
        try {
            Catalogs catalogs = Catalogs.of(CatalogYaml.read(CATALOG.toString(), Files.readString(CATALOG)));
            Site site = new SiteYaml(catalogs, Targets.options(), () -> SUFFIXES).read("site.yaml", yaml);
            return of(Allowlist.plan(catalogs, site), site.devices().getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Rendered of(Allowlist allowlist, Device device) {
        Target target = Targets.find(device.target()).orElseThrow();
        return new Rendered(target, allowlist, device, target.write(allowlist, device));
    }

    /** What each form lets through. */
    public List<Reading> readings() {
        return rendering.forms().stream().map(form -> target.read(form, device)).toList();
    }

    /** The proof of some text against the bounds of this device. */
    public Proof prove(DeviceFiles files) {
        return new Prover(() -> SUFFIXES)
                .prove(rendering.boundsAfterRulings(target.bounds(allowlist, device)), target.read(files, device));
    }
}
