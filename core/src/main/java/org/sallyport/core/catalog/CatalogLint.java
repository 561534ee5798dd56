package org.sallyport.core.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.SharedSuffixes;

/**
 * Finds what is wrong in a document itself: forms that are said to cover a list and do not, checks of names that no
 * entry allows, wildcards that let everybody's names in. Immutable; safe for use by several threads.
 */
public final class CatalogLint {

    /** A check asks for a name that no entry allows. */
    public static final Id CHECK_OUTSIDE = Id.parse("check-outside");

    /** A shorter form of a list does not cover all of it. */
    public static final Id NOT_COVERED = Id.parse("not-covered");

    /** A wildcard or glob lets in names that anybody can register. */
    public static final Id OPEN_TO_EVERYBODY = Id.parse("open-to-everybody");

    /** An entry is the domain of a provider, under which customers have their names, and names no service. */
    public static final Id NO_SERVICE = Id.parse("no-service");

    /** An entry stands twice in one list. */
    public static final Id DUPLICATE = Id.parse("duplicate");

    /** An entry is for a region that the catalog does not list. */
    public static final Id UNKNOWN_REGION = Id.parse("unknown-region");

    private final SharedSuffixes suffixes;

    private CatalogLint(SharedSuffixes suffixes) {
        this.suffixes = suffixes;
    }

    public static CatalogLint of(SharedSuffixes suffixes) {
        return new CatalogLint(suffixes);
    }

    /** All findings, in the order of the document. */
    public List<Finding> lint(Catalog catalog) {
        List<HostPattern> allowed = catalog.features().stream()
                .flatMap(Feature::endpoints)
                .map(Endpoint::host)
                .toList();
        return catalog.features().stream()
                .flatMap(feature -> Stream.of(
                                checksOutside(feature, allowed),
                                notCovered(feature, feature.hosts(), feature.wildcards()),
                                notCovered(feature, globs(feature), feature.wider()),
                                feature.endpoints().flatMap(entry -> openToEverybody(feature, entry).stream()),
                                feature.endpoints().flatMap(entry -> noService(feature, entry).stream()),
                                Stream.of(feature.hosts(), feature.wildcards(), feature.wider())
                                        .flatMap(list -> duplicates(feature, list)),
                                unknownRegions(feature, catalog.regions()))
                        .flatMap(findings -> findings))
                .sorted(Comparator.comparing(Finding::from).thenComparing(Finding::rule))
                .toList();
    }

    private static Stream<Finding> checksOutside(Feature feature, List<HostPattern> allowed) {
        return feature.checks().stream()
                .filter(check -> allowed.stream().noneMatch(pattern -> pattern.matches(check.host())))
                .map(check -> new Finding(
                        CHECK_OUTSIDE,
                        Finding.Severity.WRONG,
                        feature.id(),
                        check.from(),
                        Text.of(
                                "the check asks for %s, which no entry allows",
                                "le test interroge %s, qu'aucune entrée n'autorise", check.host()),
                        twin(feature, check.host())
                                .map(twin -> Text.of(
                                        "check %s instead, which is listed here",
                                        "testez plutôt %s, qui figure ici dans la liste", twin))
                                .orElse(
                                        Text.of(
                                                "expect this check to fail; ask the vendor whether the entry is missing",
                                                "attendez-vous à l'échec de ce test ; demandez au fournisseur si l'entrée manque")),
                        List.of(new HostPattern.Exact(check.host()))));
    }

    /** The listed name of the feature that the check's name was most likely meant to be. */
    private static Optional<HostName> twin(Feature feature, HostName asked) {
        List<String> listed = feature.endpoints()
                .map(Endpoint::host)
                .filter(pattern -> !pattern.isWildcard())
                .map(HostPattern::toString)
                .toList();
        return Nearest.to(asked.value(), listed)
                .filter(near -> Nearest.distance(near, asked.value()) <= 3)
                .map(HostName::parse);
    }

    private static Stream<Finding> notCovered(Feature feature, List<Endpoint> list, List<Endpoint> shorter) {
        if (shorter.isEmpty()) {
            return Stream.empty();
        }
        NameSet covered = NameSet.of(shorter.stream().map(Endpoint::host).toList());
        List<HostPattern> open = list.stream()
                .map(Endpoint::host)
                .filter(host -> !NameSet.of(host).isSubsetOf(covered))
                .toList();
        if (open.isEmpty()) {
            return Stream.empty();
        }
        Endpoint first = shorter.getFirst();
        boolean one = shorter.size() == 1;
        return Stream.of(new Finding(
                NOT_COVERED,
                Finding.Severity.WRONG,
                feature.id(),
                first.from(),
                Text.of(
                        one
                                ? "%s is said to cover all %d entries of %s and does not cover %d: %s"
                                : "%s and the wildcards with it are said to replace all %d entries of %s and do not cover %d: %s",
                        one
                                ? "%s est censé couvrir les %d entrées de %s et n'en couvre pas %d : %s"
                                : "%s et les caractères de remplacement avec lui sont censés remplacer les %d entrées de %s et n'en couvrent pas %d : %s",
                        first.host(),
                        list.size(),
                        feature.id(),
                        open.size(),
                        joined(open)),
                Text.of(
                        "let a device that takes wildcards have these entries as well",
                        "donnez aussi ces entrées à l'équipement qui accepte les caractères de remplacement"),
                open));
    }

    private static List<Endpoint> globs(Feature feature) {
        return feature.hosts().stream()
                .filter(entry -> entry.host() instanceof HostPattern.Glob)
                .toList();
    }

    private Optional<Finding> openToEverybody(Feature feature, Endpoint entry) {
        return suffixes.openedBy(entry.host())
                .map(suffix -> new Finding(
                        OPEN_TO_EVERYBODY,
                        Finding.Severity.RISK,
                        feature.id(),
                        entry.from(),
                        entry.host() instanceof HostPattern.Glob
                                ? Text.of(
                                        "anybody can register a name under %s that %s lets in",
                                        "n'importe qui peut obtenir sous %s un nom que %s laisse passer",
                                        suffix,
                                        entry.host())
                                : Text.of(
                                        "under %s anybody can register names, and %s lets in all of them",
                                        "sous %s n'importe qui peut obtenir des noms, et %s les laisse tous passer",
                                        suffix,
                                        entry.host()),
                        Text.of(
                                "put the names that the traffic shows in its place, if the device allows it",
                                "mettez à sa place les noms que montre le trafic, si l'équipement le permet"),
                        List.of(entry.host())));
    }

    private Optional<Finding> noService(Feature feature, Endpoint entry) {
        return entry.host() instanceof HostPattern.Exact(HostName name)
                        && name.labels().size() > 1
                        && suffixes.openedBy(new HostPattern.Below(name)).isPresent()
                ? Optional.of(new Finding(
                        NO_SERVICE,
                        Finding.Severity.RISK,
                        feature.id(),
                        entry.from(),
                        Text.of(
                                "%s alone names no service: it is the domain under which a provider's customers have their names",
                                "%s seul ne nomme aucun service : c'est le domaine sous lequel les clients d'un hébergeur ont leurs noms",
                                name),
                        Text.of(
                                "do not take it for *.%s, which anybody can register names in",
                                "ne le prenez pas pour *.%s, où n'importe qui peut obtenir des noms", name),
                        List.of(entry.host())))
                : Optional.empty();
    }

    private static Stream<Finding> duplicates(Feature feature, List<Endpoint> list) {
        Set<HostPattern> seen = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Endpoint entry : list) {
            if (!seen.add(entry.host())) {
                findings.add(new Finding(
                        DUPLICATE,
                        Finding.Severity.NOTE,
                        feature.id(),
                        entry.from(),
                        Text.of(
                                "%s stands twice in one list of %s",
                                "%s figure deux fois dans une liste de %s", entry.host(), feature.id()),
                        Text.of("one of the two is enough", "l'un des deux suffit"),
                        List.of(entry.host())));
            }
        }
        return findings.stream();
    }

    private static Stream<Finding> unknownRegions(Feature feature, List<Id> regions) {
        return feature.endpoints()
                .filter(entry -> entry.region()
                        .filter(region -> !regions.contains(region))
                        .isPresent())
                .map(entry -> new Finding(
                        UNKNOWN_REGION,
                        Finding.Severity.WRONG,
                        feature.id(),
                        entry.from(),
                        Text.of(
                                "%s is for the region %s, which the catalog does not list",
                                "%s est pour la région %s, que le catalogue ne liste pas",
                                entry.host(),
                                entry.region().orElseThrow()),
                        Text.of("add the region to \"regions\"", "ajoutez la région à « regions »"),
                        List.of(entry.host())));
    }

    private static String joined(List<HostPattern> hosts) {
        return hosts.stream().map(HostPattern::toString).collect(Collectors.joining(", "));
    }
}
