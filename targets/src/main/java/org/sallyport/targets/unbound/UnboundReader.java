package org.sallyport.targets.unbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.DnsName;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.NameTree;
import org.sallyport.targets.SourceLine;

/**
 * Reads {@code unbound.conf} for its local zones, which decide before anything else in Unbound does: the closest zone
 * at or above a name counts, of two for the same name the later one. By unbound.conf(5), and by what Unbound 1.17.1
 * answers. Used once.
 */
final class UnboundReader {

    /** Zones that Unbound has by itself and answers from its own data, unless the file has one of the same name. */
    private static final List<String> DEFAULTS = List.of("localhost", "home.arpa", "onion", "test", "invalid");

    /** Where it has many more, not the same ones in each version. */
    private static final List<String> REVERSE = List.of("in-addr.arpa", "ip6.arpa", "resolver.arpa", "service.arpa");

    private static final Set<String> HARMLESS_MODULES =
            Set.of("validator", "iterator", "respip", "subnetcache", "cachedb", "dns64", "ipsecmod", "ipset");

    private final List<SourceLine> lines;
    private final LineNotes notes;
    private final Map<DnsName, Zone> zones = new HashMap<>();
    private final List<Statement> data = new ArrayList<>();
    private final NameSetBuilder open = new NameSetBuilder();
    private boolean less;
    private boolean anything;

    private record Zone(ZoneType type, int line) {}

    private UnboundReader(DeviceFiles files) {
        this.lines = SourceLine.of(files);
        this.notes = new LineNotes(lines);
    }

    static Reading read(DeviceFiles files) {
        return new UnboundReader(files).read();
    }

    private Reading read() {
        // a file of lines alone is one that a server clause includes
        String clause = "server";
        for (Statement statement : new ConfigText(lines, notes).statements()) {
            if (Keywords.isClause(statement.keyword())) {
                clause = statement.keyword();
            }
            note(statement, clause);
        }
        NameSet resolved = resolved();
        data.forEach(this::localData);
        NameSet opened = open.build();
        return new Reading(
                notes.lines(),
                Permits.everywhere(anything || less ? NameSet.none() : resolved.minus(opened)),
                Permits.everywhere(anything ? NameSet.all() : resolved.union(opened)));
    }

    private void note(Statement statement, String clause) {
        String keyword = statement.keyword();
        if (!Keywords.isKnown(keyword)) {
            anything = true;
            notes.is(statement.line(), Line.State.UNKNOWN);
        } else if (statement.values().size() < Keywords.values(keyword)) {
            notes.is(statement.line(), Line.State.WRONG, TOO_FEW);
        } else if (keyword.startsWith("include")) {
            anything = true;
            notes.is(statement.line(), Line.State.NOT_SUPPORTED, INCLUDED);
        } else if (Keywords.OTHER_CLAUSES.contains(clause)) {
            if (!Keywords.isClause(keyword) && !Keywords.isOfAnotherClause(keyword)) {
                notes.is(statement.line(), Line.State.WRONG, NOT_HERE);
            }
        } else if (Keywords.ANSWERING_CLAUSES.contains(clause)) {
            less = true;
            notes.is(statement.line(), Line.State.NOT_SUPPORTED);
        } else if (Keywords.FREE_CLAUSES.contains(clause)) {
            anything = true;
            notes.is(statement.line(), Line.State.NOT_SUPPORTED);
        } else if (Keywords.isOfAnotherClause(keyword)) {
            notes.is(statement.line(), Line.State.WRONG, NOT_HERE);
        } else if (!Keywords.isClause(keyword) && !Keywords.isHarmless(keyword)) {
            noteWithASay(statement);
        }
    }

    private void noteWithASay(Statement statement) {
        switch (statement.keyword()) {
            case "local-zone" -> zone(statement);
            case "local-data" -> data.add(statement);
            case "local-zone-tag", "local-zone-override" -> {
                DnsName.parse(statement.value(0)).ifPresentOrElse(this::openBelow, () -> anything = true);
                notes.is(statement.line(), Line.State.NOT_SUPPORTED, BY_CLIENT);
            }
            case "access-control-view", "interface-view" -> {
                anything = true;
                notes.is(statement.line(), Line.State.NOT_SUPPORTED, BY_CLIENT);
            }
            case "module-config" -> {
                if (!HARMLESS_MODULES.containsAll(
                        List.of(statement.value(0).strip().split("\\s+")))) {
                    anything = true;
                    notes.is(statement.line(), Line.State.NOT_SUPPORTED);
                }
            }
            case "response-ip", "response-ip-tag", "response-ip-data" -> {
                less = true;
                notes.is(statement.line(), Line.State.NOT_SUPPORTED);
            }
            default -> {
                // the addresses of DNS64 for names that are resolved, and tags that no zone has without a line of its
                // own
            }
        }
    }

    private void zone(Statement statement) {
        Optional<DnsName> name = DnsName.parse(statement.value(0));
        Optional<ZoneType> type = ZoneType.of(statement.value(1));
        if (name.isEmpty() || type.isEmpty()) {
            notes.is(statement.place(), Line.State.WRONG, name.isEmpty() ? NO_NAME : NO_TYPE);
            return;
        }
        if (type.get() == ZoneType.DEPENDS) {
            openBelow(name.get());
            notes.is(statement.place(), Line.State.NOT_SUPPORTED);
        }
        DnsName absolute = name.get().in(ROOT);
        if (type.get() == ZoneType.NO_DEFAULT) {
            zones.putIfAbsent(absolute, new Zone(type.get(), statement.place()));
            notes.is(statement.place(), Line.State.UNDERSTOOD);
            return;
        }
        Zone before = zones.put(absolute, new Zone(type.get(), statement.place()));
        if (before != null && before.type() != ZoneType.NO_DEFAULT) {
            notes.is(
                    before.line(),
                    Line.State.UNDERSTOOD,
                    Text.of(
                            "counts for nothing: %s has the same zone again",
                            "ne compte pas : %s a de nouveau la même zone",
                            lines.get(statement.place()).place()));
        }
    }

    /** The names that the zones let through, with the line of each zone noted. */
    private NameSet resolved() {
        boolean elsewhere = true;
        Map<HostName, Boolean> answers = new HashMap<>();
        DEFAULTS.forEach(name -> answers.put(HostName.parse(name), false));
        for (Map.Entry<DnsName, Zone> entry : zones.entrySet()) {
            Zone zone = entry.getValue();
            Optional<HostName> host = entry.getKey().host();
            if (zone.type() == ZoneType.NO_DEFAULT) {
                host.ifPresent(answers::remove);
            } else if (entry.getKey().isRoot()) {
                elsewhere = zone.type().resolves();
                notes.lets(zone.line(), elsewhere ? NameSet.all() : NameSet.none());
            } else if (host.isPresent()) {
                answers.put(host.get(), zone.type().resolves());
                notes.lets(
                        zone.line(),
                        zone.type().resolves()
                                ? new NameSetBuilder().subtree(host.get()).build()
                                : NameSet.none());
            } else {
                notes.is(zone.line(), Line.State.UNDERSTOOD, entry.getKey().hasStarInFront() ? STAR : NO_HOST);
            }
        }
        NameTree tree = new NameTree(elsewhere);
        answers.forEach((name, resolves) -> tree.put(name, resolves, resolves));
        REVERSE.stream()
                .map(HostName::parse)
                .filter(name -> closest(new DnsName(name.labels(), true))
                        .map(zone -> zone.type().resolves())
                        .orElse(true))
                .forEach(open::subtree);
        return tree.names();
    }

    /** An address of the administrator's own for a name. */
    private void localData(Statement statement) {
        String record = statement.value(0).strip();
        Optional<DnsName> owner = DnsName.parse(record.split("[ \t]", 2)[0]).map(name -> name.in(ROOT));
        if (owner.isEmpty() || record.split("[ \t]+").length < 3) {
            notes.is(statement.place(), Line.State.WRONG);
            return;
        }
        Optional<Zone> zone = closest(owner.get());
        if (zone.isPresent() && !zone.get().type().usesData()) {
            notes.is(statement.place(), Line.State.UNDERSTOOD, NO_DATA);
            return;
        }
        if (zone.isPresent() && zone.get().type() == ZoneType.REDIRECTS) {
            openBelow(owner.get());
        } else {
            owner.get().host().ifPresent(open::add);
        }
        notes.is(statement.place(), Line.State.NOT_SUPPORTED, OWN_ADDRESS);
    }

    private Optional<Zone> closest(DnsName name) {
        for (DnsName at = name; ; at = at.parent()) {
            Zone zone = zones.get(at);
            if (zone != null && zone.type() != ZoneType.NO_DEFAULT) {
                return Optional.of(zone);
            }
            if (at.isRoot()) {
                return Optional.empty();
            }
        }
    }

    private void openBelow(DnsName name) {
        if (name.isRoot()) {
            anything = true;
        }
        name.host().ifPresent(open::subtree);
    }

    private static final DnsName ROOT = new DnsName(List.of(), true);
    private static final Text TOO_FEW = Text.of("values are missing", "des valeurs manquent");
    private static final Text NOT_HERE =
            Text.of("Unbound refuses it in this clause", "Unbound la refuse dans cette section");
    private static final Text INCLUDED = Text.of(
            "give the text of unbound-checkconf's files as one: what is included can let anything through",
            "donnez le texte en un seul fichier : ce qui est inclus peut tout laisser passer");
    private static final Text BY_CLIENT =
            Text.of("what passes depends on who asks", "ce qui passe dépend de qui demande");
    private static final Text NO_NAME = Text.of("no domain name", "ce n'est pas un nom de domaine");
    private static final Text NO_TYPE =
            Text.of("no type of local zone; types are in lower case", "ce n'est pas un type de zone ; en minuscules");
    private static final Text STAR = Text.of(
            "never matches: a local zone has no wildcards, and covers all names below it without",
            "ne correspond jamais : une zone locale n'a pas d'étoile, et couvre sans elle tous les noms en dessous");
    private static final Text NO_HOST = Text.of(
            "never matches a host name; letters beyond ASCII need their xn-- form",
            "ne correspond à aucun nom d'hôte ; hors ASCII, il faut la forme xn--");
    private static final Text NO_DATA =
            Text.of("has no effect in a zone of this type", "sans effet dans une zone de ce type");
    private static final Text OWN_ADDRESS = Text.of(
            "answered with an address of the file's own; whether that is to pass is not modelled",
            "la réponse est une adresse du fichier ; si elle doit passer n'est pas modélisé");
}
