package org.sallyport.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.check.Aims;
import org.sallyport.check.script.Script;
import org.sallyport.check.script.Shell;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code script}: the check of a site, for machines where nothing may be installed. */
@Command(
        name = "script",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a script that does what check does, on a machine where nothing is installed.",
            "It prints its result as lines of JSON, to be brought back."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport script examples/acme-paris.yaml --shell bash --out check.sh",
            "  sallyport script examples/acme-paris.yaml --shell powershell --out check.ps1"
        })
final class ScriptCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(paramLabel = "SITE", description = "Site file.")
    private Path file;

    @Option(
            names = "--shell",
            required = true,
            paramLabel = "SHELL",
            description = "bash (Linux) or powershell (Windows PowerShell 5.1, PowerShell 7).")
    private Shell shell;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; without it, to standard output.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        Session session = sallyport.session();
        SiteFiles files = SiteFiles.read(file, sallyport.catalogs());
        if (files.folder()) {
            throw new InputException(
                    Where.in(file.toString()),
                    Text.of(
                            "this is a folder; a script is of one site",
                            "c'est un dossier ; un script est celui d'un site"),
                    Text.of("name one site file", "nommez un fichier de site"));
        }
        SiteFiles.Planned planned = files.planned().getFirst();
        Aims aims = Aims.of(sallyport.catalogs().catalogs(), planned.allowlist());
        if (aims.list().isEmpty()) {
            throw new InputException(
                    Where.in(file.toString()),
                    Text.of(
                            "the site must reach no server that can be tried: no name without a star at a TCP port",
                            "le site ne doit atteindre aucun serveur qui puisse être essayé : aucun nom sans étoile à un port TCP"),
                    Text.of("add what it must reach", "ajoutez ce qu'il doit atteindre"));
        }
        String text = Script.of(planned.allowlist().site().name(), aims).in(shell);
        out.ifPresentOrElse(path -> Folder.replace(path, text), () -> session.printRaw(text));
        session.tell(Text.of(
                "%s servers are tried by it",
                "%s serveurs sont essayés par lui", aims.list().size()));
        return Session.YES;
    }
}
