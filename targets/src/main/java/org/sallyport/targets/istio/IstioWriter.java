package org.sallyport.targets.istio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.PortList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.Spelling;

/**
 * Writes the sidecar and the service entries. Names are resolved by the proxy itself, whatever address the client asked
 * for; a wildcard cannot be, so there the client's address is taken. Used once.
 */
final class IstioWriter {

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<PortList> lists;
    private final String namespace;
    private final Set<Integer> httpPorts;
    private final List<String> text = new ArrayList<>();
    private int entries;
    private int objects;

    IstioWriter(Istio istio, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection =
                Spelling.without(Selection.of(allowlist, istio, device), istio, device, Spelling::hasUnderscore);
        this.lists = PortList.of(selection, istio, device, IstioWriter::isTcp);
        this.namespace = Id.parse(Istio.NAMESPACE.of(device)).value();
        this.httpPorts = httpPorts(device);
    }

    Rendering write() {
        header();
        for (PortList list : lists) {
            SortedMap<HostPattern, List<Rule>> names = new TreeMap<>();
            SortedMap<HostPattern, List<Rule>> wildcards = new TreeMap<>();
            list.names().entries().forEach((host, rules) -> (host.isWildcard() ? wildcards : names).put(host, rules));
            objects(list.ports().list(), names, "DNS");
            objects(list.ports().list(), wildcards, "NONE");
        }
        return new Rendering(
                List.of(DeviceFiles.of(Istio.FILE, String.join("\n", text) + "\n")), entries, selection.concessions());
    }

    private void header() {
        text.addAll(List.of(
                "# Istio service entries of the site " + allowlist.site().name() + ", device " + device.name()
                        + ": the sidecars of the namespace",
                "# " + namespace + " let the names below through at their ports, and of the outside nothing else.",
                "# Written by Sallyport; what is changed by hand is lost.",
                "# To install: kubectl apply -n " + namespace + " --prune -l sallyport=" + device.name()
                        + " --prune-allowlist=networking.istio.io/v1/ServiceEntry"
                        + " --prune-allowlist=networking.istio.io/v1/Sidecar -f " + Istio.FILE,
                "# To remove: kubectl delete serviceentries,sidecars -n " + namespace + " -l sallyport="
                        + device.name()));
        for (Concession concession : selection.concessions()) {
            text.add("# Note: " + Comments.oneLine(concession.sentence().english()));
        }
        for (Selection.Entry entry : selection.entries()) {
            if (!entry.rule().ports().list().stream().allMatch(IstioWriter::isTcp)) {
                text.add("# Note: Istio carries TCP only: " + entry.host() + " ("
                        + entry.rule().reason().feature() + ") does not pass at "
                        + entry.rule().ports());
            }
        }
        text.addAll("""
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata:
                  name: default
                  namespace: %s
                  labels: { sallyport: %s }
                spec:
                  # What no service entry has is dropped; without this line everything passes wherever the mesh says so.
                  outboundTrafficPolicy: { mode: REGISTRY_ONLY }
                """.formatted(namespace, quoted(device.name().value()))
                .stripTrailing()
                .lines()
                .toList());
    }

    private void objects(List<Port> ports, SortedMap<HostPattern, List<Rule>> hosts, String resolution) {
        if (hosts.isEmpty()) {
            return;
        }
        for (Map<HostPattern, List<Rule>> part : new NameList(hosts).parts(Istio.MOST_HOSTS)) {
            objects++;
            text.addAll(
                    """
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: ServiceEntry
                    metadata:
                      name: sallyport-%s-%s
                      namespace: %s
                      labels: { sallyport: %s }
                    spec:
                      exportTo: ["."]
                      location: MESH_EXTERNAL
                      resolution: %s
                      ports:
                    """.formatted(
                            device.name(),
                            objects,
                            namespace,
                            quoted(device.name().value()),
                            resolution).stripTrailing().lines().toList());
            for (Port port : ports) {
                boolean http = httpPorts.contains(port.number());
                text.add("  - { number: " + port.number() + ", name: " + (http ? "http-" : "tls-") + port.number()
                        + ", protocol: " + (http ? "HTTP" : "TLS") + " }");
            }
            text.add("  hosts:");
            part.forEach((host, rules) -> {
                text.add("  - \"" + host + "\" # " + Comments.reasons(rules));
                entries++;
            });
        }
    }

    /** A label's value may look like a number, and has to stay a text. */
    private static String quoted(String value) {
        return "\"" + value + "\"";
    }

    private static boolean isTcp(Port port) {
        return port.transport() == Port.Transport.TCP;
    }

    private static Set<Integer> httpPorts(Device device) {
        String value = Istio.HTTP_PORTS.of(device);
        Set<Integer> ports = new TreeSet<>();
        for (String port : value.split(",", -1)) {
            ports.add(Port.tryParse(port.strip())
                    .filter(IstioWriter::isTcp)
                    .map(Port::number)
                    .orElseThrow(() -> Istio.HTTP_PORTS.refusal(
                            device, Text.of("write ports like 80,8080", "écrivez des ports comme 80,8080"))));
        }
        return ports;
    }
}
