package org.sallyport.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.DeadLine;
import org.sallyport.core.proof.Proof;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code prove}: must ⊆ device ⊆ may, for what would be rendered or for a file that a device has. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Proves that devices let through what they must and nothing beyond what they may, or names a witness.",
            "Without --file it is about the text that render would write."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport prove examples/acme-paris.yaml",
            "  sallyport prove examples/acme-paris.yaml --target squid --file /etc/squid/squid.conf"
        })
final class ProveCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(paramLabel = "SITE", description = "Site file, or a folder of them.")
    private Path site;

    @Option(names = "--target", paramLabel = "T", description = "Only devices of this target. May be repeated.")
    private List<String> targets = List.of();

    @Option(names = "--device", paramLabel = "NAME", description = "Only this device of the site.")
    private Optional<String> deviceName = Optional.empty();

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "A file that the device has, in place of the rendered one.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = sallyport.session();
        SiteFiles files = SiteFiles.read(site, sallyport.catalogs());
        Optional<Source> text = file.map(Source::read);
        Table table =
                new Table(Text.of("device", "équipement"), Text.of("target", "cible"), Text.of("proof", "preuve"));
        List<Object> json = new ArrayList<>();
        List<Text> messages = new ArrayList<>();
        int status = Session.YES;
        for (SiteFiles.Planned planned : files.planned()) {
            List<Device> devices = DeviceRender.devices(planned, targets).stream()
                    .filter(device ->
                            deviceName.map(device.name().value()::equals).orElse(true))
                    .toList();
            requireOne(devices, planned, text.isPresent());
            for (Device device : devices) {
                String name = planned.allowlist().site().name() + "/" + device.name();
                DeviceRender render = DeviceRender.of(planned.allowlist(), device);
                Proof proof = text.map(source -> render.prove(read(render.target(), source)))
                        .orElse(render.proof());
                String verdict = session.in(ProofText.verdict(proof));
                table.row(name, device.target(), proof.stands() ? session.good(verdict) : session.bad(verdict));
                json.add(json(render, proof));
                for (Concession concession : render.rendering().concessions()) {
                    messages.add(ProofText.text(concession).about(name));
                }
                ProofText.findings(proof).forEach(finding -> messages.add(finding.about(name)));
                text.ifPresent(source -> dead(render.target(), source)
                        .forEach(line -> messages.add(ProofText.text(line).about(name))));
                status = proof.stands() ? status : Session.NO;
            }
        }
        format.print(session, table, json);
        messages.forEach(session::tell);
        return files.finish(session, status);
    }

    private static Reading read(Target target, Source source) {
        return target.read(DeviceFiles.of(source.name(), source.text()));
    }

    private static List<DeadLine> dead(Target target, Source source) {
        DeviceFiles files = DeviceFiles.of(source.name(), source.text());
        return DeadLine.of(target.read(files), lines -> ReadCommand.readWithout(target, files, lines));
    }

    private static void requireOne(List<Device> devices, SiteFiles.Planned planned, boolean fileGiven) {
        List<String> names =
                devices.stream().map(device -> device.name().value()).toList();
        if (devices.isEmpty()) {
            throw new InputException(
                    Text.of(
                            "%s has no such device",
                            "%s n'a pas cet équipement", planned.source().name()),
                    Text.of(
                            "its devices are: %s",
                            "ses équipements sont : %s",
                            String.join(
                                    ", ",
                                    planned.allowlist().site().devices().stream()
                                            .map(device -> device.name().value())
                                            .toList())));
        }
        if (fileGiven && devices.size() > 1) {
            throw new InputException(
                    Text.of(
                            "the file could be of any of: %s",
                            "le fichier peut être de : %s", String.join(", ", names)),
                    Text.of("choose one with --device", "choisissez-en un avec --device"));
        }
    }

    private static Map<String, Object> json(DeviceRender render, Proof proof) {
        Map<String, Object> json = Json.object();
        json.put("site", render.allowlist().site().name().value());
        json.put("device", render.device().name().value());
        json.put("target", render.device().target().value());
        ProofText.put(json, proof);
        json.put(
                "concessions",
                render.rendering().concessions().stream().map(ProofText::json).toList());
        return json;
    }
}
