package org.sallyport.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a climb came. Immutable.
 *
 * @param steps in the order of the rungs; only the last one can have a fault
 */
public record Climb(Aim aim, List<Step> steps) {

    /**
     * One rung.
     *
     * @param took for how long it was tried
     * @param seen addresses, a protocol, a status: what was met, as the network said it; hostile
     */
    public record Step(Rung rung, Duration took, Optional<Fault> fault, String seen) {}

    public Climb {
        steps = List.copyOf(steps);
    }

    /** What stood in the way; empty where nothing did. */
    public Optional<Fault> fault() {
        return steps.isEmpty() ? Optional.empty() : steps.getLast().fault();
    }

    public boolean arrived() {
        return fault().isEmpty();
    }
}
