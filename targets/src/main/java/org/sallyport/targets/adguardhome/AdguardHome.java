package org.sallyport.targets.adguardhome;

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
 * The custom filtering rules of AdGuard Home: exceptions for the names that pass, and one rule that blocks every other
 * name. By "DNS filtering rules syntax" of AdGuard, and by the source of its engine for DNS (AdguardTeam/urlfilter).
 */
public final class AdguardHome implements Target {

    static final String FILE = "user-rules.txt";

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY),
            Set.of(Notation.NAME, Notation.BELOW, Notation.STAR_INSIDE_LABEL),
            false,
            Limits.NONE_KNOWN,
            Evidence.ENGINE,
            List.of());

    @Override
    public Id id() {
        return Id.parse("adguard-home");
    }

    @Override
    public Text title() {
        return Text.of("AdGuard Home, custom filtering rules", "AdGuard Home, règles de filtrage personnalisées");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return AdguardHomeWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return AdguardHomeReader.read(files);
    }
}
