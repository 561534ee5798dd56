package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * The {@code http_access} rules: the first one of which all conditions match decides; where none does, the opposite of
 * the last one; where there is none, nothing passes. Source: squid.conf.documented, tag http_access.
 *
 * <p>What passes at port 443 is what passes by CONNECT, at port 80 what passes by other methods; at any other port,
 * where nobody knows which of them a client uses, what passes by both. Whatever passes by any method passes possibly.
 * A tunnel passes where ssl_bump lets it, too.
 */
final class HttpAccess {

    private static final int LAST_PORT = 65_535;

    /** More kinds of ports, methods or rules than a configuration has that a person wrote. */
    private static final int MOST_KINDS = 64;

    private static final int MOST_METHODS = 16;
    private static final int MOST_RANGES = 1_000;
    private static final int MOST_RULES = 500;

    /** Ports that are listed one by one; what is beyond is told together. */
    private static final int MOST_PORTS = 2_048;

    /** A rule with its line. */
    record Rule(boolean allows, List<AccessList.Operand> operands, NotedLine line) {}

    /** The ports from one number on, up to the next range. */
    private record Range(int first, int last) {
        int size() {
            return last - first + 1;
        }
    }

    private final SslBump bump;
    private final Listeners listeners;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Rule, Set<NameSet>> letThrough = new HashMap<>();
    private boolean whole = true;

    HttpAccess(SslBump bump, Listeners listeners) {
        this.bump = bump;
        this.listeners = listeners;
    }

    void add(Rule rule) {
        if (rules.size() == MOST_RULES) {
            whole = false;
            rule.line().is(Line.State.NOT_SUPPORTED);
        } else {
            rules.add(rule);
        }
    }

    /** Whether all rules were taken in. */
    boolean isWhole() {
        return whole;
    }

    /** What passes: the lower and the upper bound. */
    record Passing(Permits surely, Permits possibly) {}

    Passing passing() {
        Set<AccessList> lists = new HashSet<>();
        for (Rule rule : rules) {
            rule.operands().forEach(operand -> {
                operand.list().use(rule.allows() != operand.negated());
                operand.list().collect(lists);
            });
        }
        if (bumps()) {
            bump.use(lists);
            whole &= bump.rules().size() <= MOST_RULES;
        }
        Set<AccessList.PortRange> named = new HashSet<>();
        Set<String> methods = new TreeSet<>(Set.of(Request.CONNECT, Request.ANY_OTHER));
        for (AccessList list : lists) {
            list.values(AccessList.PortRange.class).forEach(named::add);
            list.values(AccessList.Method.class).map(AccessList.Method::name).forEach(methods::add);
        }
        if (named.size() > MOST_RANGES || methods.size() > MOST_METHODS) {
            whole = false;
            return new Passing(Permits.none(), Permits.everywhere(NameSet.all()));
        }
        Map<Range, Between> byRange = new TreeMap<>(Comparator.comparingInt(Range::first));
        Map<List<Object>, Between> kinds = new HashMap<>();
        for (Range range : ranges(named)) {
            byRange.put(range, kind(range, named, methods, kinds));
        }
        letThrough.forEach((rule, sets) -> rule.line().lets(NameSet.union(sets)));
        return passing(byRange);
    }

    private Between kind(
            Range range, Set<AccessList.PortRange> named, Set<String> methods, Map<List<Object>, Between> kinds) {
        List<Object> key = new ArrayList<>();
        key.add(range.first() == Port.HTTP.number());
        key.add(range.first() == Port.HTTPS.number());
        named.stream()
                .filter(ports -> ports.first() <= range.first() && range.first() <= ports.last())
                .forEach(key::add);
        Between known = kinds.get(key);
        if (known == null) {
            known = kinds.size() < MOST_KINDS ? atPort(range.first(), methods) : Between.UNKNOWN;
            kinds.put(key, known);
        }
        return known;
    }

    private Between atPort(int port, Set<String> methods) {
        Between plain = Between.ALWAYS;
        NameSet possibly = NameSet.none();
        for (String method : methods) {
            if (!method.equals(Request.CONNECT)) {
                Between passing = passing(new Request(port, method, Step.ACCESS));
                plain = new Between(Between.intersection(plain.surely(), passing.surely()), NameSet.none());
                possibly = Between.union(possibly, passing.possibly());
            }
        }
        Between tunnelled =
                tunnelled(new Request(port, Request.CONNECT, Step.ACCESS), new Between(plain.surely(), possibly));
        NameSet surely = switch (port) {
            case 80 -> plain.surely();
            case 443 -> tunnelled.surely();
            default -> Between.intersection(plain.surely(), tunnelled.surely());
        };
        return new Between(surely, Between.union(possibly, tunnelled.possibly()));
    }

    /** @param inside what passes without a tunnel, and so in one that is decrypted */
    private Between tunnelled(Request connect, Between inside) {
        Between allowed = passing(connect);
        if (!bumps()) {
            return allowed;
        }
        Between bumped = bump.fate(connect, listeners.generate()).passing(allowed, inside);
        return listeners.somePlain()
                ? new Between(
                        Between.intersection(allowed.surely(), bumped.surely()),
                        Between.union(allowed.possibly(), bumped.possibly()))
                : bumped;
    }

    private boolean bumps() {
        return listeners.someBumping() && !bump.isEmpty();
    }

    private Between passing(Request request) {
        AccessList.Answers answers = new AccessList.Answers(request);
        // the names of which it is known that a rule has decided; what is left of them all would be a far larger set
        NameSet decided = NameSet.none();
        List<NameSet> allowed = new ArrayList<>();
        List<Left> denied = new ArrayList<>();
        boolean exact = true;
        for (Rule rule : rules) {
            Between match = answers.ofAll(rule.operands());
            exact &= match.isExact();
            Left left = new Left(match.possibly(), decided);
            if (rule.allows()) {
                allowed.add(left.names());
                note(rule, allowed.getLast());
            } else {
                denied.add(left);
            }
            decided = Between.union(decided, match.surely());
        }
        Left rest = new Left(NameSet.all(), decided);
        if (rules.isEmpty() || rules.getLast().allows()) {
            denied.add(rest);
        } else {
            allowed.add(rest.names());
            note(rules.getLast(), allowed.getLast());
        }
        NameSet possibly = Between.union(allowed);
        // where nothing was left open, what is allowed is what is not denied
        return new Between(
                exact
                        ? possibly
                        : Between.difference(
                                NameSet.all(),
                                Between.union(denied.stream().map(Left::names).toList())),
                possibly);
    }

    /** What a rule matches of the names that no rule before it has decided. */
    private record Left(NameSet matched, NameSet before) {
        NameSet names() {
            return Between.difference(matched, before);
        }
    }

    private void note(Rule rule, NameSet names) {
        if (names != NameSet.none()) {
            letThrough.computeIfAbsent(rule, r -> new HashSet<>()).add(names);
        }
    }

    private static List<Range> ranges(Set<AccessList.PortRange> named) {
        SortedSet<Integer> starts = new TreeSet<>(Set.of(1, 80, 81, 443, 444));
        for (AccessList.PortRange range : named) {
            starts.add(Math.max(1, range.first()));
            starts.add(range.last() + 1);
        }
        List<Integer> within =
                starts.stream().filter(start -> start <= LAST_PORT).toList();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < within.size(); i++) {
            int last = i + 1 < within.size() ? within.get(i + 1) - 1 : LAST_PORT;
            ranges.add(new Range(within.get(i), last));
        }
        return ranges;
    }

    /** The largest group of ports that pass the same names is not listed, nor what does not fit. */
    private static Passing passing(Map<Range, Between> byRange) {
        Map<Between, Integer> sizes = new HashMap<>();
        byRange.forEach((range, names) -> {
            if (!isUsual(range)) {
                sizes.merge(names, range.size(), Integer::sum);
            }
        });
        Between elsewhere = sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Between.NEVER);
        Between common = elsewhere;
        SortedMap<Port, NameSet> surely = new TreeMap<>();
        SortedMap<Port, NameSet> possibly = new TreeMap<>();
        for (Map.Entry<Range, Between> entry : byRange.entrySet()) {
            Between names = entry.getValue();
            if (!names.equals(elsewhere) || isUsual(entry.getKey())) {
                if (surely.size() + entry.getKey().size() > MOST_PORTS) {
                    common = new Between(
                            Between.intersection(common.surely(), names.surely()),
                            Between.union(common.possibly(), names.possibly()));
                } else {
                    for (int port = entry.getKey().first();
                            port <= entry.getKey().last();
                            port++) {
                        surely.put(Port.tcp(port), names.surely());
                        possibly.put(Port.tcp(port), names.possibly());
                    }
                }
            }
        }
        return new Passing(new Permits(surely, common.surely()), new Permits(possibly, common.possibly()));
    }

    private static boolean isUsual(Range range) {
        return range.first() == Port.HTTP.number() || range.first() == Port.HTTPS.number();
    }
}
