package org.sallyport.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    /**
     * @param fault with its rung, {@code dns: no-such-name}; empty where the server is reached
     * @param besides warnings, separated by blanks
     * @param seen on the last rung
     */
    record Server(String fault, String repair, String besides, String seen) {}

    /** @param said as {@code --format json} */
    static Report of(List<Aim> aims, Daemon.Said said) {
        assertThat(said.status()).describedAs(said.errors()).isBetween(0, 1);
        Map<String, Server> servers = new LinkedHashMap<>();
        JsonObject site =
                JsonParser.parseString(said.output()).getAsJsonArray().get(0).getAsJsonObject();
        for (JsonElement element : site.getAsJsonArray("servers")) {
            JsonObject server = element.getAsJsonObject();
            List<JsonObject> steps = server.getAsJsonArray("steps").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .toList();
            JsonObject last = steps.getLast();
            String fault = text(server, "fault");
            servers.put(
                    text(server, "host") + ":" + text(server, "port"),
                    new Server(
                            fault.isEmpty() ? "" : text(last, "rung") + ": " + fault,
                            text(server, "repair"),
                            steps.stream()
                                    .map(step -> text(step, "besides"))
                                    .filter(besides -> !besides.isEmpty())
                                    .collect(Collectors.joining(" ")),
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

    /** Every server is reached, and nothing is wrong besides. */
    void saysThatAllIsWell() {
        saysThatAllAreReachedBut("");
    }

    /** @param besides the warning that each server has; empty for none */
    void saysThatAllAreReachedBut(String besides) {
        assertThat(faults()).isEmpty();
        assertThat(servers.values()).extracting(Server::besides).containsOnly(besides);
        assertThat(said.status()).isZero();
        assertThat(said.errors()).contains(servers.size() + " of " + servers.size() + " are reached");
    }

    /**
     * These servers are not reached for that reason, and what to do is said of each with what it is for; the others are.
     *
     * @param fault with its rung
     * @param repair what it is to begin with, before the name of the server
     */
    void says(String fault, String repair, Predicate<Aim> stopped) {
        says(aim -> fault, repair, stopped);
    }

    /** The same with a fault for each server. */
    void says(Function<Aim, String> fault, String repair, Predicate<Aim> stopped) {
        List<Aim> expected = aims.stream().filter(stopped).toList();
        assertThat(expected).isNotEmpty();
        assertThat(faults())
                .containsExactlyInAnyOrderEntriesOf(expected.stream().collect(Collectors.toMap(Aim::toString, fault)));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.errors()).contains(servers.size() - expected.size() + " of " + servers.size() + " are reached");
        for (Aim aim : expected) {
            String told = server(aim).repair();
            assertThat(told).startsWith(repair).contains(aim.toString());
            assertThat(aim.features()).allSatisfy(feature -> assertThat(told).contains(feature.value()));
        }
    }

    /** What was met where these servers were not reached. */
    List<String> seen(Predicate<Aim> stopped) {
        return aims.stream().filter(stopped).map(aim -> server(aim).seen()).toList();
    }

    private Server server(Aim aim) {
        return Optional.ofNullable(servers.get(aim.toString())).orElseThrow();
    }

    private Map<String, String> faults() {
        return servers.entrySet().stream()
                .filter(server -> !server.getValue().fault().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, server -> server.getValue().fault()));
    }
}
