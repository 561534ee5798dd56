package org.sallyport.check.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sallyport.check.Climb;
import org.sallyport.check.Rung;
import org.sallyport.core.Id;

/**
 * Checks in Prometheus' text format 0.0.4, for its scraper or the folder of its node exporter. Labels are sites, features
 * and rungs, never a host: their number does not grow with what the network says.
 */
public final class PrometheusReport {

    private PrometheusReport() {}

    /** @param at when the check ended */
    public static String of(List<Checked> sites, Instant at) {
        StringBuilder servers = new StringBuilder();
        StringBuilder stopped = new StringBuilder();
        StringBuilder ended = new StringBuilder();
        for (Checked site : sites) {
            for (Map.Entry<Id, List<Climb>> feature : site.byFeature().entrySet()) {
                String labels = "site=\"" + site.site() + "\",feature=\"" + feature.getKey() + "\"";
                sample(
                        servers,
                        "sallyport_check_servers",
                        labels,
                        feature.getValue().size());
                for (Rung rung : Rung.values()) {
                    long count = feature.getValue().stream()
                            .filter(climb ->
                                    !climb.arrived() && climb.steps().getLast().rung() == rung)
                            .count();
                    sample(stopped, "sallyport_check_stopped", labels + ",rung=\"" + rung + "\"", count);
                }
            }
            sample(ended, "sallyport_check_time_seconds", "site=\"" + site.site() + "\"", at.getEpochSecond());
        }
        return about("sallyport_check_servers", "Servers that must be reached for a feature.")
                + servers
                + about("sallyport_check_stopped", "Servers of a feature whose check stopped on a rung.")
                + stopped
                + about("sallyport_check_time_seconds", "When the site was last checked, in seconds since 1970.")
                + ended;
    }

    private static String about(String name, String help) {
        return "# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n";
    }

    // an Id has no character that a label would have to escape
    private static void sample(StringBuilder text, String name, String labels, long value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
