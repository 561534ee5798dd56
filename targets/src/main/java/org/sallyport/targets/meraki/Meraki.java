package org.sallyport.targets.meraki;

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
 * Cisco Meraki MX: the body for {@code PUT /networks/{networkId}/appliance/contentFiltering}. Every other pattern than
 * those allowed is blocked with a star.
 *
 * @see <a href="https://documentation.meraki.com/MX/Content_Filtering_and_Threat_Protection/Content_Filtering">Content
 *     filtering</a>
 */
public final class Meraki implements Target {

    static final String FILE = "content-filtering.json";

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.URL, Sight.SNI),
            Set.of(Notation.SUBTREE),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of());

    @Override
    public Id id() {
        return Id.parse("meraki");
    }

    @Override
    public Text title() {
        return Text.of("Cisco Meraki MX content filtering", "filtrage de contenu de Cisco Meraki MX");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return MerakiWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new MerakiReader().read(files);
    }
}
