package org.sallyport.core.name;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.SpecialOperations;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The automaton of an expression by its positions: V. M. Glushkov, The abstract theory of automata, 1961. It is built
 * and made deterministic from the end of the name, as {@link NameSet} reads it, and stops at a limit: there are short
 * expressions whose deterministic automata fill any memory.
 *
 * <p>The two ends of the name are symbols that stand in front of it and behind it any number of times. An anchor
 * consumes one of them, so {@code ^^a} is found where {@code ^a} is.
 */
final class ExpressionPositions {

    private static final int MOST_POSITIONS = 2_048;
    private static final int MOST_STEPS = 16 * MOST_POSITIONS;
    private static final int MOST_STATES = 4_096;

    /** A part of the expression: whether it can be empty, and the positions it begins and ends with. */
    private record Part(boolean empty, BitSet first, BitSet last) {}

    private final List<Long> symbols = new ArrayList<>();
    private final List<BitSet> follow = new ArrayList<>();
    private final Part root;
    private int steps;

    ExpressionPositions(ExpressionSyntax.Node root) {
        this.root = part(root);
    }

    private Part part(ExpressionSyntax.Node node) {
        if (++steps > MOST_STEPS) {
            throw tooLarge();
        }
        return switch (node) {
            case ExpressionSyntax.Symbols(long set) -> position(set);
            case ExpressionSyntax.Sequence(List<ExpressionSyntax.Node> parts) -> {
                Part sequence = nothing();
                for (ExpressionSyntax.Node part : parts.reversed()) {
                    sequence = concatenated(sequence, part(part));
                }
                yield sequence;
            }
            case ExpressionSyntax.Choice(List<ExpressionSyntax.Node> parts) -> {
                Part choice = part(parts.getFirst());
                for (ExpressionSyntax.Node part : parts.subList(1, parts.size())) {
                    Part other = part(part);
                    choice = new Part(
                            choice.empty || other.empty, or(choice.first, other.first), or(choice.last, other.last));
                }
                yield choice;
            }
            case ExpressionSyntax.Repeat(ExpressionSyntax.Node part, int min, int max) -> repeated(part, min, max);
        };
    }

    private Part position(long set) {
        if (symbols.size() == MOST_POSITIONS) {
            throw tooLarge();
        }
        BitSet here = new BitSet();
        here.set(symbols.size());
        symbols.add(set);
        follow.add(new BitSet());
        return new Part(false, here, here);
    }

    private Part repeated(ExpressionSyntax.Node node, int min, int max) {
        Part repeated = nothing();
        for (int i = 0; i < min; i++) {
            repeated = concatenated(repeated, part(node));
        }
        if (max == ExpressionSyntax.UNBOUNDED) {
            return concatenated(repeated, optional(looped(part(node))));
        }
        for (int i = min; i < max; i++) {
            repeated = concatenated(repeated, optional(part(node)));
        }
        return repeated;
    }

    private Part looped(Part part) {
        part.last.stream().forEach(position -> follow.get(position).or(part.first));
        return part;
    }

    private static Part optional(Part part) {
        return new Part(true, part.first, part.last);
    }

    private static Part nothing() {
        return new Part(true, new BitSet(), new BitSet());
    }

    private Part concatenated(Part one, Part two) {
        one.last.stream().forEach(position -> follow.get(position).or(two.first));
        return new Part(
                one.empty && two.empty,
                one.empty ? or(one.first, two.first) : one.first,
                two.empty ? or(one.last, two.last) : two.last);
    }

    private static BitSet or(BitSet one, BitSet two) {
        BitSet union = (BitSet) one.clone();
        union.or(two);
        return union;
    }

    /** An automaton over names, read from the front; its reverse is deterministic. */
    Automaton forwardAutomaton() {
        Map<BitSet, State> states = new HashMap<>();
        Queue<BitSet> open = new ArrayDeque<>();
        State found = new State();
        found.setAccept(true);
        found.addTransition(new Transition(Character.MIN_VALUE, Character.MAX_VALUE, found));
        BitSet start = afterMany(new BitSet(), ExpressionSyntax.END);
        Automaton automaton = new Automaton();
        automaton.setInitialState(isFound(start) ? found : stateOf(start, states, open));
        while (!open.isEmpty()) {
            BitSet from = open.remove();
            State state = stateOf(from, states, open);
            BitSet candidates = candidates(from);
            for (int i = 0; i < ExpressionSyntax.ALPHABET.length(); i++) {
                BitSet to = reading(candidates, 1L << i);
                State next = isFound(to) ? found : stateOf(to, states, open);
                state.addTransition(new Transition(ExpressionSyntax.ALPHABET.charAt(i), next));
            }
        }
        automaton.setDeterministic(true);
        automaton.reduce();
        SpecialOperations.reverse(automaton);
        return automaton;
    }

    private State stateOf(BitSet positions, Map<BitSet, State> states, Queue<BitSet> open) {
        State known = states.get(positions);
        if (known != null) {
            return known;
        }
        if (states.size() == MOST_STATES) {
            throw tooLarge();
        }
        State state = new State();
        state.setAccept(isFound(afterMany(positions, ExpressionSyntax.START)));
        states.put(positions, state);
        open.add(positions);
        return state;
    }

    /** Where one can be after any number of the same symbol, none included. */
    private BitSet afterMany(BitSet positions, long symbol) {
        BitSet all = positions;
        BitSet more = or(all, reading(candidates(all), symbol));
        while (!more.equals(all)) {
            all = more;
            more = or(all, reading(candidates(all), symbol));
        }
        return all;
    }

    /** What can be read next; the search may begin anew at every place. */
    private BitSet candidates(BitSet positions) {
        BitSet next = (BitSet) root.first.clone();
        positions.stream().forEach(position -> next.or(follow.get(position)));
        return next;
    }

    private BitSet reading(BitSet candidates, long symbol) {
        BitSet read = new BitSet();
        candidates.stream()
                .filter(position -> (symbols.get(position) & symbol) != 0)
                .forEach(read::set);
        return read;
    }

    private boolean isFound(BitSet positions) {
        return root.empty || positions.intersects(root.last);
    }

    private static RuntimeException tooLarge() {
        return HostExpression.refused("its automaton is too large", "son automate est trop grand", 0);
    }
}
