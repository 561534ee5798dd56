package org.sallyport.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogText;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.documents.page.ImportReport;
import org.sallyport.documents.page.PageImport;
import org.sallyport.documents.page.Unread;
import org.sallyport.documents.page.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code catalog import}: a vendor's page becomes a catalog draft. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads a vendor's page (text, HTML, Markdown) as a catalog draft.",
            "Says what changed against the shipped catalog, and what was seen and not understood. Exit status 1 if the page changed."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport catalog import page.html",
            "  sallyport catalog import page.txt --read 2026-11-24 --out draft.yaml"
        })
final class CatalogImportCommand implements Callable<Integer> {

    @ParentCommand
    private CatalogCommand parent;

    @Parameters(paramLabel = "PAGE", description = "The page, saved as a file.")
    private Path page;

    @Option(
            names = "--vendor",
            paramLabel = "V",
            description = "Whose page it is, where there are several vocabularies.")
    private Optional<String> vendor = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the draft goes; without it nothing is written.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--address", paramLabel = "URL", description = "Where the vendor publishes the page.")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "Language of the page (ISO 639-1), where it does not show it.")
    private Optional<String> language = Optional.empty();

    @Option(names = "--read", paramLabel = "DATE", description = "Day on which the page was read; today without it.")
    private Optional<LocalDate> read = Optional.empty();

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = parent.session();
        Source source = Source.read(page);
        Vocabulary vocabulary = vocabulary();
        Optional<Catalog> shipped = parent.catalogs().catalogs().find(vocabulary.vendor());
        ImportReport report = PageImport.of(vocabulary, SharedSuffixes.known())
                .read(
                        source.name(),
                        source.bytes(),
                        new PageImport.Details(
                                Optional.empty(),
                                language,
                                address,
                                read.orElseGet(() -> LocalDate.now(session.clock()))),
                        shipped);
        print(session, report);
        out.ifPresent(file -> {
            Folder.replace(file, CatalogText.write(report.draft().catalog()));
            session.tell(Text.of("%s: draft written", "%s : ébauche écrite", file));
        });
        return shipped.isPresent() && !report.changes().isEmpty() ? Session.NO : Session.YES;
    }

    private Vocabulary vocabulary() {
        String name = vendor.orElse(CatalogFolder.SHIPPED.getFirst());
        if (vendor.isEmpty() && CatalogFolder.SHIPPED.size() > 1) {
            throw new InputException(
                    Text.of("there are several vocabularies", "il y a plusieurs vocabulaires"),
                    Text.of(
                            "choose one with --vendor: %s",
                            "choisissez-en un avec --vendor : %s", String.join(", ", CatalogFolder.SHIPPED)));
        }
        if (!CatalogFolder.SHIPPED.contains(name)) {
            throw new InputException(
                    Text.of("unknown vendor \"%s\"", "fournisseur inconnu « %s »", name),
                    Nearest.repair(name, CatalogFolder.SHIPPED));
        }
        Source source = CatalogFolder.resource("catalogs/vocabulary/" + Id.parse(name) + ".yaml");
        return Vocabulary.read(source.name(), source.text());
    }

    private void print(Session session, ImportReport report) {
        Table table = ChangesReport.table();
        ChangesReport.rows(session, table, report.changes());
        for (Unread unread : report.unread()) {
            table.row(
                    session.in(Text.of("unread", "non lu")),
                    Json.lower(unread.kind()),
                    "",
                    unread.text() + ": " + session.in(unread.why()),
                    unread.line());
        }
        switch (format) {
            case TABLE -> {
                if (!table.isEmpty()) {
                    table.print(session);
                }
                session.tell(Text.of(
                        "%s entries read; added %s, removed %s, moved %s, unread %s",
                        "%s entrées lues ; ajouté %s, retiré %s, déplacé %s, non lu %s",
                        report.draft().catalog().features().stream()
                                .flatMap(feature -> feature.endpoints())
                                .count(),
                        report.changes().added().size(),
                        report.changes().removed().size(),
                        report.changes().moved().size(),
                        report.unread().size()));
            }
            case CSV -> table.printCsv(session);
            case JSON -> session.printRaw(Json.write(json(report)));
        }
    }

    private static Map<String, Object> json(ImportReport report) {
        Map<String, Object> json = Json.object();
        json.put("vendor", report.draft().catalog().vendor().value());
        ChangesReport.put(json, report.changes());
        json.put(
                "unread",
                report.unread().stream().map(CatalogImportCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(Unread unread) {
        Map<String, Object> json = Json.object();
        json.put("line", unread.line());
        json.put("kind", Json.lower(unread.kind()));
        json.put("text", unread.text());
        json.put("why", unread.why().english());
        return json;
    }
}
