package org.sallyport.targets.privoxy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.SourceLine;

/** Reads actions files, one after the other, as Privoxy 3.0.34 does. Used once. */
final class ActionsFiles {

    private static final Pattern TAG =
            Pattern.compile("(TAG|CLIENT-TAG|NO-REQUEST-TAG|NO-RESPONSE-TAG):.*", Pattern.CASE_INSENSITIVE);

    private final Map<SourceLine, Line> read;
    private final Blocks blocks = new Blocks();

    /** The limit of CONNECT that holds for every request, if there is one. */
    private Optional<PortList> tunnels = Optional.empty();

    private boolean refused;
    private boolean narrowed;
    private boolean opened;

    /** Where in a file the reader is. */
    private enum Block {
        START,
        SETTINGS,
        DESCRIPTION,
        ALIAS,
        ACTIONS
    }

    /** @param read where what is read of the lines goes */
    ActionsFiles(Map<SourceLine, Line> read) {
        this.read = read;
    }

    Blocks blocks() {
        return blocks;
    }

    Optional<PortList> tunnels() {
        return tunnels;
    }

    boolean isRefused() {
        return refused;
    }

    boolean isNarrowed() {
        return narrowed;
    }

    boolean isOpened() {
        return opened;
    }

    void read(List<SourceLine> lines) {
        Block block = Block.START;
        Map<String, Section> aliases = new HashMap<>();
        Section section = Section.NOTHING;
        for (Statement statement : Statement.of(lines)) {
            String text = statement.text();
            if (text.startsWith("{{")) {
                Optional<Block> next = special(text);
                if (next.isEmpty() || next.get().compareTo(block) <= 0) {
                    refuse(statement);
                } else {
                    block = next.get();
                    say(statement, Line.State.IRRELEVANT);
                }
            } else if (text.startsWith("{")) {
                block = Block.ACTIONS;
                section = header(statement, aliases);
            } else {
                switch (block) {
                    case START -> refuse(statement);
                    case SETTINGS, DESCRIPTION -> say(statement, Line.State.IRRELEVANT);
                    case ALIAS -> alias(statement, aliases);
                    case ACTIONS -> pattern(statement, section);
                }
            }
        }
    }

    private static Optional<Block> special(String text) {
        if (!text.endsWith("}}")) {
            return Optional.empty();
        }
        String name = Statement.blanksOff(text.substring(2, Math.max(2, text.length() - 2)));
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "settings" -> Optional.of(Block.SETTINGS);
            case "description" -> Optional.of(Block.DESCRIPTION);
            case "alias" -> Optional.of(Block.ALIAS);
            default -> Optional.empty();
        };
    }

    private void alias(Statement statement, Map<String, Section> aliases) {
        String text = statement.text();
        int equals = text.indexOf('=');
        Optional<Section> actions =
                equals <= 0 ? Optional.empty() : Section.of(Statement.blanksOff(text.substring(equals + 1)), aliases);
        if (actions.isEmpty() || equals == text.length() - 1) {
            refuse(statement);
            return;
        }
        String name = Statement.blanksOff(text.substring(0, equals)).toLowerCase(Locale.ROOT);
        aliases.put(name, actions.get());
        say(statement, Line.State.UNDERSTOOD);
    }

    private Section header(Statement statement, Map<String, Section> aliases) {
        String text = statement.text();
        Optional<Section> section = text.endsWith("}") && text.length() > 1
                ? Section.of(Statement.blanksOff(text.substring(1, text.length() - 1)), aliases)
                : Optional.empty();
        if (section.isEmpty()) {
            refuse(statement);
            return Section.NOTHING;
        }
        Section actions = section.get();
        if (actions.unknown().isPresent()) {
            opened = true;
            say(
                    statement,
                    Line.State.UNKNOWN,
                    Text.of(
                            "the action %s is unknown",
                            "l'action %s est inconnue", actions.unknown().get()));
        } else if (actions.narrows() || actions.opens()) {
            narrowed = true;
            opened |= actions.opens();
            say(
                    statement,
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "an action of these can change what is asked for, or who answers",
                            "une de ces actions peut changer la demande, ou qui y répond"));
        } else {
            say(statement, actions.matters() ? Line.State.UNDERSTOOD : Line.State.IRRELEVANT);
        }
        return actions;
    }

    private void pattern(Statement statement, Section section) {
        if (!section.matters()) {
            say(statement, Line.State.IRRELEVANT);
            return;
        }
        Optional<UrlPattern> pattern =
                TAG.matcher(statement.text()).matches() ? Optional.empty() : UrlPattern.of(statement.text());
        boolean modelled = pattern.flatMap(UrlPattern::hosts).isPresent()
                && !pattern.flatMap(UrlPattern::ports).map(PortList::isLarge).orElse(false);
        if (!modelled) {
            narrowed = true;
            opened |= !section.block().equals(Optional.of(true));
            say(
                    statement,
                    Line.State.NOT_SUPPORTED,
                    Text.of("the pattern is not modelled", "le motif n'est pas modélisé"));
            return;
        }
        NameSet names =
                section.block().map(stops -> block(pattern.get(), stops)).orElse(NameSet.none());
        boolean limited = limit(section, pattern.get());
        narrowed |= !limited;
        say(statement, limited ? Line.State.UNDERSTOOD : Line.State.NOT_SUPPORTED, names);
    }

    /** Gives the names that the pattern lets through. */
    private NameSet block(UrlPattern pattern, boolean stops) {
        blocks.add(stops, pattern, pattern.hosts().orElseThrow());
        return stops ? NameSet.none() : pattern.names();
    }

    /** Gives whether the section's limit of CONNECT is modelled: one that holds for every request. */
    private boolean limit(Section section, UrlPattern pattern) {
        if (section.tunnels().isEmpty()) {
            return true;
        }
        Optional<String> ports = section.tunnels().get();
        Optional<PortList> list = ports.flatMap(PortList::of);
        boolean everything = pattern.anyHost() && pattern.ports().isEmpty() && pattern.wholly();
        boolean known = ports.isEmpty()
                || list.filter(limited -> limited.isAll() || !limited.isLarge()).isPresent();
        if (everything && known) {
            tunnels = list.filter(limited -> !limited.isAll());
            tunnels.ifPresent(blocks::mention);
        }
        return everything && known;
    }

    private void refuse(Statement statement) {
        refused = true;
        say(statement, Line.State.WRONG, Text.of("Privoxy does not start with it", "Privoxy ne démarre pas avec elle"));
    }

    private void say(Statement statement, Line.State state) {
        statement.lines().forEach(line -> read.put(line, line.is(state)));
    }

    private void say(Statement statement, Line.State state, Text remark) {
        statement.lines().forEach(line -> read.put(line, line.is(state, remark)));
    }

    private void say(Statement statement, Line.State state, NameSet names) {
        say(statement, state);
        SourceLine first = statement.lines().getFirst();
        read.put(first, new Line(first.file(), first.number(), first.text(), state, names, Optional.empty()));
    }
}
