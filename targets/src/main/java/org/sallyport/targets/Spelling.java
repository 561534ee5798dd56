package org.sallyport.targets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Rule;

/**
 * What a product's text refuses for the letters of a name, as many refuse underscores. The site rules about it as about
 * every entry that cannot be said; there is nothing wider to write.
 */
public final class Spelling {

    private Spelling() {}

    /**
     * The selection without the entries that are refused, each with its concession; what a wildcard of the selection
     * lets through anyway needs none.
     */
    public static Selection without(Selection selection, Target target, Device device, Predicate<HostPattern> refused) {
        boolean allBelow = target.capabilities(device).allBelow();
        List<Selection.Entry> entries = selection.entries().stream()
                .filter(entry -> !refused.test(entry.host()))
                .toList();
        List<Concession> concessions = new ArrayList<>(selection.concessions());
        for (Selection.Entry entry : selection.entries()) {
            Rule rule = entry.rule();
            if (refused.test(entry.host()) && !isCovered(entry, entries, allBelow)) {
                Inexpressible.Ruling ruling = device.inexpressible().rulingFor(rule.host());
                Concession.Kind kind = ruling.choice() == Inexpressible.Choice.OMIT
                        ? Concession.Kind.OMITTED
                        : Concession.Kind.UNRULED;
                concessions.removeIf(concession -> concession.rule().equals(rule));
                concessions.add(new Concession(rule, kind, List.of(), ruling.reason(), Optional.empty()));
            }
        }
        return new Selection(entries, concessions);
    }

    private static boolean isCovered(Selection.Entry refused, List<Selection.Entry> entries, boolean allBelow) {
        Set<Port> ports = new HashSet<>();
        for (Selection.Entry entry : entries) {
            boolean covers = allBelow
                    ? entry.host().covers(refused.host())
                    : refused.host() instanceof HostPattern.Exact(HostName name)
                            && entry.host() instanceof HostPattern.Below(HostName base)
                            && name.parent().filter(base::equals).isPresent();
            if (covers) {
                ports.addAll(entry.rule().ports().list());
            }
        }
        return ports.containsAll(refused.rule().ports().list());
    }

    /** Whether a label of the host has an underscore. */
    public static boolean hasUnderscore(HostPattern host) {
        return host.toString().indexOf('_') >= 0;
    }
}
