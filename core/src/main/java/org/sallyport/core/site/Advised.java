package org.sallyport.core.site;

import java.util.Optional;
import java.util.function.Predicate;
import org.sallyport.core.catalog.Advice;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.name.HostName;

/** What a document of a site's vendor tells about a name that is in no list of its. Immutable. */
public record Advised(Catalog catalog, Advice advice) {

    /** The first advice about the name, of a vendor that the site has. */
    public static Optional<Advised> find(Site site, Catalogs catalogs, HostName host) {
        Predicate<Catalog> bought = catalog -> site.vendors().stream()
                .anyMatch(subscription -> subscription.vendor().equals(catalog.vendor()));
        return catalogs.list().stream()
                .filter(bought)
                .flatMap(catalog -> catalog.advice().stream()
                        .filter(advice -> advice.hosts().stream().anyMatch(pattern -> pattern.matches(host)))
                        .map(advice -> new Advised(catalog, advice)))
                .findFirst();
    }
}
