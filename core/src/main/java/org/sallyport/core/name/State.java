package org.sallyport.core.name;

import dk.brics.automaton.Automaton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * A state of a deterministic automaton that reads names from their end, and with it the set of texts that are accepted
 * from there on. Every state that can be reached can still accept, except for the start of the empty set. Changed only
 * while its automaton is laid; from then on states are shared between sets.
 */
final class State {

    /** The characters of names. Letters first: a witness is read by people. */
    static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

    /**
     * A few expressions of a device can multiply to more states than any memory holds. Sets of patterns do not: what
     * they have in common is no larger than they are.
     */
    private static final int FREE = 20_000;

    /** How two sets become one. */
    enum Operation {
        UNION,
        INTERSECTION,
        DIFFERENCE;

        boolean accepts(boolean first, boolean second) {
            return switch (this) {
                case UNION -> first || second;
                case INTERSECTION -> first && second;
                case DIFFERENCE -> first && !second;
            };
        }
    }

    private boolean accepts;
    private char[] letters = {};
    private State[] next = {};

    boolean accepts() {
        return accepts;
    }

    State accept() {
        accepts = true;
        return this;
    }

    /** The state after a letter, or null where nothing is accepted any more. */
    @Nullable
    State after(char letter) {
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] == letter) {
                return next[i];
            }
        }
        return null;
    }

    /** Adds a letter that the state does not have yet. */
    void put(char letter, State state) {
        letters = Arrays.copyOf(letters, letters.length + 1);
        next = Arrays.copyOf(next, next.length + 1);
        letters[letters.length - 1] = letter;
        next[next.length - 1] = state;
    }

    private void drop(State state) {
        char[] kept = new char[letters.length];
        State[] keptNext = new State[letters.length];
        int size = 0;
        for (int i = 0; i < letters.length; i++) {
            if (next[i] != state) {
                kept[size] = letters[i];
                keptNext[size++] = next[i];
            }
        }
        letters = Arrays.copyOf(kept, size);
        next = Arrays.copyOf(keptNext, size);
    }

    /** The state after a letter, a new one if need be. */
    State orNew(char letter) {
        State after = after(letter);
        if (after == null) {
            after = new State();
            put(letter, after);
        }
        return after;
    }

    /** The states that can be reached. */
    Set<State> reachable() {
        Set<State> reached = new HashSet<>(Set.of(this));
        Queue<State> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (State state : open.remove().next) {
                if (reached.add(state)) {
                    open.add(state);
                }
            }
        }
        return reached;
    }

    /** The start of what an automaton accepts; it is made deterministic. */
    static State of(Automaton automaton) {
        automaton.determinize();
        automaton.removeDeadTransitions();
        Map<dk.brics.automaton.State, State> made = new HashMap<>();
        for (dk.brics.automaton.State state : automaton.getStates()) {
            State copy = new State();
            copy.accepts = state.isAccept();
            made.put(state, copy);
        }
        made.forEach((state, copy) -> {
            for (int i = 0; i < ALPHABET.length(); i++) {
                dk.brics.automaton.State after = state.step(ALPHABET.charAt(i));
                State target = after == null ? null : made.get(after);
                if (target != null) {
                    copy.put(ALPHABET.charAt(i), target);
                }
            }
        });
        State start = made.get(automaton.getInitialState());
        return start == null ? new State() : start;
    }

    /**
     * The start of two sets made one. Only what both have in common is gone through: behind the letter where they part,
     * the states of the one are those of the result.
     *
     * @throws InputException where that multiplies: more than {@value #FREE} states, and more than twice those of both
     */
    static State combined(State first, State second, Operation operation) {
        return new Product(operation, new Pair(first, second)).start();
    }

    private record Pair(State first, State second) {}

    private static final class Product {
        private final Operation operation;
        private final Map<Pair, State> made = new HashMap<>();
        private final Map<State, List<State>> before = new HashMap<>();
        private final Queue<Pair> open = new ArrayDeque<>();

        /** Made states that can accept. */
        private final Set<State> live = new HashSet<>();

        private final Pair whole;
        private int most = FREE;

        Product(Operation operation, Pair whole) {
            this.operation = operation;
            this.whole = whole;
        }

        State start() {
            State start = state(whole.first, whole.second);
            while (!open.isEmpty()) {
                extend(open.remove());
            }
            spreadLife();
            before.forEach((target, states) -> {
                if (!live.contains(target)) {
                    states.forEach(state -> state.drop(target));
                }
            });
            return start;
        }

        private State state(State first, State second) {
            return made.computeIfAbsent(new Pair(first, second), pair -> {
                if (made.size() == most) {
                    most = Math.max(
                            most,
                            2
                                    * (whole.first.reachable().size()
                                            + whole.second.reachable().size()));
                }
                if (made.size() == most) {
                    throw new InputException(
                            Text.of(
                                    "the sets of names are too entangled to be compared",
                                    "les ensembles de noms sont trop enchevêtrés pour être comparés"),
                            Text.of(
                                    "write expressions that are bound to the end of the name",
                                    "écrivez des expressions ancrées à la fin du nom"));
                }
                open.add(pair);
                State state = new State();
                state.accepts = operation.accepts(first.accepts, second.accepts);
                if (state.accepts) {
                    live.add(state);
                }
                return state;
            });
        }

        private void extend(Pair pair) {
            State state = state(pair.first, pair.second);
            for (int i = 0; i < pair.first.letters.length; i++) {
                char letter = pair.first.letters[i];
                State second = pair.second.after(letter);
                if (second == pair.first.next[i]) {
                    if (operation != Operation.DIFFERENCE) {
                        state.put(letter, second);
                        live.add(state);
                    }
                } else if (second != null) {
                    State target = state(pair.first.next[i], second);
                    state.put(letter, target);
                    before.computeIfAbsent(target, key -> new ArrayList<>()).add(state);
                } else if (operation != Operation.INTERSECTION) {
                    state.put(letter, pair.first.next[i]);
                    live.add(state);
                }
            }
            if (operation == Operation.UNION) {
                for (int i = 0; i < pair.second.letters.length; i++) {
                    if (pair.first.after(pair.second.letters[i]) == null) {
                        state.put(pair.second.letters[i], pair.second.next[i]);
                        live.add(state);
                    }
                }
            }
        }

        private void spreadLife() {
            Queue<State> fresh = new ArrayDeque<>(live);
            while (!fresh.isEmpty()) {
                for (State state : before.getOrDefault(fresh.remove(), List.of())) {
                    if (live.add(state)) {
                        fresh.add(state);
                    }
                }
            }
        }
    }
}
