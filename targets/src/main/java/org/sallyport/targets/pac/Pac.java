package org.sallyport.targets.pac;

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
 * The proxy auto-configuration file {@code proxy.pac}. It routes and enforces nothing; "lets through" means here: gets
 * another answer than the names that no line is about.
 */
public final class Pac implements Target {

    static final String FILE = "proxy.pac";
    static final Capabilities.Option ALLOWED = new Capabilities.Option(
            "allowed", "DIRECT", Text.of("the answer for names of the list", "la réponse pour les noms de la liste"));
    static final Capabilities.Option OTHERWISE = new Capabilities.Option(
            "otherwise",
            "PROXY 127.0.0.1:9",
            Text.of(
                    "the answer for all others; the discard port refuses",
                    "la réponse pour tous les autres ; le port discard refuse"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST),
            Set.of(Notation.NAME, Notation.BELOW, Notation.STAR_INSIDE_LABEL),
            false,
            Limits.NONE_KNOWN,
            Evidence.ENGINE,
            List.of(ALLOWED, OTHERWISE));

    @Override
    public Id id() {
        return Id.parse("pac");
    }

    @Override
    public Text title() {
        return Text.of("proxy auto-configuration file", "fichier de configuration automatique de proxy");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return PacWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return PacReader.read(files);
    }
}
