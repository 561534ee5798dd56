package org.sallyport.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * Names of which the closest one at or above a name decides about it, as zones of DNS do: the names for which the answer
 * is yes. Used by one thread.
 */
public final class NameTree {

    /** What a name of the tree says about itself, and about those names below it to which no other name is closer. */
    private record Answer(boolean itself, boolean below) {}

    private final boolean elsewhere;
    private final Map<HostName, Answer> answers = new HashMap<>();

    /** @param elsewhere the answer for names of which none stands in the tree, nor any above */
    public NameTree(boolean elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** Puts a name into the tree; what it said before is forgotten. */
    public void put(HostName name, boolean itself, boolean below) {
        answers.put(name, new Answer(itself, below));
    }

    /** All names for which the answer is yes, in a time that grows with the size of the tree. */
    public NameSet names() {
        SortedMap<Integer, List<HostName>> byDepth = new TreeMap<>();
        for (HostName name : answers.keySet()) {
            byDepth.computeIfAbsent(name.labels().size(), _ -> new ArrayList<>())
                    .add(name);
        }
        NameSet names = elsewhere ? NameSet.all() : NameSet.none();
        for (List<HostName> layer : byDepth.values()) {
            names = withLayer(names, layer);
        }
        return names;
    }

    private NameSet withLayer(NameSet names, List<HostName> layer) {
        NameSetBuilder out = new NameSetBuilder();
        NameSetBuilder in = new NameSetBuilder();
        boolean less = false;
        boolean more = false;
        for (HostName name : layer) {
            Answer answer = answers.getOrDefault(name, new Answer(elsewhere, elsewhere));
            boolean before = above(name);
            if (before && !(answer.itself() && answer.below())) {
                less = true;
                out.subtree(name);
            }
            if (answer.itself() && !(before && answer.below())) {
                more = true;
                in.add(name);
            }
            if (answer.below() && !(before && answer.itself())) {
                more = true;
                in.below(name);
            }
        }
        NameSet rest = less ? names.minus(out.build()) : names;
        return more ? rest.union(in.build()) : rest;
    }

    /** What holds for the name where it does not stand in the tree. */
    private boolean above(HostName name) {
        Optional<HostName> above = name.parent();
        while (above.isPresent()) {
            Answer answer = answers.get(above.get());
            if (answer != null) {
                return answer.below();
            }
            above = above.get().parent();
        }
        return elsewhere;
    }
}
