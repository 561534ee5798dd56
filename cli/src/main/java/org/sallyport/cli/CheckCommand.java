package org.sallyport.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sallyport.check.Aims;
import org.sallyport.check.Authorities;
import org.sallyport.check.Checkup;
import org.sallyport.check.Climb;
import org.sallyport.check.Horizon;
import org.sallyport.check.Ladder;
import org.sallyport.check.Resolver;
import org.sallyport.check.Sinkhole;
import org.sallyport.check.Ways;
import org.sallyport.check.report.Checked;
import org.sallyport.check.report.Dossier;
import org.sallyport.check.report.HtmlReport;
import org.sallyport.check.report.JunitReport;
import org.sallyport.check.report.PrometheusReport;
import org.sallyport.check.report.Remarks;
import org.sallyport.check.script.Results;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Site;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code check}: whether this machine reaches what a site must reach, and what stands in the way. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks up, connects to and asks every name that the site must reach, from this machine.",
            "Says for each on which step it stopped, and what to allow where. Exit status 1 where one is not reached."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport check examples/acme-paris.yaml",
            "  sallyport check examples/acme-paris.yaml --resolver 10.0.0.53 --resolver 10.0.1.53",
            "  sallyport check examples/acme-paris.yaml --via http://proxy.example.com:3128 --compare",
            "  sallyport check examples/acme-paris.yaml --format html > report.html",
            "  sallyport check examples/acme-paris.yaml --every 5m",
            "  sallyport check examples/acme-paris.yaml --read RESULT.jsonl"
        })
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(paramLabel = "SITE", description = "Site file, or a folder of them.")
    private Path site;

    @Mixin
    private Resolvers resolvers;

    @ArgGroup(validate = false)
    private final ViaOptions via = new ViaOptions();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Time for the whole check, of all sites; default ${DEFAULT-VALUE}.")
    private int time;

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Time for each step to a server; default ${DEFAULT-VALUE}.")
    private int step;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "32",
            description = "Servers that are tried at the same time; default ${DEFAULT-VALUE}.")
    private int atOnce;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "table, json, csv, junit, prometheus or html; default ${DEFAULT-VALUE}.")
    private CheckFormat format;

    @Option(
            names = "--every",
            paramLabel = "INTERVAL",
            description =
                    "Checks again and again (30s, 5m, 1h), prints what changes, and serves /metrics for Prometheus.")
    private Optional<String> every = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            defaultValue = "127.0.0.1:9469",
            description = "With --every: where /metrics is; default ${DEFAULT-VALUE}.")
    private String listen;

    @Option(
            names = "--read",
            paramLabel = "RESULT",
            description = "Tries nothing, and reports what a script (sallyport script) printed on another machine.")
    private Optional<Path> result = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Session session = sallyport.session();
        positive("--time", time);
        positive("--step", step);
        positive("--at-once", atOnce);
        SiteFiles files = SiteFiles.read(site, sallyport.catalogs());
        if (result.isPresent()) {
            return report(session, files, List.of(read(session, result.get(), files)), devices(files));
        }
        Horizon resolver = resolvers.horizon();
        Ways ways = via.ways(session, resolver);
        Map<Id, List<DeviceText>> devices = devices(files);
        return every.isPresent()
                ? watch(session, Interval.parse(every.get()), files, resolver, ways)
                : report(session, files, checked(session, files, resolver, ways), devices);
    }

    private int report(Session session, SiteFiles files, List<Checked> sites, Map<Id, List<DeviceText>> devices) {
        print(session, sites, devices);
        sites.forEach(checked -> Remarks.of(checked, conditional(checked)).forEach(session::tell));
        boolean arrived = sites.stream().allMatch(Checked::arrived);
        return files.finish(session, arrived ? Session.YES : Session.NO);
    }

    private Checked read(Session session, Path file, SiteFiles files) {
        if (files.planned().size() != 1) {
            throw new InputException(
                    Text.of("a result is of one site", "un résultat est celui d'un site"),
                    Text.of("name its site file", "nommez son fichier de site"));
        }
        Allowlist allowlist = files.planned().getFirst().allowlist();
        Id name = allowlist.site().name();
        Aims aims = Aims.of(sallyport.catalogs().catalogs(), allowlist);
        Source source = Source.read(file);
        Results results = Results.read(source.name(), source.bytes(), name, aims);
        session.tell(Text.of(
                        "tried by %s on %s at %s",
                        "essayé par %s sur %s à %s", results.shell(), results.machine(), results.time())
                .about(name.value()));
        results.remarks().forEach(remark -> session.tell(remark.about(name.value())));
        return new Checked(name, aims, results.climbs(), List.of());
    }

    // a device whose text cannot be written is an error of the site file, to be said before a minute has passed
    private Map<Id, List<DeviceText>> devices(SiteFiles files) {
        Map<Id, List<DeviceText>> devices = new HashMap<>();
        if (format == CheckFormat.HTML) {
            files.planned()
                    .forEach(planned ->
                            devices.put(planned.allowlist().site().name(), DeviceText.all(planned.allowlist())));
        }
        return devices;
    }

    private int watch(Session session, Duration interval, SiteFiles files, Horizon resolver, Ways ways)
            throws InterruptedException {
        if (format != CheckFormat.TABLE || via.compare()) {
            throw new InputException(
                    Text.of(
                            "--every prints what changes, in no other format and without --compare",
                            "--every affiche ce qui change, sans autre format et sans --compare"),
                    Text.of("leave out --format and --compare", "omettez --format et --compare"));
        }
        AddressPort address = AddressPort.parse(listen);
        Port port = address.port().orElseGet(() -> Port.parse(""));
        try (MetricsServer metrics = new MetricsServer(new InetSocketAddress(address.address(), port.number()))) {
            session.tell(Text.of(
                    "metrics are at http://%s/metrics; Ctrl-C ends",
                    "les mesures sont sur http://%s/metrics ; Ctrl-C arrête", address.at(port)));
            session.flush();
            new CheckWatch(session, metrics).run(interval, () -> {
                resolver.forget();
                return checked(session, files, resolver, ways);
            });
        }
        return Session.YES;
    }

    private List<Checked> checked(Session session, SiteFiles files, Resolver resolver, Ways ways)
            throws InterruptedException {
        // one time for all sites, and for both ways
        Instant end = Instant.now().plusSeconds(time);
        List<Checked> sites = new ArrayList<>();
        for (SiteFiles.Planned planned : files.planned()) {
            sites.add(checked(session, planned, resolver, ways, end));
        }
        return sites;
    }

    private Checked checked(Session session, SiteFiles.Planned planned, Resolver resolver, Ways ways, Instant end)
            throws InterruptedException {
        Aims aims = Aims.of(sallyport.catalogs().catalogs(), planned.allowlist());
        Site checked = planned.allowlist().site();
        Authorities authorities = Authorities.ofThePublic().without(checked.inspection());
        Duration patience = Duration.ofSeconds(step);
        List<Climb> climbs = climbs(
                session, aims, end, new Ladder(resolver, Sinkhole::is, authorities, patience, ways, via.login()));
        List<Climb> direct = via.compare()
                ? climbs(session, aims, end, new Ladder(resolver, Sinkhole::is, authorities, patience))
                : List.of();
        return new Checked(checked.name(), aims, climbs, direct);
    }

    private List<Climb> climbs(Session session, Aims aims, Instant end, Ladder ladder) throws InterruptedException {
        LiveTable live = new LiveTable(session, aims);
        try (ladder) {
            return new Checkup(ladder, atOnce, Duration.between(Instant.now(), end)).of(aims.list(), live::add);
        } finally {
            live.end();
        }
    }

    /** Features of the site that are needed in some state of a network only. */
    private List<Feature> conditional(Checked checked) {
        Set<Id> needed = checked.byFeature().keySet();
        return sallyport.catalogs().catalogs().list().stream()
                .flatMap(catalog -> catalog.features().stream())
                .filter(feature -> feature.condition().isPresent() && needed.contains(feature.id()))
                .toList();
    }

    private void print(Session session, List<Checked> sites, Map<Id, List<DeviceText>> devices) {
        switch (format) {
            case TABLE -> CheckTables.table(session, sites).print(session);
            case CSV -> CheckTables.table(session, sites).printCsv(session);
            case JSON -> session.printRaw(Json.write(CheckTables.json(sites)));
            case JUNIT -> session.printRaw(JunitReport.of(sites));
            case PROMETHEUS ->
                session.printRaw(PrometheusReport.of(sites, session.clock().instant()));
            case HTML -> session.printRaw(page(session, sites, devices));
        }
    }

    private String page(Session session, List<Checked> sites, Map<Id, List<DeviceText>> devices) {
        List<Dossier> dossiers = sites.stream()
                .map(checked -> new Dossier(
                        checked,
                        conditional(checked),
                        DeviceText.passages(devices.getOrDefault(checked.site(), List.of()), checked)))
                .toList();
        return new HtmlReport(
                        sallyport.catalogs().catalogs(),
                        ZonedDateTime.now(session.clock()),
                        session.locale(),
                        Version.text())
                .of(dossiers);
    }

    /** @throws InputException where the option has another value than a number from 1 on */
    static void positive(String option, int value) {
        if (value < 1) {
            throw new InputException(
                    Text.of("%s is %s", "%s vaut %s", option, value),
                    Text.of("give a number from 1 on", "donnez un nombre à partir de 1"));
        }
    }
}
