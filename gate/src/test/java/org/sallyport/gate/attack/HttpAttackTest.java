package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.Refusal;

class HttpAttackTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Attack({42, 43, 44, 48, 49, 51})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: allowed.example\r\nHost: evil.test\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: allowed.example\tevil.test\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: allowed.example, evil.test\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.example:PORT\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: allowed.example\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nConnection: close, Host\r\n\r\n",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: content-length\r\n\r\nok",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\nok",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0x2\r\n\r\nok",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2\r\n\r\nok",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nok",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
                "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "POST http://allowed.example:PORT/ HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "CONNECT allowed.example:PORT HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
                "CONNECT allowed.example:PORT HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\n Host: x\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost : x\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\nHost: x\n\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\rA: b\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nA: \u0000\r\n\r\n",
                "GET  http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://allowed.example:PORT/  HTTP/1.1\r\nHost: x\r\n\r\n",
                " GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "\r\nGET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "G(T http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://allowed.example:PORT/#x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://allowed.example:PORT/\r\nHost: x\r\n\r\n",
                "GET http://allowed.example:PORT/ FTP/1.1\r\nHost: x\r\n\r\n"
            })
    void aRequestThatCanBeReadInTwoWaysIsRefused(String request) throws IOException {
        try (Scene scene = Scene.usual()) {
            assertThat(scene.refuses(request, 400).why()).contains(Refusal.BAD_REQUEST);
        }
    }

    @Attack({51, 70})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nUpgrade: connect-udp\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET http://allowed.example:PORT/ HTTP/3\r\nHost: x\r\n\r\n",
                "GET ftp://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET gopher://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET jar:http://allowed.example:PORT/!/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET data:,hello HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET https://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET ws://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void anotherProtocolIsRefused(String request) throws IOException {
        try (Scene scene = Scene.usual()) {
            assertThat(scene.refuses(request, 403, 505).why())
                    .hasValueSatisfying(
                            why -> assertThat(why).isIn(Refusal.SCHEME, Refusal.UPGRADE, Refusal.BAD_VERSION));
        }
    }

    @Attack(52)
    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        try (Scene scene = Scene.usual()) {
            String fields = "A: b\r\n".repeat(10_000);
            assertThat(scene.refuses("CONNECT allowed.example:PORT HTTP/1.1\r\n" + fields + "\r\n", 431)
                            .why())
                    .contains(Refusal.HEAD_TOO_LARGE);
            String few = "A: b\r\n".repeat(101);
            scene.refuses("CONNECT allowed.example:PORT HTTP/1.1\r\n" + few + "\r\n", 431);
            String large = "A: " + "b".repeat(1 << 20) + "\r\n";
            scene.refuses("CONNECT allowed.example:PORT HTTP/1.1\r\n" + large + "\r\n", 431);
            String path = "/".repeat(1 << 20);
            assertThat(scene.refuses("GET http://allowed.example:PORT/" + path + " HTTP/1.1\r\n\r\n", 414)
                            .why())
                    .contains(Refusal.TARGET_TOO_LONG);
            scene.refuses("GET http://allowed.example:PORT/" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
        }
    }

    @Attack({41, 44, 66})
    @Test
    void theServerIsToldWhatWasDecidedAbout() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = OK)) {
            try (Client client = scene.client()) {
                client.say(scene.at("GET http://allowed.example:PORT/a?b HTTP/1.1\r\n"
                        + "Host: evil.test\r\nProxy-Authorization: Basic c2VjcmV0\r\nProxy-Connection: keep-alive\r\n"
                        + "Connection: keep-alive, X-Gone\r\nX-Gone: 1\r\nX-Stays: 2\r\nVia: 1.1 other\r\n\r\n"));
                assertThat(client.hear()).isEqualTo(OK);
            }
            assertThat(scene.server.heard())
                    .isEqualTo(scene.at("GET /a?b HTTP/1.1\r\nHost: allowed.example:PORT\r\nX-Stays: 2\r\n"
                            + "Via: 1.1 sallyport\r\nConnection: close\r\n\r\n"));
        }
    }

    @Attack({45, 47})
    @Test
    void aSecondRequestOnTheSameConnectionIsNotPassedOnUndecided() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = OK)) {
            String second = "GET http://evil.test:PORT/ HTTP/1.1\r\nHost: evil.test\r\n\r\n";
            try (Client client = scene.client()) {
                client.say(scene.at("GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n" + second));
                assertThat(client.hear()).isEqualTo(OK);
            }
            scene.decision(0);
            assertThat(scene.server.heard()).doesNotContain("evil.test");
            assertThat(scene.server.connections()).isOne();
        }
    }

    @Attack({45, 48})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n00000000\r\n\r\n"
            })
    void aBodyIsPassedOnToItsEndAndNoFurther(String body) throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = "")) {
            String request = scene.at("POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n" + body);
            try (Client client = scene.client()) {
                for (byte octet : (request + "GET /smuggled HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)) {
                    client.say(new byte[] {octet});
                }
                String passed = body.substring(body.indexOf("\r\n\r\n") + 4);
                Eventually.sees(() -> assertThat(scene.server.heard()).endsWith("\r\n\r\n" + passed));
                client.hangUp();
            }
            scene.decision(0);
            assertThat(scene.server.heard()).doesNotContain("smuggled");
        }
    }

    @Attack(49)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n",
                "fffffffff\r\n",
                "-1\r\n",
                "0x5\r\nhello\r\n",
                " 5\r\nhello\r\n",
                "\r\n",
                "5\r\nhello\r\n0\r\nTrailer: x\r\n\r\n"
            })
    void aChunkThatCanBeReadInTwoWaysEndsTheConnection(String chunks) throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = "")) {
            try (Client client = scene.client()) {
                client.say(scene.at(
                        "POST http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + chunks));
                assertThat(client.hear()).isEmpty();
            }
            assertThat(scene.decision(0).outcome()).isEqualTo(Decision.Outcome.PERMITTED);
        }
    }

    @Attack(46)
    @Test
    void whatFollowsARefusedRequestIsNeverRead() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.greeting = OK)) {
            scene.refuses(
                    "CONNECT evil.test:PORT HTTP/1.1\r\n\r\nGET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n",
                    403);
            assertThat(scene.decisions).hasSize(1);
        }
    }

    @Attack(53)
    @Test
    void whatTheServerSaysIsPassedOnAsItIs() throws IOException {
        String bomb = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\b\u0000broken";
        try (Scene scene = Scene.of(choice -> choice.greeting = bomb)) {
            try (Client client = scene.client()) {
                client.say(scene.at("GET http://allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n"));
                assertThat(client.hear()).isEqualTo(bomb);
            }
        }
    }

    @Test
    void aRefusedClientIsToldHowToAskForIt() throws IOException {
        try (Scene scene = Scene.usual()) {
            try (Client client = scene.client()) {
                assertThat(client.say(scene.at("GET http://allowed.exampl:PORT/ HTTP/1.1\r\nHost: x\r\n\r\n"))
                                .hear())
                        .contains("Content-Type: application/json")
                        .contains("\"reason\": \"name\"")
                        .contains("the help desk")
                        .contains(scene.at("ports: [PORT]"));
            }
            try (Client client = scene.client()) {
                assertThat(client.say(
                                        scene.at(
                                                "GET http://b.allowed.example:PORT/ HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n"))
                                .hear())
                        .contains("Content-Type: text/html")
                        .contains("<h1>" + scene.at("b.allowed.example:PORT"))
                        .contains("Nearest rule: <code>allowed.example</code>")
                        .contains("lang=\"fr\"");
            }
        }
    }
}
