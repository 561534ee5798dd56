package org.sallyport.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sallyport.check.Aim;
import org.sallyport.lab.Daemon;

/**
 * What the real command said of the servers of a site.
 *
 * @param aims what it was to try
 * @param servers to each server and port, what it said
 */
record Report(List<Aim> aims, Daemon.Said said, Map<String, Server> servers) {

    /** @param fault with its rung, {@code dns: no-such-name}; empty where the server is reached */
    record Server(String fault, String repair, String seen) {}

    /** @param said as {@code --format json} */
    static Report of(List<Aim> aims, Daemon.Said said) {
        assertThat(said.status()).describedAs(said.errors()).isBetween(0, 1);
        Map<String, Server> servers = new LinkedHashMap<>();
        JsonObject site =
                JsonParser.parseString(said.output()).getAsJsonArray().get(0).getAsJsonObject();
        for (JsonElement element : site.getAsJsonArray("servers")) {
            JsonObject server = element.getAsJsonObject();
            JsonObject last = server.getAsJsonArray("steps").asList().getLast().getAsJsonObject();
            String fault = text(server, "fault");
            servers.put(
                    text(server, "host") + ":" + text(server, "port"),
                    new Server(
                            fault.isEmpty() ? "" : text(last, "rung") + ": " + fault,
                            text(server, "repair"),
                            text(last, "seen")));
        }
        assertThat(servers.keySet()).containsExactlyInAnyOrderElementsOf(keys(aims));
        assertThat(site.get("reached").getAsBoolean()).isEqualTo(said.status() == 0);
        return new Report(aims, said, Map.copyOf(servers));
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static List<String> keys(List<Aim> aims) {
        return aims.stream().map(Aim::toString).toList();
    }

    /** Every server is reached. */
    void saysThatAllIsWell() {
        assertThat(faults()).isEmpty();
        assertThat(said.status()).isZero();
        assertThat(said.errors()).contains(servers.size() + " of " + servers.size() + " are reached");
    }

    /**
     * These servers are not reached for that reason, and what to do is said of each with what it is for; the others are.
     *
     * @param fault with its rung
     */
    void says(String fault, Predicate<Aim> stopped) {
        List<Aim> expected = aims.stream().filter(stopped).toList();
        assertThat(expected).isNotEmpty();
        assertThat(faults())
                .containsExactlyInAnyOrderEntriesOf(
                        expected.stream().collect(Collectors.toMap(Aim::toString, aim -> fault)));
        assertThat(said.status()).isEqualTo(1);
        for (Aim aim : expected) {
            String repair = servers.get(aim.toString()).repair();
            assertThat(repair).contains(aim.toString());
            assertThat(aim.features()).allSatisfy(feature -> assertThat(repair).contains(feature.value()));
            assertThat(said.errors()).contains(repair);
        }
    }

    private Map<String, String> faults() {
        return servers.entrySet().stream()
                .filter(server -> !server.getValue().fault().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, server -> server.getValue().fault()));
    }
}
