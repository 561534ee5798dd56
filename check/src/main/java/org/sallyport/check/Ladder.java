package org.sallyport.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * Climbs to a server: looks its name up, connects, speaks TLS, and asks for the page that the document names. Behind a
 * certificate of the public the server itself answers, so a page is asked for only where a document says what it
 * contains, and where there is no TLS. Safe for use by several threads.
 */
public final class Ladder implements AutoCloseable {

    private final Resolver resolver;
    private final Predicate<InetAddress> sinkhole;
    private final Authorities authorities;
    private final Duration patience;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("patience").factory());

    /**
     * @param sinkhole which addresses are those of no server: {@link Sinkhole#is}, but for servers on this machine
     * @param patience for each rung
     */
    public Ladder(Resolver resolver, Predicate<InetAddress> sinkhole, Authorities authorities, Duration patience) {
        this.resolver = resolver;
        this.sinkhole = sinkhole;
        this.authorities = authorities;
        this.patience = patience;
    }

    /**
     * Climbs as far as it goes.
     *
     * @param end when to give up, in the time of {@link System#nanoTime}
     */
    public Climb climb(Aim aim, long end) throws InterruptedException {
        return new Climber(this, aim, end).climb();
    }

    Resolver resolver() {
        return resolver;
    }

    Predicate<InetAddress> sinkhole() {
        return sinkhole;
    }

    Authorities authorities() {
        return authorities;
    }

    Duration patience() {
        return patience;
    }

    ScheduledExecutorService alarms() {
        return alarms;
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
