package org.sallyport.core.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Rule;

/**
 * Whose the names are that pass beyond an allowlist.
 *
 * @param owners names that only the owners of allowed names can create
 * @param everybody names near the allowed ones that anybody can obtain
 */
record Grading(NameSet owners, NameSet everybody) {

    static Grading of(List<Rule> may, SharedSuffixes shared) {
        Set<HostName> suffixes =
                may.stream().map(rule -> rule.host().suffix()).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<HostName> owned = suffixes.stream()
                .flatMap(name -> shared.owned(name).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<HostName> bases = Stream.concat(owned.stream(), suffixes.stream())
                .flatMap(Grading::withParents)
                .distinct()
                .filter(name -> name.value().indexOf('.') > 0)
                .filter(name -> owned.contains(name) || shared.isShared(name))
                .toList();
        return new Grading(namesOfOwners(owned, shared), shared.namesOfEverybodyBelow(bases));
    }

    /**
     * The owned names and those below, but for what lies below a shared suffix among them and is nobody's of the list:
     * from the top down, for an owned name can lie there itself.
     */
    private static NameSet namesOfOwners(Collection<HostName> owned, SharedSuffixes shared) {
        SortedMap<Integer, List<HostName>> byDepth = new TreeMap<>();
        owned.stream()
                .filter(name -> name.value().indexOf('.') > 0)
                .forEach(name -> byDepth.computeIfAbsent(name.labels().size(), _ -> new ArrayList<>())
                        .add(name));
        NameSet owners = NameSet.none();
        for (List<HostName> names : byDepth.values()) {
            NameSetBuilder subtrees = new NameSetBuilder();
            names.forEach(subtrees::subtree);
            owners = owners.union(subtrees.build()).minus(shared.namesOfEverybodyBelow(names));
        }
        return owners;
    }

    /** The names by their grades, disjoint; only grades that some of them have. */
    Map<Grade, NameSet> grade(NameSet beyond) {
        NameSet ofOwners = beyond.intersect(owners);
        NameSet ofOthers = beyond.minus(ofOwners);
        Map<Grade, NameSet> graded = new EnumMap<>(Grade.class);
        graded.put(Grade.OWNER, ofOwners);
        graded.put(Grade.SHARED, ofOthers.intersect(everybody));
        graded.put(Grade.FOREIGN, ofOthers.minus(everybody));
        graded.values().removeIf(NameSet::isEmpty);
        return graded;
    }

    private static Stream<HostName> withParents(HostName name) {
        return Stream.iterate(Optional.of(name), Optional::isPresent, n -> n.flatMap(HostName::parent))
                .flatMap(Optional::stream);
    }
}
