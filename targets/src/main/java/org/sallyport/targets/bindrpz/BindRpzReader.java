package org.sallyport.targets.bindrpz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.Between;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.DnsName;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.NameTree;
import org.sallyport.targets.PolicyZone;
import org.sallyport.targets.PolicyZone.Action;
import org.sallyport.targets.PolicyZone.Trigger;
import org.sallyport.targets.SourceLine;
import org.sallyport.targets.bindrpz.Policies.Ruling;

/**
 * Reads {@code named.conf} with its policy zones, or the zones alone. BIND looks a query up in one zone after the other
 * as it looks up any name of a zone (RFC 4592): a name that exists there, be it only because others lie below it, hides
 * the wildcards above. The first zone that has an answer decides; where none has, the query passes. By the manual of
 * BIND 9 and by what BIND 9.18 answers. Used once.
 */
final class BindRpzReader {

    private final List<SourceLine> lines;
    private final List<String> files;
    private final LineNotes notes;
    private NameSet decided = NameSet.none();
    private NameSet surely = NameSet.none();
    private NameSet possibly = NameSet.none();
    private final NameSetBuilder own = new NameSetBuilder();
    private boolean anything;

    private BindRpzReader(DeviceFiles files) {
        this.lines = SourceLine.of(files);
        this.files = List.copyOf(files.texts().keySet());
        this.notes = new LineNotes(lines);
    }

    static Reading read(DeviceFiles files) {
        return new BindRpzReader(files).read();
    }

    private Reading read() {
        List<String> configurations =
                files.stream().filter(this::isConfiguration).toList();
        if (configurations.isEmpty()) {
            zonesAlone();
        } else {
            List<Statement> statements = new ArrayList<>();
            configurations.forEach(file -> statements.addAll(ConfigText.statements(lines, file, notes)));
            configured(new Policies(statements, notes));
        }
        // what the policy lets through of the server's own zones is there only if the zone has it
        NameSet rest = Between.difference(NameSet.all(), decided);
        surely = surely.union(rest).minus(own.build());
        possibly = possibly.union(rest);
        return new Reading(
                notes.lines(),
                Permits.everywhere(anything ? NameSet.none() : surely),
                Permits.everywhere(anything ? NameSet.all() : possibly));
    }

    /** A brace in front of any semicolon, which would begin a comment in a zone. */
    private boolean isConfiguration(String file) {
        return lines.stream()
                .filter(line -> line.file().equals(file))
                .map(SourceLine::text)
                .anyMatch(text -> text.indexOf('{') >= 0
                        && (text.indexOf(';') < 0 || text.indexOf('{') < text.indexOf(';'))
                        && !text.stripLeading().startsWith("#"));
    }

    private void configured(Policies policies) {
        anything = policies.canLetAnythingThrough();
        policies.own().forEach(zone -> {
            if (zone.isRoot()) {
                own.add(NameSet.all());
            }
            zone.host().ifPresent(own::subtree);
        });
        for (Policies.Policy policy : policies.list()) {
            Optional<String> file = policies.fileOf(policy.zone()).filter(files::contains);
            if (file.isEmpty()) {
                anything = true;
                notes.is(policy.line(), Line.State.NOT_SUPPORTED, NO_FILE);
            } else {
                look(
                        PolicyZone.read(lines, file.get(), Optional.of(policy.zone()), notes),
                        file.get(),
                        policy.ruling());
            }
        }
        policies.gotAround().ifPresent(line -> {
            possibly = NameSet.all();
            notes.lets(line, NameSet.all());
        });
    }

    /** As the only policy, in the order of the files. */
    private void zonesAlone() {
        for (String file : files) {
            PolicyZone zone = PolicyZone.read(lines, file, Optional.empty(), notes);
            if (zone.triggers().isEmpty() && !zone.hasSoa()) {
                throw new InputException(
                        Where.in(file),
                        Text.of(
                                "neither a configuration of BIND nor a policy zone",
                                "ni une configuration de BIND, ni une zone de politique"),
                        Text.of(
                                "give named.conf with the zones of its response-policy",
                                "donnez named.conf avec les zones de sa response-policy"));
            }
            look(zone, file, Ruling.GIVEN);
        }
    }

    /** Lets the zone decide about the names that no zone before it has decided about. */
    private void look(PolicyZone zone, String file, Ruling ruling) {
        Map<DnsName, Action> actions = new HashMap<>();
        boolean loads = !zone.isBroken();
        for (Trigger trigger : zone.triggers()) {
            loads &= note(trigger, actions, ruling);
        }
        anything |= zone.isIncomplete();
        if (!zone.hasSoa() || !zone.hasNameServer()) {
            loads = false;
            firstLineOf(file).ifPresent(line -> notes.is(line, Line.State.WRONG, NO_APEX));
        }
        // a zone that is not loaded decides nothing, and BIND runs without it
        if (!loads || ruling == Ruling.DISABLED) {
            return;
        }
        Map<DnsName, Optional<Action>> existing = existing(actions);
        NameSet passing = names(existing, action -> passes(action, ruling));
        NameSet open = names(existing, action -> isOpen(action, ruling));
        surely = surely.union(Between.difference(passing, decided));
        possibly = possibly.union(Between.difference(passing.union(open), decided));
        decided = Between.union(decided, names(existing, _ -> true));
    }

    private Optional<Integer> firstLineOf(String file) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).file().equals(file)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Whether BIND loads a zone with it. */
    private boolean note(Trigger trigger, Map<DnsName, Action> actions, Ruling ruling) {
        if (!trigger.hasTtl()) {
            notes.is(trigger.line(), Line.State.WRONG, NO_TTL);
            return false;
        }
        if (trigger.name().isEmpty()) {
            notes.is(trigger.line(), Line.State.UNDERSTOOD, OUTSIDE);
            return true;
        }
        if (trigger.isAboutAddresses()) {
            anything = true;
            notes.is(trigger.line(), Line.State.NOT_SUPPORTED);
            return true;
        }
        Action action = trigger.action() == Action.UNKNOWN ? Action.OWN_DATA : trigger.action();
        Action before = actions.putIfAbsent(trigger.name().get(), action);
        if (before != null && before != action) {
            notes.is(trigger.line(), Line.State.WRONG, TWICE);
            return false;
        }
        if (isOpen(action, ruling)) {
            notes.is(trigger.line(), Line.State.NOT_SUPPORTED);
        } else {
            notes.lets(
                    trigger.line(),
                    ruling != Ruling.DISABLED && passes(action, ruling) ? trigger.names() : NameSet.none());
        }
        return true;
    }

    private static boolean passes(Action action, Ruling ruling) {
        return ruling == Ruling.ALL_PASS
                || (ruling == Ruling.GIVEN && (action == Action.PASSTHRU || action == Action.ITSELF));
    }

    private static boolean isOpen(Action action, Ruling ruling) {
        return ruling == Ruling.OTHER
                || (ruling == Ruling.GIVEN && (action == Action.OWN_DATA || action == Action.TCP_ONLY));
    }

    /** The zone's names as DNS knows them: one that exists because another lies below it has no action. */
    private static Map<DnsName, Optional<Action>> existing(Map<DnsName, Action> actions) {
        Map<DnsName, Optional<Action>> existing = new HashMap<>();
        actions.forEach((name, action) -> {
            existing.put(name, Optional.of(action));
            DnsName above = name;
            while (!above.isRoot()) {
                above = above.parent();
                if (existing.putIfAbsent(above, Optional.empty()) != null) {
                    break;
                }
            }
        });
        return existing;
    }

    /** The names of queries for which the zone has such an action. */
    private static NameSet names(Map<DnsName, Optional<Action>> existing, Predicate<Action> wanted) {
        NameTree tree = new NameTree(has(existing, new DnsName(List.of("*"), false), wanted));
        for (DnsName name : existing.keySet()) {
            name.host()
                    .ifPresent(host ->
                            tree.put(host, has(existing, name, wanted), has(existing, name.withStarInFront(), wanted)));
        }
        return tree.names();
    }

    private static boolean has(Map<DnsName, Optional<Action>> existing, DnsName name, Predicate<Action> wanted) {
        return existing.getOrDefault(name, Optional.empty()).filter(wanted).isPresent();
    }

    private static final Text NO_FILE = Text.of(
            "the file of this zone was not given, or has another name",
            "le fichier de cette zone n'a pas été donné, ou porte un autre nom");
    private static final Text NO_APEX = Text.of(
            "a zone without SOA or NS record is not loaded, and BIND runs without it",
            "une zone sans enregistrement SOA ou NS n'est pas chargée, et BIND s'en passe");
    private static final Text NO_TTL = Text.of(
            "no time to live is known here: BIND does not load the zone",
            "aucune durée de vie n'est connue ici : BIND ne charge pas la zone");
    private static final Text OUTSIDE = Text.of(
            "not in this zone, so BIND ignores it: write the name without the dot at its end",
            "hors de cette zone, donc ignoré par BIND : écrivez le nom sans point final");
    private static final Text TWICE = Text.of(
            "the name stands for something else already: BIND does not load the zone",
            "ce nom a déjà un autre sens : BIND ne charge pas la zone");
}
