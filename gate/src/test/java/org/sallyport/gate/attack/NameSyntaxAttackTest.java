package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.Refusal;

class NameSyntaxAttackTest {

    @Attack({1, 2, 9})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "allowed.example.",
                "ALLOWED.Example",
                "xn--bcher-kva.example",
                "XN--BCHER-KVA.EXAMPLE",
                "a.WILD.example",
                "wild.example"
            })
    void anotherSpellingOfANameIsThatName(String name) throws IOException {
        Locale before = Locale.getDefault();
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.of("tr")}) {
            Locale.setDefault(locale);
            try (Scene scene = Scene.of(choice -> choice.greeting = "hello")) {
                scene.names.put("xn--bcher-kva.example", java.util.List.of("127.0.0.1"));
                scene.names.put("wild.example", java.util.List.of("127.0.0.1"));
                try (Client client = scene.client()) {
                    client.say(scene.at("CONNECT " + name + ":PORT HTTP/1.1\r\nHost: x\r\n\r\n"));
                    assertThat(client.hearUntil("hello")).startsWith("HTTP/1.1 200 ");
                }
                assertThat(scene.decision(0).outcome()).isEqualTo(Decision.Outcome.PERMITTED);
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Attack({3, 4, 5, 10, 11, 12})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[allowed.example]",
                "evilallowed.example",
                "allowed.example.evil.test",
                "a..allowed.example",
                ".allowed.example",
                "allowed.example..",
                "*.allowed.example",
                "*",
                "_x.allowed.example",
                "a-.wild.example",
                "xn--zzzzzz-.wild.example",
                "xn--a.wild.example",
                "al%6cowed.example",
                "allowed.example%00.evil.test",
                "allowed.example,evil.test",
                "allowed.example;evil.test",
                "allowed.example\\.evil.test",
                "allowed.example@evil.test",
                "evil.test#@allowed.example",
                "allowed.example/..",
                "http://allowed.example",
                "",
                "."
            })
    void whatIsNotThatNameIsRefused(String name) throws IOException {
        try (Scene scene = Scene.usual()) {
            scene.refusesTunnel(name + ":PORT");
        }
    }

    @Attack(10)
    @Test
    void namesThatAreTooLongAreRefused() throws IOException {
        try (Scene scene = Scene.usual()) {
            assertThat(scene.refusesTunnel("a".repeat(64) + ".wild.example:PORT")
                            .why())
                    .contains(Refusal.NOT_A_NAME);
            String long254 = ("a".repeat(49) + ".").repeat(4) + "b".repeat(41) + ".wild.example";
            assertThat(long254).hasSize(254);
            assertThat(scene.refusesTunnel(long254 + ":PORT").why()).contains(Refusal.NOT_A_NAME);
        }
    }

    @Attack({6, 7, 8, 50})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "allowed.example\u0000.evil.test",
                "allowed.example\t.evil.test",
                "allowed.example\r.evil.test",
                "allowed.example\n.evil.test",
                "allowed.example\r\n.evil.test",
                "allowed.example\u000b.evil.test",
                "allowed.example\u0085.evil.test",
                "allowed.exam\u00adple",
                "allowed.exam\u00e2\u0080\u008dple", // a zero-width joiner, in UTF-8
                "\u00ef\u00bd\u0081llowed.example", // a full-width a
                "wor\u00e2\u0084\u00aa.wild.example", // the Kelvin sign
                "allowed\u00e3\u0080\u0082example", // an ideographic full stop
                "b\u00c3\u00bccher.example" // a name of the site, but not as HTTP has it
            })
    void charactersThatNoNameHasInARequestAreRefused(String name) throws IOException {
        try (Scene scene = Scene.usual()) {
            assertThat(scene.refusesTunnel(name + ":PORT").why())
                    .hasValueSatisfying(why -> assertThat(why).isIn(Refusal.BAD_REQUEST, Refusal.NOT_A_NAME));
        }
    }

    @Attack(13)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://allowed.example@evil.test/",
                "http://evil.test@allowed.example:PORT/",
                "http://evil.test#@allowed.example:PORT/",
                "http://evil.test\\@allowed.example:PORT/",
                "http:/\\allowed.example:PORT/",
                "http:allowed.example",
                "http:///allowed.example:PORT/",
                "http://allowed.example:PORT\\.evil.test/",
                "http://allowed.example%2f:PORT/",
                "http://:PORT/"
            })
    void urisThatTwoReadersReadInTwoWaysAreRefused(String uri) throws IOException {
        try (Scene scene = Scene.usual()) {
            scene.refuses("GET " + uri + " HTTP/1.1\r\nHost: allowed.example\r\n\r\n", 400, 403);
        }
    }

    @Attack(14)
    @ParameterizedTest
    @ValueSource(
            strings = {
                ":PORT:22",
                ":0",
                ":65536",
                ":+PORT",
                ":0PORT",
                "",
                ":",
                ":-1",
                ": PORT",
                ":PORT ",
                ":99999999999"
            })
    void portsAreWrittenInOneWay(String port) throws IOException {
        try (Scene scene = Scene.usual()) {
            scene.refusesTunnel("allowed.example" + port);
        }
    }

    @Attack(64)
    @ParameterizedTest
    @ValueSource(ints = {22, 25, 443, 1})
    void aNameAtAnotherPortIsRefusedAndTheAnswerSaysSo(int port) throws IOException {
        try (Scene scene = Scene.usual()) {
            assertThat(scene.refusesTunnel("allowed.example:" + port).why()).contains(Refusal.PORT);
        }
    }
}
