package org.sallyport.targets.windowsdefenderfirewall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.PortNames;
import org.sallyport.targets.SourceLine;

/**
 * Reads scripts of plain commands as <a
 * href="https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule">the module NetSecurity</a> and the
 * page on dynamic keywords say. What the machine has besides is not in the script. Used once.
 */
final class FirewallScriptReader {

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Set<String> RULE = Set.of(
            "displayname",
            "name",
            "group",
            "description",
            "direction",
            "action",
            "enabled",
            "protocol",
            "remoteport",
            "remotedynamickeywordaddresses",
            "remoteaddress",
            "profile",
            "erroraction");
    private static final Set<String> PROFILE = Set.of(
            "all",
            "profile",
            "name",
            "enabled",
            "defaultoutboundaction",
            "defaultinboundaction",
            "logfilename",
            "logmaxsizekilobytes",
            "logallowed",
            "logblocked",
            "logignored",
            "notifyonlisten",
            "erroraction");
    private static final Set<String> HARMLESS = Set.of(
            "out-null",
            "write-host",
            "write-output",
            "import-module",
            "where-object",
            "select-object",
            "format-table",
            "format-list",
            "sort-object");
    private static final Set<String> REMOVALS =
            Set.of("remove-netfirewallrule", "remove-netfirewalldynamickeywordaddress");

    /**
     * A keyword.
     *
     * @param exact the one name, where it is one; its addresses are those of what {@code possibly} has else
     */
    private record Keyword(Optional<HostPattern> exact, NameSet possibly) {}

    private final List<SourceLine> source;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final Map<String, Keyword> keywords = new HashMap<>();
    private final Map<String, Integer> assignments = new HashMap<>();
    private final PortNames surely = new PortNames();
    private final PortNames possibly = new PortNames();
    private boolean isClosed;
    private boolean isOpen;
    private boolean isBlocked;
    private boolean any;

    FirewallScriptReader(DeviceFiles files) {
        this.source = SourceLine.of(files);
    }

    Reading read() {
        Statement.of(source).forEach(this::statement);
        if (!any) {
            throw new InputException(
                    Where.in(
                            source.isEmpty()
                                    ? WindowsDefenderFirewall.FILE
                                    : source.getFirst().file()),
                    Text.of("no command of the firewall", "aucune commande du pare-feu"),
                    Text.of("give the PowerShell script", "donnez le script PowerShell"));
        }
        List<Line> all = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            all.add(lines.getOrDefault(i, source.get(i).is(Line.State.IRRELEVANT)));
        }
        Permits everything = Permits.everywhere(NameSet.all());
        Permits certain = isBlocked ? Permits.none() : surely.permits();
        return isOpen
                ? new Reading(all, isBlocked ? Permits.none() : everything, everything)
                : new Reading(all, certain, isClosed ? possibly.permits() : everything);
    }

    private void statement(Statement statement) {
        List<Command.Word> first = statement.pipeline().getFirst();
        boolean hidden = statement.pipeline().stream()
                .flatMap(List::stream)
                .anyMatch(word -> !word.isPlain() && Command.lower(word.text()).contains("-netfirewall"));
        if (!statement.isWhole() || hidden) {
            is(statement, Line.State.UNKNOWN, NOT_READ);
        } else if (VARIABLE.matcher(first.getFirst().text()).matches()
                && first.size() > 2
                && first.get(1).text().equals("=")) {
            String variable = Command.lower(first.getFirst().text());
            assignments.merge(variable, 1, Integer::sum);
            Command.Word value = first.get(2);
            boolean isValue = value.isQuoted()
                    || !value.isPlain()
                    || value.is("New-Guid")
                    || value.text().matches("[0-9]+");
            if (!isValue || statement.pipeline().size() > 1 || variable.equals("$psdefaultparametervalues")) {
                is(statement, Line.State.UNKNOWN, NOT_READ);
            }
        } else {
            commands(statement);
        }
    }

    private void commands(Statement statement) {
        List<Command> commands = statement.pipeline().stream().map(Command::of).toList();
        Command first = commands.getFirst();
        boolean plainEnd = commands.stream().skip(1).allMatch(command -> HARMLESS.contains(command.name()));
        any |= first.name().contains("-netfirewall");
        if (commands.stream().anyMatch(command -> REMOVALS.contains(command.name()))) {
            if (!keywords.isEmpty() || isClosed) {
                is(statement, Line.State.NOT_SUPPORTED, REMOVES);
            }
        } else if (!plainEnd) {
            is(statement, Line.State.UNKNOWN, NOT_READ);
        } else {
            switch (first.name()) {
                case "new-netfirewalldynamickeywordaddress" -> keyword(statement, first);
                case "new-netfirewallrule" -> rule(statement, first);
                case "set-netfirewallprofile" -> profile(statement, first);
                default -> {
                    boolean harmless =
                            HARMLESS.contains(first.name()) || first.name().startsWith("get-netfirewall");
                    if (!harmless) {
                        is(statement, Line.State.UNKNOWN, NOT_READ);
                    }
                }
            }
        }
    }

    /** What a word stands for: of a variable, the value that it has now is another one than it had before. */
    private String key(Command.Word word) {
        if (word.isPlain()) {
            return Command.lower(word.text());
        }
        Matcher variables = VARIABLE.matcher(word.text());
        return variables.replaceAll(found -> Matcher.quoteReplacement(
                Command.lower(found.group()) + "@" + assignments.getOrDefault(Command.lower(found.group()), 0)));
    }

    private void keyword(Statement statement, Command command) {
        Optional<Command.Word> id = command.value("id");
        Optional<Command.Word> keyword = command.value("keyword");
        boolean known = command.hasOnly(Set.of("id", "keyword", "autoresolve", "addresses", "address", "erroraction"));
        if (!known || id.isEmpty() || keyword.filter(Command.Word::isPlain).isEmpty()) {
            is(statement, Line.State.NOT_SUPPORTED, NOT_MODELLED);
            id.ifPresent(word -> keywords.putIfAbsent(key(word), new Keyword(Optional.empty(), NameSet.all())));
            return;
        }
        if (keywords.containsKey(key(id.get()))) {
            is(statement, Line.State.WRONG, TWICE);
            return;
        }
        Keyword found =
                command.value("autoresolve").filter(Command.Word::isTrue).isPresent()
                        ? resolved(statement, keyword.get().text())
                        : addresses(statement);
        keywords.put(key(id.get()), found);
    }

    private Keyword addresses(Statement statement) {
        is(statement, Line.State.NOT_SUPPORTED, ADDRESSES);
        return new Keyword(Optional.empty(), NameSet.all());
    }

    private Keyword resolved(Statement statement, String written) {
        if (written.startsWith("*") && written.indexOf('*', 1) < 0) {
            is(statement, Line.State.NOT_SUPPORTED, WILDCARD);
            String base = Command.lower(written.startsWith("*.") ? written.substring(2) : written.substring(1));
            return new Keyword(Optional.empty(), base.isEmpty() ? NameSet.all() : NameSet.like("*" + base, true));
        }
        Optional<HostName> name = HostName.tryParse(written);
        if (name.isEmpty()) {
            is(statement, Line.State.NOT_SUPPORTED, NO_NAME);
            return new Keyword(Optional.empty(), NameSet.all());
        }
        HostPattern pattern = new HostPattern.Exact(name.get());
        if (!name.get().value().equals(written)) {
            is(statement, Line.State.NOT_SUPPORTED, CASE);
            return new Keyword(Optional.empty(), NameSet.of(pattern));
        }
        lets(statement, NameSet.of(pattern));
        return new Keyword(Optional.of(pattern), NameSet.of(pattern));
    }

    private void rule(Statement statement, Command command) {
        boolean readable =
                Stream.of("direction", "action", "enabled", "protocol").allMatch(command::isReadable);
        boolean outbound =
                command.value("direction").filter(word -> word.is("outbound")).isPresent();
        boolean disabled =
                command.value("enabled").filter(word -> word.is("false")).isPresent();
        if (readable && (!outbound || disabled)) {
            return;
        }
        if (!command.value("action").map(word -> word.is("allow")).orElse(!command.has("action"))) {
            isBlocked = true;
            is(statement, Line.State.NOT_SUPPORTED, BLOCKS);
            return;
        }
        Optional<PortNames.At> at = ports(command);
        boolean everyAddress = command.values("remoteaddress").stream().allMatch(word -> word.is("any"));
        boolean known = readable
                && command.hasOnly(RULE)
                && at.isPresent()
                && command.values("profile").stream().allMatch(word -> word.is("any"))
                && everyAddress;
        if (!known) {
            is(statement, Line.State.NOT_SUPPORTED, NOT_MODELLED);
        }
        PortNames.At reached = at.orElse(PortNames.At.EVERYWHERE);
        List<Command.Word> ids = command.values("remotedynamickeywordaddresses");
        if (ids.isEmpty()) {
            possibly.add(reached, NameSet.all());
            if (known) {
                surely.add(reached, NameSet.all());
                lets(statement, NameSet.all());
            }
            return;
        }
        NameSet about = NameSet.none();
        for (Command.Word id : ids) {
            Optional<Keyword> keyword = Optional.ofNullable(keywords.get(key(id)));
            if (keyword.isEmpty()) {
                is(statement, Line.State.NOT_SUPPORTED, NO_KEYWORD);
                continue;
            }
            keyword.get()
                    .exact()
                    .ifPresentOrElse(
                            name -> {
                                possibly.add(reached, name);
                                if (known) {
                                    surely.add(reached, name);
                                }
                            },
                            () -> possibly.add(reached, keyword.get().possibly()));
            about = ids.size() == 1
                    ? keyword.get().possibly()
                    : about.union(keyword.get().possibly());
        }
        if (known && about != NameSet.none()) {
            lets(statement, about);
        }
    }

    /** The remote ports; empty where they are not modelled. */
    private static Optional<PortNames.At> ports(Command command) {
        Optional<Port.Transport> transport = switch (Command.lower(
                command.value("protocol").map(Command.Word::text).orElse("any"))) {
            case "tcp", "6" -> Optional.of(Port.Transport.TCP);
            case "udp", "17" -> Optional.of(Port.Transport.UDP);
            default -> Optional.empty();
        };
        List<Command.Word> ports = command.values("remoteport");
        boolean everyPort = ports.stream().allMatch(word -> word.is("any"));
        if (transport.isEmpty()) {
            boolean every = everyPort
                    && command.value("protocol").map(word -> word.is("any")).orElse(true);
            return every ? Optional.of(PortNames.At.EVERYWHERE) : Optional.empty();
        }
        Set<Port> found = new HashSet<>();
        for (Command.Word word : ports) {
            if (!word.isPlain() || !word.text().matches("[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?")) {
                return Optional.empty();
            }
            String[] ends = word.text().split("-", -1);
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (last > 65_535 || last - first > PortNames.WIDEST_RANGE) {
                return Optional.empty();
            }
            for (int number = first; number <= last; number++) {
                found.add(new Port(transport.get(), number));
            }
        }
        return everyPort ? Optional.empty() : Optional.of(PortNames.At.ports(found));
    }

    private void profile(Statement statement, Command command) {
        Set<String> profiles = new HashSet<>();
        command.values("profile").forEach(word -> profiles.add(Command.lower(word.text())));
        command.values("name").forEach(word -> profiles.add(Command.lower(word.text())));
        boolean all = command.has("all")
                || (profiles.isEmpty() && command.rest().isEmpty())
                || profiles.contains("any")
                || profiles.containsAll(Set.of("domain", "private", "public"));
        if (!command.hasOnly(PROFILE)) {
            is(statement, Line.State.NOT_SUPPORTED, NOT_MODELLED);
        }
        Optional<Command.Word> outbound = command.value("defaultoutboundaction");
        boolean off = command.value("enabled").filter(word -> word.is("false")).isPresent();
        if (!all && (outbound.isPresent() || off)) {
            is(statement, Line.State.NOT_SUPPORTED, SOME_PROFILES);
            if (outbound.filter(word -> word.is("block")).isEmpty() || off) {
                isClosed = false;
            }
        } else if (off) {
            isOpen = true;
            lets(statement, NameSet.all());
        } else if (outbound.isPresent()) {
            isClosed = outbound.get().is("block");
            isOpen = outbound.get().is("allow") || outbound.get().is("notconfigured");
            if (isOpen) {
                lets(statement, NameSet.all());
            } else {
                is(statement, isClosed ? Line.State.UNDERSTOOD : Line.State.WRONG, isClosed ? CLOSES : OUTBOUND);
            }
        }
    }

    private void lets(Statement statement, NameSet names) {
        Line before = lines.getOrDefault(
                statement.first(), source.get(statement.first()).is(Line.State.IRRELEVANT));
        if (before.isUnderstood()) {
            NameSet both =
                    before.names() == NameSet.none() ? names : before.names().union(names);
            lines.put(statement.first(), source.get(statement.first()).about(both));
        }
    }

    private void is(Statement statement, Line.State state, Text remark) {
        for (int i = statement.first(); i <= statement.last(); i++) {
            Line before = lines.getOrDefault(i, source.get(i).is(Line.State.IRRELEVANT));
            if (before.isUnderstood() && state != Line.State.UNDERSTOOD) {
                lines.put(i, source.get(i).is(state, remark));
            } else if (before.state() == Line.State.IRRELEVANT) {
                lines.put(i, source.get(i).is(state, remark));
            }
        }
    }

    private static final Text NOT_READ = Text.of(
            "only plain commands of the firewall are read", "seules les commandes simples du pare-feu sont lues");
    private static final Text NOT_MODELLED = Text.of(
            "something in this command is not modelled", "quelque chose dans cette commande n'est pas modélisé");
    private static final Text REMOVES =
            Text.of("what this removes again is not modelled", "ce que ceci retire n'est pas modélisé");
    private static final Text TWICE =
            Text.of("there is a keyword with this identifier already", "un mot-clé porte déjà cet identifiant");
    private static final Text ADDRESSES =
            Text.of("which names have these addresses is not known", "on ne sait pas quels noms ont ces adresses");
    private static final Text WILDCARD = Text.of(
            "what a star stands for here is not documented", "la documentation ne dit pas ce que vaut l'étoile ici");
    private static final Text NO_NAME = Text.of("no host name", "pas un nom d'hôte");
    private static final Text CASE = Text.of(
            "keywords may be compared with their case; write it in lower case, without a dot",
            "la casse peut compter ; écrivez-le en minuscules, sans point final");
    private static final Text BLOCKS = Text.of(
            "a rule that blocks wins over those that allow, and is not modelled",
            "une règle qui bloque l'emporte sur celles qui autorisent, et n'est pas modélisée");
    private static final Text NO_KEYWORD = Text.of(
            "no keyword of this script: what it stands for is the machine's affair",
            "aucun mot-clé de ce script : ce qu'il désigne dépend de la machine");
    private static final Text SOME_PROFILES =
            Text.of("which profile is active is not known", "on ne sait pas quel profil est actif");
    private static final Text CLOSES =
            Text.of("what no rule lets out is stopped", "ce qu'aucune règle ne laisse sortir est arrêté");
    private static final Text OUTBOUND = Text.of("Block, Allow or NotConfigured", "Block, Allow ou NotConfigured");
}
