package org.sallyport.targets.sonicwall;

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
 * SonicWall: FQDN address objects and a group of them. A star brings the name itself along; the manual that says how
 * deep it goes says one label.
 *
 * @see <a href="https://www.sonicwall.com/en-us/support/knowledge-base/170505295458240">DNS resolution of wildcard FQDN
 *     address objects</a>
 * @see <a href="http://help.sonicwall.com/help/sw/eng/5800/25/9/0/content/Ch32_Network_Address_Objects.036.14.html">Network
 *     address objects</a>
 */
public final class SonicWall implements Target {

    static final String FILE = "sonicwall.cli";
    static final Capabilities.Option ZONE = new Capabilities.Option(
            "zone", "WAN", Text.of("the zone in which the names lie", "la zone où se trouvent les noms"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.RESOLVED_ADDRESS, Sight.LEARNT_ADDRESS),
            Set.of(Notation.NAME, Notation.ONE_LABEL_BELOW),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of(ZONE));

    @Override
    public Id id() {
        return Id.parse("sonicwall");
    }

    @Override
    public Text title() {
        return Text.of("SonicWall FQDN address objects", "objets d'adresse FQDN SonicWall");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return SonicWallWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new SonicWallReader().read(files);
    }
}
