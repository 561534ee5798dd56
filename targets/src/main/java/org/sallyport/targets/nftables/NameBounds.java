package org.sallyport.targets.nftables;

import org.sallyport.core.name.NameSet;

/**
 * Names between two bounds. What is the same object on both sides is not computed twice: large sets are mostly combined
 * with themselves, with all names or with none.
 */
record NameBounds(NameSet surely, NameSet possibly) {

    static final NameBounds ALL = of(NameSet.all());
    static final NameBounds NONE = of(NameSet.none());

    static NameBounds of(NameSet names) {
        return new NameBounds(names, names);
    }

    /** The same in some case, and in no case surely. */
    NameBounds open() {
        return new NameBounds(NameSet.none(), possibly);
    }

    NameBounds and(NameBounds other) {
        NameSet upper = intersection(possibly, other.possibly);
        return isExact() && other.isExact() ? of(upper) : new NameBounds(intersection(surely, other.surely), upper);
    }

    NameBounds or(NameBounds other) {
        NameSet upper = union(possibly, other.possibly);
        return isExact() && other.isExact() ? of(upper) : new NameBounds(union(surely, other.surely), upper);
    }

    /** What is left after another rule has decided. */
    NameBounds without(NameBounds decided) {
        NameSet upper = difference(possibly, decided.surely);
        return isExact() && decided.isExact() ? of(upper) : new NameBounds(difference(surely, decided.possibly), upper);
    }

    private boolean isExact() {
        return surely == possibly;
    }

    static NameSet union(NameSet one, NameSet other) {
        return one == other || other == NameSet.none() || one == NameSet.all()
                ? one
                : one == NameSet.none() || other == NameSet.all() ? other : one.union(other);
    }

    static NameSet intersection(NameSet one, NameSet other) {
        return one == other || other == NameSet.all() || one == NameSet.none()
                ? one
                : one == NameSet.all() || other == NameSet.none() ? other : one.intersect(other);
    }

    private static NameSet difference(NameSet one, NameSet other) {
        return one == NameSet.none() || other == NameSet.none()
                ? one
                : other == NameSet.all() ? NameSet.none() : one.minus(other);
    }
}
