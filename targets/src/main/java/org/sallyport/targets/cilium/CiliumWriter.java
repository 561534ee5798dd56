package org.sallyport.targets.cilium;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.PortList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/**
 * Writes the policy. A rule stands on one line with all that belongs to it: in the block form, the last name that is
 * taken out by hand leaves a rule of ports alone, and that means any destination. Used once.
 */
final class CiliumWriter {

    /** Of one port rule, by the schema of the object. */
    private static final int MOST_PORTS = 40;

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<PortList> lists;
    private final String namespace;
    private final boolean anyDepth;

    CiliumWriter(Cilium cilium, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.anyDepth = Cilium.isAnyDepth(device);
        Selection all = Selection.of(allowlist, cilium, device);
        this.selection = anyDepth ? all : narrowed(all, device);
        this.lists = PortList.of(selection, cilium, device, _ -> true);
        this.namespace = Id.parse(Cilium.NAMESPACE.of(device)).value();
    }

    /** A star in front of stars inside is one label as well before 1.19; what lies deeper is the site's to rule about. */
    private static Selection narrowed(Selection selection, Device device) {
        List<Concession> concessions = new ArrayList<>(selection.concessions());
        for (Selection.Entry entry : selection.entries()) {
            if (entry.host() instanceof HostPattern.Glob glob && isManyInFront(glob)) {
                Inexpressible.Ruling ruling =
                        device.inexpressible().rulingFor(entry.rule().host());
                Concession.Kind kind = ruling.choice() == Inexpressible.Choice.OMIT
                        ? Concession.Kind.NARROWED
                        : Concession.Kind.UNRULED;
                concessions.add(new Concession(entry.rule(), kind, List.of(glob), ruling.reason(), Optional.empty()));
            }
        }
        return new Selection(selection.entries(), concessions);
    }

    private static boolean isManyInFront(HostPattern.Glob glob) {
        return glob.labels().getFirst().equals(LabelGlob.ANY);
    }

    Rendering write() {
        List<String> rules = new ArrayList<>();
        for (PortList list : lists) {
            String ports = ports(list.ports().list());
            list.names()
                    .entries()
                    .forEach((host, because) -> rules.add("  - { toFQDNs: [{ " + selector(host) + " }], toPorts: ["
                            + ports + "] } # " + Comments.reasons(because)));
        }
        return new Rendering(
                List.of(DeviceFiles.of(Cilium.FILE, header() + String.join("\n", rules) + "\n")),
                rules.size(),
                selection.concessions());
    }

    private String header() {
        String name = "sallyport-" + device.name();
        List<String> notes = new ArrayList<>(List.of(
                "# Cilium policy of the site " + allowlist.site().name() + ", device " + device.name() + ", for "
                        + (anyDepth ? "Cilium 1.19 and later" : "Cilium before 1.19") + ": all pods of the namespace",
                "# " + namespace + " reach the names below at their ports, and nothing else outside the cluster.",
                "# Written by Sallyport; what is changed by hand is lost.",
                "# To install: kubectl apply --server-side -f " + Cilium.FILE,
                "# To remove: kubectl delete ciliumnetworkpolicy " + name + " -n " + namespace
                        + "; without any other policy all destinations pass then."));
        for (Concession concession : selection.concessions()) {
            notes.add("# Note: " + Comments.oneLine(concession.sentence().english()));
        }
        return String.join("\n", notes) + """

                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata:
                  name: %s
                  namespace: %s
                spec:
                  endpointSelector: {}
                  egress:
                  # Lookups go through Cilium's DNS proxy, which learns the addresses: without this rule no name passes.
                  - { toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": kube-system, "k8s:k8s-app": kube-dns } }], toPorts: [{ ports: [{ port: "53", protocol: ANY }], rules: { dns: [{ matchPattern: "*" }] } }] }
                """.formatted(name, namespace);
    }

    private String selector(HostPattern host) {
        return switch (host) {
            case HostPattern.Exact(var name) -> "matchName: \"" + name + "\"";
            case HostPattern.Below(var base) -> pattern((anyDepth ? "**." : "*.") + base);
            case HostPattern.Glob glob -> pattern((anyDepth && isManyInFront(glob) ? "*" : "") + glob);
        };
    }

    private static String pattern(String text) {
        return "matchPattern: \"" + text + "\"";
    }

    private static String ports(List<Port> ports) {
        List<String> parts = new ArrayList<>();
        for (int begin = 0; begin < ports.size(); begin += MOST_PORTS) {
            parts.add(ports.subList(begin, Math.min(begin + MOST_PORTS, ports.size())).stream()
                    .map(port -> "{ port: \"" + port.number() + "\", protocol: " + port.transport() + " }")
                    .collect(Collectors.joining(", ", "{ ports: [", "] }")));
        }
        return String.join(", ", parts);
    }
}
