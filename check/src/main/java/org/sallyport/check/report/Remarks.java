package org.sallyport.check.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.check.Aim;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;

/** A check in sentences: what stood in the way and what to do, what was not tried, how many are reached. */
public final class Remarks {

    /** Names in one sentence; a table has them all. */
    private static final int NAMED = 5;

    static final Text ONLY_DIRECT =
            Text.of("reached only directly, not through the proxy", "atteints seulement en direct, pas par le proxy");
    static final Text ONLY_THROUGH_PROXY =
            Text.of("reached only through the proxy, not directly", "atteints seulement par le proxy, pas en direct");
    private static final Text COLON = Text.of(": ", " : ");

    private Remarks() {}

    /** @param conditional the features that are needed only in some state of a network, such as TLS inspection */
    public static List<Text> of(Checked checked, List<Feature> conditional) {
        List<Text> remarks = new ArrayList<>();
        Stop.in(checked).forEach((stop, climbs) -> remarks.add(text(stop, climbs)));
        besides(checked).forEach((fault, climbs) -> remarks.add(said(fault, climbs)));
        remarks.addAll(conditions(checked, conditional));
        compared(checked).forEach(remarks::add);
        checked.aims().wildcards().forEach((rule, names) -> remarks.add(standIns(rule, names)));
        for (Rule rule : checked.aims().unasked()) {
            remarks.add(Text.of(
                    "%s is needed by UDP, which is not tried",
                    "%s est nécessaire en UDP, ce qui n'est pas essayé", rule.host()));
        }
        long arrived = checked.climbs().stream().filter(Climb::arrived).count();
        remarks.add(Text.of(
                "%s of %s are reached",
                "%s sur %s sont atteints", arrived, checked.climbs().size()));
        return remarks.stream()
                .distinct()
                .map(remark -> remark.about(checked.site().value()))
                .toList();
    }

    private static Text text(Stop stop, List<Climb> climbs) {
        Text sentence = stop.fault().seen().then(Text.SEMICOLON).then(stop.repair(names(aims(climbs)), climbs));
        return climbs.size() == 1
                ? sentence.about(climbs.getFirst().aim().toString())
                : Text.of("%s servers: ", "%s serveurs : ", climbs.size()).then(sentence);
    }

    /** The states of a network in which features are needed, where this one may be in one of them. */
    static List<Text> conditions(Checked checked, List<Feature> conditional) {
        return checked.climbs().stream().noneMatch(climb -> climb.fault().equals(Optional.of(Fault.INTERCEPTED)))
                ? List.of()
                : conditional.stream()
                        .flatMap(feature -> feature.condition().stream()
                                .map(condition -> Text.of(
                                                "%s (document line %s): ",
                                                "%s (ligne %s du document) : ",
                                                feature.id(),
                                                condition.from().line())
                                        .then(condition.text())))
                        .toList();
    }

    /** What was wrong and stopped no climb. */
    static Map<Fault, List<Climb>> besides(Checked checked) {
        Map<Fault, List<Climb>> besides = new LinkedHashMap<>();
        for (Climb climb : checked.climbs()) {
            for (Climb.Step step : climb.steps()) {
                step.besides()
                        .ifPresent(fault -> besides.computeIfAbsent(fault, any -> new ArrayList<>())
                                .add(climb));
            }
        }
        return besides;
    }

    private static Text said(Fault fault, List<Climb> climbs) {
        return names(aims(climbs)).then(COLON).then(fault.seen());
    }

    private static List<Text> compared(Checked checked) {
        List<Text> remarks = new ArrayList<>();
        if (!checked.onlyDirect().isEmpty()) {
            remarks.add(ONLY_DIRECT.then(COLON).then(names(checked.onlyDirect())));
        }
        if (!checked.onlyThroughProxy().isEmpty()) {
            remarks.add(ONLY_THROUGH_PROXY.then(COLON).then(names(checked.onlyThroughProxy())));
        }
        return remarks;
    }

    static List<Aim> aims(List<Climb> climbs) {
        return climbs.stream().map(Climb::aim).toList();
    }

    private static Text names(List<Aim> aims) {
        String first =
                String.join(", ", aims.stream().limit(NAMED).map(Aim::toString).toList());
        return aims.size() <= NAMED
                ? Text.same(first)
                : Text.of("%s and %s more", "%s et %s autres", first, aims.size() - NAMED);
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
}
