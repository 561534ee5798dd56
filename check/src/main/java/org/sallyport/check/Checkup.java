package org.sallyport.check;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * All climbs of a site side by side, so many at once, in one time for all of them.
 *
 * @param atOnce climbs at the same time, so that no network takes the check for an attack
 * @param time for the whole
 */
public record Checkup(Ladder ladder, int atOnce, Duration time) {

    /**
     * Climbs to every aim.
     *
     * @param told each climb as it ends, by several threads
     * @return in the order of the aims
     */
    public List<Climb> of(List<Aim> aims, Consumer<Climb> told) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return new SideBySide(atOnce).each(aims, aim -> {
            Climb climb = ladder.climb(aim, end);
            told.accept(climb);
            return climb;
        });
    }
}
