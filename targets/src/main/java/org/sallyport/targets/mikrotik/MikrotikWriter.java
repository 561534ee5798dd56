package org.sallyport.targets.mikrotik;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code sallyport.rsc}. Used once. */
final class MikrotikWriter {

    /** Of one filter rule. */
    private static final int MOST_PORTS = 15;

    private static final String FORMER = "%s remove [find comment~\"^sallyport:\"]\n";

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final Optional<String> resolver;
    private final List<PortList> lists;
    private final StringBuilder text = new StringBuilder();

    MikrotikWriter(Mikrotik target, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
        this.resolver = Mikrotik.resolver(device);
        this.lists = PortList.of(selection.entries());
    }

    Rendering write() {
        header();
        names();
        filter();
        return new Rendering(
                List.of(DeviceFiles.of(Mikrotik.FILE, text.toString())),
                lists.stream().mapToInt(list -> list.hosts().size()).sum(),
                selection.concessions());
    }

    private void header() {
        text.append("""
                # What %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                # The router compares addresses: whatever shares one with a name of the list passes as well.
                # To install: upload, then  /import file-name=sallyport.rsc
                #   Rules that accept new connections must not stand before these in the chain forward.
                # To remove: the four lines with remove in this file, those of the filter first.
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> text.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
    }

    /** A former filter stays until the names are there: without its last rule the router forwards everything. */
    private void names() {
        text.append(FORMER.formatted("/ip firewall address-list"));
        text.append(FORMER.formatted("/ip dns static"));
        text.append("/ip firewall address-list\n");
        each(HostPattern.Exact.class, "add list=%s address=%s comment=\"sallyport: %s\"\n");
        if (resolver.isPresent()) {
            text.append("/ip dns static\n");
            each(
                    HostPattern.Below.class,
                    "add type=FWD match-subdomain=yes forward-to=" + resolver.get()
                            + " address-list=%s name=%s comment=\"sallyport: %s\"\n");
        }
    }

    private void each(Class<? extends HostPattern> kind, String line) {
        for (int i = 0; i < lists.size(); i++) {
            for (Map.Entry<HostPattern, List<Rule>> host : lists.get(i).hosts().entrySet()) {
                if (kind.isInstance(host.getKey())) {
                    text.append(line.formatted(
                            called(i), host.getKey().suffix(), quoted(Comments.reasons(host.getValue()))));
                }
            }
        }
    }

    private void filter() {
        text.append(FORMER.formatted("/ip firewall filter"));
        text.append("/ip firewall filter\n");
        text.append("add chain=forward action=accept connection-state=established,related"
                + " comment=\"sallyport: answers\"\n");
        for (int i = 0; i < lists.size(); i++) {
            for (Port.Transport transport : Port.Transport.values()) {
                List<String> ports = lists.get(i).ports().list().stream()
                        .filter(port -> port.transport() == transport)
                        .map(port -> String.valueOf(port.number()))
                        .toList();
                for (int begin = 0; begin < ports.size(); begin += MOST_PORTS) {
                    text.append("add chain=forward action=accept protocol=%s dst-port=%s dst-address-list=%s"
                            .formatted(
                                    transport.name().toLowerCase(Locale.ROOT),
                                    ports.stream().skip(begin).limit(MOST_PORTS).collect(Collectors.joining(",")),
                                    called(i)));
                    text.append(" comment=\"sallyport: ").append(called(i)).append("\"\n");
                }
            }
        }
        text.append("add chain=forward action=drop comment=\"sallyport: everything else\"\n");
        text.append(FORMER.formatted("/ipv6 firewall filter"));
        text.append("/ipv6 firewall filter add chain=forward action=drop"
                + " comment=\"sallyport: names pass over IPv4 only\"\n");
    }

    private static String called(int list) {
        return "sallyport-" + (list + 1);
    }

    /** In quotes a dollar begins a variable; beyond ASCII, what the router shows depends on the terminal. */
    private static String quoted(String reason) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < reason.length(); i++) {
            char c = reason.charAt(i);
            if (c == '"' || c == '\\' || c == '$') {
                quoted.append('\\');
            }
            quoted.append(c < 0x20 || c > 0x7e || c == '?' ? '.' : c);
        }
        return quoted.toString();
    }
}
