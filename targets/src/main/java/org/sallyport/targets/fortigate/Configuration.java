package org.sallyport.targets.fortigate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.Release;

/**
 * The tables that a script leaves behind. The product takes the commands one after the other, reports those that it
 * refuses, and goes on with the next one; so does this. Used once.
 */
final class Configuration {

    static final String ADDRESS = "firewall address";
    static final String ADDRESS_GROUP = "firewall addrgrp";
    static final String SERVICE = "firewall service custom";
    static final String SERVICE_GROUP = "firewall service group";
    static final String POLICY = "firewall policy";

    private static final Set<String> TABLES = Set.of(ADDRESS, ADDRESS_GROUP, SERVICE, SERVICE_GROUP, POLICY);

    /** Tables that can let something through besides the policies. */
    private static final Set<String> OPENING = Set.of(
            "vdom",
            "firewall policy6",
            "firewall policy46",
            "firewall policy64",
            "firewall consolidated policy",
            "firewall security-policy",
            "firewall proxy-policy",
            "firewall explicit-proxy-policy");

    /** The first words of tables that have no part in what the policies let through. */
    private static final Set<String> ELSEWHERE = Set.of(
            "alertemail",
            "antivirus",
            "application",
            "authentication",
            "automation",
            "casb",
            "certificate",
            "dlp",
            "dnsfilter",
            "emailfilter",
            "endpoint-control",
            "extender-controller",
            "file-filter",
            "firewall",
            "icap",
            "ips",
            "log",
            "report",
            "router",
            "ssh-filter",
            "switch-controller",
            "system",
            "user",
            "videofilter",
            "voip",
            "vpn",
            "waf",
            "web-proxy",
            "webfilter",
            "wireless-controller",
            "ztna");

    private static final int LONGEST_NAME = 79;

    /** A {@code config} that is open. */
    private static final class Frame {
        private final Optional<Table> table;
        private final String path;
        private final int line;
        private Optional<Table.Entry> edited = Optional.empty();

        Frame(Optional<Table> table, String path, int line) {
            this.table = table;
            this.path = path;
            this.line = line;
        }
    }

    private final LineNotes notes;
    private final Optional<Release> release;
    private final Map<String, Table> tables = new HashMap<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private boolean open;

    private Configuration(LineNotes notes, Optional<Release> release) {
        this.notes = notes;
        this.release = release;
        TABLES.forEach(path -> tables.put(path, new Table()));
    }

    static Configuration of(List<Script.Command> commands, LineNotes notes, Optional<Release> release) {
        Configuration configuration = new Configuration(notes, release);
        commands.forEach(configuration::take);
        for (Frame frame : configuration.frames) {
            notes.is(frame.line, Line.State.WRONG, Text.of("no end closes it", "aucun end ne le ferme"));
        }
        return configuration;
    }

    Table table(String path) {
        return tables.getOrDefault(path, new Table());
    }

    /** Whether something in the script can let more through than its policies say. */
    boolean isOpen() {
        return open;
    }

    private void take(Script.Command command) {
        Frame frame = frames.peek();
        if (command.verb().equals("config")) {
            open(command, frame);
        } else if (frame == null) {
            unknown(command);
        } else if (command.verb().equals("end")) {
            commit(frame, command);
            frames.pop();
        } else if (frame.table.isPresent()) {
            notes.is(command.line(), Line.State.UNDERSTOOD);
            edit(command, frame, frame.table.get());
        }
    }

    private void unknown(Script.Command command) {
        open = true;
        notes.is(command.line(), Line.State.UNKNOWN, Text.of("the command is unknown", "la commande est inconnue"));
    }

    private void open(Script.Command command, @Nullable Frame parent) {
        String path = String.join(" ", command.values(1));
        String full = parent == null ? path : parent.path + " / " + path;
        frames.push(new Frame(Optional.ofNullable(tables.get(full)), full, command.line()));
        if (tables.containsKey(full)) {
            notes.is(command.line(), Line.State.UNDERSTOOD);
        } else if (OPENING.contains(full)) {
            open = true;
            notes.is(
                    command.line(),
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "it can let more through than the policies",
                            "elle peut laisser passer plus que les règles"));
        } else if (parent == null && !path.equals("global") && !ELSEWHERE.contains(first(path))) {
            open = true;
            notes.is(command.line(), Line.State.UNKNOWN, Text.of("the table is unknown", "la table est inconnue"));
        }
    }

    private static String first(String path) {
        return path.substring(0, path.indexOf(' ') < 0 ? path.length() : path.indexOf(' '));
    }

    private void edit(Script.Command command, Frame frame, Table table) {
        switch (command.verb()) {
            case "edit" -> {
                commit(frame, command);
                beginEdit(command, frame, table);
            }
            case "next" -> commit(frame, command);
            case "delete" -> command.values(1).forEach(table.entries()::remove);
            case "purge" -> table.entries().clear();
            case "move" -> move(command, table);
            case "set", "append", "select", "unselect", "unset", "clear" ->
                frame.edited.ifPresentOrElse(
                        entry -> attribute(command, frame.path, entry),
                        () -> notes.is(command.line(), Line.State.WRONG, NO_ENTRY));
            default -> unknown(command);
        }
    }

    private void beginEdit(Script.Command command, Frame frame, Table table) {
        Optional<String> name = command.word(1).filter(n -> !n.isEmpty() && n.length() <= LONGEST_NAME);
        if (name.isEmpty() || command.words().size() > 2) {
            notes.is(command.line(), Line.State.WRONG, NO_ENTRY);
            return;
        }
        // edit 0 stands for the next number that is free
        String key = frame.path.equals(POLICY) && name.get().equals("0") ? "0 (" + command.line() + ")" : name.get();
        frame.edited = Optional.of(table.find(key)
                .map(known -> known.copy(command.line()))
                .orElseGet(() -> new Table.Entry(key, command.line())));
    }

    private void commit(Frame frame, Script.Command command) {
        if (frame.table.isEmpty()) {
            return;
        }
        frame.edited.ifPresent(entry -> missing(frame.path, entry)
                .ifPresentOrElse(
                        attribute -> {
                            frame.table.get().refuse(entry);
                            notes.is(
                                    command.line(),
                                    Line.State.WRONG,
                                    Text.of(
                                            "\"%s\" has no %s, and the product refuses it",
                                            "« %s » n'a pas de %s, et le produit le refuse", entry.name(), attribute));
                        },
                        () -> frame.table.get().put(entry)));
        frame.edited = Optional.empty();
    }

    /** What the entry lacks to be taken. An address without a subnet is no mistake: it is every address. */
    private static Optional<String> missing(String path, Table.Entry entry) {
        Stream<String> needed = switch (path) {
            case ADDRESS -> Addresses.isName(entry) ? Stream.of("fqdn") : Stream.of();
            case ADDRESS_GROUP, SERVICE_GROUP -> Stream.of("member");
            case POLICY ->
                Stream.of(
                        "srcintf",
                        "dstintf",
                        "schedule",
                        entry.text("internet-service", "disable").equals("enable") ? "internet-service" : "service",
                        "srcaddr",
                        "dstaddr");
            default -> Stream.of();
        };
        // an entry for IPv6, for users or for a service of the internet can do without some of them
        boolean other = entry.attributes().containsKey("dstaddr6")
                || entry.attributes().containsKey("srcaddr6")
                || entry.attributes().containsKey("internet-service-name");
        return needed.filter(attribute -> entry.all(attribute).isEmpty())
                .filter(attribute -> !other || !attribute.endsWith("addr"))
                .findFirst();
    }

    private void attribute(Script.Command command, String path, Table.Entry entry) {
        Optional<String> attribute = command.word(1);
        if (attribute.isEmpty()) {
            notes.is(command.line(), Line.State.WRONG, Text.of("no attribute", "aucun attribut"));
            return;
        }
        String name = attribute.get();
        if (command.verb().equals("unset") || command.verb().equals("clear")) {
            entry.attributes().remove(name);
            return;
        }
        List<Table.Value> values = command.values(2).stream()
                .map(text -> new Table.Value(text, command.line()))
                .toList();
        Optional<Text> refusal = values.isEmpty()
                ? Optional.of(Text.of("no value", "aucune valeur"))
                : refusal(path, entry, name, command.values(2));
        if (refusal.isPresent()) {
            notes.is(command.line(), Line.State.WRONG, refusal.get());
            return;
        }
        List<Table.Value> all = new ArrayList<>(
                command.verb().equals("set") || command.verb().equals("select") ? List.of() : entry.all(name));
        if (command.verb().equals("unselect")) {
            all.removeIf(value -> command.values(2).contains(value.text()));
        } else {
            all.addAll(values);
        }
        entry.attributes().put(name, all);
    }

    /** Why the product does not take the value; names of objects have to be known when they are used. */
    private Optional<Text> refusal(String path, Table.Entry entry, String attribute, List<String> values) {
        if (path.equals(ADDRESS) && attribute.equals("fqdn")) {
            return Addresses.isName(entry)
                    ? Addresses.refusal(values, release)
                    : Optional.of(
                            Text.of(
                                    "the type is not fqdn, so the object stays what it is: every address if nothing else is said",
                                    "le type n'est pas fqdn, et l'objet reste ce qu'il est : toute adresse si rien d'autre n'est dit"));
        }
        List<Table> sources = switch (path + " " + attribute) {
            case ADDRESS_GROUP + " member", POLICY + " dstaddr" -> List.of(table(ADDRESS), table(ADDRESS_GROUP));
            case SERVICE_GROUP + " member", POLICY + " service" -> List.of(table(SERVICE), table(SERVICE_GROUP));
            default -> List.of();
        };
        return values.stream()
                .filter(value -> sources.stream()
                                .anyMatch(table -> table.refused().contains(value))
                        && sources.stream().noneMatch(table -> table.find(value).isPresent()))
                .findFirst()
                .map(value -> Text.of(
                        "\"%s\" was refused above, and the command with it",
                        "« %s » a été refusé plus haut, et la commande avec lui", value));
    }

    private void move(Script.Command command, Table table) {
        String where = command.word(2).orElse("");
        boolean known = where.equals("before") || where.equals("after");
        if (!known
                || !table.move(
                        command.word(1).orElse(""),
                        where.equals("after"),
                        command.word(3).orElse(""))) {
            // the numbers can be those of policies that the script does not have
            open = true;
            notes.is(
                    command.line(),
                    Line.State.UNKNOWN,
                    Text.of("there is no such entry in the script", "il n'y a pas de telle entrée dans le script"));
        }
    }

    private static final Text NO_ENTRY =
            Text.of("no entry is being edited", "aucune entrée n'est en cours de modification");
}
