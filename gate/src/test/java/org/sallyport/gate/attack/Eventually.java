package org.sallyport.gate.attack;

import java.time.Duration;

/** Waits for what other threads do. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Eventually() {}

    static void sees(Runnable assertion) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
