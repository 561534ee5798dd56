package org.sallyport.cli;

import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Document;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.site.Rule;

/** Rules in words. */
final class RuleText {

    private RuleText() {}

    /** The rule and its reason, as one line. */
    static Text line(Catalogs catalogs, Rule rule) {
        return Text.same(rule.host() + "  " + rule.ports() + "  ").then(because(catalogs, rule));
    }

    private static Text because(Catalogs catalogs, Rule rule) {
        return switch (rule.reason()) {
            case Rule.Documented documented -> {
                String feature = catalogs.find(documented.vendor())
                        .flatMap(catalog -> catalog.feature(documented.feature()))
                        .map(Feature::name)
                        .orElse("");
                yield Text.same(documented.feature() + " (" + feature + "), ")
                        .then(catalogs.find(documented.vendor())
                                .map(catalog -> place(catalog, documented.from()))
                                .orElse(Text.same("")));
            }
            case Rule.Discovered discovered ->
                Text.of(
                        "%s, found in an installer log of the site",
                        "%s, trouvé dans un journal d'installation du site", discovered.feature());
            case Rule.Own own ->
                Text.of("the site's own (line %s): %s", "propre au site (ligne %s) : %s", own.line(), own.text());
        };
    }

    /** The title of a document, and the line. */
    static Text place(Catalog catalog, Provenance from) {
        String title = catalog.document(from.document()).map(Document::title).orElse("");
        return Text.of("\"%s\" line %s", "« %s » ligne %s", title, from.line());
    }
}
