package org.sallyport.targets;

import java.util.List;
import org.sallyport.core.name.NameSet;

/**
 * The names for which something holds, as far as a reader knows: a condition can depend on the client or the clock.
 * Immutable.
 *
 * @param surely the names for which it holds in every case
 * @param possibly the names for which it holds in some case
 */
public record Between(NameSet surely, NameSet possibly) {

    public static final Between ALWAYS = exactly(NameSet.all());
    public static final Between NEVER = exactly(NameSet.none());
    public static final Between UNKNOWN = new Between(NameSet.none(), NameSet.all());

    public static Between exactly(NameSet names) {
        return new Between(names, names);
    }

    /** Whether nothing is left open. */
    public boolean isExact() {
        return surely == possibly;
    }

    public Between and(Between other) {
        NameSet both = intersection(surely, other.surely);
        return isExact() && other.isExact() ? exactly(both) : new Between(both, intersection(possibly, other.possibly));
    }

    public Between or(Between other) {
        NameSet either = union(surely, other.surely);
        return isExact() && other.isExact() ? exactly(either) : new Between(either, union(possibly, other.possibly));
    }

    public Between not() {
        NameSet others = difference(NameSet.all(), possibly);
        return isExact() ? exactly(others) : new Between(others, difference(NameSet.all(), surely));
    }

    /** The first of the others where this holds, and the second where it does not. */
    public Between choose(Between holds, Between fails) {
        if (fails.equals(NEVER)) {
            return and(holds);
        }
        if (holds.equals(ALWAYS)) {
            return or(fails);
        }
        if (holds.equals(NEVER)) {
            return not().and(fails);
        }
        Between either = and(holds).or(not().and(fails));
        // what comes out of both passes in every case, even where nobody knows which of them it is
        return either.isExact() ? either : new Between(union(either.surely, holds.and(fails).surely), either.possibly);
    }

    // most of the sets that meet here are one of the two extremes

    public static NameSet intersection(NameSet one, NameSet other) {
        if (one == NameSet.none() || other == NameSet.all()) {
            return one;
        }
        return one == NameSet.all() || other == NameSet.none() ? other : one == other ? one : one.intersect(other);
    }

    public static NameSet union(NameSet one, NameSet other) {
        if (one == NameSet.all() || other == NameSet.none()) {
            return one;
        }
        return one == NameSet.none() || other == NameSet.all() ? other : one == other ? one : one.union(other);
    }

    public static NameSet union(List<NameSet> sets) {
        List<NameSet> some =
                sets.stream().filter(set -> set != NameSet.none()).distinct().toList();
        return some.contains(NameSet.all()) ? NameSet.all() : some.size() == 1 ? some.getFirst() : NameSet.union(some);
    }

    public static NameSet difference(NameSet from, NameSet less) {
        if (less == NameSet.none() || from == NameSet.none()) {
            return from;
        }
        return less == NameSet.all() || less == from ? NameSet.none() : from.minus(less);
    }
}
