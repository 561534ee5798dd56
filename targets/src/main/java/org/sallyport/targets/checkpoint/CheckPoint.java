package org.sallyport.targets.checkpoint;

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
 * Check Point security gateways: a network feed of domains, as a flat list. By the security management administration
 * guide (R81.20, R82); the README beside this file names the pages.
 */
public final class CheckPoint implements Target {

    static final String FILE = "feed.txt";

    private static final Id ID = Id.parse("check-point");
    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.RESOLVED_ADDRESS),
            Set.of(Notation.NAME, Notation.BELOW),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of());

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("Check Point gateway, network feed", "passerelle Check Point, flux réseau");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return CheckPointWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return CheckPointReader.read(files);
    }
}
