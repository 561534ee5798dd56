package org.sallyport.lab.suricata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A capture file as tcpdump writes it, with the packets of connections that nobody ever made. Every client has an
 * address and a port of its own. Used by one thread.
 */
final class Capture {

    private static final int CLIENT = 10 << 24;
    private static final int SERVER = (93 << 24) | (184 << 16) | (216 << 8) | 34;
    private static final int FIRST_PORT = 20_000;
    private static final int RAW_IP = 101;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int PUSH = 0x18;
    private static final int FIN = 0x11;

    private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
    private int written;

    Capture() {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        header.putInt(65_535).putInt(RAW_IP);
        packets.writeBytes(header.array());
    }

    void writeTo(Path file) throws IOException {
        Files.write(file, packets.toByteArray());
    }

    /** The client's address as the engine spells it. */
    static String address(int client) {
        return "10." + (client >> 16) + "." + (client >> 8 & 255) + "." + (client & 255);
    }

    /** A whole connection of that client, in which it sends these segments and the server confirms them. */
    void connection(int client, int port, byte[]... segments) {
        int sent = 1_001;
        tcp(client, port, true, 1_000, 0, SYN, new byte[0]);
        tcp(client, port, false, 5_000, 1_001, SYN | ACK, new byte[0]);
        tcp(client, port, true, 1_001, 5_001, ACK, new byte[0]);
        for (byte[] segment : segments) {
            tcp(client, port, true, sent, 5_001, PUSH, segment);
            sent += segment.length;
            tcp(client, port, false, 5_001, sent, ACK, new byte[0]);
        }
        tcp(client, port, true, sent, 5_001, FIN, new byte[0]);
        tcp(client, port, false, 5_001, sent + 1, FIN, new byte[0]);
        tcp(client, port, true, sent + 1, 5_002, ACK, new byte[0]);
    }

    /** One datagram of that client. */
    void datagram(int client, int port, byte[] data) {
        ByteBuffer udp = ByteBuffer.allocate(8 + data.length);
        udp.putShort((short) FIRST_PORT).putShort((short) port);
        udp.putShort((short) (8 + data.length)).putShort((short) 0).put(data);
        packet(client, true, 17, udp.array());
    }

    private void tcp(int client, int port, boolean fromClient, int sequence, int confirmed, int flags, byte[] data) {
        ByteBuffer tcp = ByteBuffer.allocate(20 + data.length);
        tcp.putShort((short) (fromClient ? FIRST_PORT : port)).putShort((short) (fromClient ? port : FIRST_PORT));
        tcp.putInt(sequence).putInt(confirmed).put((byte) 0x50).put((byte) flags);
        tcp.putShort((short) 65_535).putInt(0).put(data);
        packet(client, fromClient, 6, tcp.array());
    }

    private void packet(int client, boolean fromClient, int protocol, byte[] payload) {
        ByteBuffer ip = ByteBuffer.allocate(20 + payload.length);
        ip.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length));
        ip.putShort((short) 0).putShort((short) 0x4000).put((byte) 64).put((byte) protocol);
        ip.putShort((short) 0);
        ip.putInt(fromClient ? CLIENT | client : SERVER).putInt(fromClient ? SERVER : CLIENT | client);
        ip.putShort(10, checksum(ip, 20)).position(20).put(payload);
        ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(1_700_000_000 + written / 10_000).putInt(written % 10_000 * 100);
        record.putInt(ip.capacity()).putInt(ip.capacity());
        packets.writeBytes(record.array());
        packets.writeBytes(ip.array());
        written++;
    }

    private static short checksum(ByteBuffer buffer, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            sum += buffer.getShort(i) & 0xffff;
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }

    /**
     * The record with which a client begins TLS.
     *
     * @param padding so many octets more, as clients with large keys send them
     */
    static byte[] clientHello(Optional<String> name, int padding) {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        extensions.writeBytes(framed(21, new byte[padding]));
        name.map(text -> text.getBytes(StandardCharsets.US_ASCII)).ifPresent(text -> {
            ByteBuffer list = ByteBuffer.allocate(text.length + 5);
            list.putShort((short) (text.length + 3))
                    .put((byte) 0)
                    .putShort((short) text.length)
                    .put(text);
            extensions.writeBytes(framed(0, list.array()));
        });
        extensions.writeBytes(framed(43, new byte[] {2, 3, 4}));
        ByteBuffer hello = ByteBuffer.allocate(43 + extensions.size());
        hello.putShort((short) 0x0303).put(new byte[32]).put((byte) 0);
        hello.putShort((short) 2).putShort((short) 0x1301).put((byte) 1).put((byte) 0);
        hello.putShort((short) extensions.size()).put(extensions.toByteArray());
        ByteBuffer record = ByteBuffer.allocate(9 + hello.capacity());
        record.put((byte) 22).putShort((short) 0x0301).putShort((short) (4 + hello.capacity()));
        record.putInt(1 << 24 | hello.capacity()).put(hello.array());
        return record.array();
    }

    private static byte[] framed(int type, byte[] data) {
        return ByteBuffer.allocate(4 + data.length)
                .putShort((short) type)
                .putShort((short) data.length)
                .put(data)
                .array();
    }

    static byte[] request(String host) {
        return ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The data as a sender cuts it. */
    static byte[][] segments(byte[] data, int largest) {
        byte[][] segments = new byte[(data.length + largest - 1) / largest][];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = Arrays.copyOfRange(data, i * largest, Math.min(data.length, (i + 1) * largest));
        }
        return segments;
    }
}
