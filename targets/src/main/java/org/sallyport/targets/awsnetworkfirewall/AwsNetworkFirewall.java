package org.sallyport.targets.awsnetworkfirewall;

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
 * A stateful rule group of AWS Network Firewall with a domain list: {@code rule-group.yaml} for CloudFormation and
 * {@code rule-group.json} for the API. Source:
 * https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RulesSourceList.html
 */
public final class AwsNetworkFirewall implements Target {

    static final String TEMPLATE = "rule-group.yaml";
    static final String OBJECT = "rule-group.json";

    /** Of one rule group. */
    static final int LARGEST_CAPACITY = 30_000;

    static final Capabilities.Option HOME_NET = new Capabilities.Option(
            "home-net",
            "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16",
            Text.of(
                    "the networks whose traffic the list governs; what comes from others is not inspected",
                    "les réseaux dont la liste régit le trafic ; ce qui vient d'ailleurs n'est pas inspecté"));
    static final Capabilities.Option ORDER = new Capabilities.Option(
            "order",
            "strict",
            Text.of(
                    "strict or action: the evaluation order of the firewall policy that takes the rule group",
                    "strict ou action : l'ordre d'évaluation de la politique qui prend le groupe de règles"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.SNI, Sight.HTTP_HOST),
            Set.of(Notation.NAME, Notation.SUBTREE),
            false,
            Limits.ofEntries((LARGEST_CAPACITY - 2) / 2),
            Evidence.SCHEMA,
            List.of(HOME_NET, ORDER));

    @Override
    public Id id() {
        return Id.parse("aws-network-firewall");
    }

    @Override
    public Text title() {
        return Text.of("AWS Network Firewall, domain list", "AWS Network Firewall, liste de domaines");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new AwsNetworkFirewallWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return AwsNetworkFirewallReader.read(files);
    }
}
