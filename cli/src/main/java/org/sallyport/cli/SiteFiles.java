package org.sallyport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.SallyportException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Site;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.targets.Targets;

/**
 * What a SITE argument stands for: a site file, or a folder of them, one a customer. A wrong file stops no other.
 *
 * @param folder whether the argument is a folder
 * @param errors of the files that could not be read, in the order of the files
 */
record SiteFiles(boolean folder, List<Planned> planned, List<SallyportException> errors) {

    /** A site that could be read, and what follows from it. */
    record Planned(Source source, Allowlist allowlist) {}

    /** @throws InputException where the argument is no file or folder */
    static SiteFiles read(Path argument, CatalogFolder catalogs) {
        boolean folder = Files.isDirectory(argument);
        SiteYaml yaml = new SiteYaml(catalogs.catalogs(), Targets.options(), SharedSuffixes::known);
        List<Planned> planned = new ArrayList<>();
        List<SallyportException> errors = new ArrayList<>();
        Map<Id, String> names = new HashMap<>();
        for (Path file : folder ? filesIn(argument) : List.of(argument)) {
            try {
                Source source = Source.read(file);
                Site site = yaml.read(source.name(), source.text());
                String twin = names.putIfAbsent(site.name(), source.name());
                if (twin != null) {
                    throw new InputException(
                            Where.in(source.name()),
                            Text.of(
                                    "%s has the same site name \"%s\"",
                                    "%s a le même nom de site « %s »", twin, site.name()),
                            Text.of("give each customer its own", "donnez à chaque client le sien"));
                }
                planned.add(new Planned(source, Allowlist.plan(catalogs.catalogs(), site)));
            } catch (SallyportException e) {
                errors.add(e);
            }
        }
        if (!folder && !errors.isEmpty()) {
            throw errors.getFirst();
        }
        return new SiteFiles(folder, planned, errors);
    }

    /** Names the files that could not be read; the exit status that follows from them and from the result. */
    int finish(Session session, int result) {
        for (SallyportException error : errors) {
            session.tell(error.sentence(session.locale()));
        }
        if (!errors.isEmpty()) {
            session.tell(Text.of(
                    "%s of %s site files could not be read",
                    "%s fichiers de site sur %s n'ont pas pu être lus", errors.size(), errors.size() + planned.size()));
        }
        return errors.isEmpty() ? result : Session.WRONG_INPUT;
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sites = files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            if (sites.isEmpty()) {
                throw new InputException(
                        Where.in(folder.toString()),
                        Text.of("the folder holds no site file", "le dossier ne contient aucun fichier de site"),
                        Text.of(
                                "put *.yaml files into it, one a customer",
                                "mettez-y des fichiers *.yaml, un par client"));
            }
            return sites;
        } catch (IOException e) {
            throw new InputException(
                    Where.in(folder.toString()),
                    Text.of("the folder cannot be read", "le dossier est illisible"),
                    Text.of("check its permissions", "vérifiez ses droits d'accès"));
        }
    }
}
