package org.sallyport.targets.envoy;

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
 * Envoy as a forward proxy for {@code CONNECT} and plain HTTP, by the domains of its virtual hosts: <a
 * href="https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto">route components</a>,
 * <a href="https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/dynamic_forward_proxy_filter">dynamic
 * forward proxy</a>.
 */
public final class Envoy implements Target {

    static final String FILE = "envoy.yaml";

    static final Capabilities.Option LISTEN = new Capabilities.Option(
            "listen",
            "0.0.0.0:3128",
            Text.of("the IPv4 address and port of the proxy", "l'adresse IPv4 et le port du proxy"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST),
            Set.of(Notation.NAME, Notation.BELOW, Notation.STAR_INSIDE_LABEL),
            true,
            Limits.NONE_KNOWN,
            Evidence.SCHEMA,
            List.of(LISTEN));

    @Override
    public Id id() {
        return Id.parse("envoy");
    }

    @Override
    public Text title() {
        return Text.of("Envoy forward proxy", "proxy Envoy");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new EnvoyWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new EnvoyReader(files).read();
    }
}
