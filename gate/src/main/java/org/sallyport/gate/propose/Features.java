package org.sallyport.gate.propose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.name.HostMatcher;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Offer;
import org.sallyport.core.site.Rule;
import org.sallyport.gate.propose.Observations.Aim;

/**
 * Finds the features of catalogs that names belong to. A name in a wildcard below which anybody can obtain one, as in
 * {@code *.cloudfront.net}, speaks for no feature; where another one does, it belongs to it too. A name of several features
 * goes to the one that has most of the names. For one thread.
 */
final class Features {

    private final List<Offer> offers;
    private final SharedSuffixes suffixes;
    private final HostMatcher offered;
    private final Map<HostPattern, Boolean> open = new HashMap<>();

    /** A feature, and the aims that it lets through. */
    record Group(Key key, List<Aim> aims) {}

    /** A feature of a vendor. */
    record Key(Id vendor, Id feature) {
        static Key of(Offer offer) {
            return new Key(offer.catalog().vendor(), offer.feature().id());
        }
    }

    /** @param all what is for devices that know no star inside a label, a gate does not let through, and is left out */
    Features(List<Offer> all, SharedSuffixes suffixes) {
        offers = all.stream()
                .filter(offer -> offer.rule().form() != Rule.Form.WIDER)
                .toList();
        this.suffixes = suffixes;
        offered = HostMatcher.of(offers.stream()
                .map(offer -> offer.rule().host())
                .flatMap(host -> host instanceof HostPattern.Below(var base)
                        ? Stream.of(host, new HostPattern.Exact(base))
                        : Stream.of(host))
                .collect(Collectors.toSet()));
    }

    /** The features that the aims speak for, those with most of them first; aims of none are in none. */
    List<Group> of(Collection<Aim> aims) {
        Map<Aim, List<Offer>> open = new LinkedHashMap<>();
        for (Aim aim : aims) {
            List<Offer> found = offersFor(aim);
            if (!found.isEmpty()) {
                open.put(aim, found);
            }
        }
        List<Group> groups = new ArrayList<>();
        for (Optional<Key> best = best(open.values()); best.isPresent(); best = best(open.values())) {
            Key key = best.get();
            List<Aim> all = open.entrySet().stream()
                    .filter(entry -> entry.getValue().stream()
                            .anyMatch(offer -> Key.of(offer).equals(key)))
                    .map(Map.Entry::getKey)
                    .toList();
            all.forEach(open::remove);
            groups.add(new Group(key, all));
        }
        return groups;
    }

    private Optional<Key> best(Collection<List<Offer>> remaining) {
        Map<Key, Integer> votes = new LinkedHashMap<>();
        for (List<Offer> each : remaining) {
            Set<Key> keys = new HashSet<>();
            each.stream().filter(offer -> !isOpen(offer)).map(Key::of).forEach(keys::add);
            keys.forEach(key -> votes.merge(key, 1, Integer::sum));
        }
        List<Key> order = offers.stream().map(Key::of).distinct().toList();
        return votes.keySet().stream()
                .max(Comparator.comparingInt((Key key) -> votes.getOrDefault(key, 0))
                        .thenComparingInt(key -> -order.indexOf(key)));
    }

    private List<Offer> offersFor(Aim aim) {
        return offered.matches(aim.host())
                ? offers.stream()
                        .filter(offer -> offer.allows(aim.host(), aim.port()))
                        .toList()
                : List.of();
    }

    private boolean isOpen(Offer offer) {
        return open.computeIfAbsent(
                offer.rule().host(),
                host -> !hasLetters(host) && suffixes.openedBy(host).isPresent());
    }

    /** Whether it says more of a name than what it lies below. */
    private static boolean hasLetters(HostPattern host) {
        return switch (host) {
            case HostPattern.Exact exact -> true;
            case HostPattern.Below below -> false;
            case HostPattern.Glob glob ->
                glob.labels().stream().anyMatch(label -> label.hasStar() && !label.equals(LabelGlob.ANY));
        };
    }

    /** The proposal that a group stands for. */
    FeatureProposal proposal(Group group, List<Seen> names, Count count) {
        Offer any = offers.stream()
                .filter(offer -> Key.of(offer).equals(group.key))
                .findFirst()
                .orElseThrow();
        Set<Id> regions = new TreeSet<>();
        Set<Key> elsewhere = offers.stream().map(Key::of).collect(Collectors.toSet());
        Set<Object> openNames = new HashSet<>();
        for (Aim aim : group.aims) {
            List<Offer> all = offersFor(aim);
            List<Offer> own = all.stream()
                    .filter(offer -> Key.of(offer).equals(group.key))
                    .toList();
            if (own.stream().noneMatch(offer -> offer.region().isEmpty())) {
                own.getFirst().region().ifPresent(regions::add);
            }
            if (own.stream().allMatch(this::isOpen)) {
                openNames.add(aim.host());
            }
            elsewhere.retainAll(all.stream().map(Key::of).collect(Collectors.toSet()));
        }
        elsewhere.remove(group.key);
        List<Feature> others = offers.stream()
                .filter(offer -> elsewhere.contains(Key.of(offer)))
                .map(Offer::feature)
                .distinct()
                .toList();
        return new FeatureProposal(
                any.catalog(),
                any.feature(),
                any.lacksVendor(),
                any.lacksLicence(),
                List.copyOf(regions),
                others,
                names,
                openNames.size(),
                count);
    }
}
