package org.sallyport.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.sallyport.core.catalog.CatalogDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code catalog diff}: what changed from one catalog to another. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says what changed from one catalog to another: added, removed, moved. Exit status 1 if anything did.",
        footer = {"", "Example:", "  sallyport catalog diff sophos-central draft.yaml"})
final class CatalogDiffCommand implements Callable<Integer> {

    @ParentCommand
    private CatalogCommand parent;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A vendor, or a catalog file.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "A vendor, or a catalog file.")
    private String after;

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = parent.session();
        CatalogDiff diff = CatalogDiff.between(parent.named(before), parent.named(after));
        Table table = ChangesReport.table();
        ChangesReport.rows(session, table, diff);
        switch (format) {
            case TABLE -> {
                if (!table.isEmpty()) {
                    table.print(session);
                }
            }
            case CSV -> table.printCsv(session);
            case JSON -> {
                Map<String, Object> json = Json.object();
                ChangesReport.put(json, diff);
                session.printRaw(Json.write(json));
            }
        }
        return diff.isEmpty() ? Session.YES : Session.NO;
    }
}
