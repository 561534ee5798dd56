package org.sallyport.gate.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Where;
import org.sallyport.gate.record.Decision.Outcome;
import org.sallyport.gate.request.Refusal;

class ObservationsTest {

    private static final String SEEN =
            "{\"time\":\"2026-11-24T08:00:00Z\",\"client\":\"192.0.2.1\",\"host\":\"HOST\",\"port\":443,\"verdict\":\"observed\",\"reason\":\"name\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "[1]",
                "{\"verdict\":\"observed\"",
                "{\"verdict\":\"observed\"}",
                "{\"verdict\":\"observed\",\"reason\":\"of tomorrow\"}",
                "{\"verdict\":1}",
                "{\"verdict\":\"perhaps\"}",
                "{\"verdict\":\"permitted\",\"verdict\":\"permitted\"}",
                "{\"verdict\":\"permitted\"} {}",
                "{\"verdict\":\"permitted\",\"x\":NaN}",
                "{\"verdict\":\"permitted\",\"x\":\"a\u0000b\"}"
            })
    void aLineThatCannotBeReadIsCountedWithItsPlaceAndReason(String line) {
        Observations observed = Logged.json()
                .observes("a.example:443")
                .raw(line + "\n" + line + "\n")
                .observes("b.example:443")
                .observed();

        assertThat(observed.unreadable()).isEqualTo(2);
        assertThat(observed.firstUnreadable().flatMap(InputException::where)).contains(new Where("seen.jsonl", 2, 0));
        assertThat(Logged.proposals(observed, 1).names()).hasSize(2);
        assertThat(observed.cutOff()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.example", "203.0.113.9", "0x7f.1", "", "a..example", "\\u0000.example", "-.example"})
    void aNameThatIsNoneIsNotProposed(String host) {
        Observations observed = Logged.json()
                .raw(SEEN.replace("HOST", host) + "\n")
                .observes("a.example:443")
                .observed();

        assertThat(observed.unreadable()).isEqualTo(1);
        assertThat(Logged.proposals(observed, 1).names()).hasSize(1);
    }

    @Test
    void aLineThatIsTooLongIsSkippedToItsEnd() {
        String name = "x".repeat(LogLines.LONGEST);
        for (String line : new String[] {name, name + "x", name.repeat(3) + "\n", name.repeat(7)}) {
            Observations observed = Logged.json()
                    .observes("a.example:443")
                    .raw(line.strip() + "\n")
                    .observes("b.example:443")
                    .observed();

            assertThat(observed.unreadable()).isEqualTo(1);
            assertThat(Logged.proposals(observed, 1).names()).hasSize(2);
        }
    }

    @Test
    void aLineOfHundredsOfMegabytesIsReadInConstantMemory() throws IOException {
        Observations observed = Logged.json().observed();

        assertThatThrownBy(() -> observed.read("long.log", repeated((byte) 'x', 300_000_000L), octets -> {}))
                .isInstanceOf(InputException.class);
        assertThat(observed.unreadable()).isEqualTo(1);
    }

    @Test
    void aLineThatTheLogEndsInIsToldAsSuch() {
        String whole = Logged.json().observes("a.example:443", "b.example:443").text();

        Observations observed =
                Logged.json().raw(whole.substring(0, whole.length() - 30)).observed();

        assertThat(observed.cutOff()).containsExactly("seen.jsonl");
        assertThat(observed.unreadable()).isZero();
        assertThat(Logged.proposals(observed, 1).names()).hasSize(1);
    }

    @Test
    void aLastLineThatOnlyLacksItsLineBreakCounts() {
        String whole = Logged.json().observes("a.example:443").text();

        Observations observed = Logged.json().raw(whole.strip()).observed();

        assertThat(observed.cutOff()).isEmpty();
        assertThat(Logged.proposals(observed, 1).names()).hasSize(1);
    }

    @Test
    void aLogThatIsNoneIsRefused() {
        assertThatThrownBy(() ->
                        Logged.json().raw("\u001f\u008b packed\nand more\n").observed())
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("seen.jsonl: this is neither");
    }

    @Test
    void anEmptyLogIsOne() {
        assertThat(Logged.json().observed().settled()).isZero();
        assertThat(Logged.json().raw("\r\n\n \n").observed().unreadable()).isZero();
    }

    @Test
    void theFormatOfSquidSaysWhichNamesWereAskedFor() {
        Logged log = Logged.squid()
                .asks("192.0.2.1", "seen.example:443", Outcome.OBSERVED, Refusal.NAME)
                .asks("192.0.2.2", "refused.example:443", Outcome.REFUSED, Refusal.NAME)
                .asks("192.0.2.1", "own.example:443", Outcome.PERMITTED, Refusal.NAME)
                .asks("192.0.2.1", "203.0.113.9:443", Outcome.REFUSED, Refusal.ADDRESS);

        Observations observed = log.observed();

        assertThat(Logged.proposals(observed, 1).names())
                .extracting(seen -> seen.host().value())
                .containsExactly("refused.example", "seen.example");
        assertThat(observed.settled()).isEqualTo(1);
        assertThat(observed.beyond()).containsOnlyKeys(Refusal.ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "TCP_TUNNEL/200, CONNECT, a.example:443, a.example 443",
        "TCP_MISS/200, GET, http://A.example/x?y=http://b.example/, a.example 80",
        "TCP_MISS/200, GET, http://user:a@b.example@c.example:8080/d@e, c.example 8080",
        "TCP_MISS/304, GET, https://a.example, a.example 443",
        "TCP_DENIED/403, GET, ftp://a.example/, a.example 21",
        "NONE_NONE/000, CONNECT, a.example:8443, a.example 8443",
        "NONE/400, NONE, error:invalid-request, BAD_REQUEST",
        "TCP_MISS/200, GET, gopher://a.example/, SCHEME",
        "TCP_TUNNEL/200, CONNECT, a.example, NO_PORT",
        "TCP_TUNNEL/200, CONNECT, [2001:db8::1]:443, ADDRESS",
        "TCP_DENIED/407, CONNECT, a.example:443, settled",
        "TCP_TUNNEL/503, CONNECT, a.example:443, settled",
    })
    void linesOfSquid(String result, String method, String address, String expected) {
        String line = "1795507200.123   2001 192.0.2.1 " + result + " 4711 " + method + " " + address
                + " - HIER_DIRECT/203.0.113.9 text/html";

        Sighting sighting = LogFormat.of(line).orElseThrow().read(line);

        assertThat(
                        switch (sighting) {
                            case Sighting.Settled settled -> "settled";
                            case Sighting.Beyond beyond -> beyond.why().name();
                            case Sighting.Wanted wanted -> wanted.host() + " " + wanted.port();
                        })
                .isEqualTo(expected);
    }

    @Test
    void aLineOfSquidThatIsCutOffIsNotReadAsAnotherName() {
        String line =
                "1795507200.123   2001 192.0.2.1 TCP_TUNNEL/200 4711 CONNECT www.example.com:443 - HIER_DIRECT/203.0.113.9 -";

        for (int length = 1; length < line.length(); length++) {
            assertThat(LogFormat.of(line.substring(0, length))).isEqualTo(Optional.empty());
        }
    }

    private static InputStream repeated(byte octet, long times) {
        return new InputStream() {
            private long left = times;

            @Override
            public int read() {
                return left-- > 0 ? octet : -1;
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                int read = (int) Math.min(left, length);
                Arrays.fill(buffer, from, from + read, octet);
                left -= read;
                return read > 0 ? read : -1;
            }
        };
    }
}
