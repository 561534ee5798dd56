package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * A section {@code frontend}, {@code backend} or {@code listen}. Grows while the configuration is read; used by one
 * thread.
 */
final class Proxy {

    /** Rules in the order in which HAProxy comes to them. */
    enum Phase {
        CONNECTION,
        SESSION,
        CONTENT,
        HTTP
    }

    /** A rule that ends its phase: {@code ALWAYS} where it lets pass, {@code NEVER} where it does not. */
    record Rule(Phase phase, Between outcome, Condition condition, NotedLine line) {}

    /** Where a connection goes: to the servers of that section. */
    record Way(String backend, Condition condition, NotedLine line) {}

    private final AclSyntax acls;
    private boolean http;
    private boolean delays;
    private boolean servers;
    private boolean narrowed;
    private boolean opened;
    private final SortedSet<Integer> ports = new TreeSet<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private Optional<Way> last = Optional.empty();

    Proxy(AclSyntax acls, boolean http) {
        this.acls = acls;
        this.http = http;
    }

    AclSyntax acls() {
        return acls;
    }

    SortedSet<Integer> ports() {
        return ports;
    }

    boolean isHttp() {
        return http;
    }

    void mode(boolean isHttp) {
        http = isHttp;
    }

    /** Rules on what the client sends wait for it. */
    void waitsForContent() {
        delays = true;
    }

    void hasServers() {
        servers = true;
    }

    void add(Rule rule) {
        rules.add(rule);
    }

    void add(Way way) {
        ways.add(way);
    }

    /** The way where no other matches, wherever it stands. */
    void byDefault(Way way) {
        last = Optional.of(way);
    }

    private List<Way> ways() {
        return Stream.concat(ways.stream(), last.stream()).toList();
    }

    /** Something is not modelled that can stop what the rules let pass. */
    void narrows() {
        narrowed = true;
    }

    /** Something is not modelled that can change what passes. */
    void opens() {
        opened = true;
    }

    boolean looksAtPorts() {
        return rules.stream().anyMatch(rule -> rule.condition().looksAtPorts())
                || ways.stream().anyMatch(way -> way.condition().looksAtPorts());
    }

    /** Notes what its rules depend on; gives the names of lines that let them through. */
    NameSet explained(Map<String, Proxy> backends) {
        Set<Acl> opening = new LinkedHashSet<>();
        rules.forEach(rule -> opening.addAll(rule.condition().use(rule.outcome().equals(Between.ALWAYS))));
        for (Way way : ways()) {
            Proxy backend = backends.get(way.backend());
            if (backend == null) {
                way.line()
                        .is(
                                way.backend().contains("%") ? Line.State.NOT_SUPPORTED : Line.State.WRONG,
                                Text.of("no such backend: %s", "ce backend n'existe pas : %s", way.backend()));
            }
            opening.addAll(way.condition().use(backend == null || backend.servers));
            if (backend != null && backend != this) {
                backend.rules.forEach(rule ->
                        opening.addAll(rule.condition().use(rule.outcome().equals(Between.ALWAYS))));
            }
        }
        return Between.union(opening.stream().map(Acl::names).toList());
    }

    /**
     * The names that pass a client's connection to a port.
     *
     * @param explained the names for which the lines of values answer; for the rest, rules do
     */
    Between passes(Opening opening, int port, Map<String, Proxy> backends, NameSet explained) {
        FirstMatch way = way(opening, port, backends);
        Between all =
                asFarAsModelled(rulesPass(opening, port).and(way.result(servers ? Between.ALWAYS : Between.NEVER)));
        NameSet rest = opening.hasName()
                ? Between.difference(all.possibly(), explained)
                : all.possibly() == NameSet.none() ? NameSet.none() : NameSet.all();
        if (rest != NameSet.none() && !rest.isEmpty()) {
            for (Phase phase : Phase.values()) {
                blame(rulesOf(phase).stream().map(Rule::line).toList(), decision(phase, opening, port), rest);
            }
            blame(ways().stream().map(Way::line).toList(), way, rest);
        }
        return all;
    }

    private static void blame(List<NotedLine> lines, FirstMatch decision, NameSet rest) {
        List<NameSet> through = decision.through();
        for (int i = 0; i < lines.size(); i++) {
            NameSet names = Between.intersection(through.get(i), rest);
            if (!names.isEmpty()) {
                lines.get(i).lets(names);
            }
        }
    }

    private Between rulesPass(Opening opening, int port) {
        Between passing = Between.ALWAYS;
        for (Phase phase : Phase.values()) {
            passing = passing.and(decision(phase, opening, port).result(Between.ALWAYS));
        }
        return passing;
    }

    private List<Rule> rulesOf(Phase phase) {
        return rules.stream()
                .filter(rule -> rule.phase() == phase && (phase != Phase.HTTP || http))
                .toList();
    }

    private FirstMatch decision(Phase phase, Opening opening, int port) {
        boolean waits = switch (phase) {
            case CONNECTION, SESSION -> false;
            case CONTENT -> http || delays;
            case HTTP -> true;
        };
        FirstMatch decision = new FirstMatch();
        for (Rule rule : rulesOf(phase)) {
            Condition condition = rule.condition();
            decision.add(condition.holds(opening, port, waits), condition.negated(), rule.outcome());
        }
        return decision;
    }

    private FirstMatch way(Opening opening, int port, Map<String, Proxy> backends) {
        boolean waits = http
                || (delays
                        && rulesOf(Phase.CONTENT).stream()
                                .anyMatch(rule -> rule.condition().looksAtContent()));
        FirstMatch decision = new FirstMatch();
        for (Way way : ways()) {
            Proxy backend = backends.get(way.backend());
            Between outcome = backend == null ? Between.UNKNOWN : backend.serves(opening, port);
            Condition condition = way.condition();
            decision.add(condition.holds(opening, port, waits), condition.negated(), outcome);
        }
        return decision;
    }

    private Between serves(Opening opening, int port) {
        return asFarAsModelled(servers ? rulesPass(opening, port) : Between.NEVER);
    }

    private Between asFarAsModelled(Between passing) {
        if (opened) {
            return Between.UNKNOWN;
        }
        return narrowed ? new Between(NameSet.none(), passing.possibly()) : passing;
    }
}
