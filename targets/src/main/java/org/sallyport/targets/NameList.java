package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;

/**
 * What a device writes that looks at names only and whose {@code *.x} leaves x out: each pattern once, sorted by its
 * text, with the rules for which it stands. What lies below a {@code *.x} of the list is no entry of its own; its
 * rules stand with {@code *.x}. So there is no line to spare. Immutable.
 */
public record NameList(SortedMap<HostPattern, List<Rule>> entries) {

    public NameList {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static NameList of(Selection selection) {
        Map<HostName, HostPattern> wildcards = new HashMap<>();
        for (Selection.Entry entry : selection.entries()) {
            if (entry.host() instanceof HostPattern.Below below) {
                wildcards.put(below.base(), below);
            }
        }
        SortedMap<HostPattern, List<Rule>> entries = new TreeMap<>();
        for (Selection.Entry entry : selection.entries()) {
            entries.computeIfAbsent(widest(entry.host(), wildcards), _ -> new ArrayList<>())
                    .add(entry.rule());
        }
        return new NameList(entries);
    }

    private static HostPattern widest(HostPattern host, Map<HostName, HostPattern> wildcards) {
        HostPattern widest = host;
        Optional<HostName> above =
                host instanceof HostPattern.Exact(HostName name) ? name.parent() : Optional.of(host.suffix());
        while (above.isPresent()) {
            widest = wildcards.getOrDefault(above.get(), widest);
            above = above.get().parent();
        }
        return widest;
    }
}
