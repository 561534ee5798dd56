package org.sallyport.check.report;

import java.util.List;
import org.sallyport.check.Climb;
import org.sallyport.check.Rung;
import org.sallyport.core.Text;

/**
 * Climbs as a picture: the rungs from the bottom to the top, on each how many servers were tried there and how many
 * stopped. A rung on which one stopped is broken, so that no colour is needed to see it.
 */
record LadderPicture(List<Climb> climbs, List<Rung> rungs) {

    /** In units of the picture, which grows with the page. */
    private static final int WIDTH = 300;

    private static final int STEP = 44;
    private static final int LEFT = 62;
    private static final int RIGHT = 176;
    private static final int GAP = 14;

    LadderPicture {
        climbs = List.copyOf(climbs);
        rungs = List.copyOf(rungs);
    }

    /**
     * How many servers were tried on a rung. Not every server has every rung: of a port of which it is not known what
     * is spoken there, only the connection is tried.
     */
    long tried(Rung rung) {
        return climbs.stream()
                .filter(climb -> climb.steps().stream().anyMatch(step -> step.rung() == rung))
                .count();
    }

    long stopped(Rung rung) {
        return climbs.stream()
                .filter(climb -> climb.steps().stream()
                        .anyMatch(step -> step.rung() == rung && step.fault().isPresent()))
                .count();
    }

    /** @param id of the picture's title, which is its text for whoever does not see it; once in a page */
    void write(Html html, String id) {
        int height = STEP * rungs.size() + 8;
        html.open(
                "svg",
                "class",
                "ladder",
                "role",
                "img",
                "aria-labelledby",
                id,
                "viewBox",
                "0 0 " + WIDTH + " " + height);
        html.element("title", title(), "id", id);
        for (int rail : new int[] {LEFT, RIGHT}) {
            line(html, "rail", rail, 2, rail, height - 2);
        }
        for (int i = 0; i < rungs.size(); i++) {
            rung(html, rungs.get(i), height - STEP * i - STEP / 2 - 4);
        }
        html.close();
    }

    private static void label(Html html, String words, int x, int y, String style) {
        html.element("text", words, "class", style, "x", String.valueOf(x), "y", String.valueOf(y));
    }

    private void rung(Html html, Rung rung, int y) {
        long tried = tried(rung);
        long stopped = stopped(rung);
        label(html, rung.name(), 0, y + 5, "name");
        if (stopped > 0) {
            int middle = (LEFT + RIGHT) / 2;
            line(html, "broken", LEFT, y, middle - GAP, y + 3);
            line(html, "broken", middle + GAP, y + 3, RIGHT, y);
            line(html, "cross", middle - 5, y - 5, middle + 5, y + 5);
            line(html, "cross", middle - 5, y + 5, middle + 5, y - 5);
        } else {
            line(html, tried > 0 ? "whole" : "untried", LEFT, y, RIGHT, y);
        }
        int right = RIGHT + 12;
        label(html, html.in(triedText(tried)), right, tried == 0 ? y + 5 : y - 2, "tried");
        if (tried > 0) {
            String sign = stopped > 0 ? "✗ " : "✓ ";
            label(html, sign + html.in(stoppedText(stopped)), right, y + 15, stopped > 0 ? "stopped" : "passed");
        }
    }

    private static Text triedText(long tried) {
        return tried == 0
                ? Text.of("not tried", "non essayé")
                : Text.of("%s tried", tried == 1 ? "%s essayé" : "%s essayés", tried);
    }

    private static Text stoppedText(long stopped) {
        return stopped == 0
                ? Text.of("none stopped", "aucun arrêté")
                : Text.of("%s stopped", stopped == 1 ? "%s arrêté" : "%s arrêtés", stopped);
    }

    private Text title() {
        Text title = Servers.reached(climbs.stream().filter(Climb::arrived).count(), climbs.size());
        for (Rung rung : rungs) {
            long tried = tried(rung);
            title = title.then(Text.SEMICOLON)
                    .then(Text.same(rung.name() + " "))
                    .then(triedText(tried));
            if (tried > 0) {
                title = title.then(Text.same(", ")).then(stoppedText(stopped(rung)));
            }
        }
        return title;
    }

    private static void line(Html html, String style, int x1, int y1, int x2, int y2) {
        html.open(
                        "line",
                        "class",
                        style,
                        "x1",
                        String.valueOf(x1),
                        "y1",
                        String.valueOf(y1),
                        "x2",
                        String.valueOf(x2),
                        "y2",
                        String.valueOf(y2))
                .close();
    }
}
