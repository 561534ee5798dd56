package org.sallyport.gate;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sallyport.check.Resolver;
import org.sallyport.core.InputException;
import org.sallyport.gate.policy.Policies;
import org.sallyport.gate.policy.Policies.Reload;
import org.sallyport.gate.record.Meters;
import org.sallyport.gate.record.Records;
import org.sallyport.gate.tunnel.Listeners;
import org.sallyport.gate.tunnel.Setup;

/**
 * A forward proxy that lets through what a policy lets through, and says why it does not let through the rest. It runs from
 * {@link #open} to {@link #close}. Safe for use by several threads.
 */
public final class Gate implements AutoCloseable {

    /** What whoever runs a gate has to hear of. */
    public interface Events {

        /** The policy was read again. */
        void reloaded(Reload reload);

        /** A defect has refused a client. */
        void failed(Throwable defect);
    }

    private static final Duration LOOKING = Duration.ofSeconds(1);

    private final Policies policies;
    private final Records records;
    private final Meters meters = new Meters();
    private final Optional<Admin> admin;
    private final Listeners listeners;
    private final Thread watch;

    @SuppressWarnings("ThreadPriorityCheck") // a hint, on which nothing depends
    private final ExecutorService reading = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .name("reading")
            .priority(Thread.MIN_PRIORITY)
            .daemon()
            .factory());

    private final Events events;

    @SuppressWarnings("ThreadPriorityCheck") // as above
    private Gate(
            Setup setup,
            Policies policies,
            Resolver resolver,
            Records records,
            Optional<InetSocketAddress> adminAddress,
            Clock clock,
            Events events) {
        this.policies = policies;
        this.records = records;
        this.events = events;
        admin = adminAddress.map(address -> new Admin(address, Desk::new));
        try {
            listeners = Listeners.open(
                    setup, policies, resolver, records, meters, admin.map(Admin::address), clock, events::failed);
        } catch (RuntimeException e) {
            admin.ifPresent(Admin::close);
            throw e;
        }
        admin.ifPresent(Admin::start);
        // whoever is in must not wait for who reads a policy of a million rules
        watch = Thread.ofPlatform()
                .name("watch")
                .priority(Thread.MIN_PRIORITY)
                .daemon()
                .start(this::look);
    }

    /**
     * Opens the listeners and lets clients in.
     *
     * @param admin where {@code /metrics}, {@code /healthz}, {@code /readyz} and {@code /reload} are; empty for nowhere
     * @param events hears of what happens meanwhile, in threads of the gate
     * @throws InputException where an address cannot be listened at
     */
    public static Gate open(
            Setup setup,
            Policies policies,
            Resolver resolver,
            Records records,
            Optional<InetSocketAddress> admin,
            Clock clock,
            Events events) {
        return new Gate(setup, policies, resolver, records, admin, clock, events);
    }

    /** Where clients ask, in the order of the setup: those that ask a proxy, then those that believe to ask a server. */
    public List<InetSocketAddress> addresses() {
        return listeners.addresses();
    }

    /** Where whoever runs it asks. */
    public Optional<InetSocketAddress> adminAddress() {
        return admin.map(Admin::address);
    }

    /** Connections of clients. */
    public int connections() {
        return meters.open();
    }

    /** Reads the policy again, whether it has changed or not. */
    public Reload reload() throws InterruptedException {
        try {
            return tell(reading.submit(policies::reload).get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reload says what is wrong", e.getCause());
        }
    }

    /** Lets nobody in any more, and waits until all have gone, for so long at most. */
    public void drain(Duration most) throws InterruptedException {
        listeners.drain();
        long end = System.nanoTime() + most.toNanos();
        while (meters.open() > 0 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOKING);
                listeners.sweep();
                policies.reloadIfChanged().ifPresent(this::tell);
            }
        } catch (InterruptedException e) {
            // the gate is closed
            return;
        }
    }

    private Reload tell(Reload reload) {
        meters.reloaded(!(reload instanceof Reload.Refused));
        events.reloaded(reload);
        return reload;
    }

    @Override
    public void close() {
        watch.interrupt();
        reading.shutdownNow();
        listeners.close();
        admin.ifPresent(Admin::close);
    }

    static InputException cannotListen(InetSocketAddress address, Exception cause) {
        return Listeners.cannotListen(address, cause);
    }

    private final class Desk implements Admin.Desk {

        @Override
        public String metrics() {
            return meters.text(new Meters.State(
                    policies.fault().isPresent(),
                    policies.current().allowlist().rules().size(),
                    records.areTaken()));
        }

        @Override
        public String obstacle() {
            if (listeners.areDraining()) {
                return "draining";
            }
            return records.areTaken() ? "" : "decisions cannot be recorded";
        }

        @Override
        public Reload reload() throws InterruptedException {
            return Gate.this.reload();
        }
    }
}
