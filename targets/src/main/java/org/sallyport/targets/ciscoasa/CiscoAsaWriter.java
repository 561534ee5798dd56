package org.sallyport.targets.ciscoasa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code asa.txt}: an object for each name, a group for each set of ports, one access list. Used once. */
final class CiscoAsaWriter {

    private static final String LIST = "SALLYPORT";
    private static final int LONGEST_OBJECT = 64;

    private final Allowlist allowlist;
    private final Device device;
    private final String inside;
    private final List<Concession> concessions;
    private final SortedMap<HostName, List<Rule>> names = new TreeMap<>();

    private CiscoAsaWriter(CiscoAsa target, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.inside = inside(device);
        Selection selection = Selection.of(allowlist, target, device);
        this.concessions = new ArrayList<>(selection.concessions());
        for (Selection.Entry entry : selection.entries()) {
            HostName name = entry.host().suffix();
            if (name.value().contains("_")) {
                concessions.add(refused(entry.rule(), device));
            } else {
                names.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry.rule());
            }
        }
    }

    static Rendering write(CiscoAsa target, Allowlist allowlist, Device device) {
        CiscoAsaWriter writer = new CiscoAsaWriter(target, allowlist, device);
        return new Rendering(
                List.of(DeviceFiles.of(CiscoAsa.FILE, writer.text())), writer.names.size(), writer.concessions);
    }

    /** The ASA takes letters, digits and hyphens in a name; DNS has names with underscores all the same. */
    private static Concession refused(Rule rule, Device device) {
        Inexpressible.Ruling ruling = device.inexpressible().rulingFor(rule.host());
        Concession.Kind kind =
                ruling.choice() == Inexpressible.Choice.OMIT ? Concession.Kind.OMITTED : Concession.Kind.UNRULED;
        return new Concession(rule, kind, List.of(), ruling.reason(), Optional.empty());
    }

    private String text() {
        StringBuilder text = new StringBuilder(header());
        SortedMap<Ports, List<HostName>> groups = new TreeMap<>(Comparator.comparing(Ports::toString));
        names.forEach((name, rules) -> {
            groups.computeIfAbsent(ports(rules), _ -> new ArrayList<>()).add(name);
            text.append("! ").append(comment(Comments.reasons(rules))).append('\n');
            text.append("object network ").append(object(name)).append('\n');
            text.append(" fqdn v4 ").append(name).append('\n');
        });
        StringBuilder access = new StringBuilder();
        int number = 0;
        for (Map.Entry<Ports, List<HostName>> group : groups.entrySet()) {
            String called = LIST + "-GROUP-" + ++number;
            text.append("object-group network ").append(called).append('\n');
            group.getValue()
                    .forEach(name -> text.append(" network-object object ")
                            .append(object(name))
                            .append('\n'));
            for (Port port : group.getKey().list()) {
                String transport = port.transport().name().toLowerCase(Locale.ROOT);
                access.append("access-list %s extended permit %s any object-group %s eq %s\n"
                        .formatted(LIST, transport, called, port.number()));
            }
        }
        return text.append(access)
                .append("! everything else is refused\n")
                .append("access-list ")
                .append(LIST)
                .append(" extended deny ip any any\n")
                .append("access-group ")
                .append(LIST)
                .append(" in interface ")
                .append(inside)
                .append('\n')
                .toString();
    }

    private static Ports ports(List<Rule> rules) {
        return Ports.of(
                rules.stream().flatMap(rule -> rule.ports().list().stream()).toList());
    }

    private String header() {
        StringBuilder header = new StringBuilder("""
                ! What %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                ! The ASA resolves these names itself: whatever shares an address with one of them passes as well.
                ! To install: name its DNS servers (dns domain-lookup, dns server-group), then paste this in configure terminal.
                !   The last line replaces the access list that the interface had.
                ! To remove: give the interface its former access list, then the commands that the page of the target lists.
                """.formatted(allowlist.site().name(), device.name()));
        concessions.forEach(concession -> header.append("! Note: ")
                .append(comment(Comments.oneLine(concession.sentence().english())))
                .append('\n'));
        return header.append("!\n").toString();
    }

    /** A question mark asks the command line for help, wherever it is pasted. */
    private static String comment(String text) {
        return text.replace('?', '.');
    }

    /** Stable, so that the next rendering changes the object of the same name and no other; never cut. */
    private static String object(HostName name) {
        String called = LIST + "-" + name;
        return called.length() <= LONGEST_OBJECT ? called : LIST + "-#" + digest(name);
    }

    private static String digest(HostName name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name.value().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String inside(Device device) {
        String inside = CiscoAsa.INTERFACE.of(device);
        if (!inside.matches("[A-Za-z0-9_.-]{1,48}")) {
            throw CiscoAsa.INTERFACE.refusal(
                    device,
                    Text.of(
                            "write the interface's nameif, as in inside",
                            "écrivez le nameif de l'interface, par exemple inside"));
        }
        return inside;
    }
}
