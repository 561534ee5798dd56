package org.sallyport.targets.tinyproxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Listener;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code tinyproxy.conf} and its filter file. Used once. */
final class TinyproxyWriter {

    private static final String MAIN = "tinyproxy.conf";
    private static final String FILTER = "sallyport.filter";
    private static final String LABEL_CHARACTER = "[a-z0-9_-]";

    /** In octets, without the end of the line: tinyproxy cuts what is longer, and the rest is a rule of its own. */
    static final int LONGEST = 510;

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final NameList list;

    TinyproxyWriter(Tinyproxy tinyproxy, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, tinyproxy, device);
        this.list = NameList.of(selection, tinyproxy, device);
    }

    Rendering write() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(MAIN, String.join("\n", configuration()) + "\n");
        files.put(FILTER, String.join("\n", filter()) + "\n");
        return new Rendering(List.of(new DeviceFiles(files)), list.entries().size(), selection.concessions());
    }

    private List<String> configuration() {
        List<String> lines = new ArrayList<>(List.of(
                "# tinyproxy for the site " + allowlist.site().name() + ", device " + device.name()
                        + ": lets the names of " + FILTER + " through, nothing else.",
                "# Written by sallyport render; changes made here are lost with the next one.",
                "#",
                "# Install:  copy both files to /etc/tinyproxy/, then  systemctl restart tinyproxy",
                "# Remove:   put the former /etc/tinyproxy/tinyproxy.conf back, delete /etc/tinyproxy/" + FILTER
                        + ", then  systemctl restart tinyproxy"));
        selection
                .concessions()
                .forEach(concession -> lines.add(
                        "# Note: " + Comments.oneLine(concession.sentence().english())));
        for (Selection.Entry entry : selection.entries()) {
            Rule rule = entry.rule();
            if (rule.ports().list().stream().anyMatch(port -> port.transport() == Port.Transport.UDP)) {
                lines.add("# Note: tinyproxy carries TCP only: " + entry.host() + " ("
                        + rule.reason().feature() + ") does not pass at " + rule.ports());
            }
        }
        lines.add("");
        lines.addAll(listen());
        lines.addAll(List.of(
                "User tinyproxy",
                "Group tinyproxy",
                "Timeout 600",
                "LogFile \"/var/log/tinyproxy/tinyproxy.log\"",
                "LogLevel Notice",
                "DisableViaHeader Yes",
                "",
                "# The list: extended expressions on the host. Without FilterDefaultDeny it is what is refused.",
                "Filter \"/etc/tinyproxy/" + FILTER + "\"",
                "FilterExtended Yes",
                "FilterDefaultDeny Yes",
                "",
                "# Ports of CONNECT, for all names. Without any such line every port is open. A plain request knows no",
                "# such limit: it may name any port. Port 80 takes plain requests and no tunnel; 0 stands for none."));
        lines.addAll(connectPorts());
        return lines;
    }

    private List<String> connectPorts() {
        List<String> lines = selection.entries().stream()
                .flatMap(entry -> entry.rule().ports().list().stream())
                .filter(port -> port.transport() == Port.Transport.TCP && !port.equals(Port.HTTP))
                .sorted()
                .distinct()
                .map(port -> "ConnectPort " + port)
                .toList();
        return lines.isEmpty() ? List.of("ConnectPort 0") : lines;
    }

    private List<String> listen() {
        Listener listener = Listener.of(device, Tinyproxy.LISTEN, Listener.UNMIXED_ADDRESS);
        List<String> lines = new ArrayList<>(List.of("Port " + listener.port().number()));
        listener.address().ifPresent(address -> lines.add("Listen " + address.replaceAll("[\\[\\]]", "")));
        return lines;
    }

    private List<String> filter() {
        List<String> lines = new ArrayList<>(List.of(
                shortened(
                        "# Names that pass at the site " + allowlist.site().name() + ", device " + device.name() + "."),
                "# Read by tinyproxy.conf, which makes it a list of what passes, in extended expressions.",
                "# Written by sallyport render; changes made here are lost with the next one.",
                ""));
        list.entries().forEach((host, rules) -> lines.add(line(host, rules)));
        return lines;
    }

    private String line(HostPattern host, List<Rule> rules) {
        String expression = expression(host);
        if (expression.length() > LONGEST) {
            throw new InputException(
                    Text.of(
                            "device %s: %s becomes an expression of %s octets, and tinyproxy takes %s at most",
                            "équipement %s : %s devient une expression de %s octets, et tinyproxy en accepte au plus %s",
                            device.name(),
                            host,
                            expression.length(),
                            LONGEST),
                    Text.of(
                            "omit the entry for this device, or use a wildcard above it",
                            "omettez l'entrée pour cet équipement, ou utilisez une étoile au-dessus"));
        }
        String commented = expression + " # " + host;
        return commented.length() > LONGEST ? expression : shortened(commented + " " + Comments.reasons(rules));
    }

    private static String expression(HostPattern host) {
        return switch (host) {
            case HostPattern.Exact(var name) -> "^" + escaped(name.value()) + "$";
            case HostPattern.Below(var base) -> "\\." + escaped(base.value()) + "$";
            case HostPattern.Glob(var labels) -> "^" + expression(labels) + "$";
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

    private static String escaped(String name) {
        return name.replace(".", "\\.");
    }

    /** A comment of at most as many octets as a line may have. */
    private static String shortened(String line) {
        int end = line.length();
        while (line.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            end = line.offsetByCodePoints(end, -1);
        }
        return line.substring(0, end).stripTrailing();
    }
}
