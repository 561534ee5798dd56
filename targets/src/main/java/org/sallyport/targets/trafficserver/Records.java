package org.sallyport.targets.trafficserver;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.NotedLine;

/**
 * What {@code records.config} says of what passes; where it says nothing, what Traffic Server 9 does by itself. Source:
 * https://docs.trafficserver.apache.org/en/9.2.x/admin-guide/files/records.config.en.html. Grows while the file is
 * read; used by one thread.
 */
final class Records {

    private static final String NAME = "proxy.config.";

    /** The process, its threads, logs and caches, times and headers. */
    private static final Pattern OF_NO_PART =
            Pattern.compile("(admin|accept_threads|alarm|allocator|bin_path|body_factory"
                    + "|cache|cluster|core_limit|cop|crash_log_helper|diags|dns|dump_mem_info_frequency|env_prep|exec_thread|hostdb"
                    + "|incoming_ip_to_bind|log|mlock_enabled|net|output|proxy_name|res_track_memory|restart|ssl|stack_dump_enabled"
                    + "|syslog_facility|system|task_threads|thread|udp)\\b.*"
                    + "|http\\.(accept_no_activity_timeout|anonymize_.*|background_fill_.*|cache\\..*|chunking.*|connect_attempts_.*"
                    + "|default_buffer.*|down_server\\..*|enable_http_.*|errors\\..*|flow_control\\..*|insert_.*|keep_alive_.*"
                    + "|negative_.*|normalize_ae|post_connect_attempts_timeout|request_header_max_size|response_header_max_size"
                    + "|response_server_.*|server_max_connections|server_session_sharing\\..*|slow\\.log.*|transaction_.*"
                    + "|push_method_enabled|per_server\\..*|max_.*|uncacheable_.*|parent_proxy\\.(retry_time|connect_.*|.*_timeout)"
                    + "|forward\\.proxy_auth_to_parent)"
                    + "|reverse_proxy\\.enabled|url_remap\\.pristine_host_hdr|http2\\..*");

    private SortedSet<Integer> tunnels = new TreeSet<>();
    private boolean everyTunnel;
    private boolean refusesTheRest = true;
    private boolean opened;
    private Optional<NotedLine> openLine = Optional.empty();

    Records() {
        tunnels.add(Port.HTTPS.number());
    }

    /** Reads a line of the file. */
    void read(NotedLine line) {
        String text = line.text().strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        String[] words = text.split("\\s+", 4);
        boolean known = (words[0].equals("CONFIG") || words[0].equals("LOCAL"))
                && words.length >= 3
                && words[1].startsWith(NAME)
                && words[2].matches("INT|STRING|FLOAT|COUNTER");
        if (!known) {
            opened = true;
            line.is(Line.State.UNKNOWN, Text.of("no setting of Traffic Server", "pas un réglage de Traffic Server"));
            return;
        }
        String value = words.length == 4 ? words[3].strip() : "";
        switch (words[1].substring(NAME.length())) {
            case "url_remap.remap_required" -> required(value, line);
            case "http.connect_ports" -> tunnels(value, line);
            case "http.server_ports" -> {
                if (value.matches("(\\s?[0-9]{1,5}(:(ip-in=\\S+|ipv4|ipv6))*)+")) {
                    line.is(Line.State.IRRELEVANT);
                } else {
                    notModelled(line);
                }
            }
            case "http.number_of_redirections" -> {
                if (value.equals("0")) {
                    line.is(Line.State.IRRELEVANT);
                } else {
                    notModelled(line);
                }
            }
            case String name -> {
                if (OF_NO_PART.matcher(name).matches()) {
                    line.is(Line.State.IRRELEVANT);
                } else {
                    notModelled(line);
                }
            }
        }
    }

    private void notModelled(NotedLine line) {
        opened = true;
        line.is(Line.State.NOT_SUPPORTED, Text.of("it can change what passes", "il peut changer ce qui passe"));
    }

    private void required(String value, NotedLine line) {
        if (value.equals("0") || value.equals("1")) {
            line.is(Line.State.UNDERSTOOD);
            refusesTheRest = value.equals("1");
            openLine = refusesTheRest ? Optional.empty() : Optional.of(line);
        } else {
            notModelled(line);
        }
    }

    private void tunnels(String value, NotedLine line) {
        if (!value.matches("\\*|[0-9]{1,5}( +[0-9]{1,5})*")) {
            notModelled(line);
            return;
        }
        line.is(Line.State.UNDERSTOOD);
        everyTunnel = value.equals("*");
        tunnels = new TreeSet<>();
        if (!everyTunnel) {
            for (String port : value.split(" +", -1)) {
                Port.tryParse(port).ifPresent(found -> tunnels.add(found.number()));
            }
        }
    }

    /** Whether tunnels may lead to that port. */
    boolean takesTunnelsTo(int port) {
        return everyTunnel || tunnels.contains(port);
    }

    /** The ports that tunnels may lead to, where not all may. */
    SortedSet<Integer> tunnels() {
        return tunnels;
    }

    /** The line by which whatever has no rule passes as well. */
    Optional<NotedLine> lineThatOpens() {
        return openLine;
    }

    boolean refusesTheRest() {
        return refusesTheRest;
    }

    boolean isOpen() {
        return opened;
    }
}
