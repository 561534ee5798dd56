package org.sallyport.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Rung;
import org.sallyport.check.report.Checked;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;

/** Checks as a table and as JSON. */
final class CheckTables {

    private CheckTables() {}

    static Table table(Session session, List<Checked> sites) {
        List<Text> headings = new ArrayList<>(List.of(
                Text.of("site", "site"),
                Text.of("host", "hôte"),
                Text.of("port", "port"),
                Text.of("feature", "fonction"),
                Text.of("way", "chemin")));
        for (Rung rung : Rung.values()) {
            headings.add(Text.same(rung.name()));
        }
        Table table = new Table(headings.toArray(Text[]::new));
        for (Checked site : sites) {
            site.all().forEach(climb -> table.row(row(session, site, climb)));
        }
        return table;
    }

    private static Object[] row(Session session, Checked site, Climb climb) {
        List<Object> cells = new ArrayList<>(List.of(
                site.site(),
                climb.aim().host(),
                climb.aim().port(),
                String.join(
                        ",",
                        climb.aim().features().stream().map(Object::toString).toList()),
                climb.way()));
        Map<Rung, Climb.Step> steps = new EnumMap<>(Rung.class);
        climb.steps().forEach(step -> steps.put(step.rung(), step));
        for (Rung rung : Rung.values()) {
            cells.add(Optional.ofNullable(steps.get(rung))
                    .map(step -> cell(session, step))
                    .orElse(""));
        }
        return cells.toArray();
    }

    private static String cell(Session session, Climb.Step step) {
        return step.fault()
                .map(fault -> session.bad(fault.toString()))
                .orElseGet(() -> session.good(step.took().toMillis() + " ms")
                        + step.besides()
                                .map(fault -> " " + session.bad(fault.toString()))
                                .orElse(""));
    }

    static List<Object> json(List<Checked> sites) {
        return sites.stream().<Object>map(CheckTables::json).toList();
    }

    private static Map<String, Object> json(Checked site) {
        Map<String, Object> json = Json.object();
        json.put("site", site.site().value());
        json.put("reached", site.arrived());
        json.put(
                "servers", site.climbs().stream().<Object>map(CheckTables::json).toList());
        json.put("direct", site.direct().stream().<Object>map(CheckTables::json).toList());
        Map<String, Object> wildcards = Json.object();
        site.aims()
                .wildcards()
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
        json.put("way", climb.way().toString());
        json.put("fault", climb.fault().map(Fault::toString).orElse(""));
        json.put("repair", climb.repair().map(Text::english).orElse(""));
        List<Object> steps = new ArrayList<>();
        for (Climb.Step step : climb.steps()) {
            Map<String, Object> one = Json.object();
            one.put("rung", step.rung().toString());
            one.put("milliseconds", step.took().toMillis());
            one.put("fault", step.fault().map(Fault::toString).orElse(""));
            one.put("besides", step.besides().map(Fault::toString).orElse(""));
            one.put("seen", step.seen());
            steps.add(one);
        }
        json.put("steps", steps);
        return json;
    }
}
