package org.sallyport.targets.unbound;

import java.util.List;
import org.sallyport.core.Text;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code unbound.conf}. */
final class UnboundWriter {

    private UnboundWriter() {}

    static Rendering write(Unbound target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        StringBuilder text = new StringBuilder(header(allowlist, device, selection));
        text.append("server:\n  local-zone: \".\" ").append(refusal(device)).append('\n');
        // transparent zones would answer from local data of other files: what is on the list is resolved, whatever else
        list.entries()
                .forEach((host, rules) -> text.append("  local-zone: \"")
                        .append(host.suffix())
                        .append(".\" always_transparent # ")
                        .append(Comments.reasons(rules))
                        .append('\n'));
        return new Rendering(
                List.of(DeviceFiles.of(Unbound.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private static String header(Allowlist allowlist, Device device, Selection selection) {
        StringBuilder header = new StringBuilder("""
                # Names that %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                # Each zone is a name and all names below it: Unbound has no entry for a name alone. All else is refused.
                # Install: cp unbound.conf /etc/unbound/unbound.conf.d/sallyport.conf && unbound-checkconf && systemctl restart unbound
                # Remove: rm /etc/unbound/unbound.conf.d/sallyport.conf && unbound-checkconf && systemctl restart unbound
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> header.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        return header.append('\n').toString();
    }

    private static String refusal(Device device) {
        String value = Unbound.ANSWER.of(device);
        return switch (value) {
            case "refused" -> "always_refuse";
            case "nxdomain" -> "always_nxdomain";
            default ->
                throw Unbound.ANSWER.refusal(
                        device, Text.of("write refused or nxdomain", "écrivez refused ou nxdomain"));
        };
    }
}
