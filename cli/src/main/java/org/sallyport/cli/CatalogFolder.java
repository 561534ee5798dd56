package org.sallyport.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;

/**
 * The catalogs at hand: those that come with Sallyport, and those of the folder that {@code --catalogs} names, which
 * take the place of shipped ones of the same vendor.
 */
final class CatalogFolder {

    /** A new catalog in the folder catalogs/ adds its name here. */
    static final List<String> SHIPPED = List.of("sophos-central");

    private final Map<Id, Source> sources = new LinkedHashMap<>();
    private final List<Catalog> list = new ArrayList<>();

    private CatalogFolder() {}

    /** @throws InputException where the folder or a catalog in it cannot be read */
    static CatalogFolder with(Optional<Path> folder) {
        CatalogFolder catalogs = new CatalogFolder();
        folder.ifPresent(catalogs::addFolder);
        for (String name : SHIPPED) {
            catalogs.add(resource("catalogs/" + name + ".yaml"));
        }
        return catalogs;
    }

    Catalogs catalogs() {
        return new Catalogs(list);
    }

    Source source(Id vendor) {
        return Objects.requireNonNull(sources.get(vendor), vendor.value());
    }

    /** A file that comes with Sallyport. */
    static Source resource(String name) {
        try (InputStream in = Objects.requireNonNull(CatalogFolder.class.getResourceAsStream("/" + name), name)) {
            return new Source(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(file -> add(Source.read(file)));
        } catch (IOException e) {
            throw new InputException(
                    Where.in(folder.toString()),
                    Text.of("this is no folder that can be read", "ce n'est pas un dossier lisible"),
                    Text.of("name a folder with catalogs (*.yaml)", "nommez un dossier de catalogues (*.yaml)"));
        }
    }

    private void add(Source source) {
        Catalog catalog = CatalogYaml.read(source.name(), source.text());
        if (sources.putIfAbsent(catalog.vendor(), source) == null) {
            list.add(catalog);
        }
    }
}
