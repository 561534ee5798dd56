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
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;

/**
 * What a device writes that looks at names only: each pattern once, sorted by its text, with the rules for which it
 * stands. What the product lets through by another entry of the list is no entry of its own; its rules stand with the
 * other. So there is no line to spare. Immutable.
 *
 * <p>A {@link HostPattern.Below} means what the product's entry for it means: where that brings the name itself along,
 * the name is no entry of its own, and where the product cannot let a name through alone, the name has become a {@code Below}.
 */
public record NameList(SortedMap<HostPattern, List<Rule>> entries) {

    public NameList {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** The list of a product that has all notations but a wildcard with its apex. */
    public static NameList of(Selection selection) {
        return of(selection.entries(), Coverage.BELOW);
    }

    /**
     * The list as the product takes it.
     *
     * @throws org.sallyport.core.InputException where it has more entries than the product takes
     */
    public static NameList of(Selection selection, Target target, Device device) {
        Capabilities capabilities = target.capabilities(device);
        NameList list = of(
                selection.entries(),
                !capabilities.allBelow()
                        ? Coverage.ONE_LABEL_BELOW
                        : !capabilities.exact()
                                ? Coverage.NAMES_ARE_SUBTREES
                                : capabilities.apex() ? Coverage.SUBTREE : Coverage.BELOW);
        capabilities.limits().holdEntries(device, list.entries.size());
        return list;
    }

    /** What a {@link HostPattern.Below} of the list lets through. */
    private enum Coverage {
        ONE_LABEL_BELOW,
        BELOW,
        SUBTREE,
        NAMES_ARE_SUBTREES
    }

    private static NameList of(List<Selection.Entry> selected, Coverage coverage) {
        Map<HostName, HostPattern> wildcards = new HashMap<>();
        for (Selection.Entry entry : selected) {
            HostPattern host = asTaken(entry.host(), coverage);
            if (host instanceof HostPattern.Below(HostName base)) {
                wildcards.put(base, host);
            }
        }
        SortedMap<HostPattern, List<Rule>> entries = new TreeMap<>();
        for (Selection.Entry entry : selected) {
            HostPattern host = asTaken(entry.host(), coverage);
            entries.computeIfAbsent(widest(host, wildcards, coverage), _ -> new ArrayList<>())
                    .add(entry.rule());
        }
        return new NameList(entries);
    }

    private static HostPattern asTaken(HostPattern host, Coverage coverage) {
        return host instanceof HostPattern.Exact(HostName name)
                        && coverage == Coverage.NAMES_ARE_SUBTREES
                        && name.parent().isPresent()
                ? new HostPattern.Below(name)
                : host;
    }

    private static HostPattern widest(HostPattern host, Map<HostName, HostPattern> wildcards, Coverage coverage) {
        if (coverage == Coverage.ONE_LABEL_BELOW) {
            return host instanceof HostPattern.Exact(HostName name)
                    ? name.parent().map(wildcards::get).orElse(host)
                    : host;
        }
        HostPattern widest = host;
        Optional<HostName> above = host instanceof HostPattern.Exact(HostName name) && coverage == Coverage.BELOW
                ? name.parent()
                : Optional.of(host.suffix());
        while (above.isPresent()) {
            widest = wildcards.getOrDefault(above.get(), widest);
            above = above.get().parent();
        }
        return widest;
    }

    /** The entries in parts of at most so many, in their order. */
    public List<SortedMap<HostPattern, List<Rule>>> parts(int most) {
        List<SortedMap<HostPattern, List<Rule>>> parts = new ArrayList<>();
        SortedMap<HostPattern, List<Rule>> part = new TreeMap<>();
        for (Map.Entry<HostPattern, List<Rule>> entry : entries.entrySet()) {
            if (part.size() == most) {
                parts.add(Collections.unmodifiableSortedMap(part));
                part = new TreeMap<>();
            }
            part.put(entry.getKey(), entry.getValue());
        }
        parts.add(Collections.unmodifiableSortedMap(part));
        return List.copyOf(parts);
    }
}
