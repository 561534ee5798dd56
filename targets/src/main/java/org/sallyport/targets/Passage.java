package org.sallyport.targets;

import java.util.Set;

/** The interfaces or zones between which a firewall's rule holds; {@code any} stands for all of them. */
public record Passage(Set<String> from, Set<String> to) {

    public Passage {
        from = Set.copyOf(from);
        to = Set.copyOf(to);
    }

    /** Whether the rule holds wherever one between those holds. */
    public boolean covers(Passage other) {
        return covers(from, other.from) && covers(to, other.to);
    }

    private static boolean covers(Set<String> these, Set<String> those) {
        return these.contains("any") || these.containsAll(those);
    }
}
