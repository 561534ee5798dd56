package org.sallyport.core.proof;

import java.util.List;

/** Whether must ⊆ device ⊆ may. */
public sealed interface Proof {

    /** Both bounds hold. */
    record Proven() implements Proof {}

    /** A bound is broken, and every break has a witness. */
    record Deviates(List<Deviation> deviations) implements Proof {
        public Deviates {
            deviations = List.copyOf(deviations);
        }
    }

    /**
     * Lines that are not understood could break a bound.
     *
     * @param deviations what is known to be broken all the same
     */
    record Incomplete(List<Line> notUnderstood, List<Deviation> deviations) implements Proof {
        public Incomplete {
            notUnderstood = List.copyOf(notUnderstood);
            deviations = List.copyOf(deviations);
        }
    }

    /** Whether a render with this proof may be put into place. */
    default boolean stands() {
        return switch (this) {
            case Proven proven -> true;
            case Deviates(List<Deviation> found) ->
                found.stream().allMatch(deviation -> deviation.grade().stands());
            case Incomplete incomplete -> false;
        };
    }

    /** All deviations that are known. */
    default List<Deviation> found() {
        return switch (this) {
            case Proven proven -> List.of();
            case Deviates(List<Deviation> found) -> found;
            case Incomplete incomplete -> incomplete.deviations();
        };
    }
}
