package org.sallyport.targets.watchguard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code alias.txt}. */
final class WatchGuardWriter {

    private WatchGuardWriter() {}

    static Rendering write(WatchGuard target, Allowlist allowlist, Device device) {
        Selection selection = taken(Selection.of(allowlist, target, device), device);
        NameList list = NameList.of(selection, target, device);
        StringBuilder text = new StringBuilder("""
                # What %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                # *.x is x and every name below it. The Firebox compares addresses: whatever shares one with a name of the list passes as well.
                # To install: make an alias and add each line without # to it as FQDN; the policy that uses it says the ports.
                # To remove: take the alias out of the policy, then delete it.
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> text.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        list.entries().forEach((host, rules) -> {
            text.append("# ").append(Comments.reasons(rules)).append('\n');
            text.append(host).append('\n');
        });
        return new Rendering(
                List.of(DeviceFiles.of(WatchGuard.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    /** Before 12.2 a star stands below a domain of two labels only, and the site rules about the others. */
    private static Selection taken(Selection selection, Device device) {
        if (WatchGuard.takesLowStars(device)) {
            return selection;
        }
        List<Selection.Entry> entries = new ArrayList<>();
        List<Concession> concessions = new ArrayList<>(selection.concessions());
        for (Selection.Entry entry : selection.entries()) {
            if (entry.host() instanceof HostPattern.Below below
                    && below.base().labels().size() > 2) {
                concessions.add(refused(entry.rule(), device));
            } else {
                entries.add(entry);
            }
        }
        return new Selection(entries, concessions);
    }

    private static Concession refused(Rule rule, Device device) {
        Inexpressible.Ruling ruling = device.inexpressible().rulingFor(rule.host());
        Concession.Kind kind =
                ruling.choice() == Inexpressible.Choice.OMIT ? Concession.Kind.OMITTED : Concession.Kind.UNRULED;
        return new Concession(rule, kind, List.of(), ruling.reason(), Optional.empty());
    }
}
