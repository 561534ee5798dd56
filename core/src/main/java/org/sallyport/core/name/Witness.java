package org.sallyport.core.name;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for a shortest host name in an automaton that reads names from their end. The automaton knows the
 * alphabet only, so the search keeps what makes a string of it a host name: label lengths, hyphens at the borders of a
 * label, and a last label that is no number.
 */
final class Witness {

    /** Letters first: a witness is read by people. */
    private static final String PREFERENCE = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

    /** What is known of the last label, read from its end, as long as it may turn out to be a number. */
    private enum LastLabel {
        NOTHING,
        DIGITS,
        HEXADECIMAL,
        X,
        NUMBER_0X,
        NO_NUMBER;

        LastLabel after(char c) {
            boolean digit = c >= '0' && c <= '9';
            boolean hexadecimal = digit || (c >= 'a' && c <= 'f');
            return switch (this) {
                case NOTHING, DIGITS -> digit ? DIGITS : hexadecimal ? HEXADECIMAL : c == 'x' ? X : NO_NUMBER;
                case HEXADECIMAL -> hexadecimal ? HEXADECIMAL : c == 'x' ? X : NO_NUMBER;
                case X -> c == '0' ? NUMBER_0X : NO_NUMBER;
                case NUMBER_0X, NO_NUMBER -> NO_NUMBER;
            };
        }

        boolean isNumber() {
            return this == DIGITS || this == NUMBER_0X;
        }
    }

    /** A point of the search: what two prefixes of names must share to have the same future. */
    private record Point(State state, int labelLength, boolean hyphen, LastLabel last) {}

    private record Step(Point point, char read, @Nullable Step before, int length) {}

    private Witness() {}

    static Optional<HostName> shortest(Automaton backwards) {
        if (backwards.isEmpty()) {
            return Optional.empty();
        }
        Queue<Step> open = new ArrayDeque<>();
        Set<Point> seen = new HashSet<>();
        Point start = new Point(backwards.getInitialState(), 0, false, LastLabel.NOTHING);
        open.add(new Step(start, '\0', null, 0));
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (step.point.state.isAccept() && labelMayEnd(step.point)) {
                // a candidate can still fail on an ill-formed xn-- label, which the search does not model
                Optional<HostName> name = HostName.tryParse(spell(step));
                if (name.isPresent()) {
                    return name;
                }
            }
            if (step.length < HostName.LONGEST_NAME) {
                extend(step, open, seen);
            }
        }
        return Optional.empty();
    }

    private static void extend(Step step, Queue<Step> open, Set<Point> seen) {
        Point from = step.point;
        for (int i = 0; i < PREFERENCE.length(); i++) {
            char c = PREFERENCE.charAt(i);
            boolean possible = c == '.'
                    ? labelMayEnd(from)
                    : from.labelLength < HostName.LONGEST_LABEL && !(c == '-' && from.labelLength == 0);
            State next = possible ? from.state.step(c) : null;
            if (next != null) {
                Point to = c == '.'
                        ? new Point(next, 0, false, LastLabel.NO_NUMBER)
                        : new Point(next, from.labelLength + 1, c == '-', from.last.after(c));
                if (seen.add(to)) {
                    open.add(new Step(to, c, step, step.length + 1));
                }
            }
        }
    }

    private static boolean labelMayEnd(Point point) {
        return point.labelLength > 0 && !point.hyphen && !point.last.isNumber();
    }

    private static String spell(Step last) {
        StringBuilder name = new StringBuilder();
        for (Step step = last; step != null && step.before != null; step = step.before) {
            name.append(step.read);
        }
        return name.toString();
    }
}
