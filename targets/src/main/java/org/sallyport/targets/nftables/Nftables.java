package org.sallyport.targets.nftables;

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
import org.sallyport.targets.dnsmasq.Upstreams;

/** nftables with the addresses that dnsmasq gives to clients: {@code nftables.conf} and {@code dnsmasq.conf}. */
public final class Nftables implements Target {

    static final String RULES = "nftables.conf";
    static final String NAMES = "dnsmasq.conf";

    static final Capabilities.Option HOOK = new Capabilities.Option(
            "hook",
            "forward",
            Text.of(
                    "forward for a gateway between clients and the Internet, output for the machine itself",
                    "forward pour une passerelle entre les clients et Internet, output pour la machine elle-même"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY, Sight.LEARNT_ADDRESS),
            Set.of(Notation.SUBTREE),
            true,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(HOOK, Upstreams.OPTION));

    @Override
    public Id id() {
        return Id.parse("nftables");
    }

    @Override
    public Text title() {
        return Text.of("nftables, Linux firewall, fed by dnsmasq", "nftables, pare-feu Linux, alimenté par dnsmasq");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return NftablesWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return NftablesReader.read(files);
    }
}
