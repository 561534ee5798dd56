package org.sallyport.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
                    "Only devices of this target; without one in the site, a plain device of it. May be repeated.")
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
        int done = 0;
        for (SiteFiles.Planned planned : files.planned()) {
            session.progress(Text.of(
                    "%s of %s sites: %s",
                    "%s sites sur %s : %s",
                    done++,
                    files.planned().size(),
                    planned.allowlist().site().name()));
            for (Device device : DeviceRender.devices(planned, targets)) {
                DeviceRender render = DeviceRender.of(planned.allowlist(), device);
                if (render.stands()) {
                    Manifest manifest = new Manifest(render, planned.source(), catalogs);
                    Map<String, String> all =
                            new LinkedHashMap<>(render.rendering().files());
                    all.put("manifest.json", manifest.text());
                    new Folder(out.resolve(planned.allowlist().site().name().value())
                                    .resolve(device.name().value()))
                            .put(all);
                } else {
                    status = Session.NO;
                }
                table.row(
                        render.name(),
                        device.target(),
                        String.join(" ", render.rendering().files().keySet()),
                        render.rendering().entries(),
                        render.bytes(),
                        verdict(session, render));
                json.add(json(render));
                messages.addAll(messages(render));
            }
            planned.allowlist()
                    .remarks()
                    .forEach(remark -> messages.add(
                            remark.about(planned.allowlist().site().name().value())));
        }
        session.endProgress();
        format.print(session, table, json);
        messages.forEach(session::tell);
        return files.finish(session, status);
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
