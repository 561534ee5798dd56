package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.name.NameSet;

/**
 * A way through the function: the names that can take it, and what the variables hold on it. Names that leave it with
 * the same answer, one after the other, are taken out in one step: thousands of lines would else be as many set
 * operations.
 */
final class Path {

    private final Returns returns;
    private final Map<String, Value> variables;
    private final List<Condition> leaving = new ArrayList<>();
    private Optional<Returns.Place> place = Optional.empty();
    private NameSet names;

    Path(Returns returns, NameSet names, Map<String, Value> variables) {
        this.returns = returns;
        this.names = names;
        this.variables = new HashMap<>(variables);
    }

    Map<String, Value> variables() {
        return variables;
    }

    /** The names that can still be on this way. */
    NameSet names() {
        if (place.isPresent()) {
            Condition condition = Condition.any(leaving);
            returns.add(place.get(), names.intersect(condition.perhaps()));
            names = names.minus(condition.surely());
            leaving.clear();
            place = Optional.empty();
        }
        return names;
    }

    /** The names for which the condition holds leave the function there. */
    void leave(Condition condition, Returns.Place there) {
        if (place.isPresent() && !place.get().answer().equals(there.answer())) {
            names();
        }
        if (place.isEmpty()) {
            place = Optional.of(there);
        }
        weigh(condition);
        leaving.add(condition);
        returns.reached(there);
    }

    /** Another way for the names for which the condition holds. */
    Path branch(Condition condition) {
        weigh(condition);
        returns.step();
        return new Path(returns, names().intersect(condition.perhaps()), variables);
    }

    /** Only names for which the condition does not hold go on. */
    void without(Condition condition) {
        names = names().minus(condition.surely());
    }

    /** Another way that goes on from the same point is joined to this one, where the variables hold the same. */
    boolean join(Path other) {
        boolean same = variables.equals(other.variables);
        if (same) {
            names = names().union(other.names());
        }
        return same;
    }

    private void weigh(Condition condition) {
        if (!condition.isExact()) {
            returns.uncertain();
        }
    }
}
