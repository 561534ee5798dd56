package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.targets.Between;

/**
 * What stands behind {@code if} or {@code unless}: tests beside each other are conditions, {@code or} parts
 * alternatives. Source: configuration manual of HAProxy 2.6, section 7.2.
 *
 * @param alternatives of the tests in their negated or plain form
 * @param negated behind {@code unless}
 */
record Condition(List<List<Operand>> alternatives, boolean negated) {

    /** A test as a condition names it. */
    record Operand(Acl acl, boolean negated) {}

    /** Of a rule without one. */
    static final Condition NONE = new Condition(List.of(List.of()), false);

    Condition {
        alternatives = List.copyOf(alternatives);
    }

    boolean looksAtPorts() {
        return alternatives.stream().flatMap(List::stream).anyMatch(operand -> operand.acl.looksAtPorts());
    }

    boolean looksAtContent() {
        return alternatives.stream().flatMap(List::stream).anyMatch(operand -> operand.acl.looksAtContent());
    }

    /** Notes that a rule depends on it; gives the tests of which a match makes a connection more likely to pass. */
    List<Acl> use(boolean opening) {
        List<Acl> opened = new ArrayList<>();
        for (Operand operand : alternatives.stream().flatMap(List::stream).toList()) {
            boolean opens = opening != negated != operand.negated;
            operand.acl.use(opens);
            if (opens) {
                opened.add(operand.acl);
            }
        }
        return opened;
    }

    /** Where the tests hold, whether {@code if} or {@code unless} stands in front of them. */
    Between holds(Opening opening, int port, boolean waits) {
        Between either = Between.NEVER;
        for (List<Operand> all : alternatives) {
            Between both = Between.ALWAYS;
            for (Operand operand : all) {
                Between match = operand.acl.matches(opening, port, waits);
                both = both.and(operand.negated ? match.not() : match);
            }
            either = either.or(both);
        }
        return either;
    }
}
