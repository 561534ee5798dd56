package org.sallyport.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.sallyport.check.login.Login;

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
    private final Ways ways;
    private final Optional<Login> login;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("patience").factory());

    /**
     * @param sinkhole which addresses are those of no server: {@link Sinkhole#is}, but for servers on this machine
     * @param patience for each rung
     */
    public Ladder(Resolver resolver, Predicate<InetAddress> sinkhole, Authorities authorities, Duration patience) {
        this(resolver, sinkhole, authorities, patience, Ways.DIRECT, Optional.empty());
    }

    /**
     * The same by other ways.
     *
     * @param login what a proxy is told where it asks who asks
     */
    public Ladder(
            Resolver resolver,
            Predicate<InetAddress> sinkhole,
            Authorities authorities,
            Duration patience,
            Ways ways,
            Optional<Login> login) {
        this.resolver = resolver;
        this.sinkhole = sinkhole;
        this.authorities = authorities;
        this.patience = patience;
        this.ways = ways;
        this.login = login;
    }

    /**
     * Climbs as far as it goes.
     *
     * @param end when to give up, in the time of {@link System#nanoTime}
     */
    public Climb climb(Aim aim, long end) throws InterruptedException {
        List<Way> offered;
        try {
            offered = ways.to(aim);
        } catch (Ways.None e) {
            Climb.Step step = new Climb.Step(
                    Rung.PROXY, Duration.ZERO, Optional.of(Fault.NO_WAY), Optional.empty(), Stopped.message(e));
            return new Climb(aim, new Way.Unspoken("-"), List.of(step));
        }
        Climb climb = new Climber(this, aim, offered.getFirst(), end).climb();
        for (Way way : offered.subList(1, offered.size())) {
            if (climb.stoppingProxy().isEmpty()) {
                break;
            }
            climb = new Climber(this, aim, way, end).climb();
        }
        return climb;
    }

    Optional<Login> login() {
        return login;
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
