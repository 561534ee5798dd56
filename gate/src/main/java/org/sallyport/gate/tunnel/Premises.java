package org.sallyport.gate.tunnel;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Explanation;
import org.sallyport.gate.address.Names;
import org.sallyport.gate.policy.Limit;
import org.sallyport.gate.policy.Limits;
import org.sallyport.gate.policy.Policies;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.record.Meters;
import org.sallyport.gate.record.Records;
import org.sallyport.gate.request.Refusal;

/** What all visits of a gate share. Safe for use by several threads. */
final class Premises implements AutoCloseable {

    private static final int MOST_EXPLANATIONS_WAITING = 200;
    private static final Duration EXPLAINING = Duration.ofSeconds(1);

    private final Policies policies;
    private final Judge.Rules rules;
    private final Names names;
    private final Limits limits;
    private final Records records;
    private final Meters meters;
    private final Answers answers;
    private final Dialer dialer;
    private final Optional<Parent> parent;
    private final Clock clock;
    private final Consumer<Throwable> defects;
    private final Map<InetAddress, Integer> clients = new ConcurrentHashMap<>();
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    // a flood of refused names must not make the gate slow: then they are told less
    private final ThreadPoolExecutor explaining = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_EXPLANATIONS_WAITING),
            Thread.ofPlatform().name("explaining").daemon().factory());

    private final AsyncCache<Question, Explanation> explained =
            Caffeine.newBuilder().maximumSize(10_000).executor(explaining).buildAsync();

    private record Question(String version, HostName host, Port port) {}

    Premises(
            Policies policies,
            Judge.Rules rules,
            Names names,
            Limits limits,
            Records records,
            Meters meters,
            Answers answers,
            Dialer dialer,
            Optional<Parent> parent,
            Clock clock,
            Consumer<Throwable> defects) {
        this.policies = policies;
        this.rules = rules;
        this.names = names;
        this.limits = limits;
        this.records = records;
        this.meters = meters;
        this.answers = answers;
        this.dialer = dialer;
        this.parent = parent;
        this.clock = clock;
        this.defects = defects;
    }

    Account account(InetAddress client, Decision.Way way) {
        return new Account(clock.instant(), client, way);
    }

    Judge judge(Account account) {
        return new Judge(rules, policies.current(), account);
    }

    Names names() {
        return names;
    }

    Limits limits() {
        return limits;
    }

    Answers answers() {
        return answers;
    }

    Dialer dialer() {
        return dialer;
    }

    Optional<Parent> parent() {
        return parent;
    }

    /** What stands in the way of the next visit of a client, which is counted; empty where nothing does. */
    Optional<Refusal> enter(InetAddress client) {
        int open = meters.opened();
        int ofClient = clients.merge(client, 1, Integer::sum);
        if (draining) {
            return Optional.of(Refusal.DRAINING);
        }
        if (open > limits.of(Limit.CONNECTIONS)) {
            return Optional.of(Refusal.GATE_LIMIT);
        }
        if (ofClient > limits.of(Limit.CONNECTIONS_PER_CLIENT)) {
            return Optional.of(Refusal.CLIENT_LIMIT);
        }
        return records.areTaken() ? Optional.empty() : Optional.of(Refusal.UNRECORDED);
    }

    /** The end of a visit that has entered. */
    void leave(InetAddress client) {
        meters.closed();
        clients.computeIfPresent(client, (any, count) -> count == 1 ? null : count - 1);
    }

    void record(Decision decision) {
        meters.count(decision);
        records.take(decision);
    }

    /**
     * Why a version of the policy refuses a name. Completes soon, if need be without an explanation.
     */
    CompletableFuture<Optional<Explanation>> explain(Policy policy, HostName host, Port port) {
        try {
            return explained
                    .get(new Question(policy.version(), host, port), asked -> policy.explain(host, port))
                    .thenApply(Optional::of)
                    .completeOnTimeout(Optional.empty(), EXPLAINING.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(fault -> Optional.empty());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    void tellDefect(Throwable defect) {
        defects.accept(defect);
    }

    void opens(Tunnel tunnel) {
        tunnels.add(tunnel);
    }

    void closes(Tunnel tunnel) {
        tunnels.remove(tunnel);
    }

    /** Closes the tunnels in which nothing was said for too long. */
    void sweep() {
        long now = System.nanoTime();
        long most = limits.time(Limit.IDLE_TIME).toNanos();
        for (Tunnel tunnel : tunnels) {
            if (tunnel.isIdle(now, most)) {
                tunnel.close();
            }
        }
    }

    /** Lets nobody in any more. */
    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    int open() {
        return meters.open();
    }

    @Override
    public void close() {
        explaining.shutdownNow();
        names.close();
    }
}
