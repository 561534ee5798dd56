package org.sallyport.targets.unbound;

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
 * The resolver Unbound, which refuses all queries but those for the names of its list and below them:
 * {@code unbound.conf}. By unbound.conf(5) of NLnet Labs, and by what Unbound 1.17.1 does.
 */
public final class Unbound implements Target {

    static final String FILE = "unbound.conf";
    static final Capabilities.Option ANSWER = new Capabilities.Option(
            "answer",
            "refused",
            Text.of(
                    "nxdomain where clients turn to another resolver when one refuses",
                    "nxdomain là où les clients passent à un autre résolveur après un refus"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY),
            Set.of(Notation.SUBTREE),
            false,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(ANSWER));

    @Override
    public Id id() {
        return Id.parse("unbound");
    }

    @Override
    public Text title() {
        return Text.of("Unbound, a DNS resolver", "Unbound, résolveur DNS");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return UnboundWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return UnboundReader.read(files);
    }
}
