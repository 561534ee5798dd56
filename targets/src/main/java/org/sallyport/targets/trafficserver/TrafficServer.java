package org.sallyport.targets.trafficserver;

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
 * The forward proxy Apache Traffic Server 9: {@code remap.config}, in which each name is mapped to itself, with the
 * {@code records.config} that refuses what has no rule. Source:
 * https://docs.trafficserver.apache.org/en/9.2.x/admin-guide/files/remap.config.en.html and the daemon itself.
 */
public final class TrafficServer implements Target {

    static final Capabilities.Option LISTEN = new Capabilities.Option(
            "listen",
            "8080",
            Text.of(
                    "where clients reach the proxy: a port, or an address and a port as in 127.0.0.1:8080",
                    "où les clients atteignent le proxy : un port, ou une adresse et un port comme 127.0.0.1:8080"));

    private static final Id ID = Id.parse("trafficserver");

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST),
            Set.of(Notation.NAME, Notation.BELOW, Notation.STAR_INSIDE_LABEL),
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
        return Text.of("Apache Traffic Server, forward proxy", "Apache Traffic Server, proxy direct");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new TrafficServerWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new TrafficServerReader(files).read();
    }
}
