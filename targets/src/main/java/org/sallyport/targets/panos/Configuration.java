package org.sallyport.targets.panos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.panos.Commands.Argument;
import org.sallyport.targets.panos.Commands.Command;

/** The configuration that set, delete and move commands leave behind. Used once. */
final class Configuration {

    /** Parts of the configuration that have no part in which names the security rules let through. */
    private static final Set<String> ELSEWHERE = Set.of(
            "deviceconfig",
            "mgt-config",
            "network",
            "zone",
            "tag",
            "address",
            "address-group",
            "dynamic-user-group",
            "region",
            "application-group",
            "application-filter",
            "external-list",
            "profile-group",
            "log-settings",
            "schedule",
            "reports",
            "report-group",
            "email-scheduler",
            "threats",
            "ssl-tls-service-profile",
            "ssl-decrypt",
            "authentication-profile",
            "authentication-sequence",
            "authentication-object",
            "server-profile",
            "certificate",
            "certificate-profile",
            "local-user-database",
            "user-id-collector",
            "user-id-agent",
            "import",
            "display-name",
            "captive-portal",
            "global-protect",
            "scep",
            "sdwan-interface-profile",
            "redistribution-agent",
            "ts-agent");

    /** Attributes with one value; the others gather values. */
    private static final Set<String> SINGLE = Set.of(
            "action",
            "disabled",
            "negate-source",
            "negate-destination",
            "rule-type",
            "schedule",
            "description",
            "type",
            "port",
            "source-port");

    /** The least deep place, from 0, at which an attribute of an object stands. */
    private static final int ATTRIBUTE = 2;

    private final LineNotes notes;
    private final Node root = new Node("", 0);
    private boolean open;

    private Configuration(LineNotes notes) {
        this.notes = notes;
    }

    static Configuration of(List<Command> commands, LineNotes notes) {
        Configuration configuration = new Configuration(notes);
        commands.forEach(configuration::take);
        return configuration;
    }

    Node root() {
        return root;
    }

    /** Whether something in the text can let more through than its rules say. */
    boolean isOpen() {
        return open;
    }

    private void take(Command command) {
        List<Argument> path = local(command);
        switch (command.word(0)) {
            case "set" -> set(path, command.line());
            case "delete" -> delete(path, command.line());
            case "move" -> move(path, command.line());
            case "configure", "commit", "exit", "quit", "top", "show" -> {}
            default -> {
                if (command.word(0).startsWith("#")) {
                    notes.is(command.line(), Line.State.IRRELEVANT, NO_COMMENT);
                } else {
                    open(command.line(), Line.State.UNKNOWN, UNKNOWN);
                }
            }
        }
    }

    private void open(int line, Line.State state, Text remark) {
        open = true;
        notes.is(line, state, remark);
    }

    /** The path behind the verb, without the names of the shared or virtual system that it belongs to. */
    private static List<Argument> local(Command command) {
        return switch (command.word(1)) {
            case "shared" -> command.from(2);
            case "vsys" -> command.from(3);
            default -> command.from(1);
        };
    }

    private void set(List<Argument> path, int line) {
        switch (word(path, 0)) {
            case "profiles" -> profiles(path, line);
            case "service", "service-group" -> put(path, line);
            case "rulebase" -> rulebase(path, line);
            case "application" ->
                // what an application is decides about rules for any of them in no way
                notes.is(line, Line.State.IRRELEVANT);
            case "device-group", "pre-rulebase", "post-rulebase" -> open(line, Line.State.NOT_SUPPORTED, PANORAMA);
            default -> {
                if (path.stream()
                        .anyMatch(argument -> argument.word().contains("ending-token")
                                || argument.word().contains("end-token"))) {
                    open(line, Line.State.NOT_SUPPORTED, UrlReading.ENDING);
                } else if (!ELSEWHERE.contains(word(path, 0))) {
                    open(line, Line.State.UNKNOWN, UNKNOWN);
                }
            }
        }
    }

    private void profiles(List<Argument> path, int line) {
        if (word(path, 1).equals("custom-url-category")) {
            put(path, line);
        }
    }

    private void rulebase(List<Argument> path, int line) {
        String base = word(path, 1);
        if (base.equals("security") && word(path, 2).equals("rules")) {
            Node rule = root.child("rulebase", line)
                    .child("security", line)
                    .child("rules", line)
                    .child(word(path, 3), line);
            notes.is(line, Line.State.UNDERSTOOD);
            attributes(rule, path.subList(Math.min(4, path.size()), path.size()), line);
        } else if (base.equals("default-security-rules")) {
            put(path, line);
        } else if (base.equals("application-override")) {
            open(line, Line.State.NOT_SUPPORTED, OVERRIDE);
        }
    }

    /** One command can set several attributes of a rule, each with a value or a list. */
    private static void attributes(Node rule, List<Argument> arguments, int line) {
        for (int i = 0; i < arguments.size(); i += 2) {
            Node attribute = rule.child(arguments.get(i).word(), line);
            if (SINGLE.contains(attribute.name())) {
                attribute.clear();
            }
            if (RuleReading.isNested(attribute.name())) {
                attribute.child("", line);
                return;
            }
            if (i + 1 < arguments.size()) {
                arguments.get(i + 1).words().forEach(value -> attribute.child(value, line));
            }
        }
    }

    private void put(List<Argument> path, int line) {
        notes.is(line, Line.State.UNDERSTOOD);
        Node node = root;
        for (int i = 0; i < path.size(); i++) {
            // objects may be called like attributes, so it is the place that tells
            boolean value = i == path.size() - 1 && i > ATTRIBUTE;
            if (value && SINGLE.contains(node.name())) {
                node.clear();
            }
            for (String word : path.get(i).words()) {
                Node child = node.child(word, line);
                if (!value) {
                    node = child;
                }
            }
        }
    }

    private void delete(List<Argument> path, int line) {
        notes.is(line, Line.State.UNDERSTOOD);
        if (path.isEmpty()) {
            open(line, Line.State.UNKNOWN, UNKNOWN);
            return;
        }
        List<String> names = new ArrayList<>();
        path.subList(0, path.size() - 1).forEach(argument -> names.add(argument.word()));
        root.find(names.toArray(String[]::new))
                .ifPresent(parent -> path.getLast().words().forEach(parent::remove));
    }

    private void move(List<Argument> path, int line) {
        notes.is(line, Line.State.UNDERSTOOD);
        boolean rule = path.size() >= 5
                && word(path, 0).equals("rulebase")
                && word(path, 1).equals("security")
                && word(path, 2).equals("rules");
        boolean moved = rule
                && root.find("rulebase", "security", "rules")
                        .filter(rules -> switch (word(path, 4)) {
                            case "top" -> rules.move(word(path, 3), false);
                            case "bottom" -> rules.move(word(path, 3), true);
                            case "after" -> rules.move(word(path, 3), true, word(path, 5));
                            case "before" -> rules.move(word(path, 3), false, word(path, 5));
                            default -> false;
                        })
                        .isPresent();
        if (!moved) {
            open(line, Line.State.UNKNOWN, NO_RULE);
        }
    }

    private static String word(List<Argument> path, int place) {
        return place < path.size() ? path.get(place).word() : "";
    }

    private static final Text UNKNOWN = Text.of("the command is unknown", "la commande est inconnue");
    private static final Text NO_RULE =
            Text.of("there is no such rule in the text", "il n'y a pas de telle règle dans le texte");
    private static final Text NO_COMMENT = Text.of(
            "the command line has no comments: it refuses the line and goes on",
            "la ligne de commande n'a pas de commentaires : elle refuse la ligne et continue");
    private static final Text PANORAMA = Text.of(
            "rules of Panorama stand before or behind those of the firewall",
            "des règles de Panorama se placent avant ou après celles du pare-feu");
    private static final Text OVERRIDE = Text.of(
            "it takes connections out of the reach of URL categories",
            "il soustrait des connexions aux catégories d'URL");
}
