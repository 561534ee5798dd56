package org.sallyport.targets.sophosfirewall;

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
 * Sophos Firewall (SFOS): FQDN hosts in one group, and a web exception, as the XML that the firewall imports. By the
 * administrator help and the API documentation; the README beside this file names the pages.
 */
public final class SophosFirewall implements Target {

    static final String FILE = "Entities.xml";

    /** Characters of an FQDN, by the API documentation. */
    static final int LONGEST_FQDN = 253;

    /** Characters of an object's name, by the API documentation. */
    static final int LONGEST_NAME = 60;

    static final Capabilities.Option EXCEPTION = new Capabilities.Option(
            "exception",
            "true",
            Text.of(
                    "false to leave out the web exception that keeps these names from being decrypted",
                    "false pour omettre l'exception web qui évite de déchiffrer ces noms"));
    static final Capabilities.Option API = new Capabilities.Option(
            "api-version",
            "2000.1",
            Text.of(
                    "the APIVersion that an export of the firewall shows",
                    "l'APIVersion que montre un export du pare-feu"));

    private static final Id ID = Id.parse("sophos-firewall");
    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.RESOLVED_ADDRESS, Sight.LEARNT_ADDRESS),
            Set.of(Notation.NAME, Notation.BELOW),
            false,
            Limits.ofOctets(LONGEST_FQDN),
            Evidence.MANUAL,
            List.of(EXCEPTION, API));

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("Sophos Firewall (SFOS)", "Sophos Firewall (SFOS)");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new SophosFirewallWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return SophosFirewallReader.read(files);
    }
}
