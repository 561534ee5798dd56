package org.sallyport.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.proof.Deviation;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Proof;
import org.sallyport.core.proof.Prover;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Bounds;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Target;
import org.sallyport.targets.Targets;

/** The main job for one device: the allowlist written, read back, and held against the device's bounds. */
record DeviceRender(
        Allowlist allowlist, Device device, Target target, Rendering rendering, Bounds bounds, Proof proof) {

    /** Stands for all targets where targets are named. */
    private static final String ALL = "all";

    private static final Prover PROVER = new Prover(SharedSuffixes::known);

    static DeviceRender of(Allowlist allowlist, Device device) {
        Target target = TargetsCommand.named(device.target().value());
        Rendering rendering = target.write(allowlist, device);
        Bounds bounds = rendering.boundsAfterRulings(target.bounds(allowlist, device));
        List<Proof> proofs = rendering.forms().stream()
                .map(form -> PROVER.prove(bounds, target.read(form, device)))
                .toList();
        return new DeviceRender(allowlist, device, target, rendering, bounds, all(proofs));
    }

    /** What another text of the device lets through, held against the same bounds. */
    Proof prove(Reading reading) {
        return PROVER.prove(bounds, reading);
    }

    /**
     * The devices that a command is about: those of the site, or of these targets. A target without a device in the
     * site stands for a device of which nothing else is known.
     *
     * @throws InputException where that leaves none
     */
    static List<Device> devices(SiteFiles.Planned planned, List<String> targets) {
        List<Device> all = planned.allowlist().site().devices();
        if (targets.isEmpty() && all.isEmpty()) {
            throw new InputException(
                    Where.in(planned.source().name()),
                    Text.of("the site has no device", "le site n'a aucun équipement"),
                    Text.of(
                            "add one under \"devices\", or name a target with --target",
                            "ajoutez-en un sous « devices », ou nommez une cible avec --target"));
        }
        LinkedHashSet<Device> devices = new LinkedHashSet<>();
        if (targets.isEmpty()) {
            devices.addAll(all);
        }
        List<String> words = targets.contains(ALL)
                ? Targets.all().stream().map(target -> target.id().value()).toList()
                : targets;
        for (String word : words) {
            Target target = TargetsCommand.named(word);
            List<Device> ofTarget = all.stream()
                    .filter(device -> device.target().equals(target.id()))
                    .toList();
            devices.addAll(ofTarget.isEmpty() ? List.of(Device.plain(target.id())) : ofTarget);
        }
        return List.copyOf(devices);
    }

    /** {@code acme-paris/edge}. */
    String name() {
        return allowlist.site().name() + "/" + device.name();
    }

    /** Whether the files may be put into place. */
    boolean stands() {
        return proof.stands();
    }

    /** The entries on which the site file has to rule before the render can stand. */
    List<Concession> unruled() {
        return rendering.concessions().stream()
                .filter(concession -> concession.kind() == Concession.Kind.UNRULED)
                .toList();
    }

    /** The proof without what is missing because the site has not ruled on it: that is said by {@link #unruled}. */
    Proof unexplained() {
        Set<Rule> unruled = unruled().stream().map(Concession::rule).collect(Collectors.toSet());
        return proof instanceof Proof.Deviates(List<Deviation> found)
                ? new Proof.Deviates(found.stream()
                        .filter(deviation ->
                                deviation.rule().filter(unruled::contains).isEmpty())
                        .toList())
                : proof;
    }

    long bytes() {
        return rendering.files().values().stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static Proof all(List<Proof> proofs) {
        List<Line> open = proofs.stream()
                .flatMap(proof -> proof instanceof Proof.Incomplete incomplete
                        ? incomplete.notUnderstood().stream()
                        : Stream.<Line>empty())
                .toList();
        // the forms of one list break the same bounds in the same way, each by a line of its own
        Set<Deviation> seen = new HashSet<>();
        List<Deviation> deviations = new ArrayList<>();
        proofs.forEach(proof -> proof.found().stream()
                .filter(deviation -> seen.add(withoutLine(deviation)))
                .forEach(deviations::add));
        if (!open.isEmpty()) {
            return new Proof.Incomplete(open, deviations);
        }
        return deviations.isEmpty() ? new Proof.Proven() : new Proof.Deviates(deviations);
    }

    private static Deviation withoutLine(Deviation deviation) {
        return new Deviation(
                deviation.grade(),
                deviation.witness(),
                deviation.port(),
                Optional.empty(),
                deviation.rule(),
                deviation.atStake());
    }
}
