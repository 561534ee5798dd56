package org.sallyport.targets.dnsmasq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code dnsmasq.conf}. */
final class DnsmasqWriter {

    private DnsmasqWriter() {}

    static Rendering write(Dnsmasq target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        Upstreams upstreams = Upstreams.of(device);
        Optional<String> sets = sets(device).map(set -> "4#" + set.suffixed("4") + ",6#" + set.suffixed("6"));
        List<DnsmasqText.Entry> entries = list.entries().entrySet().stream()
                .map(entry -> new DnsmasqText.Entry(entry.getKey().suffix(), entry.getValue(), true, sets))
                .toList();
        List<String> lines = new ArrayList<>(header(allowlist, device, selection, upstreams));
        lines.addAll(DnsmasqText.of(entries, upstreams));
        return new Rendering(
                List.of(DeviceFiles.of(Dnsmasq.FILE, String.join("\n", lines) + "\n")),
                list.entries().size(),
                selection.concessions());
    }

    private static List<String> header(Allowlist allowlist, Device device, Selection selection, Upstreams upstreams) {
        List<String> lines =
                new ArrayList<>(List.of("# Names that " + allowlist.site().name() + " lets through, for the device "
                        + device.name() + ". Written by Sallyport; what is changed by hand is lost."));
        lines.addAll(DnsmasqText.header(upstreams));
        lines.add(
                "# It holds only where no other file has a server without a domain, and nobody reaches another DNS server.");
        lines.add("# To install: copy to /etc/dnsmasq.d/sallyport.conf, run dnsmasq --test, restart dnsmasq.");
        lines.add("# To remove: delete /etc/dnsmasq.d/sallyport.conf, restart dnsmasq.");
        selection
                .concessions()
                .forEach(concession -> lines.add(
                        "# Note: " + Comments.oneLine(concession.sentence().english())));
        lines.add("");
        return lines;
    }

    /** The sets that the device's firewall looks at, without the number at their ends. */
    static Optional<NftSet> sets(Device device) {
        String value = Dnsmasq.NFTSET.of(device);
        if (value.equals(Dnsmasq.NFTSET.fallback())) {
            return Optional.empty();
        }
        if (!value.matches("inet(#[A-Za-z][A-Za-z0-9_]{0,100}){2}")) {
            throw Dnsmasq.NFTSET.refusal(
                    device,
                    Text.of(
                            "write the table and the beginning of the sets, as in inet#fw4#allowed",
                            "écrivez la table et le début des ensembles, comme inet#fw4#allowed"));
        }
        return NftSet.parse(value);
    }
}
