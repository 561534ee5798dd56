package org.sallyport.gate.propose;

import java.util.List;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.site.Offer;

/**
 * A feature of a catalog that lets names through which were asked for. Immutable.
 *
 * @param vendor whether the site has nothing of the vendor yet
 * @param licence whether the feature is a licence to be added
 * @param regions to be added to those that the site names; empty where that is not needed
 * @param elsewhere other features, each of which has all of the names as well
 * @param names most hits first
 * @param open how many of the names only a wildcard lets through below which anybody can obtain a name
 */
public record FeatureProposal(
        Catalog catalog,
        Feature feature,
        boolean vendor,
        boolean licence,
        List<Id> regions,
        List<Feature> elsewhere,
        List<Seen> names,
        int open,
        Count count) {

    public FeatureProposal {
        regions = List.copyOf(regions);
        elsewhere = List.copyOf(elsewhere);
        names = List.copyOf(names);
    }

    /** What it is, and what to add. */
    public Text sentence() {
        Text all = names.size() == 1
                ? Text.of(
                        "this name is %s of %s: add ",
                        "ce nom relève de %s (%s) : ajoutez ", feature.name(), catalog.name())
                : Text.of(
                        "these %s names are %s of %s: add ",
                        "ces %s noms relèvent de %s (%s) : ajoutez ", names.size(), feature.name(), catalog.name());
        return all.then(Offer.missing(catalog.vendor(), vendor, feature.id(), licence, regions));
    }
}
