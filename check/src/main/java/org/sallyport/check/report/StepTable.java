package org.sallyport.check.report;

import java.util.List;
import org.sallyport.check.Climb;
import org.sallyport.check.Rung;
import org.sallyport.core.Text;

/** All servers with all their steps: what a report rests on. */
record StepTable(Html html, List<Rung> rungs) {

    private static final Text WAY = Text.of("way", "chemin");

    void write(List<Climb> climbs) {
        html.open("table", "class", "cards");
        html.open("thead").open("tr");
        html.element("th", Text.of("server", "serveur"), "scope", "col").element("th", WAY, "scope", "col");
        rungs.forEach(rung -> html.element("th", rung.name(), "scope", "col"));
        html.close().close().open("tbody");
        climbs.forEach(this::row);
        html.close().close();
    }

    private void row(Climb climb) {
        html.open("tr");
        html.open("th", "scope", "row").element("code", climb.aim().toString()).close();
        html.open("td", "data-label", html.label(WAY))
                .quote(climb.way().toString())
                .close();
        for (Rung rung : rungs) {
            html.open("td", "data-label", html.label(Text.same(rung.name())));
            climb.steps().stream()
                    .filter(step -> step.rung() == rung)
                    .findFirst()
                    .ifPresent(this::step);
            html.close();
        }
        html.close();
    }

    private void step(Climb.Step step) {
        String took = step.took().toMillis() + "\u00a0ms";
        step.fault()
                .ifPresentOrElse(
                        fault -> html.element("b", "✗ " + fault, "class", "bad"),
                        () -> html.element("b", "✓", "class", "good"));
        html.text(" " + took);
        step.besides().ifPresent(fault -> html.text(" ").element("b", "! " + fault, "class", "bad"));
        if (!step.seen().isEmpty()) {
            html.open("div", "class", "seen").quote(step.seen()).close();
        }
    }
}
