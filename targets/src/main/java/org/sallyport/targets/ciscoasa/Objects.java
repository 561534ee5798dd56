package org.sallyport.targets.ciscoasa;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * The network objects and groups that a configuration has defined so far. Objects and groups share their names, which
 * are compared letter by letter. For one thread.
 */
final class Objects {

    private final Map<String, Optional<HostName>> objects = new HashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();

    /** An object that does not say yet what it stands for; one that is known stays as it is. */
    void object(String name) {
        objects.putIfAbsent(name, Optional.empty());
    }

    void group(String name) {
        groups.putIfAbsent(name, new LinkedHashSet<>());
    }

    /** @param host empty for addresses */
    void define(String object, Optional<HostName> host) {
        objects.put(object, host);
    }

    boolean isKnown(boolean group, String name) {
        return group ? groups.containsKey(name) : objects.containsKey(name);
    }

    /** Whether the object stands for a name. */
    boolean isName(String object) {
        return objects.getOrDefault(object, Optional.empty()).isPresent();
    }

    void add(String group, String member) {
        groups.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(member);
    }

    /** The names for which an object or a group stands. */
    NameSet names(String called) {
        NameSetBuilder names = new NameSetBuilder();
        Deque<String> open = new ArrayDeque<>(Set.of(called));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            objects.getOrDefault(next, Optional.empty()).ifPresent(names::add);
            groups.getOrDefault(next, Set.of()).stream().filter(seen::add).forEach(open::add);
        }
        return names.build();
    }
}
