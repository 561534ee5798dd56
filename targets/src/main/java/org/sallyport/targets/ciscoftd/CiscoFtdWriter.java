package org.sallyport.targets.ciscoftd;

import java.util.List;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code ftd-urls.txt}. A comment takes a line of its own. */
final class CiscoFtdWriter {

    private CiscoFtdWriter() {}

    static Rendering write(CiscoFtd target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        StringBuilder text = new StringBuilder("""
                # What %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                # x/ is the host x; x is x and every name below it. The list refuses nothing: the rule below the one that uses it does.
                # To install: Objects, Security Intelligence, URL Lists and Feeds: add a list, upload this file; use it in a rule that allows.
                # To remove: take the list out of the rule, deploy, then delete the list.
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> text.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        list.entries().forEach((host, rules) -> {
            text.append("# ").append(Comments.reasons(rules)).append('\n');
            text.append(host.suffix())
                    .append(host instanceof HostPattern.Below ? "" : "/")
                    .append('\n');
        });
        return new Rendering(
                List.of(DeviceFiles.of(CiscoFtd.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }
}
