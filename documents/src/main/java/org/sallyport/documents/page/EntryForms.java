package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/**
 * Tells the forms of a feature's lists by what they cover, in whatever order and language the page has them. A list
 * whose wildcards cover entries of another list is the other's form with wildcards; where all that it covers has stars
 * inside labels, it is the wider form. A wildcard in a sentence that covers entries is a form with wildcards as well.
 *
 * @param hosts the entries one by one
 * @param wildcards the form for devices that take wildcards
 * @param wider the form for devices that take no star inside a label
 * @param mentions what stands in sentences and is none of them
 */
record EntryForms(List<Entry> hosts, List<Entry> wildcards, List<Entry> wider, List<Entry> mentions) {

    /** Tells the forms apart. */
    static EntryForms of(List<Entry> listed, List<Entry> mentioned) {
        Map<Integer, List<Entry>> lists = new TreeMap<>();
        listed.forEach(entry ->
                lists.computeIfAbsent(entry.list(), list -> new ArrayList<>()).add(entry));
        List<Entry> hosts = new ArrayList<>();
        List<Entry> wildcards = new ArrayList<>();
        List<Entry> wider = new ArrayList<>();
        List<Entry> mentions = new ArrayList<>();
        for (List<Entry> list : lists.values()) {
            List<Entry> covered = coveredElsewhere(list, lists.values());
            if (covered.isEmpty()) {
                hosts.addAll(list);
            } else if (covered.stream().allMatch(entry -> entry.pattern() instanceof HostPattern.Glob)) {
                wider.addAll(list);
            } else {
                wildcards.addAll(list);
            }
        }
        for (Entry mention : mentioned) {
            boolean repeats = listed.stream()
                    .anyMatch(entry ->
                            entry.line() <= mention.line() && entry.pattern().equals(mention.pattern()));
            boolean shortcut =
                    !repeats && !new Cover(List.of(mention)).of(listed).isEmpty();
            if (shortcut) {
                wildcards.add(mention);
            } else {
                mentions.add(mention);
            }
        }
        List<List<Entry>> forms = List.of(hosts, wildcards, wider);
        forms.forEach(form -> form.sort(Comparator.comparingInt(Entry::line)));
        return new EntryForms(hosts, wildcards, wider, mentions);
    }

    private static List<Entry> coveredElsewhere(List<Entry> list, Collection<List<Entry>> lists) {
        Cover cover = new Cover(list);
        List<Entry> covered = new ArrayList<>();
        for (List<Entry> other : lists) {
            List<Entry> found = other.equals(list) ? List.of() : cover.of(other);
            if (!found.isEmpty() && isShorterForm(list, other)) {
                covered.addAll(found);
            }
        }
        return covered;
    }

    /** Of two lists that cover parts of each other, the one with more wildcards is the shorter form. */
    private static boolean isShorterForm(List<Entry> list, List<Entry> other) {
        int byShare = Double.compare(wildcardShare(list), wildcardShare(other));
        return byShare > 0 || (byShare == 0 && new Cover(other).of(list).isEmpty());
    }

    /** The part of a list that is *.name; a star inside a label is no shorter form of anything. */
    private static double wildcardShare(List<Entry> list) {
        long wildcards = list.stream()
                .filter(entry -> entry.pattern() instanceof HostPattern.Below)
                .count();
        return (double) wildcards / list.size();
    }

    /** What some wildcards cover beyond themselves. Lists can be long, so the bases are looked up and not tried. */
    private static final class Cover {

        private final Set<String> bases = new HashSet<>();
        private final List<HostPattern.Glob> globs = new ArrayList<>();

        Cover(List<Entry> list) {
            for (Entry entry : list) {
                switch (entry.pattern()) {
                    case HostPattern.Below(HostName base) -> bases.add(base.value());
                    case HostPattern.Glob glob -> globs.add(glob);
                    case HostPattern.Exact exact -> {}
                }
            }
        }

        List<Entry> of(List<Entry> entries) {
            return bases.isEmpty() && globs.isEmpty()
                    ? List.of()
                    : entries.stream().filter(entry -> covers(entry.pattern())).toList();
        }

        private boolean covers(HostPattern pattern) {
            String suffix = pattern.suffix().value();
            if (pattern instanceof HostPattern.Glob && bases.contains(suffix)) {
                return true;
            }
            for (int dot = suffix.indexOf('.'); dot >= 0; dot = suffix.indexOf('.', dot + 1)) {
                if (bases.contains(suffix.substring(dot + 1))) {
                    return true;
                }
            }
            return pattern instanceof HostPattern.Exact(HostName name)
                    && globs.stream().anyMatch(glob -> glob.matches(name));
        }
    }
}
