package org.sallyport.gate.address;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.sallyport.check.Fault;
import org.sallyport.check.Resolver;
import org.sallyport.core.name.HostName;

/**
 * Remembers what a resolver answered, for as long as the name server allows within bounds. A name is asked for once at a
 * time, however many wait for it. Safe for use by several threads.
 */
public final class Names implements AutoCloseable {

    /** Names that are remembered. */
    private static final int MOST = 50_000;

    /** Look-ups at once; each waits in a thread of its own, which costs next to nothing. */
    private static final int MOST_AT_ONCE = 2_000;

    private final Resolver resolver;
    private final Duration patience;
    private final Duration least;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore asking = new Semaphore(MOST_AT_ONCE);
    private final AsyncCache<HostName, Resolver.Answer> known;

    /**
     * @param patience for one look-up
     * @param least how long an answer is remembered at least, and how long no answer is
     * @param most how long an answer is remembered at most
     */
    public Names(Resolver resolver, Duration patience, Duration least, Duration most) {
        this.resolver = resolver;
        this.patience = patience;
        this.least = least;
        known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .executor(threads)
                .expireAfter(Expiry.creating((HostName name, Resolver.Answer answer) -> lifetime(answer, most)))
                .buildAsync();
    }

    /** The addresses of a name; never fails: no answer is an answer with a fault. */
    public CompletableFuture<Resolver.Answer> look(HostName name) {
        return known.get(
                name,
                (asked, executor) -> asking.tryAcquire()
                        ? CompletableFuture.supplyAsync(() -> ask(asked), threads)
                        : CompletableFuture.completedFuture(Resolver.Answer.not(Fault.DNS_TIMEOUT)));
    }

    private Resolver.Answer ask(HostName name) {
        try {
            return resolver.resolve(name, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Resolver.Answer.not(Fault.DNS_TIMEOUT);
        } finally {
            asking.release();
        }
    }

    private Duration lifetime(Resolver.Answer answer, Duration most) {
        if (answer.fault().isPresent() || answer.lifetime().compareTo(least) < 0) {
            return least;
        }
        return answer.lifetime().compareTo(most) > 0 ? most : answer.lifetime();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
