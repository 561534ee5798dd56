package org.sallyport.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Concession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code render}: the files of a site's devices, proven before they are put into place. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the files of a site's devices to DIR/SITE/DEVICE, with a manifest.json beside them.",
            "Each is read back and proven first; where the proof does not stand, the old files stay."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport render examples/acme-paris.yaml --out build/acme-paris",
            "  sallyport render customers --target hosts-list --out build/lists"
        })
final class RenderCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(paramLabel = "SITE", description = "Site file, or a folder of them.")
    private Path site;

    @Option(
            names = "--target",
            paramLabel = "T",
            description =
                    "Only devices of this target; without one in the site, a plain device of it. May be repeated; all for all.")
    private List<String> targets = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path out;

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = sallyport.session();
        CatalogFolder catalogs = sallyport.catalogs();
        SiteFiles files = SiteFiles.read(site, catalogs);
        Table table = new Table(
                Text.of("device", "équipement"),
                Text.of("target", "cible"),
                Text.of("files", "fichiers"),
                Text.of("entries", "entrées"),
                Text.of("bytes", "octets"),
                Text.of("proof", "preuve"));
        List<Object> json = new ArrayList<>();
        List<Text> messages = new ArrayList<>();
        int status = Session.YES;
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Outcome>> outcomes;
        try (ExecutorService disk = disk()) {
            // sites have nothing to do with each other; what is told of them keeps their order
            outcomes = files.planned().parallelStream()
                    .map(planned -> {
                        List<CompletableFuture<Outcome>> ofSite = outcomes(session, planned, catalogs, disk);
                        session.progress(
                                done.incrementAndGet(),
                                files.planned().size(),
                                planned.allowlist().site().name().value());
                        return ofSite;
                    })
                    .flatMap(List::stream)
                    .toList();
        }
        session.endProgress();
        for (Outcome outcome : outcomes.stream().map(CompletableFuture::join).toList()) {
            if (!outcome.row.isEmpty()) {
                table.row(outcome.row.toArray());
                json.add(outcome.json);
            }
            messages.addAll(outcome.messages);
            status = Math.max(status, outcome.status);
        }
        format.print(session, table, json);
        messages.forEach(session::tell);
        return files.finish(session, status);
    }

    /** What became of a device, or of a site as a whole where there is no row. */
    private record Outcome(List<Object> row, Map<String, Object> json, List<Text> messages, int status) {}

    /**
     * Threads that put files into place: enough for the devices of a site to be forced to the disk side by side, for a
     * file system writes its journal once for all that wait for it. When they cannot keep up, who renders helps.
     */
    private static ExecutorService disk() {
        int threads = 32;
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(16 * threads),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private List<CompletableFuture<Outcome>> outcomes(
            Session session, SiteFiles.Planned planned, CatalogFolder catalogs, ExecutorService disk) {
        List<Supplier<Outcome>> rendered = DeviceRender.devices(planned, targets).parallelStream()
                .map(device -> rendered(session, planned, device, catalogs))
                .toList();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        rendered.forEach(put -> outcomes.add(CompletableFuture.supplyAsync(put, disk)));
        List<Text> remarks = planned.allowlist().remarks().stream()
                .map(remark -> remark.about(planned.allowlist().site().name().value()))
                .toList();
        outcomes.add(CompletableFuture.completedFuture(new Outcome(List.of(), Json.object(), remarks, Session.YES)));
        return outcomes;
    }

    /** What is left to do for a device when its files are known: put them into place, if the proof stands. */
    private Supplier<Outcome> rendered(
            Session session, SiteFiles.Planned planned, Device device, CatalogFolder catalogs) {
        try {
            DeviceRender render = DeviceRender.of(planned.allowlist(), device);
            Outcome outcome = outcome(session, render);
            if (!render.stands()) {
                return () -> outcome;
            }
            Map<String, String> files = new LinkedHashMap<>(render.rendering().files());
            files.put("manifest.json", new Manifest(render, planned.source(), catalogs).text());
            Folder folder =
                    new Folder(out.resolve(planned.allowlist().site().name().value())
                            .resolve(device.name().value()));
            return () -> {
                try {
                    folder.put(files);
                    return outcome;
                } catch (InputException e) {
                    return refused(session, planned, device, e);
                }
            };
        } catch (InputException e) {
            return () -> refused(session, planned, device, e);
        }
    }

    private static Outcome outcome(Session session, DeviceRender render) {
        return new Outcome(
                List.of(
                        render.name(),
                        render.device().target(),
                        String.join(" ", render.rendering().files().keySet()),
                        render.rendering().entries(),
                        render.bytes(),
                        verdict(session, render)),
                json(render),
                messages(render),
                render.stands() ? Session.YES : Session.NO);
    }

    private static final Text NEIGHBOURS = Text.of(
            "it turns names into addresses: whatever shares an address with an allowed name passes as well",
            "il change les noms en adresses : tout ce qui partage une adresse avec un nom autorisé passe aussi");
    private static final Text REFUSED = Text.of("refused", "refusé");

    /** A device that cannot have its files stops no other. */
    private static Outcome refused(Session session, SiteFiles.Planned planned, Device device, InputException refusal) {
        String name = planned.allowlist().site().name() + "/" + device.name();
        Text sentence = new Text(refusal.sentence(Locale.ENGLISH), refusal.sentence(Locale.FRENCH));
        Map<String, Object> json = Json.object();
        json.put("site", planned.allowlist().site().name().value());
        json.put("device", device.name().value());
        json.put("target", device.target().value());
        json.put("proof", "refused");
        json.put("error", Json.error(refusal));
        return new Outcome(
                List.of(name, device.target(), "-", "-", "-", session.bad(session.in(REFUSED))),
                json,
                List.of(sentence.about(name)),
                Session.WRONG_INPUT);
    }

    static String verdict(Session session, DeviceRender render) {
        String verdict = session.in(ProofText.verdict(render.proof()));
        return render.stands() ? session.good(verdict) : session.bad(verdict);
    }

    /** What has to be known about a device: concessions, deviations, and that its files were not put into place. */
    static List<Text> messages(DeviceRender render) {
        List<Text> messages = new ArrayList<>();
        for (Concession concession : render.rendering().concessions()) {
            messages.add(ProofText.text(concession).about(render.name()));
        }
        if (render.target().capabilities(render.device()).passesNeighbours()) {
            messages.add(NEIGHBOURS.about(render.name()));
        }
        for (Text finding : ProofText.findings(render.unexplained())) {
            messages.add(finding.about(render.name()));
        }
        if (!render.stands()) {
            messages.add(Text.of(
                            "the proof does not stand; nothing was written for this device",
                            "la preuve ne tient pas ; rien n'a été écrit pour cet équipement")
                    .about(render.name()));
        }
        return messages;
    }

    private static Map<String, Object> json(DeviceRender render) {
        Map<String, Object> json = Json.object();
        json.put("site", render.allowlist().site().name().value());
        json.put("device", render.device().name().value());
        json.put("target", render.device().target().value());
        json.put("files", List.copyOf(render.rendering().files().keySet()));
        json.put("entries", render.rendering().entries());
        json.put("bytes", render.bytes());
        ProofText.put(json, render.proof());
        json.put(
                "concessions",
                render.rendering().concessions().stream().map(ProofText::json).toList());
        return json;
    }
}
