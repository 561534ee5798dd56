package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NotedLine;

/** Reads squid.conf as Squid 5.7 does. Shares nothing with {@link SquidWriter}. Used once. */
final class SquidReader {

    private final ConfigText text;
    private final AccessLists lists;
    private final SslBump bump = new SslBump();
    private final Listeners listeners = new Listeners();
    private final HttpAccess access = new HttpAccess(bump, listeners);
    private boolean narrowed;
    private boolean opened;

    private SquidReader(DeviceFiles files) {
        this.text = new ConfigText(files);
        this.lists = new AccessLists(text);
    }

    static Reading read(DeviceFiles files) {
        SquidReader reader = new SquidReader(files);
        reader.text.statements().forEach(reader::read);
        return reader.reading();
    }

    private void read(ConfigText.Statement statement) {
        switch (statement.directive()) {
            case "acl" -> lists.read(statement);
            case "http_access" -> rule(statement);
            case "ssl_bump" -> bumpRule(statement);
            case "http_port", "https_port" -> opened |= !listeners.read(statement);
            default -> other(statement);
        }
    }

    private void rule(ConfigText.Statement statement) {
        List<String> words =
                statement.values().stream().map(ConfigText.Word::text).toList();
        Optional<Boolean> allows = words.isEmpty() ? Optional.empty() : allows(words.getFirst());
        if (allows.isEmpty()) {
            statement.is(Line.State.WRONG, Text.of("neither allow nor deny", "ni allow, ni deny"));
            return;
        }
        statement.is(Line.State.UNDERSTOOD);
        if (words.size() == 1) {
            statement.is(
                    Line.State.IRRELEVANT,
                    Text.of("without an acl Squid skips the rule", "sans acl, Squid ignore la règle"));
            return;
        }
        operands(statement)
                .ifPresent(operands -> access.add(new HttpAccess.Rule(
                        allows.get(), operands, statement.lines().getFirst())));
    }

    /** The acls of a rule behind its first word; empty where one is not known. */
    private Optional<List<AccessList.Operand>> operands(ConfigText.Statement statement) {
        List<ConfigText.Word> words =
                statement.values().subList(1, statement.values().size());
        List<AccessList.Operand> operands = new ArrayList<>();
        for (ConfigText.Word word : words) {
            Optional<AccessList.Operand> operand = lists.operand(word.text());
            if (operand.isEmpty() && (ConfigText.isQuoted(word) || word.text().contains("${"))) {
                opened = true;
                statement.is(Line.State.NOT_SUPPORTED);
            } else if (operand.isEmpty()) {
                statement.is(Line.State.WRONG, AccessLists.notDefined());
            }
            operand.ifPresent(operands::add);
        }
        return operands.size() == words.size() ? Optional.of(operands) : Optional.empty();
    }

    private void bumpRule(ConfigText.Statement statement) {
        String word = statement.values().isEmpty()
                ? ""
                : statement.values().getFirst().text();
        Optional<SslBump.Action> action = SslBump.Action.named(word);
        if (action.isPresent()) {
            operands(statement)
                    .ifPresent(operands -> bump.add(new SslBump.Rule(
                            action.get(), operands, statement.lines().getFirst())));
        } else if (allows(word).isPresent()) {
            opened = true;
            statement.is(
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "allow and deny of ssl_bump are out of use",
                            "allow et deny de ssl_bump sont hors d'usage"));
        } else {
            statement.is(Line.State.WRONG, Text.of("no action of ssl_bump", "pas une action de ssl_bump"));
        }
    }

    private static Optional<Boolean> allows(String word) {
        return switch (word) {
            case "allow" -> Optional.of(true);
            case "deny" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private void other(ConfigText.Statement statement) {
        switch (Directives.part(statement.directive())) {
            case NONE -> statement.is(Line.State.IRRELEVANT);
            case NARROWS -> {
                narrowed = true;
                statement.is(
                        Line.State.NOT_SUPPORTED,
                        Text.of(
                                "it can stop what http_access lets through",
                                "elle peut arrêter ce que http_access laisse passer"));
            }
            case OPENS -> {
                opened = true;
                statement.is(
                        Line.State.NOT_SUPPORTED,
                        Text.of("it can change what passes", "elle peut changer ce qui passe"));
            }
            case UNKNOWN -> {
                opened = true;
                statement.is(Line.State.UNKNOWN, Text.of("the directive is unknown", "la directive est inconnue"));
            }
        }
    }

    /** What ssl_bump has to do with what passes is known once all ports and rules are. */
    private void remarkOnBumping() {
        boolean looksOn = bump.rules().stream().anyMatch(rule -> rule.action().looksOn());
        for (SslBump.Rule rule : bump.rules()) {
            if (!listeners.someBumping()) {
                rule.line()
                        .is(
                                Line.State.IRRELEVANT,
                                Text.of(
                                        "no http_port looks into tunnels: ssl_bump is not asked",
                                        "aucun http_port ne regarde dans les tunnels : ssl_bump n'est pas consulté"));
            } else if (rule.action().decrypts()) {
                rule.line()
                        .is(
                                Line.State.UNDERSTOOD,
                                Text.of(
                                        "Squid decrypts what it lets through here",
                                        "Squid déchiffre ce qu'il laisse passer ici"));
            } else if (!looksOn && !rule.action().equals(SslBump.Action.TERMINATE)) {
                rule.line()
                        .is(
                                Line.State.UNDERSTOOD,
                                Text.of(
                                        "without a peek before, the name inside the tunnel can be any",
                                        "sans peek auparavant, le nom dans le tunnel peut être quelconque"));
            } else {
                rule.line().is(Line.State.UNDERSTOOD);
            }
        }
        if (bump.isEmpty()) {
            listeners
                    .bumping()
                    .forEach(statement -> statement.is(
                            Line.State.IRRELEVANT,
                            Text.of(
                                    "without an ssl_bump rule Squid does not look into tunnels",
                                    "sans règle ssl_bump, Squid ne regarde pas dans les tunnels")));
        }
    }

    private Reading reading() {
        HttpAccess.Passing passing = access.passing();
        remarkOnBumping();
        List<Line> lines = text.lines().stream().map(NotedLine::line).toList();
        boolean refused = lines.stream().anyMatch(line -> line.state() == Line.State.WRONG);
        boolean open = opened || !text.isWhole() || !access.isWhole();
        return new Reading(
                lines,
                refused || narrowed || open ? Permits.none() : passing.surely(),
                open ? Permits.everywhere(NameSet.all()) : passing.possibly());
    }

    /** Squid compares in the C locale. */
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
    }
}
