package org.sallyport.core.name;

import dk.brics.automaton.Automaton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
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

    /** Whether a letter leads here. */
    private boolean entered;

    /** Whether more than one letter leads here, in one set or in several that share the state. */
    private boolean joined;

    /** Whether it is known to be able to accept; told of the states of an intersection or difference only. */
    private boolean live;

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
        state.joined |= state.entered;
        state.entered = true;
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
     * Whether it is soon seen that the other accepts all that the one does. Lays no set, as {@link #combined} has to, and
     * gives up where that could multiply.
     */
    static boolean isPlainlyWithin(State first, State second) {
        Pair whole = new Pair(first, second);
        Set<Pair> seen = new HashSet<>(Set.of(whole));
        Deque<Pair> open = new ArrayDeque<>(seen);
        while (!open.isEmpty() && seen.size() < FREE) {
            Pair pair = open.pop();
            if (pair.first.accepts && !pair.second.accepts) {
                return false;
            }
            for (int i = 0; i < pair.first.letters.length; i++) {
                State next = pair.first.next[i];
                State other = pair.second.after(pair.first.letters[i]);
                if (other == null) {
                    return false;
                }
                if (next != other) {
                    Pair after = new Pair(next, other);
                    if (after.hasOneWay(whole) || seen.add(after)) {
                        open.push(after);
                    }
                }
            }
        }
        return open.isEmpty();
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

    private record Pair(State first, State second) {

        /** Then it is met once, after the pair before it, and need not be remembered: most of a set is a tree. */
        boolean hasOneWay(Pair whole) {
            return !first.joined && !second.joined && (first != whole.first || second != whole.second);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair && first == pair.first && second == pair.second;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(first) + System.identityHashCode(second);
        }
    }

    private record Made(Pair pair, State state) {}

    private static final class Product {
        private final Operation operation;
        private final Pair whole;

        /** Of the pairs to which more than one way can lead. */
        private final Map<Pair, State> made = new HashMap<>();

        private final Deque<Made> open = new ArrayDeque<>();
        private int size;
        private int most = FREE;

        /** What leads to a state; empty for a union, where every state can accept. */
        private final Map<State, List<State>> before = new HashMap<>();

        /** Made states that are known to be able to accept; empty for a union. */
        private final Deque<State> live = new ArrayDeque<>();

        Product(Operation operation, Pair whole) {
            this.operation = operation;
            this.whole = whole;
        }

        State start() {
            State start = state(whole);
            while (!open.isEmpty()) {
                Made next = open.pop();
                extend(next.pair, next.state);
            }
            if (operation != Operation.UNION) {
                spreadLife();
                before.forEach((target, states) -> {
                    if (!target.live) {
                        states.forEach(state -> state.drop(target));
                    }
                });
            }
            return start;
        }

        private State state(Pair pair) {
            return pair.hasOneWay(whole) ? made(pair) : made.computeIfAbsent(pair, this::made);
        }

        private State made(Pair pair) {
            if (size == most) {
                most = Math.max(
                        most,
                        2
                                * (whole.first.reachable().size()
                                        + whole.second.reachable().size()));
            }
            if (size == most) {
                throw new InputException(
                        Text.of(
                                "the sets of names are too entangled to be compared",
                                "les ensembles de noms sont trop enchevêtrés pour être comparés"),
                        Text.of(
                                "write expressions that are bound to the end of the name",
                                "écrivez des expressions ancrées à la fin du nom"));
            }
            size++;
            State state = new State();
            state.accepts = operation.accepts(pair.first.accepts, pair.second.accepts);
            if (state.accepts) {
                lives(state);
            }
            open.push(new Made(pair, state));
            return state;
        }

        private void lives(State state) {
            if (operation != Operation.UNION && !state.live) {
                state.live = true;
                live.add(state);
            }
        }

        private void extend(Pair pair, State state) {
            for (int i = 0; i < pair.first.letters.length; i++) {
                char letter = pair.first.letters[i];
                State second = pair.second.after(letter);
                if (second == pair.first.next[i]) {
                    if (operation != Operation.DIFFERENCE) {
                        state.put(letter, second);
                        lives(state);
                    }
                } else if (second != null) {
                    State target = state(new Pair(pair.first.next[i], second));
                    state.put(letter, target);
                    if (operation != Operation.UNION) {
                        before.computeIfAbsent(target, key -> new ArrayList<>(1))
                                .add(state);
                    }
                } else if (operation != Operation.INTERSECTION) {
                    state.put(letter, pair.first.next[i]);
                    lives(state);
                }
            }
            if (operation == Operation.UNION) {
                for (int i = 0; i < pair.second.letters.length; i++) {
                    if (pair.first.after(pair.second.letters[i]) == null) {
                        state.put(pair.second.letters[i], pair.second.next[i]);
                    }
                }
            }
        }

        private void spreadLife() {
            while (!live.isEmpty()) {
                before.getOrDefault(live.pop(), List.of()).forEach(this::lives);
            }
        }
    }
}
