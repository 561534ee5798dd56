package org.sallyport.targets.pac;

import java.util.List;
import org.sallyport.core.name.NameSet;

/**
 * For which names something is true. Immutable.
 *
 * @param perhaps the names for which it can be true
 * @param surely the names for which it is true in every case
 */
record Condition(NameSet perhaps, NameSet surely) {

    static final Condition ALWAYS = of(NameSet.all());
    static final Condition NEVER = of(NameSet.none());
    static final Condition PERHAPS = new Condition(NameSet.all(), NameSet.none());

    /** True for exactly these names. */
    static Condition of(NameSet names) {
        return new Condition(names, names);
    }

    static Condition any(List<Condition> conditions) {
        if (conditions.size() == 1) {
            return conditions.getFirst();
        }
        NameSet perhaps =
                NameSet.union(conditions.stream().map(Condition::perhaps).toList());
        boolean exact = conditions.stream().allMatch(Condition::isExact);
        return new Condition(
                perhaps,
                exact
                        ? perhaps
                        : NameSet.union(
                                conditions.stream().map(Condition::surely).toList()));
    }

    static Condition all(List<Condition> conditions) {
        return conditions.stream().reduce(ALWAYS, Condition::and);
    }

    boolean isExact() {
        return perhaps == surely;
    }

    Condition not() {
        NameSet perhaps = NameSet.all().minus(surely());
        return new Condition(perhaps, isExact() ? perhaps : NameSet.all().minus(perhaps()));
    }

    private Condition and(Condition other) {
        NameSet both = perhaps.intersect(other.perhaps);
        return new Condition(both, isExact() && other.isExact() ? both : surely.intersect(other.surely));
    }
}
