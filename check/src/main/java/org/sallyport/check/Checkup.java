package org.sallyport.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
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
        Semaphore free = new Semaphore(atOnce);
        try (ExecutorService climbers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Climb>> pending = new ArrayList<>();
            for (Aim aim : aims) {
                pending.add(climbers.submit(() -> {
                    free.acquire();
                    try {
                        Climb climb = ladder.climb(aim, end);
                        told.accept(climb);
                        return climb;
                    } finally {
                        free.release();
                    }
                }));
            }
            List<Climb> climbs = new ArrayList<>();
            for (Future<Climb> climb : pending) {
                climbs.add(climb.get());
            }
            return climbs;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a climb writes its faults down", e.getCause());
        }
    }
}
