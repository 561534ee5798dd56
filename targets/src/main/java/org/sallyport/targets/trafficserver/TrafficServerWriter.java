package org.sallyport.targets.trafficserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.GlobExpression;
import org.sallyport.targets.Listener;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.TcpLists;

/** Writes {@code remap.config}, a rule for each name and port, and {@code records.config}. Used once. */
final class TrafficServerWriter {

    private static final String RULES = "remap.config";
    private static final String RECORDS = "records.config";

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final TcpLists lists;

    TrafficServerWriter(TrafficServer trafficServer, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, trafficServer, device);
        this.lists = TcpLists.of(selection, trafficServer, device);
    }

    Rendering write() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(RULES, String.join("\n", rules()) + "\n");
        files.put(RECORDS, String.join("\n", records()) + "\n");
        return new Rendering(List.of(new DeviceFiles(files)), lists.size(), selection.concessions());
    }

    private List<String> rules() {
        List<String> lines = new ArrayList<>(List.of(
                comment("Traffic Server for the site " + allowlist.site().name() + ", device " + device.name()
                        + ": lets the names below through, nothing else."),
                "# Written by sallyport render; changes made here are lost with the next one.",
                "#",
                "# Port 80 passes as plain HTTP; every other port by CONNECT, for which rules are https, whatever the tunnel"
                        + " carries.",
                "# What has no rule is refused (404), as long as " + RECORDS + " says remap_required 1.",
                "#",
                "# Install:  copy both files to /etc/trafficserver/, then  traffic_server -C verify_config  and",
                "#           systemctl restart trafficserver",
                "# Remove:   put the former " + RULES + " and " + RECORDS
                        + " back, then  systemctl restart trafficserver"));
        selection
                .concessions()
                .forEach(concession ->
                        lines.add(comment("Note: " + concession.sentence().english())));
        for (Selection.Entry entry : lists.notTcp()) {
            lines.add("# Note: Traffic Server carries TCP only here: " + entry.host() + " does not pass at "
                    + entry.rule().ports());
        }
        lists.byPort().forEach((port, list) -> lines.addAll(rules(port, list)));
        return lines;
    }

    private static List<String> rules(int port, NameList list) {
        List<String> lines = new ArrayList<>();
        boolean http = port == Port.HTTP.number();
        String scheme = http ? "http://" : "https://";
        // a tunnel needs the port where it leads to, a plain request has it in its scheme
        String to = http ? "/" : ":" + port + "/";
        lines.add("");
        list.entries().forEach((host, reasons) -> {
            lines.add(comment(Comments.reasons(reasons)));
            lines.add(
                    switch (host) {
                        case HostPattern.Exact exact -> "map " + scheme + exact + to + " " + scheme + exact + to;
                        case HostPattern.Below(var base) ->
                            expression(
                                            scheme,
                                            "^([a-z0-9_-]+\\.)+" + base.value().replace(".", "\\.") + "$",
                                            to)
                                    + host;
                        case HostPattern.Glob glob -> expression(scheme, GlobExpression.of(glob), to) + host;
                    });
        });
        return lines;
    }

    /** What stands behind the addresses is a tag, for whoever reads the file. */
    private static String expression(String scheme, String expression, String to) {
        return "regex_map " + scheme + expression + to + " " + scheme + "$0" + to + " # ";
    }

    /** A backslash at the end of a line would make the next one a part of the comment. */
    private static String comment(String text) {
        return "# " + Comments.oneLine(text).replace('\\', '/');
    }

    private List<String> records() {
        String tunnels = lists.byPort().keySet().stream()
                .filter(port -> port != Port.HTTP.number())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        return List.of(
                "# Beside " + RULES + ". Written by sallyport render; changes made here are lost with the next one.",
                "CONFIG proxy.config.http.server_ports STRING " + listen(),
                "CONFIG proxy.config.admin.user_id STRING trafficserver",
                "# What has no rule in " + RULES + " is refused.",
                "CONFIG proxy.config.url_remap.remap_required INT 1",
                "# Where tunnels lead to; what passes there is a matter of the rules.",
                "CONFIG proxy.config.http.connect_ports STRING "
                        + (tunnels.isEmpty() ? Port.HTTPS.toString() : tunnels),
                "# It filters, and keeps nothing.",
                "CONFIG proxy.config.http.cache.http INT 0");
    }

    private String listen() {
        Listener listener = Listener.of(device, TrafficServer.LISTEN, Listener.UNMIXED_ADDRESS);
        return listener.port().number()
                + listener.address().map(address -> ":ip-in=" + address).orElse("");
    }
}
