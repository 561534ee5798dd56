package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.gate.policy.SniRule;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.Refusal;

class TlsAttackTest {

    private static final String CONNECT = "CONNECT allowed.example:PORT HTTP/1.1\r\nHost: x\r\n\r\n";

    /** The alert "access denied". */
    private static final String DENIED = "\u0015\u0003\u0003\u0000\u0002\u00021";

    static Stream<Arguments> hellos() {
        return Stream.of(
                Arguments.of("another name", Hellos.naming("evil.test"), Refusal.OTHER_SNI),
                Arguments.of("another permitted name", Hellos.naming("a.wild.example"), Refusal.OTHER_SNI),
                Arguments.of("no name", Hellos.naming(), Refusal.NO_SNI),
                Arguments.of("two names", Hellos.naming("allowed.example", "evil.test"), Refusal.BAD_HELLO),
                Arguments.of(
                        "two extensions",
                        Hellos.withTwoServerNameExtensions("allowed.example", "evil.test"),
                        Refusal.BAD_HELLO),
                Arguments.of("a trailing dot", Hellos.naming("allowed.example."), Refusal.BAD_HELLO),
                Arguments.of("an address", Hellos.naming("127.0.0.1"), Refusal.BAD_HELLO),
                Arguments.of("a NUL", Hellos.naming("allowed.example\0.evil.test"), Refusal.BAD_HELLO),
                Arguments.of("an inner hello", Hellos.encrypted("allowed.example"), Refusal.ENCRYPTED_HELLO),
                Arguments.of("too much", Hellos.padded("allowed.example", 65_490), Refusal.HELLO_TOO_LARGE),
                Arguments.of("SSH", "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII), Refusal.NOT_TLS),
                Arguments.of("HTTP", "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), Refusal.NOT_TLS),
                Arguments.of(
                        "a CONNECT inside",
                        "CONNECT evil.test:443 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                        Refusal.NOT_TLS),
                Arguments.of("an empty record", new byte[] {22, 3, 1, 0, 0}, Refusal.BAD_HELLO),
                Arguments.of("an endless record", new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff}, Refusal.BAD_HELLO),
                Arguments.of("a ServerHello", new byte[] {22, 3, 1, 0, 1, 2}, Refusal.NOT_TLS),
                Arguments.of("SSL 2", new byte[] {(byte) 0x80, 46, 1, 3, 1}, Refusal.NOT_TLS));
    }

    @Attack({32, 33, 34, 35, 36, 37, 38})
    @ParameterizedTest(name = "{0}")
    @MethodSource("hellos")
    void aHelloThatDoesNotNameTheServerIsToldSoInTls(String what, byte[] hello, Refusal why) throws IOException {
        try (Scene scene = Scene.of(choice -> choice.tlsOnly = true)) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("\r\n\r\n");
                assertThat(client.say(hello).hear()).isEqualTo(DENIED);
            }
            Decision decision = scene.decision(0);
            assertThat(decision.why()).contains(why);
            assertThat(decision.outcome()).isEqualTo(Decision.Outcome.REFUSED);
            assertThat(scene.server.connections()).isZero();
        }
    }

    @Attack(32)
    @Test
    void bothNamesAreWrittenDown() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.tlsOnly = true)) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("\r\n\r\n");
                client.say(Hellos.naming("evil.test")).hear();
            }
            assertThat(scene.decision(0).sni()).hasToString("Optional[evil.test]");
            assertThat(scene.decision(0).destination()).hasToString(scene.at("Optional[allowed.example:PORT]"));
        }
    }

    @Attack({32, 37})
    @Test
    void atAPortForAnythingAHelloIsLookedAtAsWell() throws IOException {
        try (Scene scene = Scene.usual()) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("\r\n\r\n");
                client.say(Hellos.naming("evil.test")).hear();
            }
            assertThat(scene.decision(0).why()).contains(Refusal.OTHER_SNI);
            assertThat(scene.server.heard()).isEmpty();
        }
    }

    static Stream<Arguments> goodHellos() {
        Consumer<Scene.Choice> strict = choice -> {};
        return Stream.of(
                Arguments.of("the name", Hellos.naming("allowed.example"), strict),
                Arguments.of("in capitals", Hellos.naming("ALLOWED.example"), strict),
                Arguments.of("in many records", Hellos.inPieces("allowed.example"), strict),
                Arguments.of("with 60 KB of padding", Hellos.padded("allowed.example", 60_000), strict),
                Arguments.of("another, where any permitted one will do", Hellos.naming("a.wild.example"), (Consumer<
                                Scene.Choice>)
                        choice -> choice.sni = SniRule.PERMITTED),
                Arguments.of("any, where none is asked for", Hellos.naming("evil.test"), (Consumer<Scene.Choice>)
                        choice -> choice.sni = SniRule.OFF),
                Arguments.of("none, where that is allowed", Hellos.naming(), (Consumer<Scene.Choice>)
                        choice -> choice.nameless = true),
                Arguments.of(
                        "hidden, where that is allowed", Hellos.encrypted("allowed.example"), (Consumer<Scene.Choice>)
                                choice -> choice.hidden = true));
    }

    @Attack(34)
    @ParameterizedTest(name = "{0}")
    @MethodSource("goodHellos")
    void aHelloThatNamesTheServerIsPassedOnAsItIs(String what, byte[] hello, Consumer<Scene.Choice> choice)
            throws IOException {
        try (Scene scene = Scene.of(choice.andThen(usual -> usual.tlsOnly = usual.sni != SniRule.OFF))) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("\r\n\r\n");
                client.say(hello).hangUp();
                Eventually.sees(() ->
                        assertThat(scene.server.heard()).isEqualTo(new String(hello, StandardCharsets.ISO_8859_1)));
                client.hear();
            }
            assertThat(scene.decision(0).outcome()).isEqualTo(Decision.Outcome.PERMITTED);
        }
    }

    @Attack(32)
    @Test
    void aNameThatNoRuleLetsThroughIsRefusedWhereAnyPermittedOneWillDo() throws IOException {
        try (Scene scene = Scene.of(choice -> {
            choice.tlsOnly = true;
            choice.sni = SniRule.PERMITTED;
        })) {
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("\r\n\r\n");
                assertThat(client.say(Hellos.naming("evil.test")).hear()).isEqualTo(DENIED);
            }
            assertThat(scene.decision(0).why()).contains(Refusal.SNI_NAME);
            assertThat(scene.server.connections()).isZero();
        }
    }

    @Attack(35)
    @Test
    void aHelloThatIsNeverFinishedIsCutOff() throws IOException {
        try (Scene scene = Scene.of(choice -> {
            choice.tlsOnly = true;
            choice.limits = choice.limits.with("hello-time=1");
        })) {
            byte[] hello = Hellos.naming("allowed.example");
            try (Client client = scene.client()) {
                client.say(scene.at(CONNECT)).hearUntil("\r\n\r\n");
                assertThat(client.say(java.util.Arrays.copyOf(hello, 30)).hear())
                        .isEqualTo(DENIED);
            }
            assertThat(scene.decision(0).why()).contains(Refusal.HELLO_TIMEOUT);
            assertThat(scene.server.connections()).isZero();
        }
    }

    @Attack({71})
    @Test
    void whatComesWithTheConnectIsHeldUntilTheVerdict() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.tlsOnly = true)) {
            try (Client client = scene.client()) {
                String hello = new String(Hellos.naming("evil.test"), StandardCharsets.ISO_8859_1);
                assertThat(client.say(scene.at(CONNECT) + hello).hear()).endsWith(DENIED);
            }
            assertThat(scene.server.connections()).isZero();
        }
        try (Scene scene = Scene.usual()) {
            scene.refuses("CONNECT evil.test:PORT HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n", 403);
        }
    }

    @Attack({32, 33})
    @Test
    void withoutAConnectTheHelloIsTheRequest() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.transparent = true)) {
            for (byte[] refused : new byte[][] {
                Hellos.naming("evil.test"),
                Hellos.naming(),
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
            }) {
                try (Client client = scene.client()) {
                    assertThat(client.say(refused).hear()).isEqualTo(DENIED);
                }
            }
            assertThat(scene.server.connections()).isZero();
            Eventually.sees(() -> assertThat(scene.decisions)
                    .extracting(Decision::why)
                    .containsExactlyInAnyOrder(
                            Optional.of(Refusal.NAME), Optional.of(Refusal.NO_SNI), Optional.of(Refusal.NOT_TLS)));
            try (Client client = scene.client()) {
                client.say(Hellos.naming("allowed.example"));
                Eventually.sees(() -> assertThat(scene.server.heard()).contains("allowed.example"));
            }
        }
    }
}
