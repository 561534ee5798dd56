package org.sallyport.targets.watchguard;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
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
 * WatchGuard Firebox: the names to enter as FQDN members of an alias. No text format for aliases is documented, so the file is
 * a list for the person who enters them.
 *
 * @see <a href="https://www.watchguard.com/help/docs/help-center/en-US/Content/en-US/Fireware/policies/fqdn_about_c.html">Policies
 *     by domain name</a>
 */
public final class WatchGuard implements Target {

    static final String FILE = "alias.txt";

    private static final Pattern VERSION = Pattern.compile("v?([0-9]{1,3})(\\.([0-9]{1,3}))?([. ].*)?");
    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.RESOLVED_ADDRESS, Sight.LEARNT_ADDRESS),
            Set.of(Notation.NAME, Notation.SUBTREE),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of());

    @Override
    public Id id() {
        return Id.parse("watchguard");
    }

    @Override
    public Text title() {
        return Text.of("WatchGuard Firebox alias of domain names", "alias WatchGuard Firebox de noms de domaine");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return WatchGuardWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new WatchGuardReader(true).read(files);
    }

    @Override
    public Reading read(DeviceFiles files, Device device) {
        return new WatchGuardReader(takesLowStars(device)).read(files);
    }

    /**
     * Whether the release takes a star below a subdomain ({@code *.b.example.com}), as from Fireware 12.2. The current one does.
     *
     * @throws InputException where the site's version is no release of Fireware
     */
    static boolean takesLowStars(Device device) {
        if (device.version().isEmpty()) {
            return true;
        }
        Matcher version = VERSION.matcher(device.version().get());
        if (!version.matches()) {
            throw new InputException(
                    Text.of(
                            "device %s: \"%s\" is no release of Fireware",
                            "équipement %s : « %s » n'est pas une version de Fireware",
                            device.name(),
                            device.version().get()),
                    Text.of("write it as 12.2 or 12.10.3", "écrivez-la comme 12.2 ou 12.10.3"));
        }
        int major = Integer.parseInt(version.group(1));
        String minor = version.group(3);
        return major > 12 || (major == 12 && minor != null && Integer.parseInt(minor) >= 2);
    }
}
