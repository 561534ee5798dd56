package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.GlobExpression;
import org.sallyport.targets.Listener;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.TcpLists;

/** Writes haproxy.cfg and a list file for each port and kind of entry. Used once. */
final class HaproxyWriter {

    private static final String MAIN = "haproxy.cfg";
    private static final String FOLDER = "/etc/haproxy/";

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final TcpLists lists;
    private final String listen;
    private final boolean resolves;
    private final String resolver;
    private final Map<String, String> files = new LinkedHashMap<>();

    HaproxyWriter(Haproxy haproxy, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, haproxy, device);
        this.lists = TcpLists.of(selection, haproxy, device);
        this.resolves = Haproxy.REACH
                .of(device, "resolve|original", Text.of("write resolve or original", "écrivez resolve ou original"))
                .equals("resolve");
        this.listen = Listener.addressOf(device, Haproxy.LISTEN);
        this.resolver = resolver(device);
    }

    Rendering write() {
        List<String> lines = new ArrayList<>(header());
        lines.addAll(List.of(
                "",
                "global",
                "    log /dev/log local0",
                "    user haproxy",
                "    group haproxy",
                "",
                "defaults",
                "    log global",
                "    timeout http-request 10s",
                "    timeout connect 10s",
                "    timeout client 5m",
                "    timeout server 5m"));
        lines.addAll(resolvers());
        files.put(MAIN, "");
        lists.byPort().forEach((port, list) -> lines.addAll(frontend(port, list)));
        if (lists.byPort().keySet().stream().anyMatch(port -> !isHttp(port))) {
            lines.addAll(backend("sallyport_tls", "tcp"));
        }
        if (lists.byPort().keySet().stream().anyMatch(HaproxyWriter::isHttp)) {
            lines.addAll(backend("sallyport_http", "http"));
        }
        files.put(MAIN, String.join("\n", lines) + "\n");
        return new Rendering(List.of(new DeviceFiles(files)), lists.size(), selection.concessions());
    }

    private List<String> header() {
        List<String> lines = new ArrayList<>(List.of(
                "# HAProxy for the site " + allowlist.site().name() + ", device " + device.name()
                        + ": connections to the names of the list files pass, nothing else.",
                "# Written by sallyport render; changes made here are lost with the next one.",
                "#",
                "# Port 80 is HTTP and passes by its Host header; every other port passes by the name in the TLS"
                        + " ClientHello.",
                "# What begins with neither (SMTP, FTP) is refused, at whatever port.",
                "#",
                "# Install:  copy this file and sallyport-* to " + FOLDER + ", then",
                "#               haproxy -c -f " + FOLDER + MAIN + "  and  systemctl reload haproxy",
                "# Remove:   put the former " + MAIN + " back, delete " + FOLDER
                        + "sallyport-*, then  systemctl reload haproxy"));
        List<String> notes = new ArrayList<>();
        selection
                .concessions()
                .forEach(concession ->
                        notes.add(Comments.oneLine(concession.sentence().english())));
        for (Selection.Entry entry : lists.notTcp()) {
            notes.add("HAProxy carries TCP only: " + entry.host() + " does not pass at "
                    + entry.rule().ports());
        }
        notes.forEach(note -> lines.add("# Note: " + note));
        return lines;
    }

    private List<String> resolvers() {
        if (!resolves) {
            return List.of();
        }
        return List.of(
                "",
                "resolvers sallyport",
                resolver.equals("system") ? "    parse-resolv-conf" : "    nameserver dns " + resolver);
    }

    private List<String> frontend(int port, NameList list) {
        boolean http = isHttp(port);
        String name = http ? "req.fhdr(host),host_only,lower" : "req.ssl_sni,lower";
        String rule = http ? "http-request " : "tcp-request content ";
        String refuse = http ? "deny" : "reject";
        List<String> lines = new ArrayList<>(List.of(
                "",
                "frontend sallyport_" + port,
                "    bind " + (listen.equals("*") ? "" : listen) + ":" + port,
                "    mode " + (http ? "http" : "tcp"),
                "    option " + (http ? "httplog" : "tcplog")));
        if (http) {
            lines.add("    http-request deny if METH_CONNECT");
        } else {
            lines.add("    tcp-request inspect-delay 5s");
        }
        list(port, list, HostPattern.Exact.class, "names", HostPattern::toString)
                .ifPresent(file -> lines.add("    acl sallyport " + name + " -m str -f " + file));
        list(port, list, HostPattern.Below.class, "below", below -> "." + below.base())
                .ifPresent(file -> lines.add("    acl sallyport " + name + " -m end -f " + file));
        list(port, list, HostPattern.Glob.class, "patterns", GlobExpression::of)
                .ifPresent(file -> lines.add("    acl sallyport " + name + " -m reg -f " + file));
        lines.add("    " + rule + refuse + " unless sallyport");
        if (resolves) {
            lines.add("    " + rule + "do-resolve(txn.sallyport,sallyport,ipv4) " + name);
            lines.add("    " + rule + refuse + " unless { var(txn.sallyport) -m found }");
            lines.add("    " + rule + "set-dst var(txn.sallyport)");
        }
        lines.add("    default_backend " + (http ? "sallyport_http" : "sallyport_tls"));
        return lines;
    }

    /** Adds the list file of that kind of entries, where there are any, and gives its path. */
    private <P extends HostPattern> Optional<String> list(
            int port, NameList list, Class<P> kind, String name, Function<P, String> value) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<HostPattern, List<Rule>> entry : list.entries().entrySet()) {
            if (kind.isInstance(entry.getKey())) {
                lines.add("# " + Comments.reasons(entry.getValue()));
                lines.add(value.apply(kind.cast(entry.getKey())));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        lines.addFirst(
                "# For " + FOLDER + MAIN + " of the site " + allowlist.site().name() + ", device " + device.name()
                        + ". Written by sallyport render; changes made here are lost.");
        String file = "sallyport-" + port + "." + name;
        files.put(file, String.join("\n", lines) + "\n");
        return Optional.of(FOLDER + file);
    }

    /** A server without an address is the one that the connection is meant for. */
    private static List<String> backend(String name, String mode) {
        return List.of("", "backend " + name, "    mode " + mode, "    server destination 0.0.0.0:0");
    }

    private static boolean isHttp(int port) {
        return port == Port.HTTP.number();
    }

    private static String resolver(Device device) {
        Text repair = Text.of(
                "write system, or an address and a port as in 192.0.2.53:53",
                "écrivez system, ou une adresse et un port comme 192.0.2.53:53");
        String value = Haproxy.RESOLVER.of(device, "system|(" + Listener.ADDRESS + "):[0-9]{1,5}", repair);
        String port = value.substring(value.lastIndexOf(':') + 1);
        if (!value.equals("system") && Port.tryParse(port).isEmpty()) {
            throw Haproxy.RESOLVER.refusal(device, repair);
        }
        return value;
    }
}
