package org.sallyport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogLint;
import org.sallyport.core.catalog.Finding;
import org.sallyport.core.name.SharedSuffixes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code catalog lint}: what is wrong in a vendor's page itself. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Finds what is wrong in a vendor's page itself.",
        footer = {"", "Examples:", "  sallyport catalog lint sophos-central", "  sallyport catalog lint draft.yaml"})
final class CatalogLintCommand implements Callable<Integer> {

    @ParentCommand
    private CatalogCommand parent;

    @Parameters(paramLabel = "CATALOG", description = "A vendor, or a catalog file.")
    private String catalogName;

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = parent.session();
        Catalog catalog = parent.named(catalogName);
        List<Finding> findings = CatalogLint.of(SharedSuffixes.known()).lint(catalog);
        Table table = new Table(
                Text.of("line", "ligne"),
                Text.of("severity", "gravité"),
                Text.of("rule", "règle"),
                Text.of("feature", "fonction"),
                Text.of("what", "constat"),
                Text.of("repair", "remède"));
        List<Object> json = new ArrayList<>();
        for (Finding finding : findings) {
            table.row(
                    finding.from(),
                    Json.lower(finding.severity()),
                    finding.rule(),
                    finding.feature(),
                    session.in(finding.what()),
                    session.in(finding.repair()));
            json.add(json(finding));
        }
        switch (format) {
            case TABLE -> findings.forEach(finding -> print(session, finding));
            case CSV -> table.printCsv(session);
            case JSON -> session.printRaw(Json.write(json));
        }
        return findings.isEmpty() ? Session.YES : Session.NO;
    }

    // sentences are too long for columns
    private static void print(Session session, Finding finding) {
        session.print(finding.from() + "  " + Json.lower(finding.severity()) + "  " + finding.rule() + "  "
                + finding.feature());
        session.print("    " + session.in(finding.what()));
        session.print("    " + session.in(finding.repair()));
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = Json.object();
        json.put("rule", finding.rule().value());
        json.put("severity", Json.lower(finding.severity()));
        json.put("feature", finding.feature().value());
        json.put("document", finding.from().document().value());
        json.put("line", finding.from().line());
        json.put("hosts", finding.hosts().stream().map(Object::toString).toList());
        json.put("what", finding.what().english());
        json.put("repair", finding.repair().english());
        return json;
    }
}
