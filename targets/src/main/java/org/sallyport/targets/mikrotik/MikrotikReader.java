package org.sallyport.targets.mikrotik;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.FirstMatch;
import org.sallyport.targets.SourceLine;

/** Reads scripts and exports of RouterOS: address lists, static DNS entries, and the chain forward. Used once. */
final class MikrotikReader {

    private final List<Line> lines = new ArrayList<>();
    private final AddressLists lists = new AddressLists();
    private final List<FilterRule> rules = new ArrayList<>();
    private final Set<String> filled = new HashSet<>();
    private String menu = "";

    Reading read(DeviceFiles files) {
        List<SourceLine> source = SourceLine.of(files);
        for (int i = 0; i < source.size(); i++) {
            SourceLine first = source.get(i);
            if (first.text().startsWith("<") || first.text().startsWith("{")) {
                throw new InputException(
                        new Where(first.file(), first.number(), 1),
                        Text.of("this is no RouterOS script", "ce n'est pas un script RouterOS"),
                        Text.of("give what /export prints", "donnez ce qu'affiche /export"));
            }
            StringBuilder whole = new StringBuilder(first.text());
            List<Line> continued = new ArrayList<>();
            while (goesOn(whole) && i + 1 < source.size()) {
                SourceLine next = source.get(++i);
                whole.setLength(whole.length() - 1);
                whole.append(next.text().stripLeading());
                continued.add(next.is(Line.State.IRRELEVANT, CONTINUED));
            }
            lines.add(line(first, whole.toString().strip()));
            lines.addAll(continued);
        }
        return reading();
    }

    private static boolean goesOn(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 && line.charAt(0) != '#';
    }

    private Reading reading() {
        Map<String, AddressLists.Reached> reached = lists.reached();
        List<FirstMatch.Rule> all = new ArrayList<>();
        for (FilterRule rule : rules) {
            NameSet everything = NameSet.all();
            AddressLists.Reached names = rule.list()
                    .map(list -> reached.getOrDefault(list, AddressLists.nothing()))
                    .orElseGet(() -> new AddressLists.Reached(everything, everything));
            all.add(new FirstMatch.Rule(rule.accepts(), rule.always(), rule.ports(), names.surely(), names.possibly()));
        }
        // a chain without a last word accepts
        return new FirstMatch(all, true).reading(lines);
    }

    private Line line(SourceLine line, String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return line.is(Line.State.IRRELEVANT);
        }
        if (text.startsWith(":") || text.startsWith("{") || text.startsWith("}")) {
            return line.is(Line.State.UNKNOWN);
        }
        Command command = Command.parse(text, menu);
        menu = command.verb().isEmpty() || text.startsWith("/") ? command.menu() : menu;
        if (command.verb().isEmpty()
                || Set.of("print", "export", "reset-counters").contains(command.verb())) {
            return line.is(Line.State.IRRELEVANT);
        }
        return switch (command.menu()) {
            case "ip firewall address-list" -> inMenu(line, command, this::address);
            case "ip dns static" -> inMenu(line, command, this::answer);
            case "ip firewall filter" -> inMenu(line, command, this::filter);
            case "ipv6 firewall filter" -> inMenu(line, command, this::filterOfSix);
            case "ip firewall raw", "ip proxy access" -> line.is(Line.State.NOT_SUPPORTED);
            default -> line.is(menu.isEmpty() ? Line.State.UNKNOWN : Line.State.IRRELEVANT);
        };
    }

    private interface Added {
        Line line(SourceLine line, Command command);
    }

    private Line inMenu(SourceLine line, Command command, Added added) {
        if (command.verb().equals("remove") && !filled.contains(command.menu())) {
            return line.is(Line.State.IRRELEVANT, FORMER);
        }
        if (!command.verb().equals("add")) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        filled.add(command.menu());
        return command.isDisabled() ? line.is(Line.State.UNDERSTOOD, DISABLED) : added.line(line, command);
    }

    private Line address(SourceLine line, Command add) {
        Optional<String> list = add.value("list");
        Optional<String> address = add.value("address");
        if (list.isEmpty() || address.isEmpty()) {
            return line.is(Line.State.WRONG);
        }
        if (address.get().matches("[0-9./-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:./-]*")) {
            return line.is(Line.State.UNDERSTOOD, ADDRESS);
        }
        Optional<HostName> name = HostName.tryParse(address.get());
        if (name.isEmpty()) {
            return line.is(Line.State.WRONG, NO_NAME);
        }
        lists.resolve(list.get(), name.get());
        return line.about(NameSet.of(new HostPattern.Exact(name.get())));
    }

    private Line answer(SourceLine line, Command add) {
        Optional<String> list = add.value("address-list");
        if (list.isEmpty()) {
            return line.is(Line.State.IRRELEVANT);
        }
        if (add.value("regexp").isPresent() || !add.value("type").orElse("A").equals("FWD")) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        String text = add.value("name").orElse("");
        boolean below =
                Set.of("yes", "true").contains(add.value("match-subdomain").orElse("no"));
        if (text.startsWith("*.")) {
            Optional<HostName> base = HostName.tryParse(text.substring(2));
            base.ifPresent(known -> lists.perhapsLearn(list.get(), NameSet.below(known)));
            return base.isPresent()
                    ? new Line(
                            line.file(),
                            line.number(),
                            line.text(),
                            Line.State.UNDERSTOOD,
                            NameSet.below(base.get()),
                            Optional.of(STAR))
                    : line.is(Line.State.WRONG, NO_NAME);
        }
        Optional<HostName> name = HostName.tryParse(text);
        if (name.isEmpty()) {
            return line.is(Line.State.WRONG, NO_NAME);
        }
        if (!below) {
            lists.learn(list.get(), name.get());
            return line.about(NameSet.of(new HostPattern.Exact(name.get())));
        }
        lists.learnBelow(list.get(), name.get());
        return line.about(NameSet.below(name.get()));
    }

    private Line filter(SourceLine line, Command add) {
        String action = add.value("action").orElse("accept");
        boolean goesOn = Set.of("passthrough", "log").contains(action) || action.startsWith("add-");
        boolean old = add.value("connection-state")
                .filter(states -> !states.contains("new") && !states.contains("!") && !states.contains("untracked"))
                .isPresent();
        boolean ping = add.value("protocol")
                .filter(protocol -> protocol.startsWith("icmp"))
                .isPresent();
        if (add.value("chain").isEmpty()) {
            return line.is(Line.State.WRONG);
        }
        if (!add.value("chain").equals(Optional.of("forward")) || goesOn || old || ping) {
            return line.is(Line.State.IRRELEVANT);
        }
        Optional<FilterRule> rule = FilterRule.of(add);
        if (rule.isEmpty()) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        rules.add(rule.get());
        return rule.get().accepts() && rule.get().list().isEmpty()
                ? line.about(NameSet.all())
                : line.is(Line.State.UNDERSTOOD);
    }

    /** Names reach addresses of IPv4 here; over IPv6 nothing may pass that the list does not speak of. */
    private Line filterOfSix(SourceLine line, Command add) {
        boolean stops = add.value("chain").filter("forward"::equals).isPresent()
                && add.value("action").filter("drop"::equals).isPresent()
                && Set.of("chain", "action", "comment").containsAll(add.values().keySet());
        return line.is(stops ? Line.State.UNDERSTOOD : Line.State.NOT_SUPPORTED);
    }

    private static final Text CONTINUED = Text.of("belongs to the line above", "appartient à la ligne du dessus");
    private static final Text FORMER = Text.of("removes a former rendering", "supprime un rendu antérieur");
    private static final Text DISABLED = Text.of("disabled: it decides nothing", "désactivé : il ne décide rien");
    private static final Text ADDRESS = Text.of("an address, no name", "une adresse, pas un nom");
    private static final Text NO_NAME = Text.of("no name", "pas un nom");
    private static final Text STAR = Text.of(
            "a star in a name: the manual does not say what it does; match-subdomain=yes is meant for this",
            "une étoile dans un nom : le manuel ne dit pas ce qu'elle fait ; match-subdomain=yes sert à cela");
}
