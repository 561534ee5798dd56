package org.sallyport.targets.suricata;

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
 * Rules for Suricata 7 in line with the traffic, and for AWS Network Firewall, which is built on it: {@code
 * sallyport.rules}. Source: https://docs.suricata.io/en/suricata-7.0.10/rules/
 */
public final class Suricata implements Target {

    static final String FILE = "sallyport.rules";

    static final Capabilities.Option SID = new Capabilities.Option(
            "sid",
            "1900001",
            Text.of(
                    "the number of the first rule; the others follow, and no other rule may have one of them",
                    "le numéro de la première règle ; les autres suivent, aucune autre règle ne doit en avoir un"));
    static final Capabilities.Option DNS = new Capabilities.Option(
            "dns",
            "false",
            Text.of(
                    "true where the clients' DNS queries go through this Suricata; they pass to any server",
                    "true si les requêtes DNS des clients traversent ce Suricata ; elles passent vers tout serveur"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.SNI, Sight.HTTP_HOST),
            Set.of(Notation.NAME, Notation.SUBTREE, Notation.STAR_INSIDE_LABEL),
            true,
            Limits.NONE_KNOWN,
            Evidence.ENGINE,
            List.of(DNS, SID));

    @Override
    public Id id() {
        return Id.parse("suricata");
    }

    @Override
    public Text title() {
        return Text.of(
                "Suricata rules, also for AWS Network Firewall", "règles Suricata, aussi pour AWS Network Firewall");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new SuricataWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return SuricataReader.read(files);
    }
}
