package org.sallyport.targets.checkpoint;

import java.util.List;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code feed.txt}. */
final class CheckPointWriter {

    private CheckPointWriter() {}

    static Rendering write(CheckPoint target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        StringBuilder text = new StringBuilder(header(allowlist, device, selection));
        boolean wildcards = list.entries().keySet().stream().anyMatch(HostPattern::isWildcard);
        if (wildcards) {
            text.append("""
                    # Note: *.x is matched by the reverse name of the address, which its owner chooses: what is served from
                    # a cloud may be stopped, and what an owner calls so may pass. wildcards: false writes names only.
                    """);
        }
        // the product knows whole lines as comments only
        list.entries()
                .forEach((host, rules) -> text.append("# ")
                        .append(Comments.reasons(rules))
                        .append('\n')
                        .append(host)
                        .append('\n'));
        return new Rendering(
                List.of(DeviceFiles.of(CheckPoint.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private static String header(Allowlist allowlist, Device device, Selection selection) {
        StringBuilder header = new StringBuilder("""
                # Check Point network feed: domains that the site %s lets through, for the device %s.
                # Written by sallyport render; what is changed by hand is lost with the next one.
                # Nothing passes by this list alone: a rule has to accept the feed at the ports of the plan, and the
                # cleanup rule behind it has to drop the rest.
                # Install: serve this file by HTTPS; network feed, flat list, type domain, ignore lines that start with #
                # Remove:  take the feed out of the rule, install the policy, then delete the object and the file.
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> header.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        return header.toString();
    }
}
