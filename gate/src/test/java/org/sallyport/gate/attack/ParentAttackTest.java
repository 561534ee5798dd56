package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Proxy;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.Refusal;
import org.sallyport.gate.tunnel.Parent;

class ParentAttackTest {

    private static Scene behind(Destined parent) throws IOException {
        return Scene.of(choice -> choice.parent =
                Optional.of(new Parent(Proxy.parse("127.0.0.1:" + parent.port()), Optional.of("user:password"))));
    }

    @Attack(69)
    @Test
    void theNextProxyGetsTheNameAfterTheVerdict() throws IOException {
        try (Destined parent = new Destined("HTTP/1.1 200 Connection established\r\n\r\nhello");
                Scene scene = behind(parent)) {
            scene.refusesTunnel("evil.test:PORT");
            assertThat(parent.connections()).isZero();
            try (Client client = scene.client()) {
                assertThat(client.say(scene.at("CONNECT allowed.example:PORT HTTP/1.1\r\nHost: x\r\n\r\n"))
                                .hearUntil("hello"))
                        .isEqualTo("HTTP/1.1 200 Connection established\r\n\r\nhello");
            }
            assertThat(parent.heard())
                    .isEqualTo(scene.at("CONNECT allowed.example:PORT HTTP/1.1\r\nHost: allowed.example:PORT\r\n"
                            + "Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA==\r\n\r\n"));
            assertThat(scene.asked).as("names looked up here").isEmpty();
            assertThat(scene.server.connections()).isZero();
        }
    }

    @Attack(69)
    @Test
    void aNextProxyThatRefusesIsNamed() throws IOException {
        for (String answer : new String[] {
            "HTTP/1.1 403 Forbidden\r\n\r\n", "HTTP/1.1 407 Who\r\n\r\n", "nonsense\r\n\r\n", "HTTP/1.1 200\n\n", ""
        }) {
            try (Destined parent = new Destined(answer);
                    Scene scene = Scene.of(choice -> {
                        choice.parent =
                                Optional.of(new Parent(Proxy.parse("127.0.0.1:" + parent.port()), Optional.empty()));
                        choice.limits = choice.limits.with("connect-time=1");
                    })) {
                Decision decision = scene.refuses("CONNECT allowed.example:PORT HTTP/1.1\r\n\r\n", 502);
                assertThat(decision.why()).contains(Refusal.UPSTREAM);
                assertThat(decision.outcome()).isEqualTo(Decision.Outcome.FAILED);
            }
        }
    }

    @Attack(69)
    @Test
    void aRequestForADocumentIsPassedOnWithItsWholeUri() throws IOException {
        try (Destined parent = new Destined("HTTP/1.1 200 OK\r\n\r\nok");
                Scene scene = behind(parent)) {
            try (Client client = scene.client()) {
                client.say(scene.at("GET http://allowed.example:PORT/a HTTP/1.1\r\nHost: x\r\n\r\n"));
                assertThat(client.hear()).endsWith("ok");
            }
            assertThat(parent.heard())
                    .startsWith(scene.at("GET http://allowed.example:PORT/a HTTP/1.1\r\nHost: allowed.example:PORT\r\n"
                            + "Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA==\r\n"));
        }
    }
}
