package org.sallyport.core.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Endpoint;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

/**
 * A rule that a catalog has and a site has not, and what the site would have to add for it. Immutable.
 *
 * @param lacksVendor whether the site has nothing of the vendor
 * @param lacksLicence whether the feature is a licence that the site does not have
 * @param region the region of the rule, where the site leaves it out
 */
public record Offer(
        Rule rule, Catalog catalog, Feature feature, boolean lacksVendor, boolean lacksLicence, Optional<Id> region) {

    /** All that the site could have of the catalogs, with all licences and all regions, and has not; in their order. */
    public static List<Offer> all(Site site, Catalogs catalogs) {
        List<Offer> offers = new ArrayList<>();
        for (Catalog catalog : catalogs.list()) {
            Site.Subscription everything = new Site.Subscription(
                    catalog.vendor(), catalog.licences().map(Feature::id).toList(), Optional.empty(), List.of());
            Allowlist.plan(catalogs, new Site(site.name(), List.of(everything), List.of(), List.of()))
                    .rules()
                    .forEach(rule -> of(site, catalog, rule).ifPresent(offers::add));
        }
        return offers;
    }

    private static Optional<Offer> of(Site site, Catalog catalog, Rule rule) {
        Optional<Site.Subscription> bought = site.vendors().stream()
                .filter(subscription -> subscription.vendor().equals(catalog.vendor()))
                .findFirst();
        return catalog.feature(rule.reason().feature())
                .map(feature -> new Offer(
                        rule,
                        catalog,
                        feature,
                        bought.isEmpty(),
                        !feature.always()
                                && bought.filter(subscription ->
                                                subscription.licences().contains(feature.id()))
                                        .isEmpty(),
                        region(feature, rule)
                                .filter(id -> bought.flatMap(Site.Subscription::regions)
                                        .filter(regions -> !regions.contains(id))
                                        .isPresent())))
                .filter(offer -> offer.lacksVendor || offer.lacksLicence || offer.region.isPresent());
    }

    private static Optional<Id> region(Feature feature, Rule rule) {
        return rule.reason() instanceof Rule.Documented documented
                ? feature.endpoints()
                        .filter(endpoint -> endpoint.host().equals(rule.host())
                                && endpoint.from().equals(documented.from()))
                        .findFirst()
                        .flatMap(Endpoint::region)
                : Optional.empty();
    }

    public boolean allows(HostName host, Port port) {
        return rule.ports().contains(port) && rule.allows(host);
    }

    /** What to add to the site file, in words: {@code the vendor sophos-central and the licence ad-sync}. */
    public Text missing() {
        return missing(
                catalog.vendor(),
                lacksVendor,
                feature.id(),
                lacksLicence,
                region.stream().toList());
    }

    /** The same for several offers of one feature, which lie in different regions. At least something is missing. */
    public static Text missing(Id vendor, boolean lacksVendor, Id licence, boolean lacksLicence, List<Id> regions) {
        return Stream.of(
                        Stream.of(Text.of("the vendor %s", "le fournisseur %s", vendor))
                                .filter(any -> lacksVendor),
                        Stream.of(Text.of("the licence %s", "la licence %s", licence))
                                .filter(any -> lacksLicence),
                        regions.stream().map(id -> Text.of("the region %s", "la région %s", id)))
                .flatMap(texts -> texts)
                .reduce((one, other) -> one.then(new Text(" and ", " et ")).then(other))
                .orElseThrow();
    }
}
