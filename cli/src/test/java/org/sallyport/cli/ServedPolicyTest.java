package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.gate.policy.Policies;
import org.sallyport.gate.policy.Policies.Reload;

class ServedPolicyTest {

    private static final String SITE = """
            sallyport: 1
            site: served
            also:
              - { host: "a.example.com", ports: [443], reason: test }
            """;

    private final AtomicLong now = new AtomicLong();
    private final List<String> tags = new CopyOnWriteArrayList<>();
    private volatile String site = SITE;
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/site.yaml", exchange -> {
            try (exchange) {
                String tag = "\"" + site.hashCode() + "\"";
                String known = String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match"));
                tags.add(known);
                byte[] octets = site.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("ETag", tag);
                boolean same = known.equals(tag);
                exchange.sendResponseHeaders(same ? 304 : status, same ? -1 : octets.length);
                if (!same) {
                    exchange.getResponseBody().write(octets);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Policies policies() {
        return new Policies(new ServedPolicy(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/site.yaml", Optional.empty(), now::get));
    }

    private void aMinuteLater() {
        now.addAndGet(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        Policies policies = policies();
        assertThat(policies.reloadIfChanged()).isEmpty();
        aMinuteLater();
        assertThat(policies.reloadIfChanged()).isEmpty();

        assertThat(tags).containsExactly("null", "\"" + SITE.hashCode() + "\"");
    }

    @Test
    void whatHasChangedTakesThePlaceOfTheVersionBefore() {
        Policies policies = policies();
        site = SITE.replace("a.example", "b.example");
        aMinuteLater();
        assertThat(policies.reloadIfChanged()).as("at the first look").isEmpty();

        assertThat(policies.reloadIfChanged())
                .hasValueSatisfying(reload -> assertThat(reload).isInstanceOf(Reload.Taken.class));
    }

    @Test
    void aServerThatIsGoneLeavesThePolicyInForceAndIsToldOnce() {
        Policies policies = policies();
        status = 503;
        site = "busy";
        aMinuteLater();
        assertThat(policies.reloadIfChanged())
                .hasValueSatisfying(reload -> assertThat(reload).isInstanceOf(Reload.Refused.class));
        aMinuteLater();
        assertThat(policies.reloadIfChanged()).isEmpty();
        assertThat(policies.fault()).isPresent();

        status = 200;
        site = SITE;
        aMinuteLater();
        assertThat(policies.reloadIfChanged())
                .hasValueSatisfying(reload -> assertThat(reload).isInstanceOf(Reload.Unchanged.class));
        assertThat(policies.fault()).isEmpty();
    }

    @Test
    void aFileThatIsCutOffIsNoPolicy() {
        Policies policies = policies();
        site = SITE.substring(0, SITE.length() - 1);
        aMinuteLater();
        assertThat(policies.reloadIfChanged()).as("at the first look").isEmpty();

        assertThat(policies.reloadIfChanged())
                .hasValueSatisfying(reload -> assertThat(reload)
                        .isInstanceOfSatisfying(
                                Reload.Refused.class,
                                refused -> assertThat(refused.why()).hasMessageContaining("half written")));
    }

    @Test
    void aPageOfErrorIsNoPolicy() {
        Policies policies = policies();
        site = "<html>log in</html>";
        aMinuteLater();
        assertThat(policies.reloadIfChanged()).as("at the first look").isEmpty();

        assertThat(policies.reloadIfChanged())
                .hasValueSatisfying(reload -> assertThat(reload).isInstanceOf(Reload.Refused.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://policy.example.com/site.yaml", "https://", "https:///x", "http://127.0.0.1.evil.test/"})
    void anAddressThatAnybodyCouldAnswerForIsRefused(String address) {
        assertThatThrownBy(() -> new ServedPolicy(address, Optional.empty(), now::get))
                .isInstanceOf(InputException.class);
    }
}
