package org.sallyport.targets.ciscoasa;

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
 * Cisco ASA from 8.4(2): {@code object network} with {@code fqdn} in an extended access list. The ASA resolves the names
 * itself and compares addresses.
 *
 * @see <a href="https://cisco.com/c/en/us/td/docs/security/asa/asa918/configuration/firewall/asa-918-firewall-config/access-objects.html">Objects
 *     for access control</a>
 */
public final class CiscoAsa implements Target {

    static final String FILE = "asa.txt";
    static final Capabilities.Option INTERFACE = new Capabilities.Option(
            "interface",
            "inside",
            Text.of(
                    "the interface behind which the clients are, as its nameif calls it",
                    "l'interface derrière laquelle se trouvent les clients, telle que son nameif la nomme"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.RESOLVED_ADDRESS),
            Set.of(Notation.NAME),
            true,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of(INTERFACE));

    @Override
    public Id id() {
        return Id.parse("cisco-asa");
    }

    @Override
    public Text title() {
        return Text.of("Cisco ASA access list with FQDN objects", "liste d'accès Cisco ASA avec objets FQDN");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return CiscoAsaWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new CiscoAsaReader().read(files);
    }
}
