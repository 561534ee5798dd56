package org.sallyport.targets.nftables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.dnsmasq.DnsmasqText;
import org.sallyport.targets.dnsmasq.Upstreams;

/** Writes {@code nftables.conf} and {@code dnsmasq.conf}. */
final class NftablesWriter {

    /** Where a packet is looked at. */
    private enum Hook {
        FORWARD,
        OUTPUT;

        static Hook of(Device device) {
            String value = Nftables.HOOK.of(device);
            return switch (value) {
                case "forward" -> FORWARD;
                case "output" -> OUTPUT;
                default ->
                    throw Nftables.HOOK.refusal(
                            device, Text.of("write forward or output", "écrivez forward ou output"));
            };
        }

        String word() {
            return this == FORWARD ? "forward" : "output";
        }
    }

    private NftablesWriter() {}

    static Rendering write(Nftables target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        List<Domain> domains = Domain.of(selection.entries());
        Upstreams upstreams = Upstreams.of(device);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Nftables.RULES, rules(allowlist, device, domains, upstreams));
        files.put(Nftables.NAMES, names(allowlist, device, selection, domains, upstreams));
        return new Rendering(List.of(new DeviceFiles(files)), domains.size(), selection.concessions());
    }

    private static String names(
            Allowlist allowlist, Device device, Selection selection, List<Domain> domains, Upstreams upstreams) {
        List<String> lines = new ArrayList<>();
        lines.add("# Names that " + allowlist.site().name() + " lets through, for the device " + device.name()
                + ". Written by Sallyport; what is changed by hand is lost.");
        lines.addAll(DnsmasqText.header(upstreams));
        lines.add(
                "# Their addresses go to sets of nftables.conf, which lets them through at the ports that the sets are called by.");
        lines.add(
                "# To install: load nftables.conf, copy this file to /etc/dnsmasq.d/sallyport.conf, restart dnsmasq.");
        lines.add("# To remove: delete /etc/dnsmasq.d/sallyport.conf, restart dnsmasq, nft delete table inet "
                + PortSet.TABLE + ".");
        selection
                .concessions()
                .forEach(concession -> lines.add(
                        "# Note: " + Comments.oneLine(concession.sentence().english())));
        lines.add("");
        lines.addAll(DnsmasqText.of(
                domains.stream()
                        .map(domain -> new DnsmasqText.Entry(
                                domain.name(),
                                domain.rules(),
                                domain.topmost(),
                                Optional.of(domain.ports().directive())))
                        .toList(),
                upstreams));
        return String.join("\n", lines) + "\n";
    }

    private static String rules(Allowlist allowlist, Device device, List<Domain> domains, Upstreams upstreams) {
        Hook hook = Hook.of(device);
        SortedSet<PortSet> sets = domains.stream().map(Domain::ports).collect(Collectors.toCollection(TreeSet::new));
        List<String> lines = new ArrayList<>();
        lines.add("#!/usr/sbin/nft -f");
        lines.add("# What " + allowlist.site().name() + " lets through, for the device " + device.name()
                + ". Written by Sallyport; what is changed by hand is lost.");
        lines.add(
                "# dnsmasq.conf, written with this file, says which names fill the sets. Whatever shares an address passes too.");
        lines.add(
                "# To install: nft -c -f nftables.conf, nft -f nftables.conf, then dnsmasq.conf, and restart dnsmasq.");
        lines.add("# To remove: nft delete table inet " + PortSet.TABLE
                + "; nothing else filters then what this table does.");
        lines.add("");
        lines.add("table inet " + PortSet.TABLE);
        lines.add("delete table inet " + PortSet.TABLE);
        lines.add("table inet " + PortSet.TABLE + " {");
        for (PortSet set : sets) {
            lines.addAll(set(set, 4));
            lines.addAll(set(set, 6));
        }
        lines.addAll(chain(hook, sets, upstreams));
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> set(PortSet set, int version) {
        return List.of(
                "\tset " + set.set(version).name() + " {",
                "\t\ttype ipv" + version + "_addr",
                "\t\tflags dynamic, timeout",
                "\t\ttimeout 1h",
                "\t}",
                "");
    }

    private static List<String> chain(Hook hook, SortedSet<PortSet> sets, Upstreams upstreams) {
        List<String> lines = new ArrayList<>();
        lines.add("\tchain " + hook.word() + " {");
        lines.add("\t\ttype filter hook " + hook.word() + " priority filter; policy drop;");
        lines.add("\t\tct state established,related accept");
        if (hook == Hook.OUTPUT) {
            lines.add("\t\toifname \"lo\" accept");
            lines.add("\t\ticmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, "
                    + "mld-listener-report, mld2-listener-report } accept");
            upstreams.servers().forEach(server -> lines.addAll(asked(server)));
        }
        for (PortSet set : sets) {
            for (Port.Transport transport : Port.Transport.values()) {
                String numbers = set.numbers(transport);
                if (!numbers.isEmpty()) {
                    String word = transport == Port.Transport.TCP ? "tcp" : "udp";
                    lines.add(rule("ip", set.set(4).name(), word, numbers));
                    lines.add(rule("ip6", set.set(6).name(), word, numbers));
                }
            }
        }
        // a refusal that is told spares clients the wait
        lines.add("\t\tcounter reject with icmpx type admin-prohibited");
        lines.add("\t}");
        return lines;
    }

    /** An address in use stays in its set: kernels before 6.12 do not renew it when the name is resolved again. */
    private static String rule(String family, String set, String transport, String numbers) {
        return "\t\t%1$s daddr @%2$s %3$s dport %4$s update @%2$s { %1$s daddr } accept"
                .formatted(family, set, transport, numbers);
    }

    private static List<String> asked(String server) {
        int hash = server.indexOf('#');
        String address = hash < 0 ? server : server.substring(0, hash);
        String to = "\t\t" + (address.contains(":") ? "ip6" : "ip") + " daddr " + address;
        String port = hash < 0 ? "53" : server.substring(hash + 1);
        return List.of(to + " udp dport " + port + " accept", to + " tcp dport " + port + " accept");
    }
}
