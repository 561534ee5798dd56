package org.sallyport.targets.dnsmasq;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/** Many suffixes with a yes or a no each, of which the longest that a name has decides about it. */
final class LongestMatch {

    private LongestMatch() {}

    /** The names about which a yes decides. */
    static NameSet yes(Map<Suffix, Boolean> decisions) {
        List<Map.Entry<Suffix, Boolean>> shortestFirst = decisions.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Suffix, Boolean>>comparingInt(
                                decision -> decision.getKey().rank())
                        .thenComparing(Map.Entry::getValue))
                .toList();
        NameSet names = NameSet.none();
        int begin = 0;
        // what stands together and says the same is one step: a list of names and one denial at its end are two
        while (begin < shortestFirst.size()) {
            boolean yes = shortestFirst.get(begin).getValue();
            NameSetBuilder step = new NameSetBuilder();
            int end = begin;
            while (end < shortestFirst.size() && shortestFirst.get(end).getValue() == yes) {
                shortestFirst.get(end).getKey().addTo(step);
                end++;
            }
            names = yes ? names.union(step.build()) : names.minus(step.build());
            begin = end;
        }
        return names;
    }
}
