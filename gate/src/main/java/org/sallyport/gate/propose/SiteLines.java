package org.sallyport.gate.propose;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.Visible;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Site;
import org.sallyport.core.site.SiteText;

/** Proposals as lines of a site file. In English, as all files are. */
public final class SiteLines {

    /** In characters, of the names of logs in a reason, which has a limit itself. */
    private static final int LONGEST_LOG = 120;

    private SiteLines() {}

    /**
     * The lines. Those under {@code vendors:} take the place of the site's of the same keys: they have what the site has and
     * what is added. Those under {@code also:} are added.
     */
    public static String of(Proposals proposals) {
        StringBuilder text = new StringBuilder();
        if (!proposals.features().isEmpty()) {
            text.append("# in place of the lines of the same names\nvendors:\n");
            byVendor(proposals.features())
                    .forEach((vendor, features) -> vendor(text, proposals.site(), vendor, features));
        }
        if (!proposals.names().isEmpty()) {
            String logs = logs(proposals.logs());
            text.append("# behind the entries that are there\nalso:\n");
            for (Seen seen : proposals.names()) {
                remarks(seen)
                        .forEach(remark -> text.append("  # ").append(remark).append('\n'));
                text.append(SiteText.entry(new Site.Addition(
                        new HostPattern.Exact(seen.host()), seen.ports(), reason(logs, seen.count()), 0)));
            }
            for (Siblings siblings : proposals.siblings()) {
                text.append("  # or, for ")
                        .append(siblings.names().size())
                        .append(" of these names (a star stands for any letters, not only digits")
                        .append(siblings.provider()
                                .map(shared -> "; anybody can obtain a name below " + shared)
                                .orElse(""))
                        .append("):\n");
                String reason =
                        siblings.names().size() + " names like this seen in " + logs + ", " + hits(siblings.hits());
                text.append("  #")
                        .append(SiteText.entry(new Site.Addition(siblings.pattern(), siblings.ports(), reason, 0)));
            }
        }
        return text.toString();
    }

    private static Map<Id, List<FeatureProposal>> byVendor(List<FeatureProposal> features) {
        return features.stream()
                .collect(Collectors.groupingBy(
                        feature -> feature.catalog().vendor(), LinkedHashMap::new, Collectors.toList()));
    }

    private static void vendor(StringBuilder text, Site site, Id vendor, List<FeatureProposal> features) {
        Optional<Site.Subscription> bought = site.vendors().stream()
                .filter(subscription -> subscription.vendor().equals(vendor))
                .findFirst();
        Set<Id> licences =
                new LinkedHashSet<>(bought.map(Site.Subscription::licences).orElse(List.of()));
        text.append("  ").append(vendor).append(":\n");
        for (FeatureProposal proposal : features) {
            Feature feature = proposal.feature();
            text.append("    # ")
                    .append(feature.id())
                    .append(": ")
                    .append(
                            proposal.names().size() == 1
                                    ? "1 name, "
                                    : proposal.names().size() + " names, ")
                    .append(hits(proposal.count().hits()))
                    .append('\n');
            if (proposal.licence()) {
                licences.add(feature.id());
            }
        }
        list(text, "licences", licences.stream());
        List<Id> more =
                features.stream().flatMap(feature -> feature.regions().stream()).toList();
        bought.flatMap(Site.Subscription::regions)
                .filter(regions -> !more.isEmpty())
                .ifPresent(regions -> list(
                        text,
                        "regions",
                        Stream.concat(regions.stream(), more.stream()).distinct()));
    }

    private static void list(StringBuilder text, String key, Stream<Id> ids) {
        text.append("    ")
                .append(key)
                .append(": [")
                .append(ids.map(Id::value).collect(Collectors.joining(", ")))
                .append("]\n");
    }

    private static List<String> remarks(Seen seen) {
        return Stream.of(
                        seen.provider().map(shared -> "anybody can obtain a name below " + shared),
                        seen.astray() > 0
                                ? Optional.of("named in tunnels to other servers: passes with --sni permitted only")
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private static String reason(String logs, Count count) {
        return "seen in " + logs + " from " + count.first().truncatedTo(ChronoUnit.SECONDS) + " to "
                + count.last().truncatedTo(ChronoUnit.SECONDS) + ", " + hits(count.hits());
    }

    private static String hits(long hits) {
        return hits == 1 ? "1 hit" : hits + " hits";
    }

    private static String logs(List<String> logs) {
        String first = Visible.of(logs.getFirst());
        // its end says more than its beginning
        String shown = first.length() <= LONGEST_LOG ? first : "…" + first.substring(first.length() - LONGEST_LOG);
        return shown + (logs.size() > 1 ? " and " + (logs.size() - 1) + " more" : "");
    }
}
