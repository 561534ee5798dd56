package org.sallyport.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.check.Aim;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.report.Checked;
import org.sallyport.check.report.PrometheusReport;
import org.sallyport.core.Id;
import org.sallyport.core.Text;

/** Checks again and again, says what has changed, and has the last result ready for Prometheus. */
final class CheckWatch {

    /** One check of all sites. */
    @FunctionalInterface
    interface Round {
        List<Checked> check() throws InterruptedException;
    }

    private record Server(Id site, Aim aim) {}

    private final Session session;
    private final MetricsServer metrics;
    private final Map<Server, Optional<Fault>> known = new HashMap<>();

    CheckWatch(Session session, MetricsServer metrics) {
        this.session = session;
        this.metrics = metrics;
    }

    /** Begins a check at each interval, or at the end of the one before where that takes longer; until interrupted. */
    void run(Duration every, Round round) throws InterruptedException {
        while (true) {
            long next = System.nanoTime() + every.toNanos();
            List<Checked> sites = round.check();
            metrics.set(PrometheusReport.of(sites, session.clock().instant()));
            sites.forEach(this::tellChanges);
            session.flush();
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
    }

    private void tellChanges(Checked site) {
        for (Climb climb : site.climbs()) {
            Server server = new Server(site.site(), climb.aim());
            // before the first check: what is reached is no news
            Optional<Fault> before = known.getOrDefault(server, Optional.empty());
            known.put(server, climb.fault());
            if (!before.equals(climb.fault())) {
                String about = session.clock().instant() + " " + site.site() + ": " + climb.aim();
                session.print(climb.fault()
                        .map(fault -> Text.same(fault + ", "))
                        .orElse(Text.same(""))
                        .then(climb.verdict().orElse(Text.of("reached again", "de nouveau atteint")))
                        .about(about));
            }
        }
    }
}
