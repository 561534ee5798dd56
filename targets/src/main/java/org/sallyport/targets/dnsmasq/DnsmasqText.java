package org.sallyport.targets.dnsmasq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;

/** The directives that resolve the names of a list and no others, for the targets that write {@code dnsmasq.conf}. */
public final class DnsmasqText {

    /** Seconds for which an answer is kept and may be kept: far less than an address stays in a set of nftables. */
    private static final int TTL = 300;

    private DnsmasqText() {}

    /**
     * A name that is resolved with all below it.
     *
     * @param asked whether it needs a server of its own; not where a name above it has one
     * @param sets where its addresses go, as {@code nftset} writes it; empty where they go nowhere
     */
    public record Entry(HostName domain, List<Rule> rules, boolean asked, Optional<String> sets) {

        public Entry {
            rules = List.copyOf(rules);
        }
    }

    /** The lines from the first directive to the last. */
    public static List<String> of(List<Entry> entries, Upstreams upstreams) {
        List<String> lines = new ArrayList<>();
        lines.add("no-resolv");
        lines.add("address=/#/");
        if (entries.stream().anyMatch(entry -> entry.sets().isPresent())) {
            lines.add("max-ttl=" + TTL);
            lines.add("max-cache-ttl=" + TTL);
        }
        lines.add("");
        for (Entry entry : entries) {
            // never behind the directive: dnsmasq cuts a line at 1024 octets, and reads on behind the cut
            lines.add("# " + Comments.reasons(entry.rules()));
            if (entry.asked()) {
                upstreams.servers().forEach(server -> lines.add("server=/" + entry.domain() + "/" + server));
            }
            entry.sets().ifPresent(sets -> lines.add("nftset=/" + entry.domain() + "/" + sets));
        }
        return lines;
    }

    /** The lines of a header about where answers come from. */
    public static List<String> header(Upstreams upstreams) {
        List<String> lines = new ArrayList<>();
        lines.add("# A name and all names below it are asked of " + upstreams + "; any other name does not exist.");
        if (upstreams.example()) {
            lines.add("# Note: nobody has the address " + upstreams
                    + ": say in the site file which DNS server to ask (upstream).");
        }
        return lines;
    }
}
