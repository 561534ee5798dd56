package org.sallyport.targets.route53dnsfirewall;

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
 * The DNS Firewall of Route 53 Resolver: {@code domains.txt}, a list to import, and {@code dns-firewall.yaml}, a
 * CloudFormation template with the list and the rules. Source:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 */
public final class Route53DnsFirewall implements Target {

    static final String LIST = "domains.txt";
    static final String TEMPLATE = "dns-firewall.yaml";

    /** Of all lists of an account. */
    private static final int MOST_DOMAINS = 100_000;

    static final Capabilities.Option ANSWER = new Capabilities.Option(
            "answer",
            "NODATA",
            Text.of(
                    "NODATA or NXDOMAIN: what clients are told about a name that does not pass",
                    "NODATA ou NXDOMAIN : ce que les clients apprennent d'un nom qui ne passe pas"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY),
            Set.of(Notation.NAME, Notation.BELOW),
            false,
            Limits.ofEntries(MOST_DOMAINS),
            Evidence.SCHEMA,
            List.of(ANSWER));

    @Override
    public Id id() {
        return Id.parse("route53-dns-firewall");
    }

    @Override
    public Text title() {
        return Text.of("Amazon Route 53 Resolver DNS Firewall", "pare-feu DNS d'Amazon Route 53 Resolver");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new Route53DnsFirewallWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return Route53DnsFirewallReader.read(files);
    }
}
