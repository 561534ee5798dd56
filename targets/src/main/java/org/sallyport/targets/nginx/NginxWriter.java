package org.sallyport.targets.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

/** Writes nginx.conf: for each port a map from names to 0 or 1, and a server. Used once. */
final class NginxWriter {

    private static final String FILE = "nginx.conf";

    /** What is no name in a map unless a backslash stands before it. */
    private static final Set<String> PARAMETERS = Set.of("default", "hostnames", "include", "volatile");

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final TcpLists lists;
    private final String listen;
    private final String resolver;
    private final List<String> lines = new ArrayList<>();

    NginxWriter(Nginx nginx, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, nginx, device);
        this.lists = TcpLists.of(selection, nginx, device);
        this.listen = Listener.addressOf(device, Nginx.LISTEN);
        this.resolver = resolver(device);
    }

    Rendering write() {
        SortedMap<Integer, NameList> tls = new TreeMap<>(lists.byPort());
        NameList http = tls.remove(Port.HTTP.number());
        header();
        lines.addAll(List.of(
                "",
                "user www-data;",
                "worker_processes auto;",
                "pid /run/nginx.pid;",
                "error_log /var/log/nginx/error.log;",
                "include /etc/nginx/modules-enabled/*.conf; # the stream module is one of them",
                "",
                "events {",
                "    worker_connections 4096;",
                "}"));
        if (!tls.isEmpty()) {
            stream(tls);
        }
        if (http != null) {
            http(http);
        }
        return new Rendering(
                List.of(DeviceFiles.of(FILE, String.join("\n", lines) + "\n")), lists.size(), selection.concessions());
    }

    private void header() {
        lines.addAll(List.of(
                "# nginx for the site " + allowlist.site().name() + ", device " + device.name()
                        + ": connections to the names below pass, nothing else.",
                "# Written by sallyport render; changes made here are lost with the next one.",
                "#",
                "# Port 80 is HTTP and passes by its Host header; every other port passes by the name in the TLS"
                        + " ClientHello.",
                "# What begins with neither (SMTP, FTP) is refused, at whatever port.",
                "#",
                "# Install:  copy to /etc/nginx/nginx.conf, then  nginx -t  and  systemctl reload nginx",
                "# Remove:   put the former /etc/nginx/nginx.conf back, then  systemctl reload nginx"));
        selection
                .concessions()
                .forEach(concession -> lines.add(
                        "# Note: " + Comments.oneLine(concession.sentence().english())));
        for (Selection.Entry entry : lists.notTcp()) {
            lines.add("# Note: nginx carries TCP only here: " + entry.host() + " does not pass at "
                    + entry.rule().ports());
        }
    }

    private void stream(SortedMap<Integer, NameList> tls) {
        begin(
                "stream",
                tls.values().stream()
                        .mapToInt(list -> list.entries().size())
                        .max()
                        .orElse(0));
        lines.add(
                "    log_format sallyport '$remote_addr [$time_local] $ssl_preread_server_name:$server_port $status';");
        lines.add("    access_log /var/log/nginx/sallyport.log sallyport;");
        tls.forEach((port, list) -> {
            map("$ssl_preread_server_name", port, list);
            lines.addAll(List.of(
                    "    map $sallyport_" + port + " $sallyport_" + port + "_server {",
                    "        1 $ssl_preread_server_name:$server_port;",
                    "        default \"\"; # no server: nginx closes the connection",
                    "    }",
                    "    server {",
                    "        listen " + listenAt(port) + ";",
                    "        ssl_preread on;",
                    "        proxy_pass $sallyport_" + port + "_server;",
                    "    }"));
        });
        lines.add("}");
    }

    private void http(NameList list) {
        int port = Port.HTTP.number();
        begin("http", list.entries().size());
        lines.add("    log_format sallyport '$remote_addr [$time_local] $host:$server_port $status';");
        lines.add("    access_log /var/log/nginx/sallyport.log sallyport;");
        map("$host", port, list);
        lines.addAll(List.of(
                "    server {",
                "        listen " + listenAt(port) + ";",
                "        if ($sallyport_" + port + " = 0) {",
                "            return 403;",
                "        }",
                "        client_max_body_size 0;",
                "        location / {",
                "            proxy_pass http://$host:$server_port;",
                "            proxy_set_header Host $host;",
                "            proxy_http_version 1.1;",
                "            proxy_request_buffering off;",
                "        }",
                "    }",
                "}"));
    }

    /** Names of 253 octets need buckets of 320; a table that is too small for its names is a warning. */
    private void begin(String context, int entries) {
        lines.addAll(List.of(
                "",
                context + " {",
                "    resolver " + resolver + " ipv6=off;",
                "    map_hash_bucket_size 512;",
                "    map_hash_max_size " + 4 * Integer.highestOneBit(Math.max(512, entries)) + ";"));
    }

    private void map(String name, int port, NameList list) {
        lines.addAll(List.of(
                "", "    map " + name + " $sallyport_" + port + " {", "        hostnames;", "        default 0;"));
        for (Map.Entry<HostPattern, List<Rule>> entry : list.entries().entrySet()) {
            String key = switch (entry.getKey()) {
                case HostPattern.Exact exact -> (PARAMETERS.contains(exact.toString()) ? "\\" : "") + exact;
                case HostPattern.Below below -> below.toString();
                case HostPattern.Glob glob -> "\"~*" + GlobExpression.of(glob) + "\"";
            };
            lines.add("        " + key + " 1; # " + Comments.reasons(entry.getValue()));
        }
        lines.add("    }");
    }

    private String listenAt(int port) {
        return (listen.equals("*") ? "" : listen + ":") + port;
    }

    private static String resolver(Device device) {
        Text repair = Text.of(
                "write an address, with a port or without, as in 192.0.2.53",
                "écrivez une adresse, avec un port ou sans, comme 192.0.2.53");
        String value = Nginx.RESOLVER.of(device, "(" + Listener.ADDRESS + ")(:[0-9]{1,5})?", repair);
        boolean port = value.matches("[^:]*:[0-9]+|\\[.*\\]:[0-9]+");
        if (port && Port.tryParse(value.substring(value.lastIndexOf(':') + 1)).isEmpty()) {
            throw Nginx.RESOLVER.refusal(device, repair);
        }
        return value;
    }
}
