package org.sallyport.core.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Id;

/**
 * What changed from one catalog of a vendor to another, fact by fact. A fact that left one feature and came up in
 * another has moved.
 *
 * <p>Lines of prose are known by fingerprints only, which tell nothing about another language. So prose is compared
 * where at least half of the fingerprints of the catalog that has fewer are found in the other; else the two are two
 * texts, and every line of both would be news that is none.
 *
 * @param sameText whether prose was compared: the two catalogs are of editions of one text
 */
public record CatalogDiff(List<Fact> added, List<Fact> removed, List<Moved> moved, boolean sameText) {

    /** A fact that stands in another feature, or in another form of it, than before. */
    public record Moved(Fact before, Fact after) {}

    private record Key(Fact.Kind kind, Id feature, String text) {}

    public CatalogDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        moved = List.copyOf(moved);
    }

    public static CatalogDiff between(Catalog before, Catalog after) {
        boolean sameText = sameText(prose(before), prose(after));
        List<Fact> old = compared(before, sameText);
        List<Fact> present = compared(after, sameText);
        List<Fact> removed = surplus(old, present);
        List<Fact> added = surplus(present, old);
        List<Moved> moved = new ArrayList<>();
        for (Fact fact : List.copyOf(removed)) {
            twin(fact, added).ifPresent(other -> {
                moved.add(new Moved(fact, other));
                removed.remove(fact);
                added.remove(other);
            });
        }
        return new CatalogDiff(added, removed, moved, sameText);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && moved.isEmpty();
    }

    private static boolean sameText(List<Fact> before, List<Fact> after) {
        int fewer = Math.min(before.size(), after.size());
        int found = before.size() - surplus(before, after).size();
        return before.equals(after) || (found > 0 && 2 * found >= fewer);
    }

    private static List<Fact> prose(Catalog catalog) {
        return Fact.of(catalog).stream()
                .filter(fact -> fact.kind() == Fact.Kind.PROSE)
                .toList();
    }

    private static List<Fact> compared(Catalog catalog, boolean withProse) {
        return Fact.of(catalog).stream()
                .filter(fact -> withProse || fact.kind() != Fact.Kind.PROSE)
                .toList();
    }

    // a line can stand twice in a document, so occurrences are counted
    private static List<Fact> surplus(List<Fact> facts, List<Fact> others) {
        Map<Key, Integer> counts = new HashMap<>();
        others.forEach(fact -> counts.merge(key(fact), 1, Integer::sum));
        List<Fact> surplus = new ArrayList<>();
        for (Fact fact : facts) {
            if (counts.merge(key(fact), -1, Integer::sum) < 0) {
                surplus.add(fact);
            }
        }
        return surplus;
    }

    private static Optional<Fact> twin(Fact fact, List<Fact> added) {
        return added.stream()
                .filter(other -> fact.text().equals(other.text())
                        && fact.kind() != Fact.Kind.PROSE
                        && other.kind() != Fact.Kind.PROSE)
                .findFirst();
    }

    private static Key key(Fact fact) {
        return new Key(fact.kind(), fact.feature(), fact.text());
    }
}
