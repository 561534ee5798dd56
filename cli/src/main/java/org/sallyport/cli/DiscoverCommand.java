package org.sallyport.cli;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.DiscoveryRule;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.site.SiteText;
import org.sallyport.documents.log.Discovery;
import org.sallyport.documents.log.LogFiles;
import org.sallyport.documents.log.LogPlace;
import org.sallyport.documents.log.LogRule;
import org.sallyport.documents.log.Progress;
import org.sallyport.documents.log.Server;
import org.sallyport.documents.log.Skipped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code discover}: the servers that only an installer log names. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds the servers that a vendor's installer log names, as the catalog says.",
            "Without LOG it looks in the folders that the vendor documents. The text of a line is never printed."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport discover SophosCloudInstaller.log",
            "  sallyport discover 'logs/SophosCloudInstaller*.log' --site examples/acme-paris.yaml"
        })
final class DiscoverCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(
            arity = "0..*",
            paramLabel = "LOG",
            description = "Logs, folders of them, or patterns like 'Sophos*.log'.")
    private List<String> logs = List.of();

    @Option(names = "--site", paramLabel = "FILE", description = "Site file into which the servers are written.")
    private Optional<Path> site = Optional.empty();

    @Option(
            names = "--vendor",
            paramLabel = "V",
            description = "Whose logs they are, where several catalogs have logs.")
    private Optional<String> vendor = Optional.empty();

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = sallyport.session();
        Catalog catalog = catalog(sallyport.catalogs().catalogs());
        DiscoveryRule how = discovery(catalog).orElseThrow();
        LogPlace place = new LogPlace(
                how.log().orElseThrow().file(),
                how.folders().stream().map(folder -> folder.path()).toList());
        LogFiles files = logs.isEmpty()
                ? LogFiles.documented(place, FileSystems.getDefault())
                : LogFiles.named(logs, place, FileSystems.getDefault());
        Discovery found = files.read(
                new LogRule(how.beginnings().stream().map(line -> line.text()).toList()), progress(session, files));
        session.endProgress();
        print(session, found);
        if (found.servers().isEmpty()) {
            session.tell(Text.of(
                    "no server was found; looked at: %s",
                    "aucun serveur trouvé ; recherché dans : %s", String.join(", ", files.lookedAt())));
            return Session.NO;
        }
        site.ifPresent(file -> write(session, file, catalog.vendor(), found));
        return Session.YES;
    }

    private Catalog catalog(Catalogs catalogs) {
        List<Catalog> withLogs = catalogs.list().stream()
                .filter(catalog -> discovery(catalog).isPresent())
                .toList();
        List<String> names =
                withLogs.stream().map(catalog -> catalog.vendor().value()).toList();
        if (vendor.isEmpty() && withLogs.size() > 1) {
            throw new InputException(
                    Text.of("several vendors have logs", "plusieurs fournisseurs ont des journaux"),
                    Text.of("choose one with --vendor: %s", "choisissez avec --vendor : %s", String.join(", ", names)));
        }
        return withLogs.stream()
                .filter(catalog -> vendor.map(catalog.vendor().value()::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        Text.of("unknown vendor \"%s\"", "fournisseur inconnu « %s »", vendor.orElse("")),
                        Nearest.repair(vendor.orElse(""), names)));
    }

    private static Optional<DiscoveryRule> discovery(Catalog catalog) {
        return catalog.features().stream()
                .map(Feature::discovery)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Progress progress(Session session, LogFiles files) {
        long total = Math.max(1, files.bytes());
        LongAdder done = new LongAdder();
        return bytes -> {
            done.add(bytes);
            session.progress(Text.of("reading: %s %%", "lecture : %s %%", Math.min(100, done.sum() * 100 / total)));
        };
    }

    private void print(Session session, Discovery found) {
        Table table = new Table(
                Text.of("server", "serveur"),
                Text.of("last seen", "vu en dernier"),
                Text.of("times", "fois"),
                Text.of("current", "actuel"));
        List<Object> json = new ArrayList<>();
        for (Server server : found.servers()) {
            boolean current = found.current().filter(server.name()::equals).isPresent();
            table.row(
                    server.name(),
                    server.last().where(),
                    server.times(),
                    session.in(current ? Text.of("current", "actuel") : Text.same("")));
            Map<String, Object> entry = Json.object();
            entry.put("server", server.name().value());
            entry.put("file", server.last().where().file());
            entry.put("line", server.last().where().line());
            entry.put("times", server.times());
            entry.put("current", current);
            json.add(entry);
        }
        switch (format) {
            case TABLE -> {
                if (!table.isEmpty()) {
                    table.print(session);
                }
            }
            case CSV -> table.printCsv(session);
            case JSON -> session.printRaw(Json.write(json));
        }
        for (Skipped skipped : found.skipped()) {
            session.tell(Text.same(skipped.where() + ": ").then(skipped.reason().text()));
        }
        if (found.skippedTimes() > found.skipped().size()) {
            session.tell(Text.of(
                    "%s more lines named no server",
                    "%s autres lignes ne nomment aucun serveur",
                    found.skippedTimes() - found.skipped().size()));
        }
    }

    private static void write(Session session, Path file, Id vendor, Discovery found) {
        Source source = Source.read(file);
        String text = SiteText.withServers(source.name(), source.text(), vendor, found.names());
        if (text.equals(source.text())) {
            session.tell(Text.of("%s has them already", "%s les a déjà", source.name()));
        } else {
            Folder.replace(file, text);
            session.tell(Text.of("%s: servers written", "%s : serveurs écrits", source.name()));
        }
    }
}
