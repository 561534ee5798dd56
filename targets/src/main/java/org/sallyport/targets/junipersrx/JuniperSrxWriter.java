package org.sallyport.targets.junipersrx;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code srx.set}. */
final class JuniperSrxWriter {

    private static final String OBJECTS = "set security utm custom-objects ";
    private static final String PROFILE =
            "set security utm feature-profile web-filtering juniper-local profile SALLYPORT ";
    private static final List<String> FAILURES =
            List.of("default", "server-connectivity", "timeout", "too-many-requests");

    private JuniperSrxWriter() {}

    static Rendering write(JuniperSrx target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        // the manuals before 20.4 want the scheme in front of a star
        String prefix = Release.of(device).starIsManyWords() ? "" : "http://";
        StringBuilder text = new StringBuilder(header(allowlist, device, selection));
        StringBuilder category = new StringBuilder();
        int number = 0;
        int most = target.capabilities(device).limits().part().orElseThrow();
        for (SortedMap<HostPattern, List<Rule>> part : list.parts(most)) {
            String name = ++number == 1 ? "SALLYPORT" : "SALLYPORT-" + number;
            for (Map.Entry<HostPattern, List<Rule>> entry : part.entrySet()) {
                text.append("# ")
                        .append(comment(Comments.reasons(entry.getValue())))
                        .append('\n');
                text.append(OBJECTS + "url-pattern ")
                        .append(name)
                        .append(" value ")
                        .append(prefix);
                text.append(entry.getKey()).append('\n');
            }
            if (!part.isEmpty()) {
                category.append(OBJECTS + "custom-url-category SALLYPORT-ALLOWED value ")
                        .append(name)
                        .append('\n');
            }
        }
        text.append(category);
        if (!category.isEmpty()) {
            text.append(PROFILE + "category SALLYPORT-ALLOWED action permit\n");
        }
        text.append("# everything else is blocked, and everything while the filter cannot decide\n");
        text.append(PROFILE + "default block\n");
        FAILURES.forEach(failure ->
                text.append(PROFILE + "fallback-settings ").append(failure).append(" block\n"));
        text.append("set security utm utm-policy SALLYPORT web-filtering http-profile SALLYPORT\n");
        return new Rendering(
                List.of(DeviceFiles.of(JuniperSrx.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private static String header(Allowlist allowlist, Device device, Selection selection) {
        String star = Release.of(device).starIsManyWords()
                ? "For Junos 20.4R1 and later: *.x is x and every name below it."
                : "For Junos before 20.4R1: *.x is every name one label below x.";
        StringBuilder header = new StringBuilder("""
                # What %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                # %s
                # To install: configure, load set terminal, paste this, control-D; use the policy SALLYPORT (application-services
                #   utm-policy) in the security policy that allows the web; commit check; commit.
                # To remove: take it out of that policy, then the delete commands that the page of the target lists.
                """.formatted(allowlist.site().name(), device.name(), star));
        selection
                .concessions()
                .forEach(concession -> header.append("# Note: ")
                        .append(comment(Comments.oneLine(concession.sentence().english())))
                        .append('\n'));
        return header.append("#\n").toString();
    }

    /** A question mark asks the command line for help, wherever it is pasted. */
    private static String comment(String text) {
        return text.replace('?', '.');
    }
}
