package org.sallyport.targets.ciscoftd;

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
 * Cisco Secure Firewall (Firepower) Threat Defense: a list of URLs (Objects, Security Intelligence, URL Lists and
 * Feeds) for an access control rule. In it a slash behind a host makes the entry exact.
 *
 * @see <a href="https://docs.defenseorchestrator.com/cdfmc/r_url-lists-and-feeds--url-syntax-and-matching-criteria.html">URL
 *     lists and feeds: syntax and matching criteria</a>
 */
public final class CiscoFtd implements Target {

    static final String FILE = "ftd-urls.txt";

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.URL, Sight.CERTIFICATE),
            Set.of(Notation.NAME, Notation.SUBTREE),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of());

    @Override
    public Id id() {
        return Id.parse("cisco-ftd");
    }

    @Override
    public Text title() {
        return Text.of("Cisco Secure Firewall (FTD) list of URLs", "liste d'URL Cisco Secure Firewall (FTD)");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return CiscoFtdWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new CiscoFtdReader().read(files);
    }
}
