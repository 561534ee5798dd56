package org.sallyport.targets.fortigate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of the configuration, its entries in their order. Used by one thread.
 *
 * @param refused entries that the product does not take as the script has them
 */
record Table(LinkedHashMap<String, Entry> entries, Set<String> refused) {

    Table() {
        this(new LinkedHashMap<>(), new HashSet<>());
    }

    /** A value of an attribute, and the line that sets it, counted from 0. */
    record Value(String text, int line) {}

    /** @param line of its {@code edit}, counted from 0 */
    record Entry(String name, int line, Map<String, List<Value>> attributes) {

        Entry(String name, int line) {
            this(name, line, new LinkedHashMap<>());
        }

        /** Another one with the same attributes, to be edited. */
        Entry copy(int editedAt) {
            Map<String, List<Value>> copy = new LinkedHashMap<>();
            attributes.forEach((attribute, values) -> copy.put(attribute, new ArrayList<>(values)));
            return new Entry(name, editedAt, copy);
        }

        List<Value> all(String attribute) {
            return attributes.getOrDefault(attribute, List.of());
        }

        Optional<Value> first(String attribute) {
            return all(attribute).stream().findFirst();
        }

        String text(String attribute, String fallback) {
            return first(attribute).map(Value::text).orElse(fallback);
        }
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    void put(Entry entry) {
        refused.remove(entry.name());
        entries.put(entry.name(), entry);
    }

    void refuse(Entry entry) {
        if (!entries.containsKey(entry.name())) {
            refused.add(entry.name());
        }
    }

    /** Puts one entry behind or before another; without both, nothing changes. */
    boolean move(String name, boolean behind, String other) {
        Entry moved = entries.get(name);
        if (moved == null || !entries.containsKey(other) || name.equals(other)) {
            return false;
        }
        List<Entry> order = new ArrayList<>(entries.values());
        order.remove(moved);
        int place = order.indexOf(entries.get(other));
        order.add(behind ? place + 1 : place, moved);
        entries.clear();
        order.forEach(entry -> entries.put(entry.name(), entry));
        return true;
    }
}
