package org.sallyport.targets.openshiftegress;

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
 * The {@code EgressFirewall} of OpenShift and OVN-Kubernetes: <a
 * href="https://docs.okd.io/latest/rest_api/network_apis/egressfirewall-k8s-ovn-org-v1.html">its API</a>, <a
 * href="https://github.com/ovn-org/ovn-kubernetes/blob/master/docs/features/network-security-controls/dns-name-resolution.md">names</a>.
 */
public final class OpenshiftEgress implements Target {

    static final String FILE = "egressfirewall.yaml";

    /** Of one firewall, by the manual; the last ones are the writer's own. */
    static final int MOST_RULES = 8_000;

    private static final int CLOSING_RULES = 3;

    static final Capabilities.Option NAMESPACE = new Capabilities.Option(
            "namespace", "default", Text.of("the project whose pods are held", "le projet dont les pods sont tenus"));
    static final Capabilities.Option API_SERVER = new Capabilities.Option(
            "api-server",
            "true",
            Text.of(
                    "false where pods must not reach the control plane's nodes either",
                    "false si les pods ne doivent pas non plus joindre les nœuds du plan de contrôle"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.RESOLVED_ADDRESS),
            Set.of(Notation.NAME, Notation.ONE_LABEL_BELOW),
            true,
            Limits.ofEntries(MOST_RULES - CLOSING_RULES),
            Evidence.MANUAL,
            List.of(NAMESPACE, API_SERVER));

    @Override
    public Id id() {
        return Id.parse("openshift-egress");
    }

    @Override
    public Text title() {
        return Text.of("OpenShift egress firewall", "pare-feu de sortie OpenShift");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    /** Only where the site says so: wildcards need the DNS name resolver, which is a technology preview. */
    @Override
    public boolean takesWildcards(Device device) {
        return device.wildcards().orElse(false);
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new OpenshiftEgressWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new OpenshiftEgressReader(files).read();
    }
}
