package org.sallyport.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.sallyport.core.name.HostName;

/**
 * Several resolvers side by side. The first one's answer counts, and whether another one says something else is told: a
 * name that exists on one side only, a fault, an address of a private network. Different addresses of the public are
 * what every large server has. A name is asked for
 * once, until {@link #forget}. Safe for use by several threads.
 */
public final class Horizon implements Resolver {

    /**
     * Somebody who is asked.
     *
     * @param called in a report
     */
    public record Asked(String called, Resolver resolver) {}

    /** What an answer comes to. */
    private enum Kind {
        FAULT,
        PRIVATE,
        PUBLIC
    }

    private final List<Asked> resolvers;
    private final Map<HostName, FutureTask<Answer>> known = new ConcurrentHashMap<>();

    /** @param resolvers at least one */
    public Horizon(List<Asked> resolvers) {
        if (resolvers.isEmpty()) {
            throw new IllegalArgumentException("a resolver is needed");
        }
        this.resolvers = List.copyOf(resolvers);
    }

    /** Asks anew from now on. */
    public void forget() {
        known.clear();
    }

    @Override
    public Answer resolve(HostName name, Duration patience) throws InterruptedException {
        FutureTask<Answer> mine = new FutureTask<>(() -> asked(name, patience));
        FutureTask<Answer> first = known.putIfAbsent(name, mine);
        if (first == null) {
            mine.run();
        }
        try {
            return (first == null ? mine : first).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a resolver writes its faults down", e.getCause());
        }
    }

    private Answer asked(HostName name, Duration patience) throws InterruptedException, ExecutionException {
        List<FutureTask<Answer>> pending = new ArrayList<>();
        for (Asked asked : resolvers) {
            FutureTask<Answer> task = new FutureTask<>(() -> asked.resolver().resolve(name, patience));
            Thread.ofVirtual().start(task);
            pending.add(task);
        }
        Answer counts = pending.getFirst().get();
        for (int i = 1; i < pending.size(); i++) {
            Answer other = pending.get(i).get();
            if (differ(counts, other)) {
                String says = other.fault().map(Fault::toString).orElseGet(other::seen);
                return counts.unlike(resolvers.get(i).called() + ": " + says);
            }
        }
        return counts;
    }

    private static boolean differ(Answer one, Answer other) {
        return kind(one) != kind(other) || !reason(one).equals(reason(other));
    }

    private static Optional<Fault> reason(Answer answer) {
        // no address and no such name are the same to who wants to connect
        return answer.fault().filter(fault -> fault != Fault.NO_ADDRESS && fault != Fault.NO_SUCH_NAME);
    }

    private static Kind kind(Answer answer) {
        if (answer.fault().isPresent()) {
            return Kind.FAULT;
        }
        return answer.addresses().stream().allMatch(address -> address.isSiteLocalAddress() || Sinkhole.is(address))
                ? Kind.PRIVATE
                : Kind.PUBLIC;
    }
}
