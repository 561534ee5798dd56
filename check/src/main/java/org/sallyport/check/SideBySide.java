package org.sallyport.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The same work on many things side by side, in virtual threads.
 *
 * @param atOnce things at the same time, so that no network takes it for an attack
 */
record SideBySide(int atOnce) {

    /** What is done with one thing. */
    interface Work<T, R> {
        R on(T thing) throws InterruptedException;
    }

    /**
     * Does the work on each.
     *
     * @param work is done by several threads; what goes wrong in it is a part of its result
     * @return in the order of the things
     */
    <T, R> List<R> each(List<T> things, Work<T, R> work) throws InterruptedException {
        Semaphore free = new Semaphore(atOnce);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> pending = new ArrayList<>();
            for (T thing : things) {
                pending.add(workers.submit(() -> {
                    free.acquire();
                    try {
                        return work.on(thing);
                    } finally {
                        free.release();
                    }
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> result : pending) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("work writes its faults down", e.getCause());
        }
    }
}
