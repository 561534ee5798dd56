package org.sallyport.core.site;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/**
 * The rule that comes nearest to a name that is denied.
 *
 * @param rule of the allowlist, or of a part of the catalogs that the site does not have
 * @param why the rule does not allow the name
 */
public record NearMiss(Rule rule, Text why) {

    /** How a rule can miss a name; empty where it does not miss it in that way. */
    private interface Relation {
        Optional<Text> between(Rule rule, HostName host);
    }

    /** What is meant most probably comes first. */
    private static final List<Relation> RELATIONS = List.of(
            NearMiss::starStopsAtDot,
            NearMiss::noDotBefore,
            NearMiss::otherTopLevel,
            (rule, host) -> lettersDiffer(rule, host, 1),
            (rule, host) -> lettersDiffer(rule, host, 2),
            NearMiss::belowExact,
            NearMiss::above,
            NearMiss::notAtTheEnd,
            NearMiss::sibling);

    static Optional<NearMiss> find(Allowlist allowlist, Catalogs catalogs, HostName host, Port port) {
        return nearest(allowlist.rules(), host, (rule, name) -> otherPort(rule, name, port))
                .or(() -> inCatalogs(allowlist.site(), catalogs, host, port))
                .or(() -> RELATIONS.stream()
                        .flatMap(relation -> nearest(allowlist.rules(), host, relation).stream())
                        .findFirst()
                        .map(miss -> miss.advised(allowlist.site(), catalogs, host)));
    }

    private static Optional<NearMiss> nearest(List<Rule> rules, HostName host, Relation relation) {
        return rules.stream()
                .flatMap(rule -> relation.between(rule, host).map(why -> new NearMiss(rule, why)).stream())
                .min(nearestTo(host));
    }

    private static Comparator<NearMiss> nearestTo(HostName host) {
        return Comparator.comparingInt((NearMiss miss) -> -sharedLabels(suffix(miss.rule), host))
                .thenComparingInt(miss -> Math.abs(
                        suffix(miss.rule).value().length() - host.value().length()));
    }

    private static Optional<Text> otherPort(Rule rule, HostName host, Port port) {
        return when(
                rule.allows(host) && !rule.ports().contains(port),
                "%s passes at port %s only, not at %s",
                "%s ne passe qu'au port %s, pas au port %s",
                host,
                rule.ports(),
                port);
    }

    private static Optional<NearMiss> inCatalogs(Site site, Catalogs catalogs, HostName host, Port port) {
        return Offer.all(site, catalogs).stream()
                .filter(offer -> offer.allows(host, port))
                .map(offer -> new NearMiss(offer.rule(), listed(offer)))
                .min(nearestTo(host));
    }

    private static Text listed(Offer offer) {
        Text add = offer.missing();
        return new Text(
                "the document (" + offer.rule().reason() + ") lists it under "
                        + offer.feature().id() + "; add " + add.english() + " to the site file",
                "le document (" + offer.rule().reason() + ") le cite sous "
                        + offer.feature().id() + " ; ajoutez " + add.french() + " au fichier de site");
    }

    private static Optional<Text> starStopsAtDot(Rule rule, HostName host) {
        return when(
                rule.host() instanceof HostPattern.Glob
                        && matchesAcrossDots(rule.host().toString(), host.value()),
                "a star inside a label of %s stands for letters of that label, never for a dot",
                "une étoile dans une étiquette de %s tient lieu de lettres de cette étiquette, jamais d'un point",
                rule.host());
    }

    private static Optional<Text> noDotBefore(Rule rule, HostName host) {
        HostName suffix = suffix(rule);
        int before = host.value().length() - suffix.value().length() - 1;
        boolean otherOwner = sharedLabels(suffix, host) < 2;
        return when(
                before >= 0
                        && host.value().endsWith(suffix.value())
                        && host.value().charAt(before) != '.',
                "%s only ends in the same letters as %s: there is no dot before them; it is "
                        + (otherOwner ? "another owner's name" : "another name"),
                "%s finit seulement par les mêmes lettres que %s : aucun point ne les précède ; c'est "
                        + (otherOwner ? "le nom d'un autre propriétaire" : "un autre nom"),
                host,
                suffix);
    }

    private static Optional<Text> otherTopLevel(Rule rule, HostName host) {
        String last = suffix(rule).labels().getLast();
        List<String> front = host.labels().subList(0, host.labels().size() - 1);
        return when(
                !front.isEmpty() && isAllowed(rule, String.join(".", front) + "." + last),
                "it ends in .%s, and %s in .%s: that is another name",
                "il finit par .%s, et %s par .%s : c'est un autre nom",
                host.labels().getLast(),
                rule.host(),
                last);
    }

    private static Optional<Text> lettersDiffer(Rule rule, HostName host, int letters) {
        List<String> labels = host.labels();
        List<String> wanted = suffix(rule).labels();
        int front = labels.size() - wanted.size();
        if (front < 0 || (front > 0 && !rule.host().isWildcard())) {
            return Optional.empty();
        }
        int distance = 0;
        for (int i = 0; i < wanted.size() && distance <= letters; i++) {
            String found = labels.get(front + i);
            distance += found.equals(wanted.get(i)) ? 0 : Nearest.distance(found, wanted.get(i));
        }
        String meant = String.join(
                ".",
                Stream.concat(labels.subList(0, front).stream(), wanted.stream())
                        .toList());
        return when(
                distance == letters && isAllowed(rule, meant),
                letters == 1
                        ? "one letter differs from %s: that is another name"
                        : "two letters differ from %s: that is another name",
                letters == 1
                        ? "une lettre diffère de %s : c'est un autre nom"
                        : "deux lettres diffèrent de %s : c'est un autre nom",
                rule.host());
    }

    private static Optional<Text> belowExact(Rule rule, HostName host) {
        return when(
                !rule.host().isWildcard() && host.isBelow(suffix(rule)),
                "%s is an exact entry, which covers no names below it",
                "%s est une entrée exacte, qui ne couvre aucun nom au-dessous",
                rule.host());
    }

    private static Optional<Text> above(Rule rule, HostName host) {
        boolean isSuffix = rule.host().isWildcard() && suffix(rule).equals(host);
        return when(
                host.labels().size() > 1 && (isSuffix || suffix(rule).isBelow(host)),
                "the list names only what lies below it, as in %s; that does not cover %s itself",
                "la liste ne cite que ce qui est au-dessous, comme %s ; cela ne couvre pas %s lui-même",
                rule.host(),
                host);
    }

    private static Optional<Text> notAtTheEnd(Rule rule, HostName host) {
        String name = suffix(rule).value();
        int start = host.value().indexOf(name);
        int end = start + name.length();
        if (name.indexOf('.') < 0 || start < 0 || !isBorder(host, start - 1) || !isBorder(host, end)) {
            return Optional.empty();
        }
        String rest = host.value().substring(host.value().indexOf('.', end) + 1);
        List<String> labels = host.labels();
        String owner = rest.indexOf('.') > 0
                ? rest
                : String.join(".", labels.subList(Math.max(0, labels.size() - 2), labels.size()));
        return when(
                true,
                start == 0
                        ? "%s stands only in front; the name ends in %s, and belongs to the owner of that"
                        : "%s stands only in the middle; the name ends in %s, and belongs to the owner of that",
                start == 0
                        ? "%s n'est qu'au début ; le nom finit par %s, et appartient à son propriétaire"
                        : "%s n'est qu'au milieu ; le nom finit par %s, et appartient à son propriétaire",
                name,
                owner);
    }

    private static boolean isBorder(HostName host, int index) {
        return index < 0
                || (index < host.value().length() && ".-".indexOf(host.value().charAt(index)) >= 0);
    }

    private static Optional<Text> sibling(Rule rule, HostName host) {
        int shared = sharedLabels(suffix(rule), host);
        List<String> labels = host.labels();
        return when(
                shared >= 2,
                "below %s the list has %s, but not this name",
                "sous %s la liste a %s, mais pas ce nom",
                String.join(".", labels.subList(labels.size() - shared, labels.size())),
                rule.host());
    }

    /** What vendors say about names that are in no list of theirs. */
    private NearMiss advised(Site site, Catalogs catalogs, HostName host) {
        return Advised.find(site, catalogs, host)
                .map(advised -> advised.advice().text())
                .map(text -> new NearMiss(
                        rule, new Text(why.english() + ". " + text.english(), why.french() + ". " + text.french())))
                .orElse(this);
    }

    private static HostName suffix(Rule rule) {
        return rule.host().suffix();
    }

    private static boolean isAllowed(Rule rule, String name) {
        return HostName.tryParse(name).filter(rule::allows).isPresent();
    }

    private static int sharedLabels(HostName one, HostName other) {
        List<String> a = one.labels().reversed();
        List<String> b = other.labels().reversed();
        int shared = 0;
        while (shared < Math.min(a.size(), b.size()) && a.get(shared).equals(b.get(shared))) {
            shared++;
        }
        return shared;
    }

    /** Whether the name would match if stars stood for dots as well. */
    private static boolean matchesAcrossDots(String glob, String name) {
        String[] pieces = glob.split("\\*", -1);
        String last = pieces[pieces.length - 1];
        int end = name.length() - last.length();
        int from = pieces[0].length();
        if (!name.startsWith(pieces[0]) || !name.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = name.indexOf(pieces[i], from);
            if (found < 0) {
                return false;
            }
            from = found + pieces[i].length();
        }
        return from <= end;
    }

    private static Optional<Text> when(boolean condition, String english, String french, Object... values) {
        return condition ? Optional.of(Text.of(english, french, values)) : Optional.empty();
    }
}
