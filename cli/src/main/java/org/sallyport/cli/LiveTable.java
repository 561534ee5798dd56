package org.sallyport.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.check.Aims;
import org.sallyport.check.Climb;
import org.sallyport.core.Id;
import org.sallyport.core.Text;

/**
 * How far a check is, a line a feature, where standard error is a terminal; it is gone when the check ends. Safe for use
 * by several threads.
 */
final class LiveTable {

    private static final int WIDTH = 20;

    /** One line. */
    private static final class Count {
        private int servers;
        private int reached;
        private int stopped;
    }

    private final Session session;
    private final Map<Id, Count> features = new LinkedHashMap<>();
    private String last = "";

    LiveTable(Session session, Aims aims) {
        this.session = session;
        aims.list().stream()
                .flatMap(aim -> aim.features().stream())
                .forEach(feature -> features.computeIfAbsent(feature, any -> new Count()).servers++);
    }

    synchronized void add(Climb climb) {
        for (Id feature : climb.aim().features()) {
            Count count = features.computeIfAbsent(feature, any -> new Count());
            if (climb.arrived()) {
                count.reached++;
            } else {
                count.stopped++;
            }
        }
        last = climb.aim() + climb.fault().map(fault -> " " + fault).orElse("");
        session.progress(lines());
    }

    private List<Text> lines() {
        List<Text> lines = new ArrayList<>();
        int longest = features.keySet().stream()
                .mapToInt(feature -> feature.value().length())
                .max()
                .orElse(0);
        features.forEach((feature, count) -> {
            int done = WIDTH * (count.reached + count.stopped) / count.servers;
            String bar = feature + " ".repeat(longest - feature.value().length()) + " [" + "#".repeat(done)
                    + ".".repeat(WIDTH - done) + "] " + count.reached + "/" + count.servers;
            lines.add(Text.same(bar)
                    .then(
                            count.stopped == 0
                                    ? Text.same("")
                                    : Text.of(", %s not reached", ", %s non atteints", count.stopped)));
        });
        lines.add(Text.same(last));
        return lines;
    }

    synchronized void end() {
        session.endProgress();
    }
}
