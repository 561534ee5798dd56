package org.sallyport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Endpoint;
import org.sallyport.core.catalog.Feature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code catalog show}: the entries of a catalog, or the list of catalogs. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints a catalog: hosts, ports, feature, form, document and line.",
        footer = {"", "Examples:", "  sallyport catalog show", "  sallyport catalog show sophos-central --format csv"})
final class CatalogShowCommand implements Callable<Integer> {

    @ParentCommand
    private CatalogCommand parent;

    @Parameters(arity = "0..1", paramLabel = "VENDOR", description = "The vendor; without it, the list of catalogs.")
    private Optional<String> vendor = Optional.empty();

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        return vendor.map(parent::named).map(this::show).orElseGet(this::list);
    }

    private int list() {
        Table table = new Table(
                Text.of("vendor", "fournisseur"),
                Text.of("name", "nom"),
                Text.of("features", "fonctions"),
                Text.of("entries", "entrées"),
                Text.of("read", "lu le"));
        List<Object> json = new ArrayList<>();
        for (Catalog catalog : parent.catalogs().catalogs().list()) {
            long entries =
                    catalog.features().stream().flatMap(Feature::endpoints).count();
            String read = catalog.documents().getFirst().read().toString();
            List<String> features =
                    catalog.features().stream().map(Feature::id).map(Id::value).toList();
            table.row(catalog.vendor(), catalog.name(), String.join(" ", features), entries, read);
            Map<String, Object> entry = Json.object();
            entry.put("vendor", catalog.vendor().value());
            entry.put("name", catalog.name());
            entry.put("features", features);
            entry.put("entries", entries);
            entry.put("read", read);
            json.add(entry);
        }
        print(table, json);
        return Session.YES;
    }

    private int show(Catalog catalog) {
        Table table = new Table(
                Text.of("host", "hôte"),
                Text.of("ports", "ports"),
                Text.of("feature", "fonction"),
                Text.of("form", "forme"),
                Text.of("region", "région"),
                Text.of("line", "ligne"));
        List<Object> json = new ArrayList<>();
        for (Feature feature : catalog.features()) {
            rows(table, json, feature, "host", feature.hosts());
            rows(table, json, feature, "wildcard", feature.wildcards());
            rows(table, json, feature, "wider", feature.wider());
        }
        print(table, json);
        catalog.advice()
                .forEach(advice -> parent.session()
                        .tell(Text.of(
                                        "%s, line %s: ",
                                        "%s, ligne %s : ",
                                        advice.id(),
                                        advice.from().line())
                                .then(advice.text())));
        return Session.YES;
    }

    private static void rows(Table table, List<Object> json, Feature feature, String form, List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            String region = endpoint.region().map(Id::value).orElse("");
            table.row(endpoint.host(), endpoint.ports(), feature.id(), form, region, endpoint.from());
            Map<String, Object> entry = Json.object();
            entry.put("host", endpoint.host().toString());
            entry.put("ports", Json.ports(endpoint.ports()));
            entry.put("feature", feature.id().value());
            entry.put("form", form);
            entry.put("region", region);
            entry.put("document", endpoint.from().document().value());
            entry.put("line", endpoint.from().line());
            json.add(entry);
        }
    }

    private void print(Table table, List<Object> json) {
        format.print(parent.session(), table, json);
    }
}
