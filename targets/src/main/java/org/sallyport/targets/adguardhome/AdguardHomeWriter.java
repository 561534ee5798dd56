package org.sallyport.targets.adguardhome;

import java.util.List;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.GlobExpression;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code user-rules.txt}. */
final class AdguardHomeWriter {

    private AdguardHomeWriter() {}

    static Rendering write(AdguardHome target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        StringBuilder text = new StringBuilder("""
                ! Names that %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                ! To install: paste into Filters, Custom filtering rules, in place of what stands there, and apply; or
                !   jq -Rs '{rules: split("\\n")}' user-rules.txt | curl -fu USER -H 'Content-Type: application/json' \\
                !     -d @- http://127.0.0.1/control/filtering/set_rules
                ! To remove: delete these lines there, and apply.
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> text.append("! Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        text.append("""

                ! Every name is blocked; no exception of another list outweighs this rule, nor a block what follows.
                ||*^$important

                ! |x| is the name x and no other, |*.x| every name below x, and not x.
                """);
        list.entries()
                .forEach((host, rules) -> text.append("! ")
                        .append(Comments.reasons(rules))
                        .append("\n@@")
                        .append(pattern(host))
                        .append("$important\n"));
        return new Rendering(
                List.of(DeviceFiles.of(AdguardHome.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private static String pattern(HostPattern host) {
        return switch (host) {
            case HostPattern.Exact name -> "|" + name + "|";
            case HostPattern.Below below -> "|" + below + "|";
            case HostPattern.Glob glob -> "/" + GlobExpression.of(glob) + "/";
        };
    }
}
