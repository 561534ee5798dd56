package org.sallyport.targets.panos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes set commands or an external dynamic list. Neither has comments. Used once. */
final class PanOsWriter {

    private static final String RULE = "rulebase security rules ";

    private final PanOs target;
    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final StringBuilder text = new StringBuilder();

    PanOsWriter(PanOs target, Allowlist allowlist, Device device) {
        this.target = target;
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
    }

    Rendering write() {
        return switch (PanOs.form(device)) {
            case RULES -> rules();
            case URL_LIST -> list(PanOs.URLS);
            case DOMAIN_LIST -> list(PanOs.DOMAINS);
        };
    }

    private Rendering list(String file) {
        NameList list = NameList.of(selection, target, device);
        for (HostPattern host : list.entries().keySet()) {
            line(file.equals(PanOs.URLS) ? url(host) : domain(host));
        }
        return rendering(file, list.entries().size());
    }

    /** With its slash: an entry without one lets more through where the product does not append it. */
    private static String url(HostPattern host) {
        return host + "/";
    }

    private static String domain(HostPattern host) {
        return host.isWildcard() ? host.toString() : "^" + host;
    }

    /** The entries that go to the same ports. */
    private record Group(String name, Ports ports, NameList list) {

        /** A service has one protocol. */
        List<Service> services() {
            List<Service> services = new ArrayList<>();
            for (Port.Transport transport : Port.Transport.values()) {
                String numbers = ports.list().stream()
                        .filter(port -> port.transport() == transport)
                        .map(port -> String.valueOf(port.number()))
                        .collect(Collectors.joining(","));
                if (!numbers.isEmpty()) {
                    String protocol = transport.name().toLowerCase(Locale.ROOT);
                    services.add(new Service(name + "-" + protocol, protocol, numbers));
                }
            }
            return services;
        }
    }

    private record Service(String name, String protocol, String ports) {}

    private Rendering rules() {
        List<Group> groups = groups();
        String from = PanOs.zone(device, PanOs.FROM);
        String to = PanOs.zone(device, PanOs.TO);
        groups.forEach(this::category);
        for (Group group : groups) {
            group.services()
                    .forEach(service -> line("set service " + service.name() + " protocol " + service.protocol()
                            + " port " + service.ports()));
        }
        for (Group group : groups) {
            rule(group.name(), from, to);
            line("set " + RULE + group.name() + " category " + group.name());
            group.services().forEach(service -> line("set " + RULE + group.name() + " service " + service.name()));
            line("set " + RULE + group.name() + " action allow");
        }
        rule("sallyport-deny", from, to);
        line("set " + RULE + "sallyport-deny service any");
        line("set " + RULE + "sallyport-deny action deny");
        order(groups);
        return rendering(
                PanOs.COMMANDS,
                groups.stream().mapToInt(group -> group.list().entries().size()).sum());
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

    /** The list is emptied first: what a set command adds to it, an earlier one did not take out. */
    private void category(Group group) {
        String category = "profiles custom-url-category " + group.name();
        line("delete " + category + " list");
        line("set " + category + " description \"" + description() + "\"");
        line("set " + category + " type \"URL List\"");
        group.list().entries().keySet().forEach(host -> line("set " + category + " list " + url(host)));
    }

    private String description() {
        String wider = selection.concessions().isEmpty()
                ? ""
                : "; " + selection.concessions().size() + " entries are wider, narrower or left out, the render tells";
        return "Sallyport, site " + allowlist.site().name() + ", device " + device.name()
                + "; what is changed by hand is lost" + wider;
    }

    private void rule(String name, String from, String to) {
        line("set " + RULE + name + " description \"" + description() + "\"");
        line("set " + RULE + name + " from " + from);
        line("set " + RULE + name + " to " + to);
        for (String everything : List.of("source", "destination", "source-user", "application")) {
            line("set " + RULE + name + " " + everything + " any");
        }
    }

    /** New rules come last, and a rule that an earlier render left must not stand before the one that denies. */
    private void order(List<Group> groups) {
        for (int i = 0; i < groups.size(); i++) {
            String next = i + 1 < groups.size() ? groups.get(i + 1).name() : "sallyport-deny";
            line("move " + RULE + next + " after " + groups.get(i).name());
        }
    }

    private Rendering rendering(String file, int entries) {
        return new Rendering(List.of(DeviceFiles.of(file, text.toString())), entries, selection.concessions());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
