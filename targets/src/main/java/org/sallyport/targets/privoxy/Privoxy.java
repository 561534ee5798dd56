package org.sallyport.targets.privoxy;

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
 * The forward proxy Privoxy, 3.0.33 and later: {@code config} with the actions file that it names. Source: the Privoxy
 * User Manual, chapters "The Main Configuration File" and "Actions Files".
 */
public final class Privoxy implements Target {

    static final Capabilities.Option LISTEN = new Capabilities.Option(
            "listen",
            "8118",
            Text.of(
                    "where clients reach the proxy: a port, or an address and a port as in 127.0.0.1:8118",
                    "où les clients atteignent le proxy : un port, ou une adresse et un port comme 127.0.0.1:8118"));

    private static final Id ID = Id.parse("privoxy");

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST),
            Set.of(Notation.NAME, Notation.SUBTREE, Notation.STAR_INSIDE_LABEL),
            true,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(LISTEN));

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("Privoxy, forward proxy", "Privoxy, proxy direct");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new PrivoxyWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new PrivoxyReader(files).read();
    }
}
