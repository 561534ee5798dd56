package org.sallyport.targets.envoy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/**
 * Writes the whole configuration. Envoy compares domains with the authority of a request and its port, so every name
 * stands with each of its ports, and at port 80 without one as well. Port 80 is plain HTTP, 443 is CONNECT, elsewhere
 * nobody said: both. Used once.
 */
final class EnvoyWriter {

    private static final String TYPE = "type.googleapis.com/envoy.extensions.";
    private static final String CACHE = "dns_cache_config: { name: sallyport, dns_lookup_family: ALL }";
    private static final String TUNNEL =
            "route: { cluster: names, timeout: 0s, upgrade_configs: [{ upgrade_type: CONNECT, connect_config: {} }] }";
    private static final String FORWARD = "route: { cluster: names }";

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final SortedMap<Integer, NameList> lists = new TreeMap<>();
    private final String address;
    private final Port port;
    private final List<String> text = new ArrayList<>();
    private int entries;

    EnvoyWriter(Envoy envoy, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, envoy, device);
        SortedMap<Integer, List<Selection.Entry>> byPort = new TreeMap<>();
        for (Selection.Entry entry : selection.entries()) {
            entry.rule().ports().list().stream()
                    .filter(EnvoyWriter::isTcp)
                    .forEach(at -> byPort.computeIfAbsent(at.number(), _ -> new ArrayList<>())
                            .add(entry));
        }
        byPort.forEach((at, group) -> lists.put(at, NameList.of(new Selection(group, List.of()), envoy, device)));
        String listen = Envoy.LISTEN.of(device);
        int colon = listen.lastIndexOf(':');
        this.address = listen.substring(0, Math.max(colon, 0));
        this.port = Port.tryParse(listen.substring(colon + 1))
                .filter(_ -> isAddress(address))
                .filter(EnvoyWriter::isTcp)
                .orElseThrow(() -> Envoy.LISTEN.refusal(
                        device,
                        Text.of(
                                "write an IPv4 address and a port, like 127.0.0.1:3128",
                                "écrivez une adresse IPv4 et un port, comme 127.0.0.1:3128")));
    }

    private static boolean isTcp(Port port) {
        return port.transport() == Port.Transport.TCP;
    }

    private static boolean isAddress(String text) {
        return text.matches("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.|$)){4}") && !text.endsWith(".");
    }

    Rendering write() {
        header();
        listener();
        virtualHost("http", List.of("prefix: /"), number -> number == Port.HTTP.number());
        virtualHost("tunnels", List.of("connect_matcher: {}"), number -> number == Port.HTTPS.number());
        virtualHost(
                "others",
                List.of("connect_matcher: {}", "prefix: /"),
                number -> number != Port.HTTP.number() && number != Port.HTTPS.number());
        globs();
        cluster();
        return new Rendering(
                List.of(DeviceFiles.of(Envoy.FILE, String.join("\n", text) + "\n")), entries, selection.concessions());
    }

    private void header() {
        text.addAll(List.of(
                "# Envoy as a forward proxy of the site " + allowlist.site().name() + ", device " + device.name()
                        + ": lets the names below through, nothing else.",
                "# Written by Sallyport; what is changed by hand is lost.",
                "# To install: copy to /etc/envoy/envoy.yaml, then  envoy --mode validate -c /etc/envoy/envoy.yaml"
                        + "  and restart Envoy.",
                "# To remove: put the former /etc/envoy/envoy.yaml back, and restart Envoy."));
        for (Concession concession : selection.concessions()) {
            text.add("# Note: " + Comments.oneLine(concession.sentence().english()));
        }
        for (Selection.Entry entry : selection.entries()) {
            if (!entry.rule().ports().list().stream().allMatch(EnvoyWriter::isTcp)) {
                text.add("# Note: the proxy carries TCP only: " + entry.host() + " ("
                        + entry.rule().reason().feature() + ") does not pass at "
                        + entry.rule().ports());
            }
        }
    }

    private void listener() {
        text.addAll("""
                static_resources:
                  listeners:
                  - name: sallyport
                    address: { socket_address: { address: %s, port_value: %s } }
                    filter_chains:
                    - filters:
                      - name: envoy.filters.network.http_connection_manager
                        typed_config:
                          "@type": %sfilters.network.http_connection_manager.v3.HttpConnectionManager
                          stat_prefix: sallyport
                          upgrade_configs: [{ upgrade_type: CONNECT }]
                          http_filters:
                          - name: envoy.filters.http.dynamic_forward_proxy
                            typed_config:
                              "@type": %sfilters.http.dynamic_forward_proxy.v3.FilterConfig
                              %s
                          - name: envoy.filters.http.router
                            typed_config: { "@type": %sfilters.http.router.v3.Router }
                          route_config:
                            name: sallyport
                            # A request for a domain that no virtual host has gets status 404.
                            virtual_hosts:%s
                """.formatted(address, port, TYPE, TYPE, CACHE, TYPE, lists.isEmpty() ? " []" : "")
                .stripTrailing()
                .lines()
                .toList());
    }

    private void virtualHost(String name, List<String> matches, IntPredicate ports) {
        List<String> domains = new ArrayList<>();
        lists.forEach((number, list) -> {
            if (ports.test(number)) {
                list.entries().forEach((host, rules) -> {
                    if (!(host instanceof HostPattern.Glob)) {
                        entries++;
                        String reasons = "\" # " + Comments.reasons(rules);
                        if (number == Port.HTTP.number()) {
                            domains.add("              - \"" + host + reasons);
                        }
                        domains.add("              - \"" + host + ":" + number + reasons);
                    }
                });
            }
        });
        if (domains.isEmpty()) {
            return;
        }
        text.add("            - name: " + name);
        text.add("              routes:");
        for (String match : matches) {
            text.add("              - { match: { " + match + " }, " + (match.startsWith("connect") ? TUNNEL : FORWARD)
                    + " }");
        }
        text.add("              domains:");
        text.addAll(domains);
    }

    /** A star inside a label is no wildcard of a domain, which has one at its end or beginning, over dots. */
    private void globs() {
        List<String> routes = new ArrayList<>();
        lists.forEach((number, list) -> list.entries().forEach((host, rules) -> {
            if (host instanceof HostPattern.Glob glob) {
                entries++;
                String because = " # " + Comments.reasons(rules);
                if (number != Port.HTTP.number()) {
                    routes.add(route("connect_matcher: {}", glob, ":" + number, TUNNEL) + because);
                }
                if (number != Port.HTTPS.number()) {
                    String end = number == Port.HTTP.number() ? "(:80)?" : ":" + number;
                    routes.add(route("prefix: /", glob, end, FORWARD) + because);
                }
            }
        }));
        if (!routes.isEmpty()) {
            text.add("            - name: stars");
            text.add("              domains: [\"*\"]");
            text.add("              routes:");
            text.addAll(routes);
        }
    }

    private static String route(String match, HostPattern.Glob glob, String end, String route) {
        return "              - { match: { " + match
                + ", headers: [{ name: \":authority\", string_match: { safe_regex: { regex: '" + expression(glob) + end
                + "' } } }] }, " + route + " }";
    }

    /** Envoy holds the whole value against the expression, so it needs no anchors. */
    private static String expression(HostPattern.Glob glob) {
        List<String> labels = new ArrayList<>();
        for (LabelGlob label : glob.labels()) {
            if (!label.equals(LabelGlob.ANY)) {
                labels.add(label.text().replace("*", "[a-z0-9_-]*"));
            } else {
                labels.add(labels.isEmpty() ? "[a-z0-9_-]+(\\.[a-z0-9_-]+)*" : "[a-z0-9_-]+");
            }
        }
        return "(?i)" + String.join("\\.", labels);
    }

    private void cluster() {
        text.addAll("""
                  clusters:
                  - name: names
                    lb_policy: CLUSTER_PROVIDED
                    cluster_type:
                      name: envoy.clusters.dynamic_forward_proxy
                      typed_config:
                        "@type": %sclusters.dynamic_forward_proxy.v3.ClusterConfig
                        %s
                """.formatted(TYPE, CACHE).stripTrailing().lines().toList());
    }
}
