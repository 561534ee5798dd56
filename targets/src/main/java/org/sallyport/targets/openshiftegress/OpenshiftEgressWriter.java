package org.sallyport.targets.openshiftegress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.PortList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.Spelling;

/** Writes the firewall, one rule a line, the denials last. Used once. */
final class OpenshiftEgressWriter {

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<PortList> lists;
    private final String namespace;
    private final boolean apiServer;

    OpenshiftEgressWriter(OpenshiftEgress target, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection =
                Spelling.without(Selection.of(allowlist, target, device), target, device, Spelling::hasUnderscore);
        this.lists = PortList.of(selection, target, device, _ -> true);
        this.namespace = Id.parse(OpenshiftEgress.NAMESPACE.of(device)).value();
        this.apiServer = OpenshiftEgress.API_SERVER.isTrue(device);
    }

    Rendering write() {
        List<String> rules = new ArrayList<>();
        for (PortList list : lists) {
            String ports = list.ports().list().stream()
                    .map(OpenshiftEgressWriter::port)
                    .collect(Collectors.joining(", "));
            list.names()
                    .entries()
                    .forEach((host, because) -> rules.add("  - { type: Allow, to: { dnsName: \"" + host
                            + "\" }, ports: [" + ports + "] } # " + Comments.reasons(because)));
        }
        int entries = rules.size();
        rules.addAll(closing());
        return new Rendering(
                List.of(DeviceFiles.of(OpenshiftEgress.FILE, header() + String.join("\n", rules) + "\n")),
                entries,
                selection.concessions());
    }

    private static String port(Port port) {
        return "{ protocol: " + port.transport() + ", port: " + port.number() + " }";
    }

    private List<String> closing() {
        List<String> rules = new ArrayList<>();
        if (apiServer) {
            rules.add("  # The denials below would cut pods off from the API server.");
            rules.add("  - { type: Allow, to: { nodeSelector: { matchLabels: "
                    + "{ node-role.kubernetes.io/control-plane: \"\" } } } }");
        }
        rules.add("  # Without these two, what no rule above names passes.");
        rules.add("  - { type: Deny, to: { cidrSelector: 0.0.0.0/0 } }");
        rules.add("  - { type: Deny, to: { cidrSelector: \"::/0\" } }");
        return rules;
    }

    private String header() {
        List<String> notes = new ArrayList<>(List.of(
                "# Egress firewall of the site " + allowlist.site().name() + ", device " + device.name()
                        + ": the pods of the project " + namespace,
                "# reach the names below at their ports, and nothing else outside the cluster.",
                "# Written by Sallyport; what is changed by hand is lost.",
                "# To install: oc apply --server-side -f " + OpenshiftEgress.FILE,
                "# To remove: oc delete egressfirewall default -n " + namespace + "; all destinations pass then."));
        for (Concession concession : selection.concessions()) {
            notes.add("# Note: " + Comments.oneLine(concession.sentence().english()));
        }
        return String.join("\n", notes) + """

                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata:
                  name: default
                  namespace: %s
                spec:
                  egress:
                """.formatted(namespace);
    }
}
