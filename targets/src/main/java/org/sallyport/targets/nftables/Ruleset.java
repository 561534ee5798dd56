package org.sallyport.targets.nftables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.SourceLine;
import org.sallyport.targets.dnsmasq.NftSet;

/** The tables of a file of nftables: its sets, and the chains through which packets go. */
final class Ruleset {

    /** Where packets that are forwarded, or that the machine itself sends, are looked at. */
    static final Set<String> HOOKS = Set.of("forward", "output");

    /** A chain that is hooked into the way of packets. */
    static final class Chain {
        private final String family;
        private final String hook;
        private final List<FilterRule> rules = new ArrayList<>();
        private boolean drops;

        private Chain(String family, String hook) {
            this.family = family;
            this.hook = hook;
        }

        String hook() {
            return hook;
        }

        boolean sees(int version) {
            return family.equals("inet") || family.equals(version == 4 ? "ip" : "ip6");
        }

        List<FilterRule> rules() {
            return rules;
        }

        /** Whether what no rule decides about is dropped. */
        boolean drops() {
            return drops;
        }
    }

    private record Said(Line.State state, Optional<Text> remark) {}

    private final Map<String, Chain> chains = new LinkedHashMap<>();
    private final Map<NftSet, Integer> sets = new HashMap<>();
    private final Map<SourceLine, Said> said = new HashMap<>();
    private List<Token> tokens = List.of();
    private int at;

    /** Reads a file after those that were read before. */
    void read(List<SourceLine> lines) {
        tokens = Token.of(lines);
        at = 0;
        while (skipEnds()) {
            topLevel();
        }
    }

    /** The line as it was understood. */
    Line line(SourceLine line) {
        Said found = said.getOrDefault(line, new Said(Line.State.IRRELEVANT, Optional.empty()));
        return found.remark().map(remark -> line.is(found.state(), remark)).orElseGet(() -> line.is(found.state()));
    }

    List<Chain> chains() {
        return List.copyOf(chains.values());
    }

    private void topLevel() {
        int begin = at;
        String word = next();
        if ((word.equals("add") || word.equals("create")) && peek("table")) {
            word = next();
        }
        switch (word) {
            case "table" -> table(begin);
            case "flush", "delete", "destroy" -> {
                toEnd();
                say(begin, chains.isEmpty() && sets.isEmpty() ? Line.State.UNDERSTOOD : Line.State.NOT_SUPPORTED);
            }
            case "add", "insert", "replace", "create", "include", "define", "redefine", "undefine" -> {
                toEnd();
                say(begin, Line.State.NOT_SUPPORTED);
            }
            default -> {
                toEnd();
                say(begin, Line.State.UNKNOWN);
            }
        }
    }

    private void table(int begin) {
        List<String> name = words();
        String family = name.size() == 2 ? name.getFirst() : "ip";
        String table = name.isEmpty() ? "" : name.getLast();
        if (!peek("{")) {
            say(begin, name.isEmpty() ? Line.State.WRONG : Line.State.UNDERSTOOD);
            return;
        }
        at++;
        boolean known = Set.of("ip", "ip6", "inet").contains(family) && !name.isEmpty() && name.size() <= 2;
        say(begin, known ? Line.State.UNDERSTOOD : Line.State.NOT_SUPPORTED);
        while (skipEnds() && !peek("}")) {
            int part = at;
            switch (next()) {
                case "set" -> set(part, family, table);
                case "chain" -> chain(part, family, table);
                case "comment", "flags" -> {
                    toEnd();
                    say(part, Line.State.UNDERSTOOD);
                }
                case "counter", "quota", "limit", "flowtable", "ct", "secmark", "synproxy" -> {
                    block();
                    say(part, Line.State.UNDERSTOOD);
                }
                default -> {
                    block();
                    say(part, Line.State.NOT_SUPPORTED);
                }
            }
        }
        close(begin);
    }

    private void set(int begin, String family, String table) {
        String name = String.join(" ", words());
        if (!peek("{")) {
            say(begin, Line.State.WRONG);
            return;
        }
        at++;
        say(begin, Line.State.UNDERSTOOD);
        while (skipEnds() && !peek("}")) {
            int part = at;
            String key = next();
            String value = String.join(" ", texts(toEnd()));
            switch (key) {
                case "type", "typeof" ->
                    sets.put(
                            new NftSet(family, table, name),
                            switch (value) {
                                case "ipv4_addr", "ip daddr" -> 4;
                                case "ipv6_addr", "ip6 daddr" -> 6;
                                default -> 0;
                            });
                case "flags", "timeout", "gc-interval", "size", "policy", "counter", "auto-merge", "comment" -> {}
                default -> {
                    say(part, Line.State.NOT_SUPPORTED, ELEMENTS);
                    continue;
                }
            }
            say(part, Line.State.UNDERSTOOD);
        }
        close(begin);
    }

    private void chain(int begin, String family, String table) {
        String name = String.join(" ", words());
        if (!peek("{")) {
            say(begin, Line.State.WRONG);
            return;
        }
        at++;
        say(begin, Line.State.UNDERSTOOD);
        String key = family + " " + table + " " + name;
        Chain chain = chains.getOrDefault(key, new Chain(family, ""));
        while (skipEnds() && !peek("}")) {
            int part = at;
            List<Token> statement = toEnd();
            List<String> words = texts(statement);
            if (words.getFirst().equals("type")
                    && words.size() >= 4
                    && words.get(2).equals("hook")) {
                chain = hooked(words, chain, family);
                chains.put(key, chain);
                say(part, isElsewhere(words) ? Line.State.NOT_SUPPORTED : Line.State.UNDERSTOOD);
            } else if (words.getFirst().equals("policy")) {
                chain.drops = words.equals(List.of("policy", "drop"));
                boolean right = chain.drops || words.equals(List.of("policy", "accept"));
                say(part, right ? Line.State.UNDERSTOOD : Line.State.WRONG);
            } else {
                FilterRule rule = RuleParser.parse(statement, family, table, sets);
                chain.rules.add(rule);
                boolean counts = chain.hook.isEmpty() || HOOKS.contains(chain.hook);
                said(part, counts ? rule.state() : Line.State.UNDERSTOOD, rule.remark());
            }
        }
        close(begin);
    }

    private static Chain hooked(List<String> words, Chain before, String family) {
        // addresses are translated elsewhere: nothing is let through or dropped there
        String hook = words.get(1).equals("filter") ? words.get(3) : words.get(1);
        Chain chain = new Chain(family, hook);
        chain.rules.addAll(before.rules);
        chain.drops = before.drops;
        return chain;
    }

    /** Whether the chain filters packets on their way before or behind the hooks that are looked at. */
    private static boolean isElsewhere(List<String> words) {
        return words.get(1).equals("filter")
                && !HOOKS.contains(words.get(3))
                && !words.get(3).equals("input");
    }

    /** The closing brace of what began there; nft refuses a file in which it is missing. */
    private void close(int begin) {
        if (peek("}")) {
            say(at, Line.State.UNDERSTOOD);
            at++;
        } else {
            said(begin, Line.State.WRONG, Optional.of(OPEN));
        }
    }

    private void block() {
        words();
        if (!peek("{")) {
            toEnd();
            return;
        }
        int depth = 0;
        do {
            depth += peek("{") ? 1 : peek("}") ? -1 : 0;
            at++;
        } while (at < tokens.size() && depth > 0);
    }

    /** The words of one statement, of which a set in braces may go on over several lines. */
    private List<Token> toEnd() {
        List<Token> statement = new ArrayList<>();
        int depth = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (depth == 0 && (token.endsStatement() || token.is("}"))) {
                break;
            }
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            statement.add(token);
            at++;
        }
        return statement;
    }

    /** The words before a brace or the end of the statement. */
    private List<String> words() {
        List<String> words = new ArrayList<>();
        while (at < tokens.size() && !peek("{") && !peek("}") && !tokens.get(at).endsStatement()) {
            words.add(next());
        }
        return words;
    }

    private static List<String> texts(List<Token> statement) {
        return statement.stream().map(Token::text).toList();
    }

    /** Whether there is more behind the ends of statements. */
    private boolean skipEnds() {
        while (at < tokens.size() && tokens.get(at).endsStatement()) {
            at++;
        }
        return at < tokens.size();
    }

    private boolean peek(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at++).text() : "";
    }

    private void say(int begin, Line.State state) {
        said(begin, state, Optional.empty());
    }

    private void say(int begin, Line.State state, Text remark) {
        said(begin, state, Optional.of(remark));
    }

    /** About all lines from there to here. The worst that is said about a line counts. */
    private void said(int begin, Line.State state, Optional<Text> remark) {
        for (int i = begin; i < Math.max(at, begin + 1) && i < tokens.size(); i++) {
            if (!tokens.get(i).is("\n")) {
                said.merge(
                        tokens.get(i).line(),
                        new Said(state, remark),
                        (before, now) -> worse(now.state()) > worse(before.state())
                                        || (now.state() == before.state()
                                                && before.remark().isEmpty())
                                ? now
                                : before);
            }
        }
    }

    private static int worse(Line.State state) {
        return switch (state) {
            case IRRELEVANT -> 0;
            case UNDERSTOOD -> 1;
            case NOT_SUPPORTED -> 2;
            case UNKNOWN -> 3;
            case WRONG -> 4;
        };
    }

    private static final Text ELEMENTS = Text.of(
            "addresses that stand in the file: which names have them is not known",
            "des adresses écrites dans le fichier : on ne sait pas quels noms les ont");
    private static final Text OPEN = Text.of("a brace is not closed", "une accolade n'est pas fermée");
}
