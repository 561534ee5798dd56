package org.sallyport.targets.privoxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Listener;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code config} and its actions file. Used once. */
final class PrivoxyWriter {

    private static final String MAIN = "config";
    private static final String ACTIONS = "sallyport.action";
    private static final String LABEL_CHARACTER = "[a-z0-9_-]";

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<Grant> grants;

    PrivoxyWriter(Privoxy privoxy, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, privoxy, device);
        this.grants = Grant.of(selection.entries());
    }

    Rendering write() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(MAIN, String.join("\n", configuration()) + "\n");
        files.put(ACTIONS, String.join("\n", actions()) + "\n");
        return new Rendering(List.of(new DeviceFiles(files)), grants.size(), selection.concessions());
    }

    private List<String> configuration() {
        List<String> lines = new ArrayList<>(List.of(
                "# Privoxy for the site " + allowlist.site().name() + ", device " + device.name()
                        + ": lets the names of " + ACTIONS + " through, nothing else.",
                "# Written by sallyport render; changes made here are lost with the next one.",
                "#",
                "# Install:  copy both files to /etc/privoxy/, then  privoxy --config-test /etc/privoxy/config",
                "#           and  systemctl restart privoxy",
                "# Remove:   put the former /etc/privoxy/config back, delete /etc/privoxy/" + ACTIONS + ",",
                "#           then  systemctl restart privoxy"));
        selection
                .concessions()
                .forEach(concession ->
                        lines.add(comment("Note: " + concession.sentence().english())));
        for (Selection.Entry entry : selection.entries()) {
            Rule rule = entry.rule();
            if (rule.ports().list().stream().anyMatch(port -> port.transport() == Port.Transport.UDP)) {
                lines.add("# Note: Privoxy carries TCP only: " + entry.host() + " ("
                        + rule.reason().feature() + ") does not pass at " + rule.ports());
            }
        }
        lines.addAll(List.of(
                "",
                "confdir /etc/privoxy",
                "logdir /var/log/privoxy",
                "logfile logfile",
                "# Refused requests, start and errors",
                "debug 1024",
                "debug 4096",
                "debug 8192",
                "listen-address " + listen(),
                "",
                "# No other actions file: what a later one says counts.",
                "actionsfile " + ACTIONS,
                "",
                "# Without enforce-blocks a client passes by writing PRIVOXY-FORCE into the path.",
                "enforce-blocks 1",
                "toggle 1",
                "enable-remote-toggle 0",
                "enable-remote-http-toggle 0",
                "enable-edit-actions 0",
                "accept-intercepted-requests 0"));
        return lines;
    }

    private String listen() {
        Listener listener = Listener.of(device, Privoxy.LISTEN, Listener.UNMIXED_ADDRESS);
        return listener.address().orElse("") + ":" + listener.port().number();
    }

    private List<String> actions() {
        List<String> lines = new ArrayList<>(List.of(
                "# Names that pass at the site " + allowlist.site().name() + ", device " + device.name() + ".",
                "# Written by sallyport render; changes made here are lost with the next one.",
                "# .x is x and every name below it, x is that name alone; behind the colon, the ports.",
                "",
                "# Tunnels go to these ports, and everything is refused,",
                "{ +limit-connect{" + tunnels() + "} +block{Not on the list of this site.} }",
                "/",
                "",
                "# but what follows.",
                "{ -block }"));
        for (Grant grant : grants) {
            lines.add(comment(Comments.reasons(grant.rules())));
            lines.add(pattern(grant.host()) + ":" + spelled(grant.ports().stream()));
        }
        return lines;
    }

    /** Port 80 is HTTP and takes no tunnel. A comma alone stands for no port. */
    private String tunnels() {
        String ports = spelled(grants.stream()
                .flatMap(grant -> grant.ports().stream())
                .filter(port -> port != Port.HTTP.number())
                .sorted()
                .distinct());
        return ports.isEmpty() ? "," : ports;
    }

    private static String pattern(HostPattern host) {
        return switch (host) {
            case HostPattern.Exact(var name) -> name.value();
            case HostPattern.Below(var base) -> "." + base;
            // Privoxy's own star misses names: behind it, aab is not found in aaab
            case HostPattern.Glob(var labels) -> "PCRE-HOST-PATTERN:^" + expression(labels) + "$";
        };
    }

    private static String expression(List<LabelGlob> labels) {
        List<String> parts = new ArrayList<>();
        for (LabelGlob label : labels) {
            if (!label.equals(LabelGlob.ANY)) {
                parts.add(label.text().replace("*", LABEL_CHARACTER + "*"));
            } else if (parts.isEmpty()) {
                parts.add("(" + LABEL_CHARACTER + "+\\.)*" + LABEL_CHARACTER + "+");
            } else {
                parts.add(LABEL_CHARACTER + "+");
            }
        }
        return String.join("\\.", parts);
    }

    private static String spelled(Stream<Integer> ports) {
        return ports.map(String::valueOf).collect(Collectors.joining(","));
    }

    /** A backslash at the end of a line, in a comment too, would join the next line. */
    private static String comment(String text) {
        String line = Comments.oneLine(text);
        return "# " + line + (line.endsWith("\\") ? " ." : "");
    }
}
