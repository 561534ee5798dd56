package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Listener;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes both forms of Squid's files. Used once. */
final class SquidWriter {

    static final String COMPLETE = "squid.conf";
    static final String INCLUDED = "sallyport.conf";

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<PortGroup> groups;
    private final Optional<SniText> sni;

    SquidWriter(Squid squid, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, squid, device);
        this.groups = PortGroup.of(selection.entries());
        this.sni = SniText.of(device);
    }

    Rendering write() {
        String listen = listen();
        String access = String.join("\n", access()) + "\n";
        return new Rendering(
                List.of(
                        DeviceFiles.of(COMPLETE, String.join("\n", complete(listen)) + "\n" + access),
                        DeviceFiles.of(INCLUDED, String.join("\n", included()) + "\n" + access)),
                groups.stream().mapToInt(PortGroup::size).sum(),
                selection.concessions());
    }

    private String listen() {
        return Listener.of(device, Squid.LISTEN, Listener.ADDRESS).toString();
    }

    private List<String> complete(String listen) {
        List<String> lines = new ArrayList<>(List.of(
                "# Squid for the site " + allowlist.site().name() + ", device " + device.name()
                        + ": lets the names below through, nothing else.",
                "# Written by sallyport render; changes made here are lost with the next one.",
                "#",
                "# Install:  copy to /etc/squid/squid.conf, then  squid -k parse  and  squid -k reconfigure",
                "# Remove:   put the former /etc/squid/squid.conf back, then  squid -k reconfigure",
                "# Check:    squid -k parse -f squid.conf"));
        sni.ifPresent(text -> lines.addAll(lines.indexOf("#") + 1, text.needs()));
        lines.addAll(concessions());
        lines.addAll(List.of(
                "",
                "http_port " + listen + sni.map(text -> " " + text.port()).orElse(""),
                "",
                "# A refusal is a page that says so, with status 403. Nothing is kept, and nobody is told who asked.",
                "# The access log is Squid's own default: /var/log/squid/access.log, in the native format.",
                "cache deny all",
                "cachemgr_passwd disable all",
                "via off",
                "forwarded_for delete",
                "httpd_suppress_version_string on",
                "pinger_enable off",
                "shutdown_lifetime 2 seconds"));
        return lines;
    }

    private List<String> included() {
        List<String> lines = new ArrayList<>(List.of(
                "# Access rules of the site " + allowlist.site().name() + ", device " + device.name()
                        + ", for a squid.conf that exists: the names below pass,",
                "# nothing else.",
                "# Written by sallyport render; changes made here are lost with the next one.",
                "#",
                "# Install:  copy to /etc/squid/sallyport.conf and put this line before any other http_access"
                        + (sni.isPresent() ? " or ssl_bump" : "") + " line:",
                "#               include /etc/squid/sallyport.conf",
                "#           then  squid -k parse  and  squid -k reconfigure",
                "#           The last rule denies everything else, so no later http_access line is reached.",
                "# Remove:   take the include line out, then  squid -k reconfigure",
                "# Check:    squid -k parse"));
        sni.ifPresent(text -> lines.addAll(lines.indexOf("#") + 1, text.needsInAnotherFile()));
        lines.addAll(concessions());
        return lines;
    }

    private List<String> concessions() {
        List<String> lines = new ArrayList<>();
        for (Concession concession : selection.concessions()) {
            lines.add("# " + Comments.oneLine(concession.sentence().english()));
        }
        for (Selection.Entry entry : selection.entries()) {
            Rule rule = entry.rule();
            if (rule.ports().list().stream().anyMatch(port -> port.transport() == Port.Transport.UDP)) {
                lines.add("# Squid carries TCP only: " + entry.host() + " ("
                        + rule.reason().feature() + ") does not pass at " + rule.ports());
            }
        }
        if (!lines.isEmpty()) {
            lines.addFirst("#");
        }
        return lines;
    }

    private List<String> access() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            PortGroup group = groups.get(i);
            String prefix = "sallyport_" + (i + 1) + "_";
            lines.add("");
            lines.add("acl " + prefix + "ports port " + spelled(group.ports().stream()));
            boolean tunnels = sni.isPresent() && SniText.isAbout(group);
            for (PortGroup.Value value : group.domains()) {
                lines.add("# " + Comments.reasons(value.rules()));
                lines.add("acl " + prefix + "names dstdomain -n " + value.text());
                if (tunnels) {
                    lines.add(SniText.domain(i + 1, value));
                }
            }
            for (PortGroup.Value value : group.expressions()) {
                lines.add("# " + Comments.reasons(value.rules()));
                lines.add("acl " + prefix + "patterns dstdom_regex -n -i " + value.text());
                if (tunnels) {
                    lines.add(SniText.expression(i + 1, value));
                }
            }
        }
        lines.add("");
        lines.addAll(gates());
        for (int i = 0; i < groups.size(); i++) {
            String prefix = "sallyport_" + (i + 1) + "_";
            if (!groups.get(i).domains().isEmpty()) {
                lines.add("http_access allow " + prefix + "ports " + prefix + "names");
            }
            if (!groups.get(i).expressions().isEmpty()) {
                lines.add("http_access allow " + prefix + "ports " + prefix + "patterns");
            }
        }
        if (sni.isPresent()) {
            lines.add("http_access deny sallyport_tunnel");
        }
        lines.add("http_access deny all");
        sni.ifPresent(text -> lines.addAll(SniText.rules(groups)));
        return lines;
    }

    /** Port 80 is HTTP and takes no tunnel, 443 is TLS and takes nothing else; what runs elsewhere nobody said. */
    private List<String> gates() {
        List<Integer> ports = groups.stream()
                .flatMap(group -> group.ports().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> lines = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        if (sni.isPresent()) {
            lines.add("acl sallyport_tunnel method CONNECT");
            lines.addAll(SniText.refusal());
        }
        if (ports.isEmpty()) {
            return lines;
        }
        if (sni.isEmpty()) {
            lines.add("acl sallyport_ports port " + spelled(ports.stream()));
            lines.add("acl sallyport_tunnel method CONNECT");
            rules.add("http_access deny !sallyport_ports");
        }
        if (ports.contains(Port.HTTP.number())) {
            lines.add("acl sallyport_http port " + Port.HTTP);
            // the acl that stands last decides how a refusal looks
            rules.add("http_access deny "
                    + (sni.isPresent() ? "sallyport_http sallyport_tunnel" : "sallyport_tunnel sallyport_http"));
        }
        if (ports.contains(Port.HTTPS.number())) {
            lines.add("acl sallyport_https port " + Port.HTTPS);
            rules.add("http_access deny !sallyport_tunnel sallyport_https");
        }
        lines.addAll(rules);
        return lines;
    }

    private static String spelled(Stream<Integer> ports) {
        return ports.map(port -> String.format(Locale.ROOT, "%d", port)).collect(Collectors.joining(" "));
    }
}
