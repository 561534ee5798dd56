package org.sallyport.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

class OfferTest {

    private static final HostName BUCKET =
            HostName.parse("tf-presigned-url-us-east-2-prod-1-bucket.s3.us-east-2.amazonaws.com");

    @Test
    void aSiteThatHasEverythingIsOfferedNothing() {
        List<String> all = Acme.CATALOGS
                .list()
                .getFirst()
                .licences()
                .map(Feature::id)
                .map(Id::value)
                .toList();

        assertThat(Offer.all(Acme.plan(all).site(), Acme.CATALOGS)).isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(missing(Acme.plan(List.of("endpoint")).site())).containsOnly("the licence ad-sync");
        assertThat(missing(Acme.plan(List.of("endpoint"), "eu-west-1").site()))
                .containsOnly("the licence ad-sync and the region us-east-2");
        assertThat(missing(Acme.plan(List.of("ad-sync"), "eu-west-1").site())).containsOnly("the region us-east-2");
        assertThat(missing(new Site(Id.parse("new"), List.of(), List.of(), List.of())))
                .containsOnly("the vendor sophos-central and the licence ad-sync");
        assertThat(missing(Acme.plan(List.of("ad-sync")).site())).isEmpty();
    }

    @Test
    void aRegionIsMissingOnlyWhereTheSiteNamesRegions() {
        assertThat(Offer.all(Acme.plan(List.of("endpoint")).site(), Acme.CATALOGS))
                .extracting(Offer::region)
                .containsOnly(Optional.empty());
    }

    private static Stream<String> missing(Site site) {
        return Offer.all(site, Acme.CATALOGS).stream()
                .filter(offer -> offer.allows(BUCKET, Port.HTTPS))
                .map(offer -> offer.missing().english());
    }
}
