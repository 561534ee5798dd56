package org.sallyport.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.sallyport.core.name.HostName;

/**
 * Asks which names an address has: backwards those that its holder has written, and forwards which ones lead to it.
 *
 * @param atOnce names that are looked up at the same time
 * @param time for the whole
 */
public record AddressLookup(NameServers servers, int atOnce, Duration time) {

    /** For one question: a zone whose servers are silent must not take the time of all. */
    private static final Duration STEP = Duration.ofSeconds(5);

    /**
     * Where a name leads.
     *
     * @param arrives whether the address is one of the name's
     * @param fault why that is not known
     */
    public record Lead(HostName name, boolean arrives, Optional<Fault> fault) {}

    /**
     * What was found out.
     *
     * @param back for each reverse name, whether it leads back to the address
     * @param candidates in the order in which they were given
     */
    public record Found(ReverseNames reverse, List<Lead> back, List<Lead> candidates) {

        public Found {
            back = List.copyOf(back);
            candidates = List.copyOf(candidates);
        }

        /** Whether an answer is missing that could have told more. */
        public boolean isOpen() {
            return reverse.fault().isPresent()
                    || candidates.stream().anyMatch(lead -> lead.fault().isPresent());
        }
    }

    private record Backwards(ReverseNames reverse, List<Lead> back) {}

    /**
     * Looks an address up.
     *
     * @param candidates names that could be its
     * @param told each candidate as its answer comes, by several threads
     */
    public Found of(InetAddress address, List<HostName> candidates, Consumer<HostName> told)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        SideBySide sideBySide = new SideBySide(atOnce);
        try (ExecutorService backwards = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Backwards> pending = backwards.submit(() -> {
                ReverseNames reverse = servers.reverse(address, patience(end));
                return new Backwards(reverse, sideBySide.each(reverse.names(), name -> lead(name, address, end)));
            });
            List<Lead> leads = sideBySide.each(candidates, name -> {
                Lead lead = lead(name, address, end);
                told.accept(name);
                return lead;
            });
            Backwards found = pending.get();
            return new Found(found.reverse, found.back, leads);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look-up writes its faults down", e.getCause());
        }
    }

    private Lead lead(HostName name, InetAddress address, long end) throws InterruptedException {
        Duration patience = patience(end);
        if (!patience.isPositive()) {
            return new Lead(name, false, Optional.of(Fault.OUT_OF_TIME));
        }
        Resolver.Answer answer = servers.resolve(name, address, patience);
        return new Lead(
                name, answer.addresses().contains(address), answer.fault().filter(Fault::isNoAnswer));
    }

    private static Duration patience(long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(STEP) < 0 ? left : STEP;
    }
}
