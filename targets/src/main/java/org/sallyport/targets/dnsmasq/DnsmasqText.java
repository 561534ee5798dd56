package org.sallyport.targets.dnsmasq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.NameList;

/** The directives that resolve the names of a list and no others, for the targets that write {@code dnsmasq.conf}. */
public final class DnsmasqText {

    /** Seconds for which an answer is kept and may be kept: far less than an address stays in a set of nftables. */
    private static final int TTL = 300;

    private DnsmasqText() {}

    /**
     * The lines from the first directive to the last.
     *
     * @param sets where the addresses of an entry go, as {@code nftset} writes it; empty where they go nowhere
     */
    public static List<String> of(NameList list, Upstreams upstreams, Optional<Function<HostName, String>> sets) {
        List<String> lines = new ArrayList<>();
        lines.add("no-resolv");
        lines.add("address=/#/");
        if (sets.isPresent()) {
            lines.add("max-ttl=" + TTL);
            lines.add("max-cache-ttl=" + TTL);
        }
        lines.add("");
        for (Map.Entry<HostPattern, List<Rule>> entry : list.entries().entrySet()) {
            HostName domain = entry.getKey().suffix();
            // never behind the directive: dnsmasq cuts a line at 1024 octets, and reads on behind the cut
            lines.add("# " + Comments.reasons(entry.getValue()));
            upstreams.servers().forEach(server -> lines.add("server=/" + domain + "/" + server));
            sets.ifPresent(to -> lines.add("nftset=/" + domain + "/" + to.apply(domain)));
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
