package org.sallyport.targets.pihole;

import java.util.List;
import java.util.Set;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Capabilities;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Evidence;
import org.sallyport.targets.Limits;
import org.sallyport.targets.Notation;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Sight;
import org.sallyport.targets.Target;

/**
 * Pi-hole, by SQL for the table {@code domainlist} of its database: exact and regular expressions that allow, and one
 * that denies every other name. By Pi-hole's manual ("Domain database", "Regular expressions") and the source of FTL 6.
 */
public final class Pihole implements Target {

    static final String FILE = "domainlist.sql";

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY),
            Set.of(Notation.NAME, Notation.BELOW, Notation.STAR_INSIDE_LABEL),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of());

    @Override
    public Id id() {
        return Id.parse("pihole");
    }

    @Override
    public Text title() {
        return Text.of("Pi-hole, domain list", "Pi-hole, liste de domaines");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return PiholeWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return PiholeReader.read(files);
    }
}
