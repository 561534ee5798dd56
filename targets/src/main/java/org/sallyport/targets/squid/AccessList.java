package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * An {@code acl} with all its lines: it matches where one of its values does. Grows while the configuration is read;
 * used by one thread.
 */
final class AccessList {

    /** One way in which the list can match. */
    sealed interface Condition {}

    record Always() implements Condition {}

    /** It depends on the client, its address or the time: of one request nobody knows. */
    record Circumstances() implements Condition {}

    /** Squid's own pages, which it finds by the path at any host. */
    record ManagerPages() implements Condition {}

    record PortRange(int first, int last) implements Condition {}

    record Method(String name) implements Condition {}

    record AtStep(Step step) implements Condition {}

    record Host(HostPattern pattern) implements Condition {}

    record HostsLike(NameSet names) implements Condition {}

    record AllOf(List<Operand> operands) implements Condition {}

    record AnyOf(List<Operand> operands) implements Condition {}

    /** A list as a rule names it. */
    record Operand(AccessList list, boolean negated) {}

    /** A line of the list and the names that it is about. */
    private record Mention(NotedLine line, NameSet names) {}

    private final String type;
    private final int depth;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<NotedLine> unclear = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final Set<Boolean> uses = new HashSet<>();
    private final SplayOrder order = new SplayOrder();
    private NameSet hosts = NameSet.none();
    private boolean gathered;
    private Optional<NameSource> source = Optional.empty();

    AccessList(String type, int depth) {
        this.type = type;
        this.depth = depth;
    }

    static AccessList predefined(String type, Condition condition) {
        AccessList list = new AccessList(type, 0);
        list.add(condition);
        return list;
    }

    String type() {
        return type;
    }

    /** Levels of lists below this one. */
    int depth() {
        return depth;
    }

    /**
     * Says which names of a connection the list looks at.
     *
     * @return whether it looks at what this reader models
     */
    boolean lookAt(NameSource found) {
        source = Optional.of(source.filter(known -> known != found).isPresent() ? NameSource.CERTIFICATE : found);
        return source.get() != NameSource.CERTIFICATE;
    }

    SplayOrder order() {
        return order;
    }

    void add(Condition condition) {
        conditions.add(condition);
        gathered = false;
    }

    void mention(NotedLine line, NameSet names) {
        mentions.add(new Mention(line, names));
    }

    /** A line whose values are not modelled: whether the list matches is unknown. */
    void addUnclear(NotedLine line) {
        conditions.add(new Circumstances());
        unclear.add(line);
    }

    /**
     * Notes that a rule depends on this list.
     *
     * @param opening whether a match makes a request more likely to pass
     * @return whether all its lines are modelled
     */
    boolean use(boolean opening) {
        boolean clear = unclear.isEmpty();
        if (uses.add(opening)) {
            unclear.forEach(line -> line.is(Line.State.NOT_SUPPORTED));
            if (opening) {
                mentions.forEach(mention -> mention.line.lets(mention.names));
            }
            for (Condition condition : conditions) {
                for (Operand operand : operands(condition)) {
                    clear &= operand.list.use(opening != operand.negated);
                }
            }
        }
        return clear;
    }

    private static List<Operand> operands(Condition condition) {
        return switch (condition) {
            case AllOf(List<Operand> operands) -> operands;
            case AnyOf(List<Operand> operands) -> operands;
            default -> List.of();
        };
    }

    /** Adds this list and those below it. */
    void collect(Set<AccessList> lists) {
        if (lists.add(this)) {
            conditions.forEach(condition -> operands(condition).forEach(operand -> operand.list.collect(lists)));
        }
    }

    /** The values that are of one kind. */
    <C extends Condition> Stream<C> values(Class<C> kind) {
        return conditions.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The answers of lists to one request, so that a list is asked once. */
    static final class Answers {
        private final Request request;
        private final Map<AccessList, Between> known = new HashMap<>();

        Answers(Request request) {
            this.request = request;
        }

        Between of(Operand operand) {
            Between answer = known.get(operand.list);
            if (answer == null) {
                answer = operand.list.matches(this);
                known.put(operand.list, answer);
            }
            return operand.negated ? answer.not() : answer;
        }

        Between ofAll(List<Operand> operands) {
            return operands.stream().map(this::of).reduce(Between.ALWAYS, Between::and);
        }
    }

    private Between matches(Answers answers) {
        Between result = names(answers.request.step());
        for (Condition condition : conditions) {
            result = result.or(
                    switch (condition) {
                        case Always always -> Between.ALWAYS;
                        case Circumstances circumstances -> Between.UNKNOWN;
                        case ManagerPages pages -> answers.request.isTunnel() ? Between.NEVER : Between.UNKNOWN;
                        case PortRange(int first, int last) ->
                            first <= answers.request.port() && answers.request.port() <= last
                                    ? Between.ALWAYS
                                    : Between.NEVER;
                        case Method(String name) ->
                            name.equals(answers.request.method()) ? Between.ALWAYS : Between.NEVER;
                        case AtStep(Step step) ->
                            answers.request.step() == Step.ACCESS
                                    ? Between.UNKNOWN
                                    : step == answers.request.step() ? Between.ALWAYS : Between.NEVER;
                        case Host host -> Between.NEVER;
                        case HostsLike like -> Between.NEVER;
                        case AllOf(List<Operand> operands) -> answers.ofAll(operands);
                        case AnyOf(List<Operand> operands) ->
                            operands.stream().map(answers::of).reduce(Between.NEVER, Between::or);
                    });
        }
        return result;
    }

    private Between names(Step step) {
        NameSet values = hosts();
        boolean known =
                values == NameSet.none() || source.isEmpty() || source.get().isKnown(step);
        return known ? Between.exactly(values) : Between.UNKNOWN;
    }

    /** The names of all values at once: one after the other would take a union each. */
    private NameSet hosts() {
        if (!gathered) {
            List<HostPattern> patterns = new ArrayList<>();
            List<NameSet> sets = new ArrayList<>();
            for (Condition condition : conditions) {
                if (condition instanceof Host(HostPattern pattern)) {
                    patterns.add(pattern);
                } else if (condition instanceof HostsLike(NameSet names)) {
                    sets.add(names);
                }
            }
            if (!patterns.isEmpty()) {
                sets.add(NameSet.of(patterns));
            }
            hosts = NameSet.union(sets);
            gathered = true;
        }
        return hosts;
    }
}
