package org.sallyport.targets;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.Id;
import org.sallyport.targets.adguardhome.AdguardHome;
import org.sallyport.targets.awsnetworkfirewall.AwsNetworkFirewall;
import org.sallyport.targets.azurefirewall.AzureFirewall;
import org.sallyport.targets.bindrpz.BindRpz;
import org.sallyport.targets.checkpoint.CheckPoint;
import org.sallyport.targets.cilium.Cilium;
import org.sallyport.targets.ciscoasa.CiscoAsa;
import org.sallyport.targets.ciscoftd.CiscoFtd;
import org.sallyport.targets.dnsmasq.Dnsmasq;
import org.sallyport.targets.envoy.Envoy;
import org.sallyport.targets.fortigate.FortiGate;
import org.sallyport.targets.gcpsecurewebproxy.GcpSecureWebProxy;
import org.sallyport.targets.haproxy.Haproxy;
import org.sallyport.targets.hostslist.HostsList;
import org.sallyport.targets.istio.Istio;
import org.sallyport.targets.junipersrx.JuniperSrx;
import org.sallyport.targets.meraki.Meraki;
import org.sallyport.targets.mikrotik.Mikrotik;
import org.sallyport.targets.nftables.Nftables;
import org.sallyport.targets.nginx.Nginx;
import org.sallyport.targets.openshiftegress.OpenshiftEgress;
import org.sallyport.targets.opnsense.Opnsense;
import org.sallyport.targets.pac.Pac;
import org.sallyport.targets.panos.PanOs;
import org.sallyport.targets.pdnsrecursor.PdnsRecursor;
import org.sallyport.targets.pihole.Pihole;
import org.sallyport.targets.privoxy.Privoxy;
import org.sallyport.targets.route53dnsfirewall.Route53DnsFirewall;
import org.sallyport.targets.sonicwall.SonicWall;
import org.sallyport.targets.sophosfirewall.SophosFirewall;
import org.sallyport.targets.squid.Squid;
import org.sallyport.targets.suricata.Suricata;
import org.sallyport.targets.tinyproxy.Tinyproxy;
import org.sallyport.targets.trafficserver.TrafficServer;
import org.sallyport.targets.unbound.Unbound;
import org.sallyport.targets.watchguard.WatchGuard;
import org.sallyport.targets.windowsdefenderfirewall.WindowsDefenderFirewall;

/** The table of targets. A new target adds one line to {@link #ALL}. */
public final class Targets {

    private static final List<Target> ALL = List.of( //
            new AdguardHome(), //
            new AwsNetworkFirewall(), //
            new AzureFirewall(), //
            new BindRpz(), //
            new CheckPoint(), //
            new Cilium(), //
            new CiscoAsa(), //
            new CiscoFtd(), //
            new Dnsmasq(), //
            new Envoy(), //
            new FortiGate(), //
            new GcpSecureWebProxy(), //
            new Haproxy(), //
            new HostsList(), //
            new Istio(), //
            new JuniperSrx(), //
            new Meraki(), //
            new Mikrotik(), //
            new Nftables(), //
            new Nginx(), //
            new OpenshiftEgress(), //
            new Opnsense(), //
            new Pac(), //
            new PanOs(), //
            new PdnsRecursor(), //
            new Pihole(), //
            new Privoxy(), //
            new Route53DnsFirewall(), //
            new SonicWall(), //
            new SophosFirewall(), //
            new Squid(), //
            new Suricata(), //
            new Tinyproxy(), //
            new TrafficServer(), //
            new Unbound(), //
            new WatchGuard(), //
            new WindowsDefenderFirewall());

    private Targets() {}

    /** All targets, sorted by their ids. */
    public static Collection<Target> all() {
        return ALL;
    }

    public static Optional<Target> find(Id id) {
        return ALL.stream().filter(target -> target.id().equals(id)).findFirst();
    }

    /** The names of every target's options, by the target's id: what a site file may say. */
    public static Map<String, Set<String>> options() {
        Map<String, Set<String>> options = new TreeMap<>();
        for (Target target : ALL) {
            options.put(
                    target.id().value(),
                    target.capabilities().options().stream()
                            .map(Capabilities.Option::name)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return options;
    }
}
