package org.sallyport.targets.cilium;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * Cilium, by a {@code CiliumNetworkPolicy}: <a href="https://docs.cilium.io/en/stable/security/policy/language/">its
 * policy language</a>. From 1.19 on {@code **.x} is every name below; before, a star never left its label.
 */
public final class Cilium implements Target {

    static final String FILE = "cilium.yaml";

    static final Capabilities.Option NAMESPACE = new Capabilities.Option(
            "namespace",
            "default",
            Text.of("the namespace whose pods the policy holds for", "l'espace de noms dont les pods sont concernés"));

    private static final Pattern VERSION = Pattern.compile("v?([0-9]{1,3})\\.([0-9]{1,3})([.+-].*)?");

    @Override
    public Id id() {
        return Id.parse("cilium");
    }

    @Override
    public Text title() {
        return Text.of("Cilium network policy", "politique réseau Cilium");
    }

    @Override
    public Capabilities capabilities() {
        return saying(Notation.BELOW);
    }

    @Override
    public Capabilities capabilities(Device device) {
        return saying(isAnyDepth(device) ? Notation.BELOW : Notation.ONE_LABEL_BELOW);
    }

    private static Capabilities saying(Notation below) {
        return new Capabilities(
                Set.of(Sight.LEARNT_ADDRESS),
                Set.of(Notation.NAME, below, Notation.STAR_INSIDE_LABEL),
                true,
                Limits.NONE_KNOWN,
                Evidence.SCHEMA,
                List.of(NAMESPACE));
    }

    /** Whether {@code **.} stands for any depth: <a href="https://github.com/cilium/cilium/pull/43420">since 1.19</a>. */
    static boolean isAnyDepth(Device device) {
        if (device.version().isEmpty()) {
            return true;
        }
        Matcher version = VERSION.matcher(device.version().get());
        if (!version.matches()) {
            throw new InputException(
                    Text.of(
                            "device %s: \"%s\" is no version of Cilium",
                            "équipement %s : « %s » n'est pas une version de Cilium",
                            device.name(),
                            device.version().get()),
                    Text.of("write it like 1.18", "écrivez-la comme 1.18"));
        }
        int major = Integer.parseInt(version.group(1));
        return major > 1 || (major == 1 && Integer.parseInt(version.group(2)) >= 19);
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new CiliumWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new CiliumReader(files, true).read();
    }

    @Override
    public Reading read(DeviceFiles files, Device device) {
        return new CiliumReader(files, isAnyDepth(device)).read();
    }
}
