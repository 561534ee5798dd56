package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.NotedLine;

/**
 * The {@code acl} lines of a configuration, read as squid.conf.documented of Squid 5.7 describes them. Names of lists
 * are the same in upper and lower case. Used by one thread.
 */
final class AccessLists {

    /** Types that look at the client or at the moment. */
    private static final Set<String> OF_CIRCUMSTANCES = Set.of(
            "src",
            "srcdomain",
            "srcdom_regex",
            "localip",
            "localport",
            "myportname",
            "arp",
            "eui64",
            "clientside_mark",
            "client_connection_mark",
            "time",
            "maxconn",
            "dst");

    /** Types of the manual that are not modelled. */
    private static final Set<String> NOT_MODELLED = Set.of(
            "src_as",
            "dst_as",
            "peername",
            "peername_regex",
            "url_regex",
            "urllogin",
            "urlpath_regex",
            "proto",
            "http_status",
            "browser",
            "referer_regex",
            "ident",
            "ident_regex",
            "proxy_auth",
            "proxy_auth_regex",
            "snmp_community",
            "max_user_ip",
            "random",
            "req_mime_type",
            "req_header",
            "rep_mime_type",
            "rep_header",
            "external",
            "user_cert",
            "ca_cert",
            "ext_user",
            "ext_user_regex",
            "tag",
            "hier_code",
            "note",
            "annotate_transaction",
            "annotate_client",
            "adaptation_service",
            "transaction_initiator",
            "has",
            "at_step",
            "ssl_error",
            "server_cert_fingerprint",
            "ssl::server_name",
            "ssl::server_name_regex",
            "connections_encrypted");

    private static final int DEEPEST = 16;

    /** Blame for single lines ends here; what passes is computed from all of them. */
    private static final int MOST_MENTIONS = 20_000;

    private static final Text LOOKS_UP = Text.of(
            "without -n an address passes whose owner gives it such a name in the reverse DNS",
            "sans -n, une adresse passe si son propriétaire lui donne un tel nom dans le DNS inverse");

    private final ConfigText text;
    private final Map<String, AccessList> byName = new HashMap<>();
    private int mentions;

    AccessLists(ConfigText text) {
        this.text = text;
        byName.put("all", AccessList.predefined("src", new AccessList.Always()));
        byName.put("localhost", AccessList.predefined("src", new AccessList.Circumstances()));
        byName.put("to_localhost", AccessList.predefined("dst", new AccessList.Circumstances()));
        byName.put("manager", AccessList.predefined("url_regex", new AccessList.ManagerPages()));
        byName.put("connect", AccessList.predefined("method", new AccessList.Method(Request.CONNECT)));
    }

    /** A list as a rule names it, with {@code !} in front for its opposite. */
    Optional<AccessList.Operand> operand(String word) {
        boolean negated = word.startsWith("!");
        return Optional.ofNullable(byName.get(SquidReader.lower(negated ? word.substring(1) : word)))
                .map(list -> new AccessList.Operand(list, negated));
    }

    void read(ConfigText.Statement statement) {
        List<ConfigText.Word> words = statement.values();
        if (words.size() < 2) {
            statement.is(
                    Line.State.WRONG, Text.of("an acl needs a name and a type", "une acl demande un nom et un type"));
            return;
        }
        String type = words.get(1).text();
        List<ConfigText.Word> values = words.subList(2, words.size());
        boolean group = type.equals("any-of") || type.equals("all-of");
        String name = SquidReader.lower(words.getFirst().text());
        AccessList known = byName.get(name);
        if (known != null && !known.type().equals(type)) {
            statement.is(
                    Line.State.WRONG,
                    Text.of(
                            "the acl already has another type: Squid stops",
                            "l'acl a déjà un autre type : Squid s'arrête"));
            return;
        }
        List<AccessList.Operand> operands = group ? operands(statement, values) : List.of();
        int depth = operands.stream()
                .mapToInt(operand -> operand.list().depth() + 1)
                .max()
                .orElse(0);
        AccessList list = known != null ? known : new AccessList(type, depth);
        byName.put(name, list);
        statement.is(Line.State.UNDERSTOOD);
        if (statement.words().stream().anyMatch(word -> word.text().contains("${"))) {
            unclear(list, statement, Text.of("a macro is not expanded", "une macro n'est pas développée"));
            return;
        }
        switch (type) {
            case "port" -> ports(list, values);
            case "method" -> methods(list, values);
            case "dstdomain" -> domains(list, statement, values);
            case "dstdom_regex" -> expressions(list, statement, values);
            case "any-of", "all-of" -> {
                if (depth > DEEPEST || (known != null && depth > 1)) {
                    unclear(list, statement, Text.of("groups of groups of acls", "des groupes de groupes d'acl"));
                } else {
                    list.add(type.equals("any-of") ? new AccessList.AnyOf(operands) : new AccessList.AllOf(operands));
                }
            }
            default -> others(list, type, statement, values);
        }
    }

    private void others(AccessList list, String type, ConfigText.Statement statement, List<ConfigText.Word> values) {
        if (type.equals("src") && values.stream().anyMatch(value -> value.text().equals("all"))) {
            list.add(new AccessList.Always());
        } else if (OF_CIRCUMSTANCES.contains(type)) {
            list.add(new AccessList.Circumstances());
        } else if (NOT_MODELLED.contains(type)) {
            unclear(
                    list,
                    statement,
                    Text.of("acls of the type %s are not modelled", "les acl du type %s ne sont pas modélisées", type));
        } else {
            list.addUnclear(statement.lines().getFirst());
            statement.is(Line.State.UNKNOWN, Text.of("the type of the acl is unknown", "le type de l'acl est inconnu"));
        }
    }

    /** Only a list that a rule uses has a part in what passes; until then its lines have none. */
    private static void unclear(AccessList list, ConfigText.Statement statement, Text why) {
        statement.is(Line.State.IRRELEVANT, why);
        statement.lines().forEach(list::addUnclear);
    }

    private static void ports(AccessList list, List<ConfigText.Word> values) {
        for (ConfigText.Word value : values) {
            String[] ends = value.text().split("-", -1);
            boolean numbers = ends.length <= 2 && List.of(ends).stream().allMatch(end -> end.matches("[0-9]{1,5}"));
            if (numbers) {
                list.add(new AccessList.PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
            } else {
                list.addUnclear(value.line());
                value.line()
                        .is(Line.State.WRONG, Text.of("no port or range of ports", "ni port, ni intervalle de ports"));
            }
        }
    }

    private static void methods(AccessList list, List<ConfigText.Word> values) {
        for (ConfigText.Word value : values) {
            if (value.text().matches("[A-Z][A-Z-]{0,30}")) {
                list.add(new AccessList.Method(value.text()));
            } else {
                list.addUnclear(value.line());
            }
        }
    }

    private List<AccessList.Operand> operands(ConfigText.Statement statement, List<ConfigText.Word> values) {
        List<AccessList.Operand> operands = new ArrayList<>();
        for (ConfigText.Word value : values) {
            Optional<AccessList.Operand> operand = operand(value.text());
            if (operand.isEmpty()) {
                statement.is(Line.State.WRONG, notDefined());
            }
            operand.ifPresent(operands::add);
        }
        return operands;
    }

    static Text notDefined() {
        return Text.of(
                "it names an acl that is not defined above it", "elle nomme une acl qui n'est pas définie plus haut");
    }

    private void domains(AccessList list, ConfigText.Statement statement, List<ConfigText.Word> words) {
        int first = 0;
        while (first < words.size() && words.get(first).text().equals("-n")) {
            first++;
        }
        if (first == 0) {
            statement.is(Line.State.UNDERSTOOD, LOOKS_UP);
        }
        if (first < words.size() && words.get(first).text().equals("--")) {
            first++;
        } else if (first < words.size() && words.get(first).text().startsWith("-")) {
            list.addUnclear(words.get(first).line());
            statement.is(Line.State.WRONG, Text.of("dstdomain has no such option", "dstdomain n'a pas cette option"));
            return;
        }
        for (ConfigText.Word word : words.subList(first, words.size())) {
            Optional<List<ConfigText.Word>> values = text.valuesOf(word);
            if (values.isEmpty()) {
                list.addUnclear(word.line());
            }
            values.ifPresent(found -> found.forEach(value -> domain(list, value)));
        }
    }

    private void domain(AccessList list, ConfigText.Word word) {
        word.line().is(Line.State.UNDERSTOOD);
        String value = SquidReader.lower(word.text());
        SplayOrder.Overlap overlap = list.order().add(value);
        if (overlap == SplayOrder.Overlap.FATAL) {
            word.line()
                    .is(
                            Line.State.WRONG,
                            Text.of(
                                    "\"%s\" overlaps an earlier value of its acl: Squid before 7 stops",
                                    "« %s » recouvre une valeur antérieure de son acl : Squid avant 7 s'arrête",
                                    value));
        }
        boolean tree = value.startsWith(".");
        String root = tree ? value.substring(1) : value;
        Optional<HostName> name =
                HostName.tryParse(root).filter(found -> found.value().equals(root));
        if (name.isEmpty()) {
            word.line().is(Line.State.UNDERSTOOD, matchesNothing(root));
            return;
        }
        if (overlap == SplayOrder.Overlap.WARNING) {
            word.line()
                    .is(
                            Line.State.UNDERSTOOD,
                            Text.of("an earlier value already covers it", "une valeur antérieure la couvre déjà"));
        }
        NameSet names;
        if (tree && name.get().labels().size() == 1) {
            names = HostExpression.parse("(^|\\.)" + root + "$", Set.of()).names();
            list.add(new AccessList.HostsLike(names));
        } else {
            HostPattern exact = new HostPattern.Exact(name.get());
            List<HostPattern> patterns = tree ? List.of(exact, new HostPattern.Below(name.get())) : List.of(exact);
            patterns.forEach(pattern -> list.add(new AccessList.Host(pattern)));
            names = NameSet.of(patterns);
        }
        mention(list, word.line(), names);
    }

    private void mention(AccessList list, NotedLine line, NameSet names) {
        if (mentions < MOST_MENTIONS) {
            mentions++;
            list.mention(line, names);
        }
    }

    private static Text matchesNothing(String value) {
        if (value.contains("*")) {
            return Text.of(
                    "dstdomain has no star: the value never matches",
                    "dstdomain n'a pas d'étoile : la valeur ne convient jamais");
        }
        if (value.endsWith(".")) {
            return Text.of(
                    "with a dot at its end the value never matches",
                    "avec un point final, la valeur ne convient jamais");
        }
        return Text.of("the value matches no host name", "la valeur ne convient à aucun nom d'hôte");
    }

    private void expressions(AccessList list, ConfigText.Statement statement, List<ConfigText.Word> words) {
        boolean lookUp = true;
        boolean options = true;
        Set<HostExpression.Flag> flags = EnumSet.noneOf(HostExpression.Flag.class);
        for (ConfigText.Word word : words) {
            String option = word.text();
            if (option.equals("-i") || option.equals("+i")) {
                flags.clear();
                flags.addAll(option.equals("-i") ? Set.of(HostExpression.Flag.IGNORE_CASE) : Set.of());
            } else if (options && option.equals("-n")) {
                lookUp = false;
            } else if (options && option.equals("--")) {
                options = false;
            } else {
                options = false;
                Optional<List<ConfigText.Word>> values = text.valuesOf(word);
                if (values.isEmpty()) {
                    list.addUnclear(word.line());
                }
                for (ConfigText.Word value : values.orElse(List.of())) {
                    expression(list, value, Set.copyOf(flags));
                }
            }
        }
        if (lookUp) {
            statement.is(Line.State.UNDERSTOOD, LOOKS_UP);
        }
    }

    private void expression(AccessList list, ConfigText.Word word, Set<HostExpression.Flag> flags) {
        word.line().is(Line.State.UNDERSTOOD);
        String value = word.text();
        Optional<HostExpression> expression = value.startsWith("-") || value.startsWith("+")
                ? Optional.empty()
                : HostExpression.tryParse(value, flags);
        if (expression.isEmpty()) {
            word.line()
                    .is(
                            Line.State.IRRELEVANT,
                            Text.of("the expression is not modelled", "l'expression n'est pas modélisée"));
            list.addUnclear(word.line());
            return;
        }
        if (!value.endsWith("$")) {
            word.line()
                    .is(
                            Line.State.UNDERSTOOD,
                            Text.of(
                                    "not bound to the end of the name: it is found inside foreign names",
                                    "sans ancre à la fin du nom : elle se trouve dans des noms étrangers"));
        }
        NameSet names = expression.get().names();
        list.add(new AccessList.HostsLike(names));
        mention(list, word.line(), names);
    }
}
