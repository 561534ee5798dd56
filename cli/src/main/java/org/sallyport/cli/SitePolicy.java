package org.sallyport.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.policy.PolicySource;
import org.sallyport.targets.Targets;

/** A site file and the catalogs beside it, as the policy of a gate. */
final class SitePolicy implements PolicySource {

    private final Path site;
    private final Optional<Path> catalogFolder;

    SitePolicy(Path site, Optional<Path> catalogFolder) {
        this.site = site;
        this.catalogFolder = catalogFolder;
    }

    @Override
    public Object stamp() {
        List<Object> stamps = new ArrayList<>();
        try {
            stamps.addAll(stampOf(site));
            if (catalogFolder.isPresent()) {
                try (Stream<Path> files = Files.list(catalogFolder.get())) {
                    for (Path file : files.sorted().toList()) {
                        stamps.addAll(stampOf(file));
                    }
                }
            }
        } catch (IOException e) {
            // what the loader then says about it
            stamps.add(e.getClass());
        }
        return stamps;
    }

    private static List<Object> stampOf(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(file, attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }

    @Override
    public Policy load() {
        return policy(Source.read(site), CatalogFolder.with(catalogFolder));
    }

    /**
     * A site file without its last lines can let more through than the whole one, all regions for example.
     *
     * @throws InputException where the site file is wrong, not whole, or lets nothing through
     */
    static Policy policy(Source source, CatalogFolder catalogs) {
        if (!source.text().endsWith("\n")) {
            throw new InputException(
                    Where.in(source.name()),
                    Text.of(
                            "the file does not end with a line break; perhaps it is only half written",
                            "le fichier ne finit pas par un saut de ligne ; peut-être n'est-il écrit qu'à moitié"),
                    Text.of("end its last line with one", "terminez sa dernière ligne par un saut de ligne"));
        }
        SiteYaml yaml = new SiteYaml(catalogs.catalogs(), Targets.options(), SharedSuffixes::known);
        Allowlist allowlist = Allowlist.plan(catalogs.catalogs(), yaml.read(source.name(), source.text()));
        if (allowlist.rules().isEmpty()) {
            throw new InputException(
                    Where.in(source.name()),
                    Text.of("the site lets nothing through", "le site ne laisse rien passer"),
                    Text.of(
                            "name the licences of its vendors, or an entry under \"also\"",
                            "nommez les licences de ses fournisseurs, ou une entrée sous « also »"));
        }
        return new Policy(allowlist, catalogs.catalogs(), version(source, catalogs, allowlist));
    }

    /** The same for the same rules only: what a catalog says counts as well. */
    private static String version(Source source, CatalogFolder catalogs, Allowlist allowlist) {
        StringBuilder all = new StringBuilder(source.sha256());
        allowlist
                .site()
                .vendors()
                .forEach(vendor -> all.append(catalogs.source(vendor.vendor()).sha256()));
        return Source.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }
}
