package org.sallyport.targets.azurefirewall;

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
 * A rule collection group of an Azure Firewall policy, as a template for Azure Resource Manager: {@code
 * rule-collection-group.json}. Source:
 * https://learn.microsoft.com/en-us/azure/templates/microsoft.network/firewallpolicies/rulecollectiongroups
 */
public final class AzureFirewall implements Target {

    static final String FILE = "rule-collection-group.json";

    /** Of an application rule. */
    static final int HIGHEST_PORT = 64_000;

    static final Capabilities.Option CLIENTS = new Capabilities.Option(
            "clients",
            "*",
            Text.of(
                    "the networks whose clients the rules are for, with commas between them",
                    "les réseaux des clients visés par les règles, séparés par des virgules"));
    static final Capabilities.Option PRIORITY = new Capabilities.Option(
            "priority",
            "1000",
            Text.of(
                    "of the group in the policy, 100 to 65000; the lowest decides first",
                    "du groupe dans la stratégie, de 100 à 65000 ; la plus basse décide d'abord"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.SNI, Sight.HTTP_HOST),
            Set.of(Notation.NAME, Notation.BELOW),
            true,
            Limits.NONE_KNOWN,
            Evidence.SCHEMA,
            List.of(CLIENTS, PRIORITY));

    @Override
    public Id id() {
        return Id.parse("azure-firewall");
    }

    @Override
    public Text title() {
        return Text.of("Azure Firewall, application rules", "Azure Firewall, règles d'application");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new AzureFirewallWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return AzureFirewallReader.read(files);
    }
}
