package org.sallyport.targets.istio;

import java.util.List;
import java.util.OptionalInt;
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
 * Istio's sidecars, by {@code ServiceEntry} and {@code Sidecar}: <a
 * href="https://istio.io/latest/docs/reference/config/networking/service-entry/">service entry</a>, <a
 * href="https://istio.io/latest/docs/reference/config/networking/sidecar/">sidecar</a>.
 */
public final class Istio implements Target {

    static final String FILE = "istio.yaml";

    /** Hosts of one service entry, by its schema. */
    static final int MOST_HOSTS = 256;

    static final Capabilities.Option NAMESPACE = new Capabilities.Option(
            "namespace",
            "default",
            Text.of("the namespace whose pods the list holds for", "l'espace de noms dont les pods sont concernés"));
    static final Capabilities.Option HTTP_PORTS = new Capabilities.Option(
            "http-ports",
            "80",
            Text.of(
                    "ports where plain HTTP is spoken, joined by commas; TLS at all others",
                    "ports où l'on parle HTTP en clair, séparés par des virgules ; TLS à tous les autres"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.SNI, Sight.HTTP_HOST),
            Set.of(Notation.NAME, Notation.BELOW),
            true,
            new Limits(OptionalInt.empty(), OptionalInt.of(MOST_HOSTS), OptionalInt.empty()),
            Evidence.SCHEMA,
            List.of(NAMESPACE, HTTP_PORTS));

    @Override
    public Id id() {
        return Id.parse("istio");
    }

    @Override
    public Text title() {
        return Text.of("Istio service entries", "entrées de service Istio");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new IstioWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new IstioReader(files).read();
    }
}
