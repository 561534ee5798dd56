package org.sallyport.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.check.Aim;
import org.sallyport.check.report.Checked;
import org.sallyport.check.report.Passage;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Target;

/**
 * The text that is written for a device of a site, as it is read back: what is asked of it is what will happen.
 *
 * @param reading of the first of the rendering's forms, which all let through the same
 */
record DeviceText(Device device, Rendering rendering, Reading reading) {

    static DeviceText of(Allowlist allowlist, Device device) {
        Target target = TargetsCommand.named(device.target().value());
        Rendering rendering = target.write(allowlist, device);
        return new DeviceText(device, rendering, target.read(rendering.forms().getFirst(), device));
    }

    /** Those of all devices of the site. */
    static List<DeviceText> all(Allowlist allowlist) {
        return allowlist.site().devices().stream()
                .map(device -> of(allowlist, device))
                .toList();
    }

    /**
     * What the device does with a name.
     *
     * @param line the one that lets it pass, where one alone does
     */
    record Answer(Device device, boolean passes, Optional<Line> line) {}

    Answer answer(HostName host, Port port) {
        boolean passes = reading.surely().at(port).contains(host);
        Optional<Line> line = passes
                ? reading.lines().stream().filter(l -> l.names().contains(host)).findFirst()
                : Optional.empty();
        return new Answer(device, passes, line);
    }

    /** What each device does with each server that was not reached. */
    static Map<Aim, List<Passage>> passages(List<DeviceText> devices, Checked checked) {
        return checked.climbs().stream()
                .filter(climb -> !climb.arrived())
                .collect(Collectors.toMap(
                        climb -> climb.aim(),
                        climb -> devices.stream()
                                .map(device -> device.passage(climb.aim()))
                                .toList()));
    }

    private Passage passage(Aim aim) {
        Answer answer = answer(aim.host(), aim.port());
        Passage.By by = answer.line()
                .<Passage.By>map(line -> new Passage.By.Line(line.place(), line.text()))
                .orElseGet(() -> answer.passes() ? new Passage.By.Whole() : new Passage.By.Nothing(leftOut(aim)));
        return new Passage(device.name(), device.target(), by);
    }

    private Optional<Text> leftOut(Aim aim) {
        return rendering.concessions().stream()
                .filter(concession -> switch (concession.kind()) {
                    case OMITTED, NARROWED, UNRULED -> true;
                    case DOCUMENTS_WIDER, WIDENED -> false;
                })
                .filter(concession -> aim.rules().contains(concession.rule())
                        || concession.rule().allows(aim.host()))
                .map(Concession::sentence)
                .findFirst();
    }
}
