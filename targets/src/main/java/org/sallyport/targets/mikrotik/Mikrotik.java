package org.sallyport.targets.mikrotik;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * MikroTik RouterOS: names in {@code /ip firewall address-list}, which the router resolves. With the option {@code
 * resolver} also wildcards, as {@code /ip dns static} entries whose answers fill the same lists.
 *
 * @see <a href="https://help.mikrotik.com/docs/display/ROS/Address-lists">Address lists</a>
 * @see <a href="https://help.mikrotik.com/docs/spaces/ROS/pages/37748767/DNS">DNS</a>
 */
public final class Mikrotik implements Target {

    static final String FILE = "sallyport.rsc";
    static final Capabilities.Option RESOLVER = new Capabilities.Option(
            "resolver",
            "none",
            Text.of(
                    "the resolver that answers for names below a wildcard; the clients have to ask the router",
                    "le résolveur qui répond pour les noms sous une étoile ; les clients doivent interroger le routeur"));

    private static final Capabilities NAMES = capabilities(Set.of(Sight.RESOLVED_ADDRESS), Set.of(Notation.NAME));
    private static final Capabilities WILDCARDS =
            capabilities(Set.of(Sight.RESOLVED_ADDRESS, Sight.LEARNT_ADDRESS), Set.of(Notation.NAME, Notation.BELOW));

    private static Capabilities capabilities(Set<Sight> sees, Set<Notation> says) {
        return new Capabilities(sees, says, true, Limits.NONE_KNOWN, Evidence.MANUAL, List.of(RESOLVER));
    }

    @Override
    public Id id() {
        return Id.parse("mikrotik");
    }

    @Override
    public Text title() {
        return Text.of("MikroTik RouterOS filter with address lists", "filtre MikroTik RouterOS à listes d'adresses");
    }

    @Override
    public Capabilities capabilities() {
        return NAMES;
    }

    @Override
    public Capabilities capabilities(Device device) {
        return resolver(device).isPresent() ? WILDCARDS : NAMES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new MikrotikWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new MikrotikReader().read(files);
    }

    /** @throws InputException where the option is no address */
    static Optional<String> resolver(Device device) {
        String resolver = RESOLVER.of(device);
        if (resolver.equals(RESOLVER.fallback())) {
            return Optional.empty();
        }
        if (!resolver.matches("(([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]{1,44})")) {
            throw RESOLVER.refusal(
                    device,
                    Text.of("write the resolver's address, or none", "écrivez l'adresse du résolveur, ou none"));
        }
        return Optional.of(resolver);
    }
}
