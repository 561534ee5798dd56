package org.sallyport.targets.sonicwall;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/** The objects and groups of a text. For one thread. */
final class AddressObjects {

    /** A name, or a star in front of one. */
    record Domain(boolean star, HostName name) {

        /** What every release lets through: the name itself, and for a star one label below. */
        NameSet surely() {
            NameSet itself = new NameSetBuilder().add(name).build();
            return star ? itself.union(NameSet.oneLabelBelow(name)) : itself;
        }

        private void addSurely(NameSetBuilder names) {
            names.add(name);
            if (star) {
                names.add(NameSet.oneLabelBelow(name));
            }
        }

        /** Whether newer releases go deeper, no manual says. */
        private void addPossibly(NameSetBuilder names) {
            names.add(name);
            if (star) {
                names.below(name);
            }
        }
    }

    private final Map<String, Optional<Domain>> objects = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();

    void object(String name) {
        objects.putIfAbsent(name, Optional.empty());
    }

    void define(String name, Domain domain) {
        objects.put(name, Optional.of(domain));
    }

    /** Whether some object has a star, of which it is open how deep it goes. */
    boolean hasStars() {
        return objects.values().stream().flatMap(Optional::stream).anyMatch(Domain::star);
    }

    void group(String name) {
        groups.putIfAbsent(name, new LinkedHashSet<>());
    }

    /** @return whether the member is known */
    boolean add(String group, String member) {
        groups.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(member);
        return objects.containsKey(member) || groups.containsKey(member);
    }

    /** What stands in no group: one of these is what a rule uses. */
    List<String> roots() {
        Set<String> members = new HashSet<>();
        groups.values().forEach(members::addAll);
        Set<String> all = new LinkedHashSet<>(groups.keySet());
        all.addAll(objects.keySet());
        return all.stream().filter(name -> !members.contains(name)).toList();
    }

    NameSet names(String root, boolean surely) {
        NameSetBuilder names = new NameSetBuilder();
        Deque<String> open = new ArrayDeque<>(List.of(root));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            Optional<Domain> domain = objects.getOrDefault(next, Optional.empty());
            if (surely) {
                domain.ifPresent(known -> known.addSurely(names));
            } else {
                domain.ifPresent(known -> known.addPossibly(names));
            }
            groups.getOrDefault(next, Set.of()).stream().filter(seen::add).forEach(open::add);
        }
        return names.build();
    }
}
