package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sallyport.core.name.HostName;

/** Answers that no well-meaning name server gives, octet by octet, from a loopback port. */
class NameServersTest {

    private static final HostName NAME = HostName.parse("d1.example.com");

    @Test
    void takesSomeOfAnAnswerThatIsFullOfAddresses() throws Exception {
        // the most that fits into a message: 64 KiB, by TCP, as the answer by UDP says that it is cut off
        Resolver.Answer answer = asked(query -> flagged(query, 0x8300, 0), query -> {
            ByteBuffer message = ByteBuffer.allocate(65_535).put(flagged(query, 0x8100, 4_000));
            for (int i = 0; i < 4_000; i++) {
                message.putShort((short) 0xc00c)
                        .putShort((short) 1)
                        .putShort((short) 1)
                        .putInt(60)
                        .putShort((short) 4)
                        .putInt(0x0a000000 + i);
            }
            return Arrays.copyOf(message.array(), message.position());
        });
        assertThat(answer.fault()).isEmpty();
        assertThat(answer.addresses()).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void takesWhatIsSaidOfTheNameAndItsAliasesOnly() throws Exception {
        // d1.example.com is an alias of b, which lies at 10.0.0.1; of c, nobody has asked
        Resolver.Answer answer = asked(
                query -> joined(
                        flagged(query, 0x8180, 3),
                        record(new byte[] {(byte) 0xc0, 12}, 5, 300, new byte[] {1, 'b', 0}),
                        record(new byte[] {1, 'c', 0}, 1, 5, new byte[] {10, 0, 0, 9}),
                        record(new byte[] {1, 'b', 0}, 1, 60, new byte[] {10, 0, 0, 1})),
                query -> query);

        assertThat(answer.addresses()).containsOnly(InetAddress.ofLiteral("10.0.0.1"));
        assertThat(answer.by()).containsExactly(HostName.parse("b"));
        assertThat(answer.lifetime()).hasSeconds(60);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(512);
        for (byte[] part : parts) {
            all.put(part);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private static byte[] record(byte[] name, int type, int seconds, byte[] data) {
        return ByteBuffer.allocate(name.length + 10 + data.length)
                .put(name)
                .putShort((short) type)
                .putShort((short) 1)
                .putInt(seconds)
                .putShort((short) data.length)
                .put(data)
                .array();
    }

    @Test
    void saysThatAnAnswerCannotBeRead() throws Exception {
        // claims 65,535 records, and has none
        assertThat(asked(query -> flagged(query, 0x8100, 65_535), query -> query)
                        .fault())
                .contains(Fault.DNS_FAILED);
    }

    private static byte[] flagged(byte[] query, int flags, int answers) {
        // without the query's OPT record, which stands behind its question
        int end = 12;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        ByteBuffer answer = ByteBuffer.wrap(Arrays.copyOf(query, end + 5));
        answer.putShort(2, (short) flags).putShort(6, (short) answers).putShort(10, (short) 0);
        return answer.array();
    }

    private static Resolver.Answer asked(UnaryOperator<byte[]> udp, UnaryOperator<byte[]> tcp) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket listening = new ServerSocket(0, 10, loopback);
                DatagramSocket datagrams = new DatagramSocket(listening.getLocalPort(), loopback)) {
            Thread.ofVirtual().start(() -> byUdp(datagrams, udp));
            Thread.ofVirtual().start(() -> byTcp(listening, tcp));
            return new NameServers(List.of(new InetSocketAddress(loopback, listening.getLocalPort())))
                    .resolve(NAME, Duration.ofSeconds(4));
        }
    }

    private static void byUdp(DatagramSocket socket, UnaryOperator<byte[]> answers) {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answers.apply(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void byTcp(ServerSocket listening, UnaryOperator<byte[]> answers) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                byte[] answer = answers.apply(in.readNBytes(in.readUnsignedShort()));
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            } catch (IOException e) {
                return;
            }
        }
    }
}
