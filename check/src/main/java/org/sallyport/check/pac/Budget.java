package org.sallyport.check.pac;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What one run of a script may use up. It is looked at by the thread that runs the script and does nothing else. */
final class Budget {

    /** Over the whole run, garbage included. */
    static final long MOST_BYTES = 128L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Duration time;
    private long end;
    private volatile boolean over;

    Budget(Duration time) {
        this.time = time;
    }

    /** From now on time is counted. Before the thread is started. */
    void begin() {
        end = System.nanoTime() + time.toNanos();
    }

    /** @throws Spent where nothing is left */
    void check() {
        if (over || System.nanoTime() - end >= 0) {
            throw new Spent(Spent.What.TIME);
        }
        if (THREADS.getCurrentThreadAllocatedBytes() > MOST_BYTES) {
            throw new Spent(Spent.What.MEMORY);
        }
    }

    /** What is left of the time; not positive where nothing is. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** Takes all that is left; any thread. */
    void end() {
        over = true;
    }

    /** Nothing is left. An error and no exception, since a script can catch exceptions. */
    static final class Spent extends Error {

        enum What {
            TIME,
            MEMORY
        }

        private final What what;

        Spent(What what) {
            super(what.name(), null, false, false);
            this.what = what;
        }

        What what() {
            return what;
        }
    }
}
