package org.sallyport.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.DeadLine;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Proof;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.proof.Retold;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Permits;
import org.sallyport.core.site.SiteText;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code read}: what a device's present configuration lets through, and whether a site can live with it. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads a device's configuration as the device does, and says what it lets through, line by line.",
            "What is not understood is never counted as allowed or as denied: the verdict is then incomplete.",
            "Lines that could go are told with the lines that let the same names through."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport read squid.conf --target squid --as-site > site.yaml",
            "  sallyport read /etc/squid/squid.conf --target squid",
            "  sallyport read /etc/squid/squid.conf --target squid --against examples/acme-paris.yaml"
        })
final class ReadCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The device's file; files that it includes may follow.")
    private List<Path> files;

    @Option(names = "--target", required = true, paramLabel = "T", description = "The language of the file.")
    private String targetName;

    @Option(names = "--against", paramLabel = "SITE", description = "Site file that the device has to serve.")
    private Optional<Path> site = Optional.empty();

    @Option(
            names = "--as-site",
            description =
                    "Write what passes as a site file, to standard output; 1 where a site file cannot say it all.")
    private boolean asSite;

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = sallyport.session();
        Target target = TargetsCommand.named(targetName);
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach(file -> texts.put(file.toString(), Source.read(file).text()));
        DeviceFiles text = new DeviceFiles(texts);
        Reading reading = target.read(text);
        if (asSite) {
            return site(session, target, reading);
        }
        List<DeadLine> dead = DeadLine.of(reading, lines -> readWithout(target, text, lines));
        Optional<Proof> proof = site.map(path -> against(path, target, reading));
        switch (format) {
            case TABLE -> table(session, reading, proof, dead);
            case CSV -> lines(session, reading).printCsv(session);
            case JSON -> session.printRaw(Json.write(json(reading, proof, dead)));
        }
        boolean whole = reading.notUnderstood().isEmpty();
        return whole && proof.map(Proof::stands).orElse(true) ? Session.YES : Session.NO;
    }

    /** The text without some lines; what the product refuses then says nothing about them. */
    static Optional<Reading> readWithout(Target target, DeviceFiles files, Set<Line> lines) {
        Map<String, String> texts = new LinkedHashMap<>(files.texts());
        Map<String, Set<Integer>> numbers = new LinkedHashMap<>();
        lines.forEach(line ->
                numbers.computeIfAbsent(line.file(), _ -> new HashSet<>()).add(line.number()));
        numbers.forEach((file, some) -> texts.computeIfPresent(file, (_, text) -> {
            List<String> kept = new ArrayList<>(List.of(text.split("\n", -1)));
            some.stream().sorted(Comparator.reverseOrder()).forEach(number -> kept.remove(number - 1));
            return String.join("\n", kept);
        }));
        try {
            return Optional.of(target.read(new DeviceFiles(texts)));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static int site(Session session, Target target, Reading reading) {
        Retold retold = Retold.of(reading);
        session.printRaw(
                SiteText.of(Id.parse("from-" + target.id()), retold.additions(), target.id(), retold.untold()));
        retold.untold().forEach(session::tell);
        return retold.isWhole() ? Session.YES : Session.NO;
    }

    private Proof against(Path path, Target target, Reading reading) {
        SiteFiles sites = SiteFiles.read(path, sallyport.catalogs());
        if (sites.folder()) {
            throw new InputException(
                    Text.of("--against %s is a folder", "--against %s est un dossier", path),
                    Text.of("name one site file", "nommez un fichier de site"));
        }
        SiteFiles.Planned planned = sites.planned().getFirst();
        Device device =
                DeviceRender.devices(planned, List.of(target.id().value())).getFirst();
        return DeviceRender.of(planned.allowlist(), device).prove(reading);
    }

    private static void table(Session session, Reading reading, Optional<Proof> proof, List<DeadLine> dead) {
        lines(session, reading).print(session);
        Map<Line.State, Integer> counts = new EnumMap<>(Line.State.class);
        reading.lines().forEach(line -> counts.merge(line.state(), 1, Integer::sum));
        session.tell(Text.of(
                "%s lines: %s understood, %s irrelevant, %s not supported, %s unknown, %s wrong",
                "%s lignes : %s comprises, %s sans effet, %s non prises en charge, %s inconnues, %s erronées",
                reading.lines().size(),
                counts.getOrDefault(Line.State.UNDERSTOOD, 0),
                counts.getOrDefault(Line.State.IRRELEVANT, 0),
                counts.getOrDefault(Line.State.NOT_SUPPORTED, 0),
                counts.getOrDefault(Line.State.UNKNOWN, 0),
                counts.getOrDefault(Line.State.WRONG, 0)));
        session.tell(passes(reading));
        proof.ifPresent(found -> {
            session.tell(ProofText.verdict(found));
            ProofText.findings(found).forEach(session::tell);
        });
        dead.forEach(line -> session.tell(ProofText.text(line)));
    }

    /** A few words on what passes, with an example of each port. */
    private static Text passes(Reading reading) {
        List<String> examples = new ArrayList<>();
        Permits permits = reading.surely();
        permits.byPort()
                .forEach((port, names) ->
                        names.witness().map(HostName::value).ifPresent(name -> examples.add(name + ":" + port)));
        permits.elsewhere().witness().map(HostName::value).ifPresent(examples::add);
        return examples.isEmpty()
                ? Text.of("nothing passes for sure", "rien ne passe à coup sûr")
                : Text.of("passes, for example: %s", "passent par exemple : %s", String.join(" ", examples));
    }

    private static Table lines(Session session, Reading reading) {
        Table table = new Table(
                Text.of("line", "ligne"),
                Text.of("state", "état"),
                Text.of("text", "texte"),
                Text.of("remark", "remarque"));
        for (Line line : reading.lines()) {
            if (line.state() != Line.State.IRRELEVANT) {
                String text = line.text().strip();
                table.row(
                        line.place(),
                        Json.lower(line.state()),
                        text.length() > 60 ? text.substring(0, 60) + "…" : text,
                        line.remark().map(session::in).orElse(""));
            }
        }
        return table;
    }

    private static Map<String, Object> json(Reading reading, Optional<Proof> proof, List<DeadLine> dead) {
        Map<String, Object> json = Json.object();
        json.put("lines", reading.lines().stream().map(ProofText::json).toList());
        json.put("complete", reading.notUnderstood().isEmpty());
        Map<String, Object> ports = Json.object();
        reading.surely()
                .byPort()
                .forEach((port, names) -> ports.put(
                        port.toString(), names.witness().map(HostName::value).orElse("")));
        json.put("passes_at", ports);
        json.put(
                "passes_elsewhere",
                reading.surely().elsewhere().witness().map(HostName::value).orElse(""));
        json.put("dead", dead.stream().map(ProofText::json).toList());
        proof.ifPresent(found -> ProofText.put(json, found));
        return json;
    }
}
