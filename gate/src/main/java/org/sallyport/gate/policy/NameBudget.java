package org.sallyport.gate.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/**
 * Counts the distinct names that each client asks for below each wildcard within an hour: who owns the wildcard's domain
 * reads every name that is looked up below it. Remembers a bounded number of clients. Safe for use by several threads.
 */
public final class NameBudget {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_COUNTS = 20_000;

    private final int most;
    private final Cache<Key, Set<HostName>> counts;

    private record Key(InetAddress client, HostPattern pattern) {}

    /** @param ticker tells the time in nanoseconds */
    public NameBudget(int most, Ticker ticker) {
        this.most = most;
        counts = Caffeine.newBuilder()
                .maximumSize(MOST_COUNTS)
                .expireAfterWrite(HOUR)
                .ticker(ticker)
                .build();
    }

    /** Whether the client may ask for the name; a name that it has asked for within the hour it may ask for again. */
    public boolean allows(InetAddress client, HostPattern pattern, HostName name) {
        if (!pattern.isWildcard()) {
            return true;
        }
        Set<HostName> names = counts.get(new Key(client, pattern), any -> ConcurrentHashMap.newKeySet());
        if (names.contains(name)) {
            return true;
        }
        return names.size() < most && names.add(name);
    }
}
