package org.sallyport.core.name;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Objects;
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

    /** What the letters read last, the front of the label so far, have of the {@code xn--} that only UTS 46 can judge. */
    private enum Front {
        OTHER,
        HYPHEN,
        HYPHENS,
        N_HYPHENS,
        XN_HYPHENS;

        Front after(char c) {
            return switch (c) {
                case '-' -> this == HYPHEN || this == HYPHENS ? HYPHENS : HYPHEN;
                case 'n' -> this == HYPHENS ? N_HYPHENS : OTHER;
                case 'x' -> this == N_HYPHENS ? XN_HYPHENS : OTHER;
                default -> OTHER;
            };
        }

        boolean isHyphen() {
            return this == HYPHEN || this == HYPHENS;
        }
    }

    /** A point of the search: what two ends of names must share to have the same future. */
    private record Point(State state, int labelLength, Front front, LastLabel last) {}

    private record Step(Point point, char read, @Nullable Step before, int length) {

        @Nullable
        Step letter(char c) {
            State next = point.state.after(c);
            boolean possible = point.labelLength < HostName.LONGEST_LABEL && !(c == '-' && point.labelLength == 0);
            return next != null && possible
                    ? new Step(
                            new Point(next, point.labelLength + 1, point.front.after(c), point.last.after(c)),
                            c,
                            this,
                            length + 1)
                    : null;
        }

        @Nullable
        Step dot() {
            State next = point.state.after('.');
            return next == null
                    ? null
                    : new Step(new Point(next, 0, Front.OTHER, LastLabel.NO_NUMBER), '.', this, length + 1);
        }
    }

    private Witness() {}

    static Optional<HostName> shortest(State start) {
        Queue<Step> open = new ArrayDeque<>();
        Set<Point> seen = new HashSet<>();
        open.add(new Step(new Point(start, 0, Front.OTHER, LastLabel.NOTHING), '\0', null, 0));
        while (!open.isEmpty()) {
            Step step = open.remove();
            Step label = ended(step, seen);
            if (label != null && step.point.state.accepts()) {
                return Optional.of(new HostName(spell(label)));
            }
            if (step.length < HostName.LONGEST_NAME) {
                for (int i = 0; i < State.ALPHABET.length(); i++) {
                    char c = State.ALPHABET.charAt(i);
                    Step next = c == '.' ? (label == null ? null : label.dot()) : step.letter(c);
                    if (next != null && seen.add(next.point)) {
                        open.add(next);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The step, where the label may end with it; or one with the same future, where another label is needed. None where
     * that future is found from another step: all of the same length have been seen by now.
     */
    private static @Nullable Step ended(Step step, Set<Point> seen) {
        Point point = step.point;
        if (point.labelLength == 0 || point.front.isHyphen() || point.last.isNumber()) {
            return null;
        }
        if (point.front == Front.XN_HYPHENS
                && seen.contains(new Point(point.state, point.labelLength, Front.OTHER, point.last))) {
            return null;
        }
        if (point.front != Front.XN_HYPHENS || isLabel(step)) {
            return step;
        }
        Step start = step;
        for (int i = 0; i < point.labelLength; i++) {
            start = Objects.requireNonNull(start.before);
        }
        return new OctetsLabel(point.state).from(start, point.labelLength);
    }

    private static boolean isLabel(Step step) {
        String label = spell(step).substring(0, step.point.labelLength);
        return HostName.tryParse(label + ".example").isPresent();
    }

    /**
     * The search for an {@code xn--} label that UTS 46 accepts, where the first one found is refused. Most texts are
     * refused, and only trying tells; where no text of a length is accepted, the search gives up after a while.
     */
    private static final class OctetsLabel {
        private static final String PREFIX = "xn--";

        private final State end;
        private int steps = 2_000;

        OctetsLabel(State end) {
            this.end = end;
        }

        @Nullable
        Step from(Step step, int left) {
            if (left == 0) {
                return step.point.state == end && isLabel(step) ? step : null;
            }
            String letters = left > PREFIX.length() ? State.ALPHABET : PREFIX.substring(left - 1, left);
            for (int i = 0; i < letters.length() && steps > 0; i++) {
                steps--;
                Step next = letters.charAt(i) == '.' ? null : step.letter(letters.charAt(i));
                Step found = next == null ? null : from(next, left - 1);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }

    private static String spell(Step last) {
        StringBuilder name = new StringBuilder();
        for (Step step = last; step != null && step.before != null; step = step.before) {
            name.append(step.read);
        }
        return name.toString();
    }
}
