package org.sallyport.targets.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.dnsmasq.NftSet;

/** Reads one rule, by nft(8) of release 1.0. What it does not know makes the whole rule one that is not supported. */
final class RuleParser {

    private static final Text UNKNOWN = Text.of("a rule that is not modelled", "une règle qui n'est pas modélisée");
    private static final Text NO_SET = Text.of(
            "there is no such set above: nft refuses the file",
            "il n'y a pas cet ensemble au-dessus : nft refuse le fichier");
    private static final Text ADDRESS =
            Text.of("an address: whatever name has it passes", "une adresse : tout nom qui l'a passe");

    private final List<Token> tokens;
    private final String family;
    private final String table;
    /** The sets of all tables, and the version of the addresses in each. */
    private final Map<NftSet, Integer> sets;

    private int at;
    private int version;
    private Optional<NftSet> set = Optional.empty();
    private Optional<Set<Port.Transport>> transports = Optional.empty();
    private List<Service.Range> ranges = List.of();
    private boolean open;
    private boolean newConnections = true;
    private boolean address;
    private FilterRule.Verdict verdict = FilterRule.Verdict.NONE;

    private RuleParser(List<Token> tokens, String family, String table, Map<NftSet, Integer> sets) {
        this.tokens = tokens;
        this.family = family;
        this.table = table;
        this.sets = sets;
    }

    /** @param tokens of one statement, without the end of it */
    static FilterRule parse(List<Token> tokens, String family, String table, Map<NftSet, Integer> sets) {
        RuleParser parser = new RuleParser(tokens, family, table, sets);
        while (parser.at < tokens.size()) {
            Optional<FilterRule> failed = parser.part();
            if (failed.isPresent()) {
                return failed.get();
            }
        }
        return parser.rule();
    }

    private FilterRule rule() {
        Service service = new Service(transports.orElse(Service.ANY.transports()), ranges);
        boolean about = newConnections && !address && !service.transports().isEmpty();
        return new FilterRule(
                version,
                set,
                service,
                open,
                about ? verdict : FilterRule.Verdict.NONE,
                Line.State.UNDERSTOOD,
                address && verdict == FilterRule.Verdict.ACCEPT ? Optional.of(ADDRESS) : Optional.empty());
    }

    private static Optional<FilterRule> unknown() {
        return Optional.of(FilterRule.without(Line.State.NOT_SUPPORTED, UNKNOWN));
    }

    /** Reads one condition or statement; what it fails with is the whole rule. */
    private Optional<FilterRule> part() {
        String word = next();
        return switch (word) {
            case "ip", "ip6" -> packet(word.equals("ip") ? 4 : 6);
            case "tcp", "udp", "th" -> port(word);
            case "meta" -> meta(next());
            case "l4proto" -> meta(word);
            case "ct" -> connection();
            case "icmp", "icmpv6" -> {
                transports = Optional.of(Set.of());
                next();
                yield operand().isPresent() ? Optional.empty() : unknown();
            }
            case "iif", "iifname", "oif", "oifname" -> networkInterface(word);
            case "counter" -> {
                if (peek("packets")) {
                    at += 4;
                }
                yield Optional.empty();
            }
            case "log" -> {
                while (peek("prefix") || peek("level") || peek("group") || peek("flags")) {
                    at += 2;
                }
                yield Optional.empty();
            }
            case "comment" -> {
                next();
                yield Optional.empty();
            }
            case "update", "add" -> renewal();
            case "accept" -> decide(FilterRule.Verdict.ACCEPT);
            case "drop" -> decide(FilterRule.Verdict.DROP);
            case "reject" -> {
                while (at < tokens.size() && !peek("comment")) {
                    at++;
                }
                yield decide(FilterRule.Verdict.DROP);
            }
            default -> unknown();
        };
    }

    private Optional<FilterRule> decide(FilterRule.Verdict decided) {
        verdict = decided;
        return Optional.empty();
    }

    private Optional<FilterRule> packet(int ipVersion) {
        String field = next();
        version = ipVersion;
        if (field.equals("daddr")) {
            return destination(ipVersion);
        }
        Optional<List<String>> values = operand();
        if (values.isEmpty()) {
            return unknown();
        }
        switch (field) {
            case "saddr" -> open = true;
            case "protocol", "nexthdr" -> protocols(values.get());
            default -> {
                return unknown();
            }
        }
        return Optional.empty();
    }

    private Optional<FilterRule> destination(int ipVersion) {
        Optional<List<String>> values = operand();
        if (values.isEmpty()) {
            return unknown();
        }
        if (values.get().size() == 1 && values.get().getFirst().startsWith("@")) {
            NftSet named = new NftSet(family, table, values.get().getFirst().substring(1));
            Integer addresses = sets.get(named);
            if (addresses == null || addresses != ipVersion) {
                return Optional.of(FilterRule.without(Line.State.WRONG, NO_SET));
            }
            set = Optional.of(named);
            return Optional.empty();
        }
        String pattern = ipVersion == 4 ? "[0-9]{1,3}(\\.[0-9]{1,3}){3}" : "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";
        address = values.get().stream().allMatch(value -> value.length() < 50 && value.matches(pattern));
        return address ? Optional.empty() : unknown();
    }

    private Optional<FilterRule> port(String transport) {
        String field = next();
        Optional<List<String>> values = operand();
        if (transport.equals("tcp")) {
            transports = Optional.of(Set.of(Port.Transport.TCP));
        } else if (transport.equals("udp")) {
            transports = Optional.of(Set.of(Port.Transport.UDP));
        }
        if (values.isEmpty()) {
            return unknown();
        }
        if (field.equals("sport")) {
            open = true;
            return Optional.empty();
        }
        List<Service.Range> read = values.get().stream()
                .flatMap(value -> Service.Range.parse(value).stream())
                .toList();
        if (!field.equals("dport") || read.size() < values.get().size() || !ranges.isEmpty()) {
            return unknown();
        }
        ranges = read;
        return Optional.empty();
    }

    private Optional<FilterRule> meta(String key) {
        Optional<List<String>> values = operand();
        if (values.isEmpty()) {
            return unknown();
        }
        switch (key) {
            case "l4proto" -> protocols(values.get());
            case "nfproto" -> version = values.get().equals(List.of("ipv4")) ? 4 : 6;
            case "mark", "skuid", "skgid", "iif", "iifname", "oif", "oifname", "pkttype" -> open = true;
            default -> {
                return unknown();
            }
        }
        return key.equals("nfproto")
                        && !Set.of("ipv4", "ipv6").contains(values.get().getFirst())
                ? unknown()
                : Optional.empty();
    }

    private void protocols(List<String> names) {
        Set<Port.Transport> known = new java.util.HashSet<>();
        for (String name : names) {
            switch (name) {
                case "tcp", "6" -> known.add(Port.Transport.TCP);
                case "udp", "17" -> known.add(Port.Transport.UDP);
                default -> {}
            }
        }
        transports = Optional.of(known);
    }

    private Optional<FilterRule> connection() {
        String key = next();
        Optional<List<String>> values = operand();
        if (!key.equals("state") || values.isEmpty()) {
            return unknown();
        }
        newConnections = values.get().contains("new");
        return Optional.empty();
    }

    private Optional<FilterRule> networkInterface(String word) {
        Optional<List<String>> values = operand();
        if (values.isEmpty()) {
            return unknown();
        }
        if (values.get().equals(List.of("lo"))) {
            // what stays inside the machine is no name of somebody else
            newConnections = false;
        } else {
            open = true;
        }
        return word.isEmpty() ? unknown() : Optional.empty();
    }

    /** {@code update @set { ip daddr }}: the address stays in the set in which it is. */
    private Optional<FilterRule> renewal() {
        String named = next();
        List<String> rest = new ArrayList<>();
        while (at < tokens.size() && (rest.isEmpty() || !rest.getLast().equals("}"))) {
            rest.add(next());
        }
        String field = version == 4 ? "ip" : "ip6";
        boolean same = set.filter(own -> named.equals("@" + own.name())).isPresent();
        return same && rest.equals(List.of("{", field, "daddr", "}")) ? Optional.empty() : unknown();
    }

    /** One value, several with commas, or a set in braces; empty for whatever else there is. */
    private Optional<List<String>> operand() {
        if (peek("=") && at + 1 < tokens.size() && tokens.get(at + 1).is("=")) {
            at += 2;
        }
        List<String> values = new ArrayList<>();
        boolean braces = peek("{");
        if (braces) {
            at++;
        }
        do {
            while (braces && peek("\n")) {
                at++;
            }
            if (at >= tokens.size()) {
                return Optional.empty();
            }
            Token value = tokens.get(at);
            if (!value.quoted()
                    && (value.text().isEmpty()
                            || "{},=!<>$\n;".indexOf(value.text().charAt(0)) >= 0)) {
                if (braces && value.is("}") && !values.isEmpty()) {
                    break;
                }
                return Optional.empty();
            }
            values.add(value.text());
            at++;
            while (braces && peek("\n")) {
                at++;
            }
        } while (comma());
        if (braces) {
            if (!peek("}")) {
                return Optional.empty();
            }
            at++;
        }
        return Optional.of(values);
    }

    private boolean comma() {
        if (peek(",")) {
            at++;
            return true;
        }
        return false;
    }

    private boolean peek(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at++).text() : "";
    }
}
