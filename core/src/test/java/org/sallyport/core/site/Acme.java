package org.sallyport.core.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;

/** The customer of the examples, with the catalogs that are shipped. */
final class Acme {

    static final SharedSuffixes SUFFIXES = SharedSuffixes.known();
    static final Catalogs CATALOGS =
            Catalogs.of(CatalogYaml.read("sophos-central.yaml", text("../catalogs/sophos-central.yaml")));
    static final SiteYaml READER = new SiteYaml(
            CATALOGS,
            Map.of("squid", Set.of("listen", "deny-info"), "pac", Set.of("proxy"), "hosts-list", Set.of()),
            () -> SUFFIXES);
    static final HostName SERVER = HostName.parse("dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com");

    private Acme() {}

    static String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Site example(String name) {
        return READER.read(name + ".yaml", text("../examples/" + name + ".yaml"));
    }

    /** A site with these licences in these regions (all, where none is given), without servers. */
    static Allowlist plan(List<String> licences, String... regions) {
        return plan(licences, List.of(), regions);
    }

    static Allowlist plan(List<String> licences, List<HostName> servers, String... regions) {
        Optional<List<Id>> chosen = regions.length == 0
                ? Optional.empty()
                : Optional.of(Stream.of(regions).map(Id::parse).toList());
        List<Id> ids = licences.stream().map(Id::parse).toList();
        return Allowlist.plan(
                CATALOGS,
                new Site(
                        Id.parse("acme"),
                        List.of(new Site.Subscription(Id.parse("sophos-central"), ids, chosen, servers)),
                        List.of(),
                        List.of()));
    }
}
