package org.sallyport.targets.fortigate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Capabilities;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.ObjectName;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code fortigate.conf} or {@code domains.txt}. Used once. */
final class FortiGateWriter {

    private static final int LONGEST_NAME = 79;

    private final FortiGate target;
    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final StringBuilder text = new StringBuilder();

    FortiGateWriter(FortiGate target, Allowlist allowlist, Device device) {
        this.target = target;
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
    }

    Rendering write() {
        return FortiGate.isFeed(device) ? feed() : script();
    }

    private Rendering feed() {
        NameList list = NameList.of(selection, target, device);
        list.entries().keySet().forEach(this::line);
        return new Rendering(
                List.of(DeviceFiles.of(FortiGate.FEED, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private Rendering script() {
        List<Group> groups = groups();
        SortedMap<HostPattern, List<Rule>> objects = new TreeMap<>();
        for (Group group : groups) {
            group.list()
                    .entries()
                    .forEach((host, rules) -> objects.computeIfAbsent(host, _ -> new ArrayList<>())
                            .addAll(rules));
        }
        String from = interfaceOf(FortiGate.FROM);
        String to = interfaceOf(FortiGate.TO);
        long first = firstPolicy(groups.size());
        header(first, first + groups.size());
        if (!groups.isEmpty()) {
            addresses(objects);
            addressGroups(groups);
            services(groups);
        }
        policies(groups, first, from, to);
        return new Rendering(
                List.of(DeviceFiles.of(FortiGate.SCRIPT, text.toString())), objects.size(), selection.concessions());
    }

    /**
     * The entries that go to the same ports.
     *
     * @param name of its service, and of its address groups up to a number
     */
    private record Group(String name, Ports ports, NameList list) {

        List<SortedMap<HostPattern, List<Rule>>> parts() {
            return list.parts(FortiGate.GROUP);
        }

        List<String> parts(String name) {
            List<String> names = new ArrayList<>();
            for (int part = 1; part <= parts().size(); part++) {
                names.add(name + "-" + part);
            }
            return names;
        }
    }

    private List<Group> groups() {
        SortedMap<String, List<Selection.Entry>> byPorts = new TreeMap<>();
        for (Selection.Entry entry : selection.entries()) {
            String key = entry.rule().ports().list().stream()
                    .map(port -> String.format(Locale.ROOT, "%s%05d", port.transport(), port.number()))
                    .collect(Collectors.joining());
            byPorts.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
        }
        List<Group> groups = new ArrayList<>();
        for (List<Selection.Entry> entries : byPorts.values()) {
            NameList list = NameList.of(new Selection(entries, List.of()), target, device);
            groups.add(new Group(
                    "sallyport-" + (groups.size() + 1),
                    entries.getFirst().rule().ports(),
                    list));
        }
        return groups;
    }

    private void header(long first, long last) {
        text.append("""
                # FortiGate: what the site %s lets through, for the device %s; the last policy denies the rest.
                # Written by sallyport render; what is changed by hand is lost with the next one.
                # It sets the policies %s to %s, and objects whose names begin with sallyport-.
                # Names become addresses here: whatever shares an address with an allowed name passes too.
                # Install: System > Configuration > Scripts, or paste. Then put policy %s before those that let more through:
                #          config firewall policy / move %s before NUMBER / end; the others go behind it at the next render.
                # Remove:  delete the policies, then the groups, services and addresses; the README has the commands.
                """.formatted(allowlist.site().name(), device.name(), first, last, first, first));
        selection
                .concessions()
                .forEach(concession -> comment(
                        "Note: " + Comments.oneLine(concession.sentence().english())));
    }

    private void addresses(SortedMap<HostPattern, List<Rule>> objects) {
        line("config firewall address");
        objects.forEach((host, rules) -> {
            comment(Comments.reasons(rules));
            line("    edit \"" + ObjectName.of(host, LONGEST_NAME) + "\"");
            line("        set type fqdn");
            line("        set fqdn \"" + host + "\"");
            line("    next");
        });
        line("end");
    }

    private void addressGroups(List<Group> groups) {
        line("config firewall addrgrp");
        for (Group group : groups) {
            List<String> names = group.parts(group.name());
            for (int i = 0; i < names.size(); i++) {
                line("    edit \"" + names.get(i) + "\"");
                members(
                        "member",
                        group.parts().get(i).keySet().stream()
                                .map(host -> ObjectName.of(host, LONGEST_NAME))
                                .toList());
                line("    next");
            }
        }
        line("end");
    }

    /** The first by {@code set}, which takes out what an earlier script left there. */
    private void members(String attribute, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            line("        " + (i == 0 ? "set " : "append ") + attribute + " \"" + names.get(i) + "\"");
        }
    }

    private void services(List<Group> groups) {
        line("config firewall service custom");
        for (Group group : groups) {
            line("    edit \"" + group.name() + "\"");
            line("        " + range("tcp-portrange", group.ports(), Port.Transport.TCP));
            line("        " + range("udp-portrange", group.ports(), Port.Transport.UDP));
            line("    next");
        }
        line("end");
    }

    private static String range(String attribute, Ports ports, Port.Transport transport) {
        String numbers = ports.list().stream()
                .filter(port -> port.transport() == transport)
                .map(port -> String.valueOf(port.number()))
                .collect(Collectors.joining(" "));
        return numbers.isEmpty() ? "unset " + attribute : "set " + attribute + " " + numbers;
    }

    private void policies(List<Group> groups, long first, String from, String to) {
        line("config firewall policy");
        long number = first;
        for (Group group : groups) {
            policy(number++, from, to, group.parts(group.name()), "accept", group.name());
            line("        set nat enable");
            line("    next");
        }
        policy(number, from, to, List.of("all"), "deny", "ALL");
        line("    next");
        for (long next = first + 1; next <= number; next++) {
            line("    move " + next + " after " + (next - 1));
        }
        line("end");
    }

    private void policy(long number, String from, String to, List<String> destinations, String action, String service) {
        line("    edit " + number);
        line("        set name \"sallyport-" + number + "\"");
        line("        set srcintf \"" + from + "\"");
        line("        set dstintf \"" + to + "\"");
        line("        set srcaddr \"all\"");
        members("dstaddr", destinations);
        line("        set action " + action);
        line("        set status enable");
        line("        set schedule \"always\"");
        line("        set service \"" + service + "\"");
        line("        set logtraffic all");
    }

    /** Whether the product looks for quotes inside comments is not documented, and a question mark asks it for help. */
    private void comment(String comment) {
        line("# " + comment.replaceAll("[\"'\\\\?$]", "`"));
    }

    private void line(Object line) {
        text.append(line).append('\n');
    }

    private String interfaceOf(Capabilities.Option option) {
        return option.of(
                device,
                "[A-Za-z0-9._/-]{1,35}",
                Text.of("write the name of an interface or zone", "écrivez le nom d'une interface ou d'une zone"));
    }

    private long firstPolicy(int groups) {
        String value = FortiGate.FIRST.of(device);
        if (!value.matches("[1-9][0-9]{0,9}") || Long.parseLong(value) + groups > 4_294_967_294L) {
            throw FortiGate.FIRST.refusal(
                    device, Text.of("write a number from 1 to 4294967294", "écrivez un nombre de 1 à 4294967294"));
        }
        return Long.parseLong(value);
    }
}
