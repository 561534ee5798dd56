package org.sallyport.targets.dnsmasq;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.Capabilities;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Evidence;
import org.sallyport.targets.Limits;
import org.sallyport.targets.Notation;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Sight;
import org.sallyport.targets.SourceLine;
import org.sallyport.targets.Target;

/** dnsmasq as a resolver that knows the names of the list and no others: {@code dnsmasq.conf}. */
public final class Dnsmasq implements Target {

    static final String FILE = "dnsmasq.conf";

    static final Capabilities.Option NFTSET = new Capabilities.Option(
            "nftset",
            "none",
            Text.of(
                    "sets of nftables that get the addresses, as inet#TABLE#SET: those of IPv4 go to SET4, those of IPv6 to SET6",
                    "ensembles de nftables qui reçoivent les adresses, comme inet#TABLE#SET : IPv4 dans SET4, IPv6 dans SET6"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY),
            Set.of(Notation.SUBTREE),
            false,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(Upstreams.OPTION, NFTSET));

    @Override
    public Id id() {
        return Id.parse("dnsmasq");
    }

    @Override
    public Text title() {
        return Text.of("dnsmasq, DNS forwarder", "dnsmasq, redirecteur DNS");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return DnsmasqWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        DnsmasqConf conf = DnsmasqConf.read(SourceLine.of(files), DnsmasqConf.Sets.IRRELEVANT);
        return new Reading(conf.lines(), Permits.everywhere(conf.surely()), Permits.everywhere(conf.possibly()));
    }

    /** Where the device feeds sets, a name has to be resolved and to get its addresses into them. */
    @Override
    public Reading read(DeviceFiles files, Device device) {
        Optional<NftSet> sets = DnsmasqWriter.sets(device);
        if (sets.isEmpty()) {
            return read(files);
        }
        DnsmasqConf conf = DnsmasqConf.read(SourceLine.of(files), DnsmasqConf.Sets.MATTER);
        NameSet four = conf.fed(4, sets.get().suffixed("4"));
        NameSet six = conf.fed(6, sets.get().suffixed("6"));
        return new Reading(
                conf.lines(),
                Permits.everywhere(conf.surely().intersect(four).intersect(six)),
                Permits.everywhere(conf.possibly().intersect(four.union(six))));
    }
}
