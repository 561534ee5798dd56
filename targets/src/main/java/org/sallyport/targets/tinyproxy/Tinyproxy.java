package org.sallyport.targets.tinyproxy;

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
 * The forward proxy tinyproxy, 1.11 and later: {@code tinyproxy.conf} with the filter file that it names. Source: the
 * manual page tinyproxy.conf(5).
 */
public final class Tinyproxy implements Target {

    static final Capabilities.Option LISTEN = new Capabilities.Option(
            "listen",
            "8888",
            Text.of(
                    "where clients reach the proxy: a port, or an address and a port as in 127.0.0.1:8888",
                    "où les clients atteignent le proxy : un port, ou une adresse et un port comme 127.0.0.1:8888"));

    private static final Id ID = Id.parse("tinyproxy");

    /** The filter knows no ports: a plain request goes to any, and ConnectPort holds for all names. */
    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST),
            Set.of(Notation.NAME, Notation.BELOW, Notation.STAR_INSIDE_LABEL),
            false,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(LISTEN));

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("tinyproxy, forward proxy", "tinyproxy, proxy direct");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new TinyproxyWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new TinyproxyReader(files).read();
    }
}
