package org.sallyport.check.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.check.Aim;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Rung;
import org.sallyport.check.Way;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;

/**
 * What a page says of one site.
 *
 * @param depth of its headings, from 1
 * @param pictures with which the ids of its pictures begin; another one for each site
 */
record SitePart(Html html, Dossier dossier, Reasons reasons, int depth, String pictures) {

    void write() {
        Checked checked = dossier.checked();
        Verdict.write(html, checked.climbs());
        features();
        heading(Text.of("What to add", "Ce qu'il faut ajouter"));
        new Repairs(html, dossier, reasons, depth + 1).write();
        warnings();
        comparison();
        wildcards();
        unasked();
        heading(Text.of("All servers", "Tous les serveurs"));
        html.open("details").element("summary", Text.of("each step and its time", "chaque étape et son temps"));
        new StepTable(html, rungs()).write(checked.all());
        html.close();
    }

    private void heading(Text words) {
        html.element("h" + depth, words);
    }

    private List<Rung> rungs() {
        boolean proxy = dossier.checked().climbs().stream()
                .anyMatch(climb -> climb.way() instanceof Way.Through
                        || climb.steps().stream().anyMatch(step -> step.rung() == Rung.PROXY));
        return Arrays.stream(Rung.values())
                .filter(rung -> rung != Rung.PROXY || proxy)
                .toList();
    }

    private void features() {
        heading(Text.of("How far each feature comes", "Jusqu'où va chaque fonction"));
        html.open("p")
                .sentence(Text.of(
                        "from the bottom to the top, each step stands on the one below; a broken rung is a step on"
                                + " which a server stopped. A server serves several features, and not every server"
                                + " has every step",
                        "de bas en haut, chaque étape repose sur celle du dessous ; un barreau brisé est une étape où"
                                + " un serveur s'est arrêté. Un serveur sert à plusieurs fonctions, et tout serveur n'a"
                                + " pas toutes les étapes"))
                .close();
        html.open("div", "class", "features");
        dossier.checked().byFeature().forEach((feature, climbs) -> {
            long reached = climbs.stream().filter(Climb::arrived).count();
            boolean all = reached == climbs.size();
            List<Rule> rules = climbs.stream()
                    .flatMap(climb -> climb.aim().rules().stream())
                    .toList();
            html.open("div", "class", "feature");
            html.element("h" + (depth + 1), feature.toString());
            html.open("p");
            reasons.name(feature, rules)
                    .ifPresentOrElse(html::text, () -> html.text(Text.of("the site's own", "propre au site")));
            html.close();
            new LadderPicture(climbs, rungs()).write(html, pictures + feature);
            html.element(
                    "p",
                    Text.same(all ? "✓ " : "✗ ").then(Servers.reached(reached, climbs.size())),
                    "class",
                    all ? "good" : "bad");
            html.close();
        });
        html.close();
    }

    private void warnings() {
        Checked checked = dossier.checked();
        Map<Fault, List<Climb>> besides = Remarks.besides(checked);
        List<Text> conditions = Remarks.conditions(checked, dossier.conditional());
        if (besides.isEmpty() && conditions.isEmpty()) {
            return;
        }
        heading(Text.of("Warnings", "Avertissements"));
        html.open("ul");
        besides.forEach((fault, climbs) -> {
            List<Aim> aims = Remarks.aims(climbs);
            html.open("li").element("code", fault.toString()).text(" ").sentence(fault.seen());
            html.text(" ").sentence(fault.repair(Repairs.each(climbs), Stop.features(climbs)));
            servers(aims);
            html.close();
        });
        conditions.forEach(
                condition -> html.open("li").text(condition).text(".").close());
        html.close();
    }

    private void comparison() {
        Checked checked = dossier.checked();
        if (checked.direct().isEmpty()) {
            return;
        }
        heading(Text.of("With and without the proxy", "Avec et sans le proxy"));
        List<Aim> direct = checked.onlyDirect();
        List<Aim> proxy = checked.onlyThroughProxy();
        html.open("ul");
        if (direct.isEmpty() && proxy.isEmpty()) {
            item(
                    Text.of(
                            "the same servers are reached by both ways",
                            "les deux chemins atteignent les mêmes serveurs"),
                    direct);
        }
        if (!direct.isEmpty()) {
            item(Remarks.ONLY_DIRECT, direct);
        }
        if (!proxy.isEmpty()) {
            item(Remarks.ONLY_THROUGH_PROXY, proxy);
        }
        html.close();
    }

    private void item(Text words, List<Aim> aims) {
        html.open("li").sentence(words);
        servers(aims);
        html.close();
    }

    private void servers(List<Aim> aims) {
        if (!aims.isEmpty()) {
            html.element("div", Servers.all(aims), "class", "for");
        }
    }

    private void wildcards() {
        Map<Rule, List<HostName>> wildcards = dossier.checked().aims().wildcards();
        if (wildcards.isEmpty()) {
            return;
        }
        Set<HostName> stopped = dossier.checked().climbs().stream()
                .filter(climb -> !climb.arrived())
                .map(climb -> climb.aim().host())
                .collect(Collectors.toSet());
        heading(Text.of("Wildcards", "Noms à étoile"));
        html.open("p")
                .sentence(Text.of(
                        "a wildcard has no address and cannot be tried; the names that are listed below it stand for"
                                + " it",
                        "un nom à étoile n'a pas d'adresse et ne peut pas être essayé ; les noms connus au-dessous le"
                                + " représentent"))
                .close();
        html.open("ul");
        // several features ask for the same one
        Map<String, List<Rule>> same = wildcards.keySet().stream()
                .collect(Collectors.groupingBy(
                        rule -> rule.host() + ":" + rule.ports(), LinkedHashMap::new, Collectors.toList()));
        same.forEach((wildcard, rules) -> {
            List<HostName> names = wildcards.getOrDefault(rules.getFirst(), List.of());
            html.open("li").element("code", wildcard);
            html.open("div", "class", "for");
            if (names.isEmpty()) {
                html.text(Text.of("no name below it is known", "aucun nom au-dessous n'est connu"));
            } else {
                html.text(names.stream()
                        .map(name -> (stopped.contains(name) ? "✗\u00a0" : "✓\u00a0") + name)
                        .collect(Collectors.joining(", ")));
            }
            html.close();
            reasons.write(html, rules);
            html.close();
        });
        html.close();
    }

    private void unasked() {
        List<Rule> unasked = dossier.checked().aims().unasked();
        if (unasked.isEmpty()) {
            return;
        }
        heading(Text.of("Not tried", "Non essayés"));
        html.open("p")
                .sentence(Text.of(
                        "these are needed by UDP, which is not tried: nobody answers there who is not spoken to in"
                                + " his own language",
                        "ceux-ci sont nécessaires en UDP, ce qui n'est pas essayé : personne n'y répond à qui ne"
                                + " parle pas sa langue"))
                .close();
        html.open("ul");
        for (Rule rule : unasked) {
            html.open("li").element("code", rule.host() + ":" + rule.ports());
            reasons.write(html, List.of(rule));
            html.close();
        }
        html.close();
    }
}
