package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;

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
            "ssl_error",
            "server_cert_fingerprint",
            "connections_encrypted");

    private static final int DEEPEST = 16;

    private final NameValues names;
    private final Map<String, AccessList> byName = new HashMap<>();

    AccessLists(ConfigText text) {
        this.names = new NameValues(text);
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
            case "at_step" -> steps(list, values);
            case "dstdomain" -> names.domains(list, statement, values);
            case "dstdom_regex" -> names.expressions(list, statement, values);
            case NameValues.SERVER_NAME -> names.serverNames(list, statement, values);
            case NameValues.SERVER_NAME_REGEX -> names.serverExpressions(list, statement, values);
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

    private static void steps(AccessList list, List<ConfigText.Word> values) {
        for (ConfigText.Word value : values) {
            Optional<Step> step = Step.named(value.text());
            if (step.isPresent()) {
                list.add(new AccessList.AtStep(step.get()));
            } else if (value.text().equalsIgnoreCase("GeneratingCONNECT")) {
                list.addUnclear(value.line());
            } else {
                list.addUnclear(value.line());
                value.line().is(Line.State.WRONG, Text.of("no step of ssl_bump", "pas une étape de ssl_bump"));
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
}
