package org.sallyport.targets.sophosfirewall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;
import org.sallyport.targets.sophosfirewall.Entities.Entity;
import org.sallyport.targets.sophosfirewall.Entities.Value;

/**
 * Reads what a Sophos Firewall imports or exports: the hosts of its FQDN host groups are what a rule for them lets
 * through. Shares nothing with {@link SophosFirewallWriter}. Used once.
 */
final class SophosFirewallReader {

    private static final Set<String> RULES = Set.of("FirewallRule", "SecurityPolicy", "FirewallRuleGroup");

    private final LineNotes notes;
    private final Map<String, Integer> begins = new HashMap<>();
    private final NameSetBuilder surely = new NameSetBuilder();
    private final NameSetBuilder possibly = new NameSetBuilder();
    private boolean open;

    private SophosFirewallReader(LineNotes notes) {
        this.notes = notes;
        for (int i = notes.source().size() - 1; i >= 0; i--) {
            begins.put(notes.source().get(i).file(), i);
        }
    }

    static Reading read(DeviceFiles files) {
        SophosFirewallReader reader = new SophosFirewallReader(new LineNotes(SourceLine.of(files)));
        files.texts().forEach((file, text) -> {
            if (!text.isBlank()) {
                reader.read(file, Entities.of(file, text));
            }
        });
        return new Reading(
                reader.notes.lines(),
                Permits.everywhere(reader.surely.build()),
                Permits.everywhere(reader.open ? NameSet.all() : reader.possibly.build()));
    }

    private void read(String file, List<Entity> entities) {
        Set<String> members = new HashSet<>();
        Map<String, Set<String>> known = new HashMap<>();
        for (Entity entity : entities) {
            if (entity.kind().equals("FQDNHostGroup")) {
                entity.all("FQDNHostList/FQDNHost").forEach(member -> members.add(member.text()));
            }
            if (entity.kind().equals("FQDNHost")) {
                known.computeIfAbsent(first(entity, "Name"), _ -> new HashSet<>())
                        .add(first(entity, "FQDN"));
            }
        }
        for (Entity entity : entities) {
            int line = place(file, entity.line());
            if (entity.removed()) {
                open = true;
                notes.is(
                        line,
                        Line.State.NOT_SUPPORTED,
                        Text.of(
                                "what a request takes away is not modelled",
                                "ce qu'une requête retire n'est pas modélisé"));
            } else if (RULES.contains(entity.kind())) {
                open = true;
                notes.is(
                        line,
                        Line.State.NOT_SUPPORTED,
                        Text.of(
                                "firewall rules are not modelled: the reading is about the host groups that they use",
                                "les règles de pare-feu ne sont pas modélisées : la lecture porte sur les groupes d'hôtes"));
            } else if (entity.kind().equals("FQDNHost")) {
                boolean same =
                        known.getOrDefault(first(entity, "Name"), Set.of()).size() == 1;
                host(file, entity, same, members);
            } else if (entity.kind().equals("WebFilterException")) {
                notes.is(
                        line,
                        Line.State.IRRELEVANT,
                        Text.of(
                                "an exception skips checks, and opens no firewall rule",
                                "une exception saute des contrôles, et n'ouvre aucune règle"));
            }
        }
    }

    private static String first(Entity entity, String path) {
        return entity.all(path).stream().map(Value::text).findFirst().orElse("");
    }

    /** The place of a line of a file among all lines, counted from 0. */
    private int place(String file, int line) {
        int last = notes.source().size() - 1;
        return Math.min(begins.getOrDefault(file, 0) + Math.max(line, 1) - 1, last);
    }

    private void host(String file, Entity entity, boolean sameEverywhere, Set<String> members) {
        Optional<Text> refusal = refusal(entity);
        if (refusal.isPresent()) {
            notes.is(place(file, entity.line()), Line.State.WRONG, refusal.get());
            return;
        }
        Value fqdn = entity.all("FQDN").getFirst();
        int line = place(file, fqdn.line());
        List<Text> doubts = new ArrayList<>();
        if (!sameEverywhere) {
            doubts.add(Text.of(
                    "another host has the same name: one of them is what it stands for",
                    "un autre hôte a le même nom : il désigne l'un des deux"));
        }
        if (entity.all("FQDNHostGroupList/FQDNHostGroup").isEmpty() && !members.contains(first(entity, "Name"))) {
            doubts.add(Text.of(
                    "it is in no group, so the text does not say whether a rule uses it",
                    "il n'est dans aucun groupe : le texte ne dit pas si une règle s'en sert"));
        }
        String lower = fqdn.text().toLowerCase(Locale.ROOT);
        if (!lower.equals(fqdn.text()) || lower.endsWith(".")) {
            doubts.add(Text.of(
                    "upper case and a dot at the end are not supported by the product",
                    "les majuscules et un point final ne sont pas pris en charge par le produit"));
        }
        names(lower, line, doubts);
    }

    /** What the product refuses by its documentation. */
    private static Optional<Text> refusal(Entity entity) {
        String name = first(entity, "Name");
        String fqdn = first(entity, "FQDN");
        if (name.isEmpty() || name.length() > SophosFirewall.LONGEST_NAME || name.contains(",")) {
            return Optional.of(Text.of(
                    "a name has 1 to %s characters and no comma",
                    "un nom a 1 à %s caractères et pas de virgule", SophosFirewall.LONGEST_NAME));
        }
        boolean host = fqdn.length() <= SophosFirewall.LONGEST_FQDN
                && (fqdn.equals("*")
                        || HostName.tryParse(fqdn.replace('*', 'x')).isPresent());
        return host
                ? Optional.empty()
                : Optional.of(Text.of(
                        "an FQDN is a host name of at most %s characters",
                        "un FQDN est un nom d'hôte d'au plus %s caractères", SophosFirewall.LONGEST_FQDN));
    }

    private void names(String fqdn, int line, List<Text> doubts) {
        Optional<HostName> exact = HostName.tryParse(fqdn);
        Optional<HostName> below = fqdn.startsWith("*.") ? HostName.tryParse(fqdn.substring(2)) : Optional.empty();
        NameSetBuilder widest = new NameSetBuilder();
        if (exact.isPresent()) {
            widest.add(exact.get());
            possibly.add(exact.get());
            if (doubts.isEmpty()) {
                surely.add(exact.get());
            }
        } else if (below.isPresent()) {
            widest.subtree(below.get());
            possibly.subtree(below.get());
            if (doubts.isEmpty()) {
                surely.below(below.get());
            }
        } else {
            NameSet like = NameSet.like(fqdn, true);
            widest.add(like);
            possibly.add(like);
            notes.is(
                    line,
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "the manual does not say what the star stands for here",
                            "le manuel ne dit pas ce que l'étoile remplace ici"));
        }
        notes.lets(line, widest.build());
        doubts.forEach(doubt -> notes.is(line, Line.State.UNDERSTOOD, doubt));
    }
}
