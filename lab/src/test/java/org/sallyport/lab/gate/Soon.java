package org.sallyport.lab.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assertions;

/** What must become true, and need not be so at once. */
final class Soon {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LOOKING_MILLIS = 20;

    private Soon() {}

    /** Waits until it is so, and fails where it does not become so. */
    static void is(String what, Callable<Boolean> so) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!so.call()) {
            if (Instant.now().isAfter(end)) {
                Assertions.fail("not after " + PATIENCE.toSeconds() + " s: " + what);
            }
            Thread.sleep(LOOKING_MILLIS);
        }
    }
}
