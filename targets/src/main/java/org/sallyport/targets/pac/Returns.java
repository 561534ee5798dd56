package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;

/** The answers that a script gives, and the names that can get them. */
final class Returns {

    /**
     * Where an answer is given.
     *
     * @param node the expression of the answer; a script has the same words in several places
     * @param answer empty where it is not known
     */
    record Place(Expression node, Optional<String> answer) {}

    private record Return(Place place, NameSet names) {}

    private final List<Return> list = new ArrayList<>();
    private final IdentityHashMap<Expression, Set<Optional<String>>> answers = new IdentityHashMap<>();
    private boolean exact = true;
    private int steps;

    /** @param steps set operations that the script may cost, so that a hostile one ends */
    Returns(int steps) {
        this.steps = steps;
    }

    /** @throws InputException where the script has cost too much */
    void step() {
        if (--steps < 0) {
            throw new InputException(
                    Text.of(
                            "the script goes too many ways to be followed",
                            "le script prend trop de chemins pour être suivi"),
                    Text.of(
                            "put lines with the same answer one after the other",
                            "mettez à la suite les lignes qui donnent la même réponse"));
        }
    }

    void reached(Place place) {
        answers.computeIfAbsent(place.node(), _ -> new HashSet<>()).add(place.answer());
    }

    boolean isReached(Expression node) {
        return answers.containsKey(node);
    }

    void add(Place place, NameSet names) {
        step();
        list.add(new Return(place, names));
    }

    /** Names go one way or the other, and which one depends on what is not known. */
    void uncertain() {
        exact = false;
    }

    /** The one answer that is given there; empty where it is never given, not known, or not one. */
    Optional<String> answerAt(Expression node) {
        Set<Optional<String>> given = answers.getOrDefault(node, Set.of());
        return given.size() == 1 ? given.iterator().next() : Optional.empty();
    }

    /** The names that can get another answer. */
    NameSet notGetting(String answer) {
        return union(list.stream()
                .filter(given -> !given.place().answer().equals(Optional.of(answer)))
                .toList());
    }

    /** The names that can get this answer. */
    NameSet getting(String answer) {
        return union(list.stream()
                .filter(given -> given.place().answer().map(answer::equals).orElse(true))
                .toList());
    }

    /** Whether every name gets one answer, which is known. */
    boolean isExact() {
        return exact && list.stream().allMatch(given -> given.place().answer().isPresent());
    }

    private static NameSet union(List<Return> returns) {
        return NameSet.union(returns.stream().map(Return::names).toList());
    }
}
