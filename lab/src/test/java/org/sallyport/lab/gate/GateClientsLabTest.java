package org.sallyport.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.network.Network;

/** The clients that people have, through the real gate: what is allowed works, and nothing else leaves the building. */
class GateClientsLabTest {

    private static final int PORT = 3128;
    private static final int STRICT = 3228;
    private static final String PROXY = "http://" + Network.GATEWAY + ":" + PORT;
    private static final Path SCRIPT =
            Path.of("src/test/resources/org/sallyport/lab/gate/client.js").toAbsolutePath();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private static @Nullable GatedNetwork network;
    private static @Nullable RunningGate gate;

    enum Client {
        CURL,
        GIT,
        JAVA,
        NODE,
        CHROMIUM;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The command that says what a server says. */
        List<String> command(String url, String proxy) {
            return switch (this) {
                case CURL -> List.of("curl", "--silent", "--show-error", "--proxy", proxy, url);
                case GIT ->
                    List.of(
                            "sh",
                            "-ec",
                            "folder=$(mktemp -d -p .); git -c http.proxy=\"$0\" clone -q \"$1\" \"$folder\"; cat \"$folder\"/README",
                            proxy,
                            url + Origin.REPOSITORY.substring(1));
                case JAVA -> {
                    String[] at = proxy.substring("http://".length()).split(":", 2);
                    yield List.of(Network.java(JavaClient.class, at[0], at[1], url));
                }
                case NODE -> {
                    String[] at = proxy.substring("http://".length()).split(":", 2);
                    yield List.of(Daemon.find("node", "nodejs").toString(), SCRIPT.toString(), at[0], at[1], url);
                }
                case CHROMIUM ->
                    List.of(
                            Daemon.find("chromium", "chromium").toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-breakpad",
                            "--disable-features=HttpsUpgrades",
                            "--ignore-certificate-errors",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--proxy-server=" + proxy,
                            "--dump-dom",
                            url);
            };
        }
    }

    @BeforeAll
    static void create() throws Exception {
        network = GatedNetwork.create(
                folder, Stream.of(Client.values()).map(Client::label).toList());
        gate = network().gate(PORT, "--allow-ech");
    }

    @AfterAll
    static void close() {
        if (network != null) {
            network.close();
        }
    }

    private static GatedNetwork network() {
        return Objects.requireNonNull(network);
    }

    private static RunningGate gate() {
        return Objects.requireNonNull(gate);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAllowedWorksAndTheRestReachesNobody(Client client) throws Exception {
        for (String scheme : List.of("https", "http")) {
            int port = scheme.equals("https") ? 443 : 80;
            String allowed = client.label() + "." + GatedNetwork.ALLOWED;
            String denied = client.label() + "." + GatedNetwork.DENIED;

            Daemon.Said through = network().onEndpoint(client.command(scheme + "://" + allowed + "/", PROXY));
            assertThat(through.output())
                    .describedAs(scheme + ": " + through.errors())
                    .contains(Origin.WORD);
            JsonObject permitted = GatedNetwork.decision(gate(), allowed, port);
            assertThat(permitted.get("verdict").getAsString()).isEqualTo("permitted");
            assertThat(permitted.get("rule").getAsString()).isEqualTo("*." + GatedNetwork.ALLOWED);
            assertThat(permitted.get("way").getAsString()).isEqualTo(port == 443 ? "connect" : "http");
            assertThat(permitted.has("sni")).isEqualTo(port == 443);

            Daemon.Said not = network().onEndpoint(client.command(scheme + "://" + denied + "/", PROXY));
            assertThat(not.output()).doesNotContain(Origin.WORD);
            JsonObject refused = GatedNetwork.decision(gate(), denied, port);
            assertThat(refused.get("verdict").getAsString()).isEqualTo("refused");
            assertThat(refused.get("reason").getAsString()).isEqualTo("name");
            assertThat(refused.get("sent").getAsLong()).isZero();
            assertThat(refused.has("address")).isFalse();
        }
        assertThat(network().strays()).isZero();
        assertThat(network().packets("servers")).isPositive();
    }

    @Test
    void aClientThatNamesAnotherServerInTheTunnelIsCutOff() throws Exception {
        String denied = "curl." + GatedNetwork.DENIED;
        List<String> command = new ArrayList<>(Client.CURL.command("https://" + denied + "/", PROXY));
        command.addAll(List.of("--connect-to", denied + ":443:git." + GatedNetwork.ALLOWED + ":443"));

        Daemon.Said said = network().onEndpoint(command);

        assertThat(said.status()).isNotZero();
        assertThat(said.output()).doesNotContain(Origin.WORD);
        Soon.is(
                "it is recorded",
                () -> gate().decisions().stream()
                        .anyMatch(decision -> decision.has("sni")
                                && decision.get("sni").getAsString().equals(denied)
                                && decision.get("reason").getAsString().equals("other-sni")));
        assertThat(network().strays()).isZero();
    }

    @Test
    void aBrowserThatHidesTheNameIsRefusedWhereTheGateIsNotToldToLetItThrough() throws Exception {
        RunningGate strict = network().gate(STRICT);
        String host = "chromium." + GatedNetwork.ALLOWED;
        long before = network().packets("servers");

        Daemon.Said said = network()
                .onEndpoint(
                        Client.CHROMIUM.command("https://" + host + "/", "http://" + Network.GATEWAY + ":" + STRICT));

        assertThat(said.output()).doesNotContain(Origin.WORD);
        JsonObject refused = GatedNetwork.decision(strict, host, 443);
        assertThat(refused.get("verdict").getAsString()).isEqualTo("refused");
        assertThat(refused.get("reason").getAsString()).isEqualTo("encrypted-hello");
        assertThat(refused.get("sni").getAsString()).isEqualTo(host);
        assertThat(network().packets("servers")).isEqualTo(before);
    }
}
