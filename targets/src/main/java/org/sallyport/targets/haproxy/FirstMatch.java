package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.name.NameSet;
import org.sallyport.targets.Between;

/** A list of which the first member that matches decides. Used by one thread. */
final class FirstMatch {

    /** @param negated whether the member is about the names for which the condition does not hold */
    private record Member(Between condition, boolean negated, Between outcome) {}

    private final List<Member> members = new ArrayList<>();

    /**
     * Adds a member behind the others.
     *
     * @param condition where it holds, or does not where that is negated, the member decides
     * @param outcome which of the names that it decides about pass
     */
    void add(Between condition, boolean negated, Between outcome) {
        members.add(new Member(condition, negated, outcome));
    }

    /** What passes, where names about which no member decides come out like that. */
    Between result(Between otherwise) {
        Between result = otherwise;
        for (Member member : members.reversed()) {
            result = member.negated
                    ? member.condition.choose(result, member.outcome)
                    : member.condition.choose(member.outcome, result);
        }
        return result;
    }

    /** For each member, the names that get to it and pass in some case. */
    List<NameSet> through() {
        List<NameSet> through = new ArrayList<>();
        Between undecided = Between.ALWAYS;
        for (Member member : members) {
            Between match = member.negated ? member.condition.not() : member.condition;
            through.add(undecided.and(match).and(member.outcome).possibly());
            undecided = undecided.and(match.not());
        }
        return through;
    }
}
