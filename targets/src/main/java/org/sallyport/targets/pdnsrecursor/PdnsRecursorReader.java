package org.sallyport.targets.pdnsrecursor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
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
import org.sallyport.targets.pdnsrecursor.Policies.Policy;
import org.sallyport.targets.pdnsrecursor.Policies.Ruling;

/**
 * Reads {@code recursor.lua} with its policy zones, or the zones alone. The recursor looks for the name of a query in one
 * zone after the other, then for a star above it, the closest first; other than in DNS, a name that exists hides no star.
 * The first zone that has an entry decides; where none has, the query passes. A zone that is not loaded is left out. By
 * the manual, and by what version 4.8 answers. Used once.
 */
final class PdnsRecursorReader {

    private static final Pattern LUA = Pattern.compile("\ufeff?\\s*(--|(dofile|rpzFile|rpzMaster|rpzPrimary)\\b).*");

    private final List<SourceLine> lines;
    private final List<String> files;
    private final LineNotes notes;
    private NameSet decided = NameSet.none();
    private NameSet surely = NameSet.none();
    private NameSet possibly = NameSet.none();
    private boolean anything;

    private PdnsRecursorReader(DeviceFiles files) {
        this.lines = SourceLine.of(files);
        this.files = List.copyOf(files.texts().keySet());
        this.notes = new LineNotes(lines);
    }

    static Reading read(DeviceFiles files) {
        return new PdnsRecursorReader(files).read();
    }

    private Reading read() {
        List<String> configurations =
                files.stream().filter(this::isConfiguration).toList();
        if (configurations.isEmpty()) {
            zonesAlone();
        } else {
            configured(configurations);
        }
        NameSet rest = Between.difference(NameSet.all(), decided);
        surely = surely.union(rest);
        possibly = possibly.union(rest);
        return new Reading(
                notes.lines(),
                Permits.everywhere(anything ? NameSet.none() : surely),
                Permits.everywhere(anything ? NameSet.all() : possibly));
    }

    private boolean isConfiguration(String file) {
        return file.endsWith(".lua")
                || lines.stream()
                        .filter(line -> line.file().equals(file))
                        .anyMatch(line -> LUA.matcher(line.text()).matches());
    }

    private void configured(List<String> configurations) {
        List<Policy> policies = new ArrayList<>();
        for (String configuration : configurations) {
            Policies read = new Policies(LuaText.read(lines, configuration, notes), notes);
            policies.addAll(read.list());
            anything |= read.canLetAnythingThrough();
        }
        Set<String> unread = new LinkedHashSet<>(files);
        configurations.forEach(unread::remove);
        for (Policy policy : policies) {
            unread.remove(policy.file());
            if (files.contains(policy.file())) {
                look(zone(policy.file()), policy.file(), policy.ruling());
            } else {
                anything = true;
                notes.is(policy.line(), Line.State.NOT_SUPPORTED, NO_FILE);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            if (unread.contains(lines.get(i).file())) {
                anything = true;
                notes.is(i, Line.State.NOT_SUPPORTED, UNREAD);
            }
        }
    }

    /** As the only policies, in the order of the files. */
    private void zonesAlone() {
        for (String file : files) {
            PolicyZone zone = zone(file);
            if (zone.triggers().isEmpty() && !zone.hasSoa()) {
                throw new InputException(
                        Where.in(file),
                        Text.of(
                                "neither a Lua configuration of the PowerDNS Recursor nor a policy zone",
                                "ni une configuration Lua de PowerDNS Recursor, ni une zone de politique"),
                        Text.of(
                                "give recursor.lua with the zones of its rpzFile",
                                "donnez recursor.lua avec les zones de ses rpzFile"));
            }
            look(zone, file, Ruling.GIVEN);
        }
    }

    /** Names begin at the root: the server learns the zone's own name from its SOA record. */
    private PolicyZone zone(String file) {
        return PolicyZone.read(lines, file, Optional.empty(), notes);
    }

    /** Lets the zone decide about the names that no zone before it has decided about. */
    private void look(PolicyZone zone, String file, Ruling ruling) {
        boolean plain = ZoneLines.arePlain(lines, file, notes) && !zone.hasOwnData();
        if (!plain || zone.isBroken() || zone.isIncomplete() || (zone.hasSoa() && !zone.beginsWithSoa())) {
            anything = true;
            zone.triggers().forEach(trigger -> notes.is(trigger.line(), Line.State.NOT_SUPPORTED, UNCERTAIN));
            return;
        }
        Map<DnsName, Action> actions = new HashMap<>();
        boolean loads = true;
        for (Trigger trigger : zone.triggers()) {
            loads &= note(trigger, actions, ruling, zone.hasSoa());
        }
        // a zone that is not loaded decides nothing, and the server runs without it
        if (!loads) {
            return;
        }
        NameSet passing = names(actions, action -> passes(action, ruling));
        NameSet open = names(actions, action -> isOpen(action, ruling));
        surely = surely.union(Between.difference(passing, decided));
        possibly = possibly.union(Between.difference(passing.union(open), decided));
        decided = Between.union(decided, names(actions, _ -> true));
    }

    /** Whether the server loads a zone with it. */
    private boolean note(Trigger trigger, Map<DnsName, Action> actions, Ruling ruling, boolean hasSoa) {
        if (trigger.type().equals("NS")) {
            notes.is(trigger.line(), Line.State.UNDERSTOOD);
            return true;
        }
        if (!hasSoa || trigger.name().isEmpty()) {
            notes.is(trigger.line(), Line.State.WRONG, hasSoa ? OUTSIDE : NO_SOA);
            return false;
        }
        if (trigger.isAboutAddresses()) {
            anything = true;
            notes.is(trigger.line(), Line.State.NOT_SUPPORTED);
            return true;
        }
        if (trigger.action() == Action.UNKNOWN && ruling == Ruling.GIVEN) {
            notes.is(trigger.line(), Line.State.UNDERSTOOD, DISCARDED);
            return true;
        }
        Action before = actions.putIfAbsent(trigger.name().get(), trigger.action());
        if (before != null && !(isData(trigger.action()) && ruling == Ruling.GIVEN)) {
            notes.is(trigger.line(), Line.State.WRONG, TWICE);
            return false;
        }
        if (before != null) {
            // more data for the same name; beside an action it is left out
            notes.is(trigger.line(), Line.State.NOT_SUPPORTED);
        } else if (isOpen(trigger.action(), ruling)) {
            notes.is(trigger.line(), Line.State.NOT_SUPPORTED);
        } else {
            notes.lets(trigger.line(), passes(trigger.action(), ruling) ? trigger.names() : NameSet.none());
        }
        return true;
    }

    private static boolean passes(Action action, Ruling ruling) {
        return ruling == Ruling.ALL_PASS || (ruling == Ruling.GIVEN && action == Action.PASSTHRU);
    }

    private static boolean isOpen(Action action, Ruling ruling) {
        return ruling == Ruling.OTHER || (ruling == Ruling.GIVEN && (isData(action) || action == Action.TCP_ONLY));
    }

    /** An alias of itself is an alias like any other here. */
    private static boolean isData(Action action) {
        return action == Action.OWN_DATA || action == Action.ITSELF;
    }

    /** The names of queries for which the zone has such an action. */
    private static NameSet names(Map<DnsName, Action> actions, Predicate<Action> wanted) {
        DnsName root = new DnsName(List.of(), false);
        NameTree tree =
                new NameTree(isWanted(actions, root.withStarInFront(), wanted).orElse(false));
        for (DnsName entry : actions.keySet()) {
            DnsName name = entry.hasStarInFront() ? entry.parent() : entry;
            name.host().ifPresent(host -> {
                boolean above = above(actions, name, wanted);
                tree.put(
                        host,
                        isWanted(actions, name, wanted).orElse(above),
                        isWanted(actions, name.withStarInFront(), wanted).orElse(above));
            });
        }
        return tree.names();
    }

    /** What the closest star above the name says. */
    private static boolean above(Map<DnsName, Action> actions, DnsName name, Predicate<Action> wanted) {
        DnsName above = name;
        while (!above.isRoot()) {
            above = above.parent();
            Optional<Boolean> said = isWanted(actions, above.withStarInFront(), wanted);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return false;
    }

    private static Optional<Boolean> isWanted(Map<DnsName, Action> actions, DnsName name, Predicate<Action> wanted) {
        return Optional.ofNullable(actions.get(name)).map(wanted::test);
    }

    private static final Text NO_FILE = Text.of(
            "the file of this zone was not given, or has another name",
            "le fichier de cette zone n'a pas été donné, ou porte un autre nom");
    private static final Text UNREAD = Text.of(
            "no rpzFile names this file, and it is not read here",
            "aucun rpzFile ne nomme ce fichier, et il n'est pas lu ici");
    private static final Text UNCERTAIN = Text.of(
            "whether PowerDNS loads this zone, and how, is not certain",
            "il n'est pas certain que PowerDNS charge cette zone, ni comment");
    private static final Text NO_SOA = Text.of(
            "PowerDNS does not load a zone without an SOA record, and runs without it",
            "PowerDNS ne charge pas une zone sans enregistrement SOA, et s'en passe");
    private static final Text OUTSIDE = Text.of(
            "not in the zone of the SOA record: PowerDNS does not load the zone, and runs without it",
            "hors de la zone de l'enregistrement SOA : PowerDNS ne charge pas la zone, et s'en passe");
    private static final Text DISCARDED =
            Text.of("no known action: PowerDNS leaves the entry out", "action inconnue : PowerDNS ignore l'entrée");
    private static final Text TWICE = Text.of(
            "the name stands here twice: PowerDNS does not load the zone, and runs without it",
            "ce nom y figure deux fois : PowerDNS ne charge pas la zone, et s'en passe");
}
