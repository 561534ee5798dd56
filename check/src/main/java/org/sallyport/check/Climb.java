package org.sallyport.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;

/**
 * How far a climb came. Immutable.
 *
 * @param way the one that was gone last
 * @param steps in the order of the rungs; only the last one can have a fault
 */
public record Climb(Aim aim, Way way, List<Step> steps) {

    /**
     * One rung.
     *
     * @param took for how long it was tried
     * @param besides what was wrong and did not stop the climb: one address of two, one name server of two
     * @param seen addresses, a protocol, a status: what was met, as the network said it; hostile
     */
    public record Step(Rung rung, Duration took, Optional<Fault> fault, Optional<Fault> besides, String seen) {}

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

    /** What stood in the way, and what is to be done; empty where nothing did. */
    public Optional<Text> verdict() {
        return fault().flatMap(fault ->
                repair().map(repair -> fault.seen().then(Text.SEMICOLON).then(repair)));
    }

    /** What is to be done; empty where nothing is. */
    public Optional<Text> repair() {
        Text server = Text.same(stoppingProxy().map(Proxy::toString).orElseGet(aim::toString));
        return fault().map(fault -> fault.repair(server, aim.features()));
    }

    /** The proxy that was not reached itself: what it would have said is not known. */
    public Optional<Proxy> stoppingProxy() {
        boolean before = !arrived()
                && (steps.getLast().rung() == Rung.DNS || steps.getLast().rung() == Rung.TCP);
        return before && way instanceof Way.Through(Proxy proxy) ? Optional.of(proxy) : Optional.empty();
    }
}
