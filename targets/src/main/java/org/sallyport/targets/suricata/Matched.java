package org.sallyport.targets.suricata;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * The names that a rule matches. Most rules are about one pattern, and thousands of those make one set at once.
 *
 * @param patterns all of their names
 * @param more names that have no pattern
 */
record Matched(List<HostPattern> patterns, Optional<NameSet> more) {

    static final Matched ALL = new Matched(List.of(), Optional.of(NameSet.all()));
    static final Matched NONE = new Matched(List.of(), Optional.empty());

    static Matched name(HostName name) {
        return new Matched(List.of(new HostPattern.Exact(name)), Optional.empty());
    }

    static Matched subtree(HostName top) {
        HostPattern name = new HostPattern.Exact(top);
        return top.parent().isPresent()
                ? new Matched(List.of(name, new HostPattern.Below(top)), Optional.empty())
                : new Matched(List.of(name), Optional.of(NameSet.below(top)));
    }

    static Matched of(NameSet names) {
        return new Matched(List.of(), Optional.of(names));
    }

    /** Whether the rule does not look at names. */
    boolean isAll() {
        return more.equals(ALL.more);
    }

    void addTo(NameSetBuilder builder) {
        patterns.forEach(builder::add);
        more.ifPresent(builder::add);
    }

    NameSet names() {
        if (more.isEmpty()) {
            return patterns.isEmpty() ? NameSet.none() : NameSet.of(patterns);
        }
        return patterns.isEmpty() ? more.get() : more.get().union(NameSet.of(patterns));
    }
}
