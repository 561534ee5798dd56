package org.sallyport.targets.hostslist;

import java.util.List;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code hosts.txt}. */
final class HostsListWriter {

    private HostsListWriter() {}

    static Rendering write(HostsList target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection);
        boolean comments = comments(device);
        StringBuilder text = new StringBuilder(comments ? header(allowlist, device, selection) : "");
        list.entries()
                .forEach((host, rules) -> text.append(host)
                        .append(comments ? " # " + Comments.reasons(rules) : "")
                        .append('\n'));
        return new Rendering(
                List.of(DeviceFiles.of(HostsList.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private static String header(Allowlist allowlist, Device device, Selection selection) {
        StringBuilder header = new StringBuilder("""
                # Names that %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                # One name a line; *.x is every name below x, and not x. The list knows no ports: the rule that uses it does.
                # To install: have the firewall fetch this file, and use it in the rule that allows.
                # To remove: take the list out of that rule, then delete the file.
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> header.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        return header.append('\n').toString();
    }

    private static boolean comments(Device device) {
        return HostsList.COMMENTS.isTrue(device);
    }
}
