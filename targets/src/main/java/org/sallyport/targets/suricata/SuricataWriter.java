package org.sallyport.targets.suricata;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.UntakenPorts;

/** Writes {@code sallyport.rules}. Used once. */
final class SuricataWriter {

    private static final String LABEL_CHARACTER = "[a-z0-9_-]";
    private static final long LARGEST_SID = 4_294_967_295L;

    /** A protocol in which a client names the server, and the port that it does not use. */
    private enum Protocol {
        TLS("tls", "tls.sni", Port.HTTP),
        HTTP("http", "http.host", Port.HTTPS);

        private final String name;
        private final String buffer;
        private final Port not;

        Protocol(String name, String buffer, Port not) {
            this.name = name;
            this.buffer = buffer;
            this.not = not;
        }
    }

    private final Suricata target;
    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<Concession> concessions;
    private final boolean dns;
    private final StringBuilder text = new StringBuilder();
    private long sid;

    SuricataWriter(Suricata target, Allowlist allowlist, Device device) {
        this.target = target;
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
        this.concessions = new ArrayList<>(selection.concessions());
        this.concessions.addAll(
                UntakenPorts.concessions(selection, device, port -> port.transport() == Port.Transport.TCP));
        this.dns = dns(device);
        this.sid = sid(device);
    }

    Rendering write() {
        header();
        int entries = 0;
        for (Protocol protocol : Protocol.values()) {
            for (List<Selection.Entry> group : groups(protocol).values()) {
                NameList list = NameList.of(new Selection(group, List.of()), target, device);
                String ports = spelled(ports(protocol, group.getFirst().rule()));
                text.append('\n');
                list.entries().forEach((host, rules) -> entry(protocol, ports, host, rules));
                entries += list.entries().size();
            }
        }
        rest();
        return new Rendering(List.of(DeviceFiles.of(Suricata.FILE, text.toString())), entries, concessions);
    }

    private void header() {
        text.append("""
                # Suricata rules for the site %1$s, device %2$s: TLS and HTTP pass to the names below, nothing else does.
                # Written by sallyport render; changes made here are lost with the next one.
                #
                # Install: copy to /etc/suricata/rules/%3$s and name it under rule-files in suricata.yaml, then
                #          suricata -T -c /etc/suricata/suricata.yaml  and  suricatasc -c reload-rules
                #          Suricata has to be in line with the traffic (IPS): a rule that drops does nothing elsewhere.
                # Remove:  take %3$s out of rule-files, then  suricatasc -c reload-rules
                # AWS:     aws network-firewall create-rule-group --type STATEFUL --capacity 10000 \\
                #            --rule-group-name sallyport-%2$s --rules file://%3$s
                #
                # The last rules drop all other TCP and UDP, from and to everywhere: SSH, NTP, DNS%4$s.
                # What has to pass besides needs rules of its own before these.
                """.formatted(allowlist.site().name(), device.name(), Suricata.FILE, dns ? " over TLS" : ""));
        concessions.forEach(concession -> text.append("# Note: ")
                .append(Comments.oneLine(concession.sentence().english()))
                .append('\n'));
    }

    private SortedMap<String, List<Selection.Entry>> groups(Protocol protocol) {
        SortedMap<String, List<Selection.Entry>> groups = new TreeMap<>();
        for (Selection.Entry entry : selection.entries()) {
            List<Integer> ports = ports(protocol, entry.rule());
            if (!ports.isEmpty()) {
                String key = ports.stream().map("%05d"::formatted).collect(Collectors.joining(" "));
                groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
            }
        }
        return groups;
    }

    /** Port 80 is HTTP and 443 is TLS; what runs elsewhere nobody said, so both may. */
    private static List<Integer> ports(Protocol protocol, Rule rule) {
        return rule.ports().list().stream()
                .filter(port -> port.transport() == Port.Transport.TCP && !port.equals(protocol.not))
                .map(Port::number)
                .toList();
    }

    private static String spelled(List<Integer> ports) {
        return ports.size() == 1
                ? ports.getFirst().toString()
                : ports.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private void entry(Protocol protocol, String ports, HostPattern host, List<Rule> rules) {
        String name = switch (host) {
            case HostPattern.Exact(HostName exact) -> content(protocol, exact.value()) + "startswith; endswith;";
            case HostPattern.Below(HostName base) -> "dotprefix; " + content(protocol, "." + base) + "endswith;";
            case HostPattern.Glob glob ->
                content(protocol, "." + glob.suffix()) + "endswith; pcre:\"/" + expression(glob) + "/i\";";
        };
        text.append("# ").append(Comments.reasons(rules)).append('\n');
        rule(
                "pass " + protocol.name + " any any -> any " + ports,
                "to " + host,
                "flow:to_server,established; " + protocol.buffer + "; " + name);
    }

    /** The engine compares a Host in lower case, and takes no rule that asks it not to mind the case of one. */
    private static String content(Protocol protocol, String content) {
        return "content:\"" + content + "\"; " + (protocol == Protocol.TLS ? "nocase; " : "");
    }

    private static String expression(HostPattern.Glob glob) {
        List<String> labels = new ArrayList<>();
        for (LabelGlob label : glob.labels()) {
            if (!label.equals(LabelGlob.ANY)) {
                labels.add(label.text().replace("*", LABEL_CHARACTER + "*"));
            } else if (labels.isEmpty()) {
                labels.add("(" + LABEL_CHARACTER + "+\\.)*" + LABEL_CHARACTER + "+");
            } else {
                labels.add(LABEL_CHARACTER + "+");
            }
        }
        return "^" + String.join("\\.", labels) + "$";
    }

    /**
     * TLS is dropped when the whole ClientHello is there and not before, or its name would never be seen. Packets that
     * begin no TLS record carry no name that could still come.
     */
    private void rest() {
        text.append("\n# everything else\n");
        if (dns) {
            rule("pass dns any any -> any 53", "DNS", "");
        }
        rule("drop tls any any -> any any", "other TLS", "flow:to_server,established; ssl_state:client_hello;");
        rule(
                "drop tcp-pkt any any -> any any",
                "other TCP",
                "flow:to_server,established; content:!\"|16 03|\"; depth:2;");
        rule("drop udp any any -> any any", "UDP", "");
    }

    private void rule(String head, String message, String conditions) {
        if (sid > LARGEST_SID) {
            throw wrongSid(device, Suricata.SID.of(device));
        }
        text.append(head)
                .append(" (msg:\"sallyport: ")
                .append(message)
                .append("\"; ")
                .append(conditions.isEmpty() ? "" : conditions + " ")
                .append("sid:")
                .append(sid++)
                .append("; rev:1;)\n");
    }

    private static long sid(Device device) {
        String value = Suricata.SID.of(device);
        if (!value.matches("[1-9][0-9]{0,9}")) {
            throw wrongSid(device, value);
        }
        return Long.parseLong(value);
    }

    private static InputException wrongSid(Device device, String value) {
        return new InputException(
                Text.of(
                        "device %s: \"%s\" is no number from which all rules could be numbered",
                        "équipement %s : « %s » n'est pas un numéro à partir duquel numéroter toutes les règles",
                        device.name(),
                        value),
                Text.of("write a number like 1900001", "écrivez un nombre comme 1900001"));
    }

    private static boolean dns(Device device) {
        return Suricata.DNS.isTrue(device);
    }
}
