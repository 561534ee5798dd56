package org.sallyport.targets.opnsense;

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
 * OPNsense: an alias for each name and one that holds them all, as the page of aliases imports them. The firewall resolves
 * the names itself and compares addresses.
 *
 * @see <a href="https://docs.opnsense.org/manual/aliases.html">Aliases</a>
 */
public final class Opnsense implements Target {

    static final String FILE = "aliases.json";
    static final Capabilities.Option ALIAS = new Capabilities.Option(
            "alias",
            "sallyport",
            Text.of("the name of the alias that the rule uses", "le nom de l'alias que la règle utilise"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.RESOLVED_ADDRESS),
            Set.of(Notation.NAME),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of(ALIAS));

    @Override
    public Id id() {
        return Id.parse("opnsense");
    }

    @Override
    public Text title() {
        return Text.of("OPNsense host aliases", "alias d'hôtes OPNsense");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return OpnsenseWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new OpnsenseReader().read(files);
    }
}
