package org.sallyport.gate.propose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Offer;
import org.sallyport.core.site.Site;
import org.sallyport.gate.propose.Observations.Aim;

/**
 * What a site file could add, so that what was seen passes. Whether it should, people decide. Immutable.
 *
 * @param logs what it was seen in
 * @param features those of the catalogs first, those with most names first
 * @param names of no feature, most hits first
 * @param siblings among these names
 * @param rareNames names that were asked for too seldom to be proposed
 * @param rareHits how often these were asked for
 */
public record Proposals(
        Site site,
        List<String> logs,
        List<FeatureProposal> features,
        List<Seen> names,
        List<Siblings> siblings,
        int rareNames,
        long rareHits) {

    private static final Comparator<Seen> MOST_HITS_FIRST =
            Comparator.comparingLong((Seen seen) -> -seen.count().hits()).thenComparing(Seen::host);

    public Proposals {
        logs = List.copyOf(logs);
        features = List.copyOf(features);
        names = List.copyOf(names);
        siblings = List.copyOf(siblings);
    }

    public boolean isEmpty() {
        return features.isEmpty() && names.isEmpty();
    }

    /**
     * Makes proposals.
     *
     * @param catalogs those that the site was read with
     * @param least hits of a feature, or of a name of none; what has fewer is counted only
     */
    public static Proposals of(Observations observed, Catalogs catalogs, SharedSuffixes suffixes, long least) {
        Site site = observed.policy().allowlist().site();
        Map<Aim, Tally> wanted = observed.wanted();
        Features search = new Features(Offer.all(site, catalogs), suffixes);
        List<FeatureProposal> features = new ArrayList<>();
        Set<Aim> left = new LinkedHashSet<>(wanted.keySet());
        int rareNames = 0;
        long rareHits = 0;
        for (Features.Group group : search.of(wanted.keySet())) {
            group.aims().forEach(left::remove);
            List<Seen> names = names(group.aims(), wanted, suffixes);
            Count count = Tally.sum(tallies(group.aims(), wanted)).count();
            if (count.hits() < least) {
                rareNames += names.size();
                rareHits += count.hits();
            } else {
                features.add(search.proposal(group, names, count));
            }
        }
        List<Seen> all = names(left, wanted, suffixes);
        List<Seen> names =
                all.stream().filter(seen -> seen.count().hits() >= least).toList();
        for (Seen seen : all.subList(names.size(), all.size())) {
            rareNames++;
            rareHits += seen.count().hits();
        }
        return new Proposals(
                site, observed.logs(), features, names, Siblings.among(names, suffixes), rareNames, rareHits);
    }

    private static List<Tally> tallies(Collection<Aim> aims, Map<Aim, Tally> wanted) {
        return aims.stream().map(aim -> wanted.getOrDefault(aim, new Tally())).toList();
    }

    /** Each name once, with its ports. */
    private static List<Seen> names(Collection<Aim> aims, Map<Aim, Tally> wanted, SharedSuffixes suffixes) {
        Map<HostName, List<Aim>> byName = new LinkedHashMap<>();
        aims.forEach(aim ->
                byName.computeIfAbsent(aim.host(), any -> new ArrayList<>(1)).add(aim));
        return byName.entrySet().stream()
                .map(name -> {
                    Tally sum = Tally.sum(tallies(name.getValue(), wanted));
                    return new Seen(
                            name.getKey(),
                            Ports.of(name.getValue().stream().map(Aim::port).toList()),
                            sum.count(),
                            sum.astray(),
                            suffixes.providerOf(name.getKey()));
                })
                .sorted(MOST_HITS_FIRST)
                .toList();
    }
}
