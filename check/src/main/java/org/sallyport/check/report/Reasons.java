package org.sallyport.check.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Document;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.site.Rule;

/** Who asks for a rule, in words: the vendor's document and its lines, a log, or the site itself. */
record Reasons(Catalogs catalogs) {

    private record Place(Id vendor, Id document) {}

    /** What the vendor calls a feature, by the rules that have it; empty for the site's own. */
    Optional<String> name(Id feature, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.reason().feature().equals(feature))
                .flatMap(rule -> vendor(rule).stream())
                .flatMap(vendor -> catalogs.find(vendor).stream())
                .flatMap(catalog -> catalog.feature(feature).stream())
                .map(Feature::name)
                .findFirst();
    }

    private static Optional<Id> vendor(Rule rule) {
        return switch (rule.reason()) {
            case Rule.Documented documented -> Optional.of(documented.vendor());
            case Rule.Discovered discovered -> Optional.of(discovered.vendor());
            case Rule.Own _ -> Optional.empty();
        };
    }

    /** Each document once, with all its lines. */
    void write(Html html, List<Rule> rules) {
        Map<Place, List<Integer>> places = new LinkedHashMap<>();
        for (Rule rule : rules) {
            switch (rule.reason()) {
                case Rule.Documented documented ->
                    places.computeIfAbsent(
                                    new Place(
                                            documented.vendor(),
                                            documented.from().document()),
                                    any -> new ArrayList<>())
                            .add(documented.from().line());
                case Rule.Discovered discovered ->
                    html.open("div")
                            .text(Text.of(
                                    "%s: an installer log of the site",
                                    "%s : un journal d'installation du site", discovered.vendor()))
                            .close();
                case Rule.Own own ->
                    html.open("div")
                            .text(Text.of("the site file, line %s: ", "le fichier du site, ligne %s : ", own.line()))
                            .element("q", own.text())
                            .close();
            }
        }
        places.forEach((place, lines) -> {
            html.open("div").text(place.vendor + " " + place.document + " ");
            catalogs.find(place.vendor)
                    .flatMap(catalog -> catalog.document(place.document))
                    .ifPresent(document -> title(html, document));
            html.text(Text.of(
                            lines.size() == 1 ? "line %s" : "lines %s",
                            lines.size() == 1 ? "ligne %s" : "lignes %s",
                            String.join(
                                    ", ",
                                    lines.stream()
                                            .distinct()
                                            .sorted()
                                            .map(String::valueOf)
                                            .toList())))
                    .close();
        });
    }

    // in the document's language, whatever the page's is
    private static void title(Html html, Document document) {
        html.element("cite", document.title(), "lang", document.language()).text(", ");
    }
}
