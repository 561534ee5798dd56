package org.sallyport.check.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.check.Aim;
import org.sallyport.check.Climb;
import org.sallyport.check.report.Passage.By;
import org.sallyport.core.Id;
import org.sallyport.core.Text;

/**
 * What is to be done about what stopped the climbs of a site, each once: the servers, what was seen, who asks for them,
 * and the lines by which the site's devices let them pass.
 */
record Repairs(Html html, Dossier dossier, Reasons reasons, int depth) {

    /** Lines and servers that are shown at once; more are shown when they are asked for, and in print. */
    private static final int SHOWN = 12;

    void write() {
        Map<Stop, List<Climb>> stops = Stop.in(dossier.checked());
        if (stops.isEmpty()) {
            html.open("p").sentence(Text.of("nothing", "rien")).close();
            return;
        }
        if (dossier.passages().values().stream().anyMatch(passages -> !passages.isEmpty())) {
            html.open("p")
                    .sentence(Text.of(
                            "with each fault stand the lines that sallyport render writes for the devices of the site;"
                                    + " add to each device those that it lacks",
                            "avec chaque obstacle figurent les lignes que sallyport render écrit pour les équipements"
                                    + " du site ; ajoutez à chaque équipement celles qui lui manquent"))
                    .close();
        }
        stops.forEach(this::write);
    }

    private void write(Stop stop, List<Climb> climbs) {
        html.open("article");
        html.open("h" + depth)
                .element("code", stop.fault().toString())
                .text(" ")
                .text(
                        climbs.size() == 1
                                ? Text.same(climbs.getFirst().aim().toString())
                                : Servers.counted(climbs.size()))
                .close();
        html.open("p")
                .sentence(stop.fault().seen())
                .text(" ")
                .open("strong")
                .sentence(stop.repair(each(climbs), climbs))
                .close()
                .close();
        servers(climbs);
        if (stop.proxy().isPresent()) {
            html.open("p")
                    .sentence(Text.of(
                            "what the proxy itself would let pass is not known before it is reached",
                            "ce que le proxy laisserait passer n'est pas connu avant qu'il soit atteint"))
                    .close();
        } else {
            devices(climbs);
        }
        html.close();
    }

    static Text each(List<Climb> climbs) {
        return climbs.size() == 1
                ? Text.same(climbs.getFirst().aim().toString())
                : Text.of("each of these %s servers", "chacun de ces %s serveurs", climbs.size());
    }

    private void servers(List<Climb> climbs) {
        boolean folded = folded(climbs.size(), Servers.counted(climbs.size()));
        html.open("table", "class", "cards");
        html.open("thead").open("tr");
        html.element("th", SERVER, "scope", "col")
                .element("th", SEEN, "scope", "col")
                .element("th", ASKED, "scope", "col");
        html.close().close().open("tbody");
        for (Climb climb : climbs) {
            html.open("tr");
            html.open("th", "scope", "row")
                    .element("code", climb.aim().toString())
                    .close();
            html.open("td", "data-label", html.label(SEEN));
            String seen = climb.steps().getLast().seen();
            if (!seen.isEmpty()) {
                html.quote(seen);
            }
            html.close();
            html.open("td", "data-label", html.label(ASKED));
            reasons.write(html, climb.aim().rules());
            html.close().close();
        }
        html.close().close();
        if (folded) {
            html.close();
        }
    }

    private static final Text SERVER = Text.of("server", "serveur");
    private static final Text SEEN = Text.of("seen", "observé");
    private static final Text ASKED = Text.of("asked for by", "demandé par");

    /** The same words about several servers are said once. */
    private void devices(List<Climb> climbs) {
        Map<Device, Map<By, List<Aim>>> devices = new LinkedHashMap<>();
        for (Climb climb : climbs) {
            for (Passage passage : dossier.passages().getOrDefault(climb.aim(), List.of())) {
                devices.computeIfAbsent(new Device(passage.device(), passage.target()), any -> new LinkedHashMap<>())
                        .computeIfAbsent(passage.by(), any -> new ArrayList<>())
                        .add(climb.aim());
            }
        }
        devices.forEach((device, words) -> {
            html.open("h" + (depth + 1))
                    .text(device.name.toString())
                    .text(" ")
                    .element("small", device.target.toString())
                    .close();
            boolean folded = folded(words.size(), Text.of("%s lines", "%s lignes", words.size()));
            html.open("ul", "class", "lines");
            words.forEach((by, aims) -> write(by, aims, climbs.size()));
            html.close();
            if (folded) {
                html.close();
            }
        });
    }

    private record Device(Id name, Id target) {}

    private void write(By by, List<Aim> aims, int all) {
        html.open("li");
        switch (by) {
            case By.Line(String place, String text) -> {
                html.element("span", place, "class", "place").text(" ").quote(text.strip());
                // a line that names its only server needs nobody to say it again
                if (aims.size() > 1 || !text.contains(aims.getFirst().host().value())) {
                    forThese(aims, all);
                }
            }
            case By.Whole() -> {
                html.sentence(Text.of(
                        "it lets this pass, by several lines together and by no single one",
                        "il laisse passer ceci par plusieurs lignes ensemble, et par aucune à elle seule"));
                forThese(aims, all);
            }
            case By.Nothing(var why) -> {
                html.open("strong")
                        .sentence(Text.of(
                                "it does not let this pass, even with its own text",
                                "il ne laisse pas passer ceci, même avec son propre texte"))
                        .close();
                // it begins with a name, which has no capital letter
                why.ifPresent(known -> html.text(" ").text(known).text("."));
                forThese(aims, all);
            }
        }
        html.close();
    }

    private void forThese(List<Aim> aims, int all) {
        if (all > 1) {
            html.open("div", "class", "for");
            if (aims.size() == all) {
                html.text(Text.of("all %s servers", "les %s serveurs", all));
            } else {
                html.text(Servers.all(aims));
            }
            html.close();
        }
    }

    /** @return whether a details element has been opened around what comes */
    private boolean folded(int count, Text summary) {
        if (count > SHOWN) {
            html.open("details").element("summary", summary);
        }
        return count > SHOWN;
    }
}
