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
    private final HttpAccess access = new HttpAccess();
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
        List<AccessList.Operand> operands = new ArrayList<>();
        for (ConfigText.Word word : statement.values().subList(1, words.size())) {
            Optional<AccessList.Operand> operand = lists.operand(word.text());
            if (operand.isEmpty() && (ConfigText.isQuoted(word) || word.text().contains("${"))) {
                opened = true;
                statement.is(Line.State.NOT_SUPPORTED);
            } else if (operand.isEmpty()) {
                statement.is(Line.State.WRONG, AccessLists.notDefined());
            }
            operand.ifPresent(operands::add);
        }
        if (operands.size() == words.size() - 1) {
            access.add(new HttpAccess.Rule(
                    allows.get(), operands, statement.lines().getFirst()));
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
        List<String> words =
                statement.values().stream().map(ConfigText.Word::text).toList();
        switch (Directives.part(statement.directive(), words)) {
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

    private Reading reading() {
        HttpAccess.Passing passing = access.passing();
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
