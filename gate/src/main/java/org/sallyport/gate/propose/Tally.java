package org.sallyport.gate.propose;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts how often something is asked for. For one thread. */
final class Tally {

    private long hits;
    private long astray;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private final Set<Integer> clients = new HashSet<>(2);
    private boolean moreClients;

    /** Clients as numbers. What all tallies together hold of them is bounded. */
    static final class Clients {

        private static final int MOST = 100_000;
        private static final int MOST_HELD = 1_000_000;

        private final int most;
        private final int mostHeld;
        private final Map<String, Integer> numbers = new HashMap<>();
        private int held;

        Clients() {
            this(MOST, MOST_HELD);
        }

        /**
         * @param most different ones
         * @param mostHeld in all tallies together
         */
        Clients(int most, int mostHeld) {
            this.most = most;
            this.mostHeld = mostHeld;
        }

        private Optional<Integer> number(String client) {
            Integer known = numbers.get(client);
            if (known == null && numbers.size() < most) {
                known = numbers.size();
                numbers.put(client, known);
            }
            return Optional.ofNullable(known);
        }
    }

    void add(Sighting.Wanted wanted, Clients all) {
        hits++;
        astray += wanted.astray() ? 1 : 0;
        seen(wanted.at(), wanted.at());
        Optional<Integer> number = all.number(wanted.client());
        if (number.isEmpty() || (all.held >= all.mostHeld && !clients.contains(number.get()))) {
            moreClients = true;
        } else if (clients.add(number.get())) {
            all.held++;
        }
    }

    private void seen(Instant from, Instant to) {
        first = from.isBefore(first) ? from : first;
        last = to.isAfter(last) ? to : last;
    }

    /** All that the tallies count, together. */
    static Tally sum(Iterable<Tally> tallies) {
        Tally sum = new Tally();
        for (Tally tally : tallies) {
            sum.hits += tally.hits;
            sum.astray += tally.astray;
            sum.seen(tally.first, tally.last);
            sum.clients.addAll(tally.clients);
            sum.moreClients |= tally.moreClients;
        }
        return sum;
    }

    /** How many of the hits were names of a ClientHello in a tunnel to another server. */
    long astray() {
        return astray;
    }

    long hits() {
        return hits;
    }

    Count count() {
        return new Count(hits, clients.size(), moreClients, first, last);
    }
}
