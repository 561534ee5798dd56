package org.sallyport.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code catalog}: the vendors' catalogs themselves. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Vendors' catalogs: show, lint, diff, import.",
        subcommands = {
            CatalogShowCommand.class,
            CatalogLintCommand.class,
            CatalogDiffCommand.class,
            CatalogImportCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  sallyport catalog show sophos-central",
            "  sallyport catalog lint sophos-central",
            "  sallyport catalog import page.html --out draft.yaml"
        })
final class CatalogCommand implements Runnable {

    @ParentCommand
    private Sallyport sallyport;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                session().in(Text.of("say show, lint, diff or import", "dites show, lint, diff ou import")));
    }

    Session session() {
        return sallyport.session();
    }

    CatalogFolder catalogs() {
        return sallyport.catalogs();
    }

    /** The catalog that a word stands for: a vendor's, or a file's. */
    Catalog named(String word) {
        Catalogs catalogs = catalogs().catalogs();
        for (Catalog catalog : catalogs.list()) {
            if (catalog.vendor().value().equals(word)) {
                return catalog;
            }
        }
        if (!Files.exists(Path.of(word))) {
            List<String> vendors = catalogs.vendors();
            throw new InputException(
                    Text.of(
                            "\"%s\" is neither a vendor nor a file",
                            "« %s » n'est ni un fournisseur ni un fichier", word),
                    Nearest.repair(word, vendors));
        }
        Source source = Source.read(Path.of(word));
        return CatalogYaml.read(source.name(), source.text());
    }
}
