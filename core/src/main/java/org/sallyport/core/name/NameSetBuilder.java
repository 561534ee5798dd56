package org.sallyport.core.name;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what many entries of a device stand for into one set: one union after the other would take a time that grows
 * with the square of their number. Used by one thread.
 */
public final class NameSetBuilder {

    private final List<HostPattern> patterns = new ArrayList<>();
    private final List<NameSet> sets = new ArrayList<>();

    /** All names that the pattern matches. */
    public NameSetBuilder add(HostPattern pattern) {
        patterns.add(pattern);
        return this;
    }

    /** The name alone. */
    public NameSetBuilder add(HostName name) {
        return add(new HostPattern.Exact(name));
    }

    /** All names below this one, whatever it is: also those below a top-level domain, for which no rule has a pattern. */
    public NameSetBuilder below(HostName base) {
        if (base.parent().isPresent()) {
            return add(new HostPattern.Below(base));
        }
        return add(NameSet.below(base));
    }

    /** The name and all below it. */
    public NameSetBuilder subtree(HostName top) {
        return add(top).below(top);
    }

    /** For what has no pattern; every such set takes a union of its own. */
    public NameSetBuilder add(NameSet names) {
        sets.add(names);
        return this;
    }

    public NameSet build() {
        List<NameSet> all = new ArrayList<>(sets);
        all.add(NameSet.of(patterns));
        return NameSet.union(all);
    }
}
