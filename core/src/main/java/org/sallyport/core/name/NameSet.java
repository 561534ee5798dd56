package org.sallyport.core.name;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import dk.brics.automaton.SpecialOperations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set of host names as a regular language, with exact union, intersection, difference, subset and shortest witness.
 * Immutable; safe for use by several threads.
 *
 * <p>The automaton inside reads names from their end: there, thousands of patterns form a tree of suffixes that is
 * deterministic almost by itself, while read from the front every wildcard would multiply the states.
 */
public final class NameSet {

    private static final Automaton LABEL = labelCharacters().repeat(1);
    private static final Automaton NAME = deterministic(
            LABEL.concatenate(BasicAutomata.makeChar('.').concatenate(LABEL).repeat()));
    private static final NameSet NONE = new NameSet(BasicAutomata.makeEmpty());
    private static final NameSet ALL = new NameSet(NAME);

    private final Automaton backwards;

    private NameSet(Automaton backwards) {
        this.backwards = deterministic(backwards);
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
        List<String> names = new ArrayList<>();
        List<String> bases = new ArrayList<>();
        List<Automaton> parts = new ArrayList<>();
        for (HostPattern pattern : patterns) {
            switch (pattern) {
                case HostPattern.Exact(HostName name) -> names.add(reversed(name.value()));
                case HostPattern.Below(HostName base) -> bases.add(reversed(base.value()) + ".");
                case HostPattern.Glob glob -> parts.add(backwards(glob));
            }
        }
        if (!names.isEmpty()) {
            parts.add(strings(names));
        }
        if (!bases.isEmpty()) {
            parts.add(strings(bases).concatenate(NAME));
        }
        return parts.isEmpty() ? NONE : new NameSet(BasicOperations.union(parts));
    }

    /**
     * All host names that an automaton over names, read from the front, accepts. For readers of device languages whose
     * rules are no {@link HostPattern}.
     */
    static NameSet ofForward(Automaton forward) {
        Automaton reversed = forward.clone();
        SpecialOperations.reverse(reversed);
        return new NameSet(reversed.intersection(NAME));
    }

    public NameSet union(NameSet other) {
        return new NameSet(backwards.union(other.backwards));
    }

    public NameSet intersect(NameSet other) {
        return new NameSet(backwards.intersection(other.backwards));
    }

    public NameSet minus(NameSet other) {
        return new NameSet(backwards.minus(other.backwards));
    }

    /** The union of many sets, built in one step. */
    public static NameSet union(Collection<NameSet> sets) {
        return sets.isEmpty()
                ? NONE
                : new NameSet(BasicOperations.union(
                        sets.stream().map(set -> set.backwards).toList()));
    }

    public boolean contains(HostName name) {
        return backwards.run(reversed(name.value()));
    }

    public boolean isSubsetOf(NameSet other) {
        return BasicOperations.subsetOf(backwards, other.backwards)
                || witnessOutside(other).isEmpty();
    }

    /** Whether no host name is in the set; lengths and hyphens count, so a language of overlong names is empty. */
    public boolean isEmpty() {
        return witness().isEmpty();
    }

    /** A shortest name of the set, the same at every call; empty where there is none. */
    public Optional<HostName> witness() {
        return Witness.shortest(backwards);
    }

    /** A shortest name that is in this set and not in the other. */
    public Optional<HostName> witnessOutside(NameSet other) {
        return BasicOperations.subsetOf(backwards, other.backwards)
                ? Optional.empty()
                : minus(other).witness();
    }

    /** States of the automaton, a measure of the memory that the set takes. */
    int states() {
        return backwards.getNumberOfStates();
    }

    private static Automaton backwards(HostPattern.Glob glob) {
        List<LabelGlob> labels = glob.labels().reversed();
        Stream<Automaton> parts = Stream.of();
        for (int i = 0; i < labels.size(); i++) {
            LabelGlob label = labels.get(i);
            boolean front = i == labels.size() - 1;
            Automaton part = label.equals(LabelGlob.ANY) ? (front ? NAME : LABEL) : backwards(label);
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

    private static Automaton labelCharacters() {
        return BasicOperations.union(List.of(
                BasicAutomata.makeCharRange('a', 'z'),
                BasicAutomata.makeCharRange('0', '9'),
                BasicAutomata.makeChar('-'),
                BasicAutomata.makeChar('_')));
    }

    private static Automaton strings(List<String> texts) {
        return BasicAutomata.makeStringUnion(texts.stream().sorted().distinct().toArray(CharSequence[]::new));
    }

    private static Automaton deterministic(Automaton automaton) {
        Automaton result = automaton.clone();
        result.expandSingleton();
        result.determinize();
        result.removeDeadTransitions();
        return result;
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
