package org.sallyport.core.name;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import dk.brics.automaton.SpecialOperations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.Memo;

/**
 * A set of host names as a regular language, with exact union, intersection, difference, subset and shortest witness.
 * Immutable; safe for use by several threads.
 *
 * <p>The automaton inside reads names from their end: there, thousands of patterns form a tree of suffixes that is
 * deterministic almost by itself, while read from the front every wildcard would multiply the states.
 */
public final class NameSet {

    private static final NameSet NONE = new NameSet(new State());
    private static final NameSet ALL = new NameSet(everyName());

    /** Longer lists differ from each other, and would fill the memory. */
    private static final int LONGEST_KNOWN = 500;

    private static final Memo<Set<HostPattern>, NameSet> KNOWN = new Memo<>(512, set -> true);

    private final State start;

    private NameSet(State start) {
        this.start = start;
    }

    private static State everyName() {
        State start = new State();
        State label = new State().accept();
        for (int i = 0; i < State.ALPHABET.length(); i++) {
            char letter = State.ALPHABET.charAt(i);
            if (letter != '.') {
                start.put(letter, label);
                label.put(letter, label);
            }
        }
        label.put('.', start);
        return start;
    }

    /** No name. */
    public static NameSet none() {
        return NONE;
    }

    /** Every host name. */
    public static NameSet all() {
        return ALL;
    }

    public static NameSet of(HostPattern... patterns) {
        return of(List.of(patterns));
    }

    /** All names that one of the patterns matches. */
    public static NameSet of(Collection<? extends HostPattern> patterns) {
        return patterns.size() <= LONGEST_KNOWN ? KNOWN.get(Set.copyOf(patterns), NameSet::laid) : laid(patterns);
    }

    private static NameSet laid(Collection<? extends HostPattern> patterns) {
        Set<HostName> bases = new HashSet<>();
        for (HostPattern pattern : patterns) {
            if (pattern instanceof HostPattern.Below(HostName base)) {
                bases.add(base);
            }
        }
        State tree = new State();
        List<State> globs = new ArrayList<>();
        for (HostPattern pattern : new LinkedHashSet<>(patterns)) {
            if (!isCovered(pattern, bases)) {
                switch (pattern) {
                    case HostPattern.Exact(HostName name) -> lay(tree, name).accept();
                    case HostPattern.Below(HostName base) -> lay(tree, base).put('.', ALL.start);
                    case HostPattern.Glob glob ->
                        globs.add(patterns.size() == 1 ? State.of(backwards(glob)) : of(glob).start);
                }
            }
        }
        State start = tree;
        for (State glob : globs) {
            start = State.combined(start, glob, State.Operation.UNION);
        }
        return new NameSet(start);
    }

    /** All names below this one, whatever it is: also those below a top-level domain, for which no rule has a pattern. */
    public static NameSet below(HostName base) {
        State start = new State();
        lay(start, base).put('.', ALL.start);
        return new NameSet(start);
    }

    /** The names one label below this one, and none deeper. */
    public static NameSet oneLabelBelow(HostName base) {
        return like("*." + base, false);
    }

    /**
     * The host names that are equal to a text in which a star stands for any number of characters, none included, as
     * many products read their lists. Empty where the text has a character that no host name has.
     *
     * @param text in lower case
     * @param overDots whether a star stands for dots as well
     */
    public static NameSet like(String text, boolean overDots) {
        List<Automaton> parts = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                Automaton any = overDots ? labelCharacters().union(BasicAutomata.makeChar('.')) : labelCharacters();
                parts.add(any.repeat());
            } else if (State.ALPHABET.indexOf(c) >= 0) {
                parts.add(BasicAutomata.makeChar(c));
            } else {
                return NONE;
            }
        }
        return ofForward(BasicOperations.concatenate(parts));
    }

    /** Whether all names of the pattern lie below a base other than its own. */
    private static boolean isCovered(HostPattern pattern, Set<HostName> bases) {
        Optional<HostName> above = pattern instanceof HostPattern.Glob
                ? Optional.of(pattern.suffix())
                : pattern.suffix().parent();
        while (above.isPresent()) {
            if (bases.contains(above.get())) {
                return true;
            }
            above = above.get().parent();
        }
        return false;
    }

    private static State lay(State tree, HostName name) {
        State state = tree;
        for (int i = name.value().length() - 1; i >= 0; i--) {
            state = state.orNew(name.value().charAt(i));
        }
        return state;
    }

    /**
     * All host names that an automaton over names, read from the front, accepts. For readers of device languages whose
     * rules are no {@link HostPattern}.
     */
    static NameSet ofForward(Automaton forward) {
        Automaton reversed = forward.clone();
        SpecialOperations.reverse(reversed);
        return new NameSet(State.of(reversed)).intersect(ALL);
    }

    public NameSet union(NameSet other) {
        return combined(other, State.Operation.UNION);
    }

    public NameSet intersect(NameSet other) {
        return combined(other, State.Operation.INTERSECTION);
    }

    public NameSet minus(NameSet other) {
        return combined(other, State.Operation.DIFFERENCE);
    }

    private NameSet combined(NameSet other, State.Operation operation) {
        if (start == other.start) {
            return operation == State.Operation.DIFFERENCE ? NONE : this;
        }
        // nearly every proof asks for a difference that is empty
        if (operation == State.Operation.DIFFERENCE && State.isPlainlyWithin(start, other.start)) {
            return NONE;
        }
        return new NameSet(State.combined(start, other.start, operation));
    }

    /** The union of many sets. */
    public static NameSet union(Collection<NameSet> sets) {
        return sets.stream().reduce(NONE, NameSet::union);
    }

    public boolean contains(HostName name) {
        State state = start;
        for (int i = name.value().length() - 1; i >= 0 && state != null; i--) {
            state = state.after(name.value().charAt(i));
        }
        return state != null && state.accepts();
    }

    public boolean isSubsetOf(NameSet other) {
        return witnessOutside(other).isEmpty();
    }

    /** Whether no host name is in the set; lengths and hyphens count, so a language of overlong names is empty. */
    public boolean isEmpty() {
        return witness().isEmpty();
    }

    /** A shortest name of the set, the same at every call; empty where there is none. */
    public Optional<HostName> witness() {
        return Witness.shortest(start);
    }

    /** A shortest name that is in this set and not in the other. */
    public Optional<HostName> witnessOutside(NameSet other) {
        return minus(other).witness();
    }

    /** States of the automaton, a measure of the memory that the set takes. */
    int states() {
        return start.reachable().size();
    }

    private static Automaton backwards(HostPattern.Glob glob) {
        List<LabelGlob> labels = glob.labels().reversed();
        Stream<Automaton> parts = Stream.of();
        for (int i = 0; i < labels.size(); i++) {
            LabelGlob label = labels.get(i);
            boolean front = i == labels.size() - 1;
            Automaton part = label.equals(LabelGlob.ANY)
                    ? (front
                            ? label().concatenate(BasicAutomata.makeChar('.')
                                    .concatenate(label())
                                    .repeat())
                            : label())
                    : backwards(label);
            parts = Stream.concat(parts, i == 0 ? Stream.of(part) : Stream.of(BasicAutomata.makeChar('.'), part));
        }
        return BasicOperations.concatenate(parts.toList());
    }

    private static Automaton backwards(LabelGlob label) {
        List<Automaton> parts = new ArrayList<>();
        for (char c : reversed(label.text()).toCharArray()) {
            parts.add(c == '*' ? labelCharacters().repeat() : BasicAutomata.makeChar(c));
        }
        return BasicOperations.concatenate(parts);
    }

    private static Automaton label() {
        return labelCharacters().repeat(1);
    }

    private static Automaton labelCharacters() {
        return BasicOperations.union(List.of(
                BasicAutomata.makeCharRange('a', 'z'),
                BasicAutomata.makeCharRange('0', '9'),
                BasicAutomata.makeChar('-'),
                BasicAutomata.makeChar('_')));
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
