package org.sallyport.check.report;

import java.util.List;
import org.sallyport.check.Climb;
import org.sallyport.check.Way;
import org.sallyport.core.Text;

/** A check in one sentence: how many servers are reached, and by which ways it was tried. */
final class Verdict {

    private Verdict() {}

    static void write(Html html, List<Climb> climbs) {
        long reached = climbs.stream().filter(Climb::arrived).count();
        boolean all = reached == climbs.size();
        Text verdict = Servers.reached(reached, climbs.size());
        for (Text way : ways(climbs)) {
            verdict = verdict.then(Text.same(", ")).then(way);
        }
        html.open("p", "class", all ? "verdict good" : "verdict bad")
                .text(all ? "✓ " : "✗ ")
                .sentence(verdict)
                .close();
    }

    private static List<Text> ways(List<Climb> climbs) {
        return climbs.stream()
                .map(Climb::way)
                .distinct()
                .<Text>mapMulti((way, words) -> {
                    switch (way) {
                        case Way.Direct _ -> words.accept(Text.of("directly", "en direct"));
                        case Way.Through(var proxy) ->
                            words.accept(Text.of("through the proxy %s", "par le proxy %s", proxy));
                        // it was not gone
                        case Way.Unspoken _ -> {}
                    }
                })
                .toList();
    }
}
