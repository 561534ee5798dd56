package org.sallyport.lab.pac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Fault;
import org.sallyport.check.Proxy;
import org.sallyport.check.Resolver;
import org.sallyport.check.pac.Directive;
import org.sallyport.check.pac.PacFile;
import org.sallyport.check.pac.Surroundings;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.Site;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.NamesNear;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Target;
import org.sallyport.targets.Targets;

/** The engine that a check asks sends where the reader of the target says that the file sends. */
class PacLabTest {

    private static final int NAMES = 1_000;
    private static final Resolver NOBODY = (name, patience) -> Resolver.Answer.not(Fault.NO_SUCH_NAME);
    private static final Surroundings NOWHERE = new Surroundings(NOBODY, List::of, Clock.systemUTC(), () -> 0);
    private static final Directive BLOCKED =
            new Directive.Through(Directive.Protocol.HTTP, new Proxy("127.0.0.1", Port.tcp(9)));

    @Test
    void theFileOfTheExampleSendsWhereItsReadingSays() throws IOException, InterruptedException {
        Path catalog = Path.of("../catalogs/sophos-central.yaml");
        Path example = Path.of("../examples/acme-paris.yaml");
        Catalogs catalogs = Catalogs.of(CatalogYaml.read(catalog.toString(), Files.readString(catalog)));
        Site site = new SiteYaml(catalogs, Targets.options(), SharedSuffixes::known)
                .read(example.toString(), Files.readString(example));
        Device browsers = site.devices().stream()
                .filter(device -> device.target().toString().equals("pac"))
                .findFirst()
                .orElseThrow();
        Target target = Targets.find(browsers.target()).orElseThrow();
        Allowlist allowlist = Allowlist.plan(catalogs, site);
        DeviceFiles files = target.write(allowlist, browsers).forms().getFirst();
        List<HostPattern> hosts =
                allowlist.rules().stream().map(Rule::host).distinct().toList();

        assertAgree(
                files,
                target.read(files, browsers).surely().elsewhere(),
                NamesNear.of(hosts, NAMES, new Random(2_026)));
    }

    @Test
    void aFileWithEverythingSendsWhereItsReadingSays() throws InterruptedException {
        LabSite site = LabSite.with("{ name: browsers, target: pac }");
        DeviceFiles files = site.files();

        assertAgree(files, site.read(files).surely().elsewhere(), site.namesNear(NAMES));
    }

    private static void assertAgree(DeviceFiles files, NameSet passes, List<HostName> names)
            throws InterruptedException {
        PacFile file = PacFile.parse(
                "proxy.pac", files.texts().getOrDefault("proxy.pac", ""), NOWHERE, Duration.ofSeconds(20));
        List<HostName> let = new ArrayList<>();
        for (HostName name : names) {
            List<Directive> ways = file.find(URI.create("https://" + name + "/"), name);
            assertThat(ways).containsAnyOf(BLOCKED, new Directive.Direct()).hasSize(1);
            if (!ways.contains(BLOCKED)) {
                let.add(name);
            }
        }

        assertThat(let)
                .isEqualTo(names.stream().filter(passes::contains).toList())
                .hasSizeBetween(NAMES / 20, NAMES - NAMES / 20);
    }
}
