package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.NameSet;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * The {@code ssl_bump} rules: what becomes of a tunnel that http_access allows. They are asked again at each step, the
 * first one decides that matches and that the step can do, and where none does, the tunnel is spliced. The client is
 * taken to be an honest one, that asks the server for the name of its CONNECT. Source: squid.conf.documented, tag
 * ssl_bump, and client_side.cc and PeekingPeerConnector.cc of Squid 5.7.
 */
final class SslBump {

    /** What a rule does with a tunnel. */
    enum Action {
        SPLICE,
        NONE,
        PEEK,
        STARE,
        BUMP,
        CLIENT_FIRST,
        SERVER_FIRST,
        TERMINATE;

        /** As a rule names it. */
        static Optional<Action> named(String word) {
            return switch (word) {
                case "splice" -> Optional.of(SPLICE);
                case "none" -> Optional.of(NONE);
                case "peek" -> Optional.of(PEEK);
                case "stare" -> Optional.of(STARE);
                case "bump" -> Optional.of(BUMP);
                case "client-first" -> Optional.of(CLIENT_FIRST);
                case "server-first" -> Optional.of(SERVER_FIRST);
                case "terminate" -> Optional.of(TERMINATE);
                default -> Optional.empty();
            };
        }

        boolean decrypts() {
            return this == BUMP || this == CLIENT_FIRST || this == SERVER_FIRST;
        }

        /** It puts the decision off to the next step. */
        boolean looksOn() {
            return this == PEEK || this == STARE;
        }
    }

    /** A rule with its line. */
    record Rule(Action action, List<AccessList.Operand> operands, NotedLine line) {}

    /** What becomes of the tunnels that are neither cut nor decrypted: they are spliced. */
    record Fate(Between cut, Between decrypted) {

        /**
         * What passes through a tunnel.
         *
         * @param inside what passes once it is decrypted
         */
        Between passing(Between allowed, Between inside) {
            return allowed.and(cut.not()).and(decrypted.not().or(inside));
        }
    }

    private static final Set<Action> AT_CONNECT = EnumSet.allOf(Action.class);
    private static final Set<Action> AT_HELLO =
            EnumSet.of(Action.PEEK, Action.STARE, Action.SPLICE, Action.BUMP, Action.TERMINATE);
    private static final Set<Action> AT_CERTIFICATE = EnumSet.of(Action.SPLICE, Action.BUMP, Action.TERMINATE);

    private final List<Rule> rules = new ArrayList<>();

    void add(Rule rule) {
        rules.add(rule);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    List<Rule> rules() {
        return rules;
    }

    /** Notes that what passes depends on the lists of the rules. */
    void use(Set<AccessList> lists) {
        for (Rule rule : rules) {
            boolean opening = !rule.action().looksOn() && rule.action() != Action.TERMINATE;
            for (AccessList.Operand operand : rule.operands()) {
                boolean towards = !rule.action().looksOn() && opening != operand.negated();
                operand.list().use(towards);
                operand.list().collect(lists);
            }
        }
    }

    /**
     * What becomes of a tunnel to that port.
     *
     * @param generates whether Squid makes certificates: without them it ends what it would look at twice or decrypt
     *     after a look
     */
    Fate fate(Request connect, boolean generates) {
        Map<Action, Between> first = step(connect.at(Step.CONNECT), AT_CONNECT, Optional.empty(), Action.SPLICE);
        Between cut = of(first, Action.TERMINATE);
        Between decrypted = decrypted(first);
        Between looking = of(first, Action.PEEK).or(of(first, Action.STARE));
        if (!looking.equals(Between.NEVER)) {
            Map<Action, Between> second = step(connect.at(Step.HELLO), AT_HELLO, Optional.empty(), Action.SPLICE);
            Fate third = afterHello(connect.at(Step.CERTIFICATE), second);
            cut = cut.or(looking.and(of(second, Action.TERMINATE).or(third.cut())));
            decrypted = decrypted.or(looking.and(decrypted(second).or(third.decrypted())));
            if (!generates) {
                Between more = decrypted(second).or(of(second, Action.PEEK)).or(of(second, Action.STARE));
                cut = cut.or(perhaps(looking.and(more)));
            }
        }
        return new Fate(cut, decrypted);
    }

    /**
     * After a second look. Who peeked usually can no longer decrypt, and with TLS 1.3 splices without asking again; who
     * stared usually can no longer splice. Which of it, depends on the server.
     */
    private Fate afterHello(Request request, Map<Action, Between> second) {
        Between peeking = of(second, Action.PEEK);
        Between staring = of(second, Action.STARE);
        Between cut = Between.NEVER;
        Between decrypted = Between.NEVER;
        if (!peeking.equals(Between.NEVER)) {
            Map<Action, Between> third = step(request, AT_CERTIFICATE, Optional.of(Action.BUMP), Action.SPLICE);
            cut = perhaps(peeking.and(of(third, Action.TERMINATE)));
            decrypted = perhaps(peeking.and(decrypted(third)));
        }
        if (!staring.equals(Between.NEVER)) {
            Map<Action, Between> third = step(request, AT_CERTIFICATE, Optional.of(Action.SPLICE), Action.BUMP);
            cut = cut.or(staring.and(of(third, Action.TERMINATE)));
            decrypted = decrypted.or(staring.and(decrypted(third)));
        }
        return new Fate(cut, decrypted);
    }

    private static Between perhaps(Between between) {
        return between.equals(Between.NEVER) ? between : new Between(NameSet.none(), between.possibly());
    }

    /**
     * Which names each action is taken for.
     *
     * @param able what can be done at the step
     * @param perhaps what can be done with some servers only
     * @param otherwise what is done where no rule decides
     */
    private Map<Action, Between> step(Request request, Set<Action> able, Optional<Action> perhaps, Action otherwise) {
        AccessList.Answers answers = new AccessList.Answers(request);
        Map<Action, NameSet> possibly = new EnumMap<>(Action.class);
        NameSet undecided = NameSet.all();
        boolean exact = true;
        for (Rule rule : rules) {
            if (able.contains(rule.action()) && undecided != NameSet.none()) {
                Between match = answers.ofAll(rule.operands());
                if (perhaps.filter(rule.action()::equals).isPresent()) {
                    match = new Between(NameSet.none(), match.possibly());
                }
                exact &= match.isExact();
                possibly.merge(rule.action(), Between.intersection(undecided, match.possibly()), Between::union);
                undecided = Between.difference(undecided, match.surely());
            }
        }
        possibly.merge(otherwise, undecided, Between::union);
        Map<Action, Between> taken = new EnumMap<>(Action.class);
        for (Map.Entry<Action, NameSet> entry : possibly.entrySet()) {
            NameSet others = Between.union(possibly.entrySet().stream()
                    .filter(other -> other.getKey() != entry.getKey())
                    .map(Map.Entry::getValue)
                    .toList());
            // where nothing is left open, the sets are apart from each other
            taken.put(
                    entry.getKey(),
                    exact
                            ? Between.exactly(entry.getValue())
                            : new Between(Between.difference(entry.getValue(), others), entry.getValue()));
        }
        return taken;
    }

    private static Between of(Map<Action, Between> taken, Action action) {
        return taken.getOrDefault(action, Between.NEVER);
    }

    private static Between decrypted(Map<Action, Between> taken) {
        return of(taken, Action.BUMP).or(of(taken, Action.CLIENT_FIRST)).or(of(taken, Action.SERVER_FIRST));
    }
}
