package org.sallyport.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The latest results of a function that takes its time. The devices of a site, and the sites of a folder, ask for the
 * same sets again and again. Holds so many results at most; safe for use by several threads.
 */
public final class Memo<K, V> {

    private final Map<K, V> known;
    private final Predicate<V> keeps;

    /**
     * A memo that knows nothing.
     *
     * @param most results at most
     * @param keeps whether a result is small enough to be kept
     */
    public Memo(int most, Predicate<V> keeps) {
        this.keeps = keeps;
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The known result, or that of the function, which may be asked by several threads at once. */
    public V get(K key, Function<K, V> function) {
        V found;
        synchronized (known) {
            found = known.get(key);
        }
        if (found != null) {
            return found;
        }
        V made = function.apply(key);
        if (!keeps.test(made)) {
            return made;
        }
        synchronized (known) {
            // all that ask get the same one: sets that are one object are compared at once
            V first = known.putIfAbsent(key, made);
            return first == null ? made : first;
        }
    }
}
