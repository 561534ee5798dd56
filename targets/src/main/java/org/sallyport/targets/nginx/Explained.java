package org.sallyport.targets.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.core.name.NameSet;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/** The names for which lines of lists answer: what else passes, a rule lets through. Used by one thread. */
final class Explained {

    private final List<NameSet> sets = new ArrayList<>();
    private final Map<NotedLine, Set<NameSet>> noted = new HashMap<>();

    void add(NameSet names) {
        sets.add(names);
    }

    /** The line lets the names through. */
    void note(NotedLine line, NameSet names) {
        // a set of a line is one object, however often it is met
        if (names != NameSet.none()
                && noted.computeIfAbsent(line, _ -> new HashSet<>()).add(names)) {
            line.lets(names);
        }
    }

    NameSet names() {
        return Between.union(sets);
    }
}
