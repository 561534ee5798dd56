package org.sallyport.targets.mikrotik;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/** The names whose addresses the router puts into its lists. For one thread. */
final class AddressLists {

    /** Of one list: names that the router resolves, and those that it learns from answers. */
    private static final class Names {
        private final NameSetBuilder resolved = new NameSetBuilder();
        private final NameSetBuilder learnt = new NameSetBuilder();
        private final NameSetBuilder perhapsLearnt = new NameSetBuilder();
        private boolean learns;
    }

    /** @param possibly the same set where nothing is open */
    record Reached(NameSet surely, NameSet possibly) {}

    private static final Reached NOTHING = new Reached(NameSet.none(), NameSet.none());

    private final Map<String, Names> lists = new TreeMap<>();

    void resolve(String list, HostName name) {
        of(list).resolved.add(name);
    }

    /** An answer for the name fills the list. */
    void learn(String list, HostName name) {
        Names names = of(list);
        names.learns = true;
        names.learnt.add(name);
        names.perhapsLearnt.add(name);
    }

    /** An answer for a name below fills the list; whether one for the name itself does, the manual does not say. */
    void learnBelow(String list, HostName name) {
        Names names = of(list);
        names.learns = true;
        names.learnt.below(name);
        names.perhapsLearnt.subtree(name);
    }

    /** An answer for one of these may fill the list. */
    void perhapsLearn(String list, NameSet some) {
        Names names = of(list);
        names.learns = true;
        names.perhapsLearnt.add(some);
    }

    private Names of(String list) {
        return lists.computeIfAbsent(list, _ -> new Names());
    }

    /** What stands in each list. An answer fills one list: where two entries fit, nobody says which. */
    Map<String, Reached> reached() {
        Map<String, NameSet> learnt = new HashMap<>();
        NameSet seen = NameSet.none();
        NameSet twice = NameSet.none();
        for (Map.Entry<String, Names> list : lists.entrySet()) {
            if (list.getValue().learns) {
                NameSet names = list.getValue().perhapsLearnt.build();
                learnt.put(list.getKey(), names);
                twice = twice.union(seen.intersect(names));
                seen = seen.union(names);
            }
        }
        Map<String, Reached> reached = new HashMap<>();
        for (Map.Entry<String, Names> list : lists.entrySet()) {
            NameSet resolved = list.getValue().resolved.build();
            Optional<NameSet> perhaps = Optional.ofNullable(learnt.get(list.getKey()));
            NameSet surely = perhaps.isPresent()
                    ? resolved.union(list.getValue().learnt.build().minus(twice))
                    : resolved;
            reached.put(
                    list.getKey(),
                    new Reached(surely, perhaps.map(resolved::union).orElse(surely)));
        }
        return reached;
    }

    static Reached nothing() {
        return NOTHING;
    }
}
