package org.sallyport.core.catalog;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/** All catalogs at hand, one a vendor. Immutable. */
public record Catalogs(List<Catalog> list) {

    public Catalogs {
        list = List.copyOf(list);
        if (list.stream().map(Catalog::vendor).distinct().count() < list.size()) {
            throw new InputException(
                    Text.of("two catalogs are of the same vendor", "deux catalogues sont du même fournisseur"),
                    Text.of("keep one of them", "n'en gardez qu'un"));
        }
    }

    public static Catalogs of(Catalog... catalogs) {
        return new Catalogs(List.of(catalogs));
    }

    public Optional<Catalog> find(Id vendor) {
        return list.stream().filter(catalog -> catalog.vendor().equals(vendor)).findFirst();
    }

    public List<String> vendors() {
        return list.stream().map(catalog -> catalog.vendor().value()).toList();
    }
}
