package org.sallyport.gate.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.sallyport.core.name.HostName;

class HelloTest {

    @Test
    void readsWhatJavaSays() throws Exception {
        assertThat(read(helloOfJava("d1.example.com")))
                .contains(new Hello(Optional.of(HostName.parse("d1.example.com")), false));
    }

    @FuzzTest
    void noOctetsDoMoreThanBeRefused(byte[] octets) {
        try {
            read(octets);
        } catch (RefusedException e) {
            assertThat(e.refusal()).isIn(Refusal.NOT_TLS, Refusal.BAD_HELLO, Refusal.HELLO_TOO_LARGE);
        }
        try {
            Hello.read(octets);
        } catch (RefusedException e) {
            assertThat(e.refusal()).isEqualTo(Refusal.BAD_HELLO);
        }
    }

    private static Optional<Hello> read(byte[] octets) {
        HelloEnd end = new HelloEnd(64 << 10);
        for (byte octet : octets) {
            Optional<byte[]> message = end.take(octet);
            if (message.isPresent()) {
                return message.map(Hello::read);
            }
        }
        return Optional.empty();
    }

    private static byte[] helloOfJava(String server) throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(java.util.List.of(new SNIHostName(server)));
        engine.setSSLParameters(parameters);
        ByteBuffer said = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), said);
        byte[] octets = new byte[said.position()];
        said.flip().get(octets);
        return octets;
    }
}
