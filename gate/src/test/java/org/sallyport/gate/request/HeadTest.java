package org.sallyport.gate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

class HeadTest {

    private static Head read(String text) {
        return Head.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsAConnect() {
        Head head = read("CONNECT D1.example.com:443 HTTP/1.1\r\nHost: anything\r\nUser-Agent: x\r\n\r\n");

        assertThat(head.isTunnel()).isTrue();
        assertThat(head.destination()).isEqualTo(new Destination.Named(HostName.parse("d1.example.com"), Port.HTTPS));
    }

    @ParameterizedTest
    @CsvSource({
        "http://d1.example.com, d1.example.com:80, /",
        "http://d1.example.com/, d1.example.com:80, /",
        "http://d1.example.com?q, d1.example.com:80, /?q",
        "HTTP://D1.example.com:8080/a/b?c=d, d1.example.com:8080, /a/b?c=d",
        "http://[2001:db8::1]/x, [2001:db8:0:0:0:0:0:1]:80, /x",
        "http://192.0.2.1:81/, 192.0.2.1:81, /"
    })
    void readsARequestForADocument(String uri, String destination, String path) {
        Head head = read("GET " + uri + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(head.destination()).hasToString(destination);
        assertThat(head.path()).isEqualTo(path);
        assertThat(new String(head.passedOn(Optional.empty()), StandardCharsets.ISO_8859_1))
                .startsWith("GET " + path + " HTTP/1.1\r\nHost: " + destination.replaceAll(":80$", "") + "\r\n");
    }

    @Test
    void whatIsPassedOnIsReadInTheSameWayAgain() {
        Head head = read("POST http://d1.example.com/a HTTP/1.1\r\nHost: evil\r\nContent-Length: 5\r\nA: b\r\n\r\n");
        Head again = Head.read(head.passedOn(Optional.of("")));

        assertThat(again.destination()).isEqualTo(head.destination());
        assertThat(again.body()).isEqualTo(new Head.Body.Sized(5));
        assertThat(again.values("a")).containsExactly("b");
    }

    @FuzzTest
    void noHeadIsReadOtherwiseThanItIsPassedOn(byte[] octets) {
        Head head;
        try {
            head = Head.read(octets);
        } catch (RefusedException e) {
            return;
        }
        if (head.isTunnel()) {
            return;
        }
        Head again = Head.read(head.passedOn(Optional.of("")));
        assertThat(again.destination()).isEqualTo(head.destination());
        assertThat(again.path()).isEqualTo(head.path());
        assertThat(again.body()).isEqualTo(head.body());
        assertThat(again.values("host")).hasSize(1);
    }

    @Property
    void aHeadEndsAtTheSameOctetHoweverItIsCut(@ForAll @IntRange(max = 3) int fields, @ForAll byte[] rest) {
        byte[] head = ("CONNECT a.example:1 HTTP/1.1\r\n" + "A: b\r\n".repeat(fields) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        HeadEnd end = new HeadEnd();
        for (int i = 0; i < head.length; i++) {
            assertThat(end.take(head[i])).as("octet %s", i).isEqualTo(i == head.length - 1);
        }
        assertThat(end.octets()).isEqualTo(head.length);
    }

    @Test
    void aBareLineFeedIsRefusedAtOnce() {
        HeadEnd end = new HeadEnd();
        end.take((byte) 'G');

        assertThatThrownBy(() -> end.take((byte) '\n')).isInstanceOf(RefusedException.class);
    }

    @Property
    void aBodyEndsWhereItsLengthSaysHoweverItIsCut(
            @ForAll @IntRange(max = 50) int length,
            @ForAll byte[] behind,
            @ForAll @IntRange(min = 1, max = 9) int cut) {
        byte[] all = new byte[length + behind.length];
        BodyEnd end = new BodyEnd(new Head.Body.Sized(length));

        assertThat(taken(end, all, cut)).isEqualTo(length);
        assertThat(end.isReached()).isTrue();
    }

    @Property
    void aChunkedBodyEndsBehindItsLastChunkHoweverItIsCut(
            @ForAll @IntRange(max = 4) int chunks,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 1, max = 9) int cut) {
        String body = (Integer.toHexString(size) + "\r\n" + "\n".repeat(size) + "\r\n").repeat(chunks) + "0\r\n\r\n";
        byte[] all = (body + "GET / HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(taken(new BodyEnd(new Head.Body.Chunked()), all, cut)).isEqualTo(body.length());
    }

    private static int taken(BodyEnd end, byte[] all, int cut) {
        int taken = 0;
        for (int from = 0; from < all.length; from += cut) {
            taken += end.take(java.util.Arrays.copyOfRange(all, from, Math.min(all.length, from + cut)));
        }
        return taken;
    }
}
