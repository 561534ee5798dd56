package org.sallyport.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.check.Aims;
import org.sallyport.check.Authorities;
import org.sallyport.check.Checkup;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Ladder;
import org.sallyport.check.NameServers;
import org.sallyport.check.Rung;
import org.sallyport.check.Sinkhole;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;
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
            "Looks up, connects to and asks every name that the site must reach, from this machine and without a proxy.",
            "Says for each on which step it stopped, and what to allow where. Exit status 1 where one is not reached."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport check examples/acme-paris.yaml",
            "  sallyport check examples/acme-paris.yaml --resolver 10.0.0.53 --format json"
        })
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(paramLabel = "SITE", description = "Site file, or a folder of them.")
    private Path site;

    @Mixin
    private Resolvers resolvers;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Time for the whole check; default ${DEFAULT-VALUE}.")
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

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() throws InterruptedException {
        Session session = sallyport.session();
        positive("--time", time);
        positive("--step", step);
        positive("--at-once", atOnce);
        NameServers names = resolvers.nameServers();
        SiteFiles files = SiteFiles.read(site, sallyport.catalogs());
        Table table = new Table(
                Text.of("site", "site"),
                Text.of("host", "hôte"),
                Text.of("port", "port"),
                Text.of("feature", "fonction"),
                Text.same("DNS"),
                Text.same("TCP"),
                Text.same("TLS"),
                Text.same("HTTP"));
        List<Object> json = new ArrayList<>();
        List<Text> messages = new ArrayList<>();
        int status = Session.YES;
        try (Ladder ladder = new Ladder(names, Sinkhole::is, Authorities.ofThePublic(), Duration.ofSeconds(step))) {
            for (SiteFiles.Planned planned : files.planned()) {
                String name = planned.allowlist().site().name().value();
                Aims aims = Aims.of(sallyport.catalogs().catalogs(), planned.allowlist());
                AtomicInteger done = new AtomicInteger();
                List<Climb> climbs = new Checkup(ladder, atOnce, Duration.ofSeconds(time))
                        .of(
                                aims.list(),
                                climb -> session.progress(
                                        done.incrementAndGet(),
                                        aims.list().size(),
                                        climb.aim().toString()));
                session.endProgress();
                climbs.forEach(climb -> table.row(row(session, name, climb)));
                json.add(json(name, climbs, aims));
                messages.addAll(messages(name, climbs, aims));
                if (!climbs.stream().allMatch(Climb::arrived)) {
                    status = Session.NO;
                }
            }
        }
        format.print(session, table, json);
        messages.forEach(session::tell);
        return files.finish(session, status);
    }

    /** @throws InputException where the option has another value than a number from 1 on */
    static void positive(String option, int value) {
        if (value < 1) {
            throw new InputException(
                    Text.of("%s is %s", "%s vaut %s", option, value),
                    Text.of("give a number from 1 on", "donnez un nombre à partir de 1"));
        }
    }

    private static Object[] row(Session session, String site, Climb climb) {
        List<Object> cells = new ArrayList<>(List.of(
                site,
                climb.aim().host(),
                climb.aim().port(),
                String.join(
                        ",",
                        climb.aim().features().stream().map(Object::toString).toList())));
        Map<Rung, Climb.Step> steps = new LinkedHashMap<>();
        climb.steps().forEach(step -> steps.put(step.rung(), step));
        for (Rung rung : Rung.values()) {
            cells.add(Optional.ofNullable(steps.get(rung))
                    .map(step -> step.fault()
                            .map(fault -> session.bad(fault.toString()))
                            .orElseGet(() -> session.good(step.took().toMillis() + " ms")))
                    .orElse("-"));
        }
        return cells.toArray();
    }

    private static List<Text> messages(String site, List<Climb> climbs, Aims aims) {
        List<Text> messages = new ArrayList<>();
        for (Climb climb : climbs) {
            climb.fault()
                    .ifPresent(fault -> messages.add(fault.seen()
                            .then(Text.same("; "))
                            .then(fault.repair(climb.aim()))
                            .about(site + ": " + climb.aim())));
        }
        aims.wildcards()
                .forEach((rule, names) -> messages.add(standIns(rule, names).about(site)));
        for (Rule rule : aims.unasked()) {
            messages.add(Text.of(
                            "%s is needed by UDP, which is not tried",
                            "%s est nécessaire en UDP, ce qui n'est pas essayé", rule.host())
                    .about(site));
        }
        long arrived = climbs.stream().filter(Climb::arrived).count();
        messages.add(Text.of("%s of %s are reached", "%s sur %s sont atteints", arrived, climbs.size())
                .about(site));
        return messages;
    }

    private static Text standIns(Rule rule, List<HostName> names) {
        return names.isEmpty()
                ? Text.of(
                        "%s cannot be tried: no name below it is known",
                        "%s ne peut pas être essayé : aucun nom au-dessous n'est connu", rule.host())
                : Text.of(
                        "%s cannot be tried itself; %s names below it were",
                        "%s ne peut pas être essayé lui-même ; %s noms au-dessous l'ont été",
                        rule.host(),
                        names.size());
    }

    private static Map<String, Object> json(String site, List<Climb> climbs, Aims aims) {
        Map<String, Object> json = Json.object();
        json.put("site", site);
        json.put("reached", climbs.stream().allMatch(Climb::arrived));
        json.put("servers", climbs.stream().<Object>map(CheckCommand::json).toList());
        Map<String, Object> wildcards = Json.object();
        aims.wildcards()
                .forEach((rule, names) -> wildcards.put(
                        rule.host().toString(),
                        names.stream().<Object>map(HostName::value).toList()));
        json.put("wildcards", wildcards);
        return json;
    }

    private static Map<String, Object> json(Climb climb) {
        Map<String, Object> json = Json.object();
        json.put("host", climb.aim().host().value());
        json.put("port", climb.aim().port().number());
        json.put(
                "features",
                climb.aim().features().stream().<Object>map(Object::toString).toList());
        json.put("fault", climb.fault().map(Fault::toString).orElse(""));
        json.put(
                "repair",
                climb.fault().map(fault -> fault.repair(climb.aim()).english()).orElse(""));
        List<Object> steps = new ArrayList<>();
        for (Climb.Step step : climb.steps()) {
            Map<String, Object> one = Json.object();
            one.put("rung", Json.lower(step.rung()));
            one.put("milliseconds", step.took().toMillis());
            one.put("fault", step.fault().map(Fault::toString).orElse(""));
            one.put("seen", step.seen());
            steps.add(one);
        }
        json.put("steps", steps);
        return json;
    }
}
