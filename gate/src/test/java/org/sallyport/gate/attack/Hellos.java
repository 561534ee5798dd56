package org.sallyport.gate.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ClientHellos as attackers write them, octet by octet. */
final class Hellos {

    private Hellos() {}

    static byte[] naming(String... servers) {
        return record(hello(servers.length == 0 ? List.of() : List.of(serverNames(servers))));
    }

    static byte[] encrypted(String outer) {
        return record(hello(List.of(serverNames(outer), extension(0xfe0d, new byte[32]))));
    }

    static byte[] padded(String server, int octets) {
        return records(hello(List.of(serverNames(server), extension(21, new byte[octets]))), 16_000);
    }

    /** Each octet in a record of its own. */
    static byte[] inPieces(String server) {
        return records(hello(List.of(serverNames(server))), 1);
    }

    static byte[] withTwoServerNameExtensions(String one, String other) {
        return record(hello(List.of(serverNames(one), serverNames(other))));
    }

    private static byte[] hello(List<byte[]> extensions) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        put(body, new byte[] {3, 3});
        put(body, new byte[32]);
        body.write(0);
        put(body, new byte[] {0, 2, 0x13, 0x01});
        put(body, new byte[] {1, 0});
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        extensions.forEach(extension -> put(all, extension));
        if (!extensions.isEmpty()) {
            number(body, all.size());
            put(body, all.toByteArray());
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        message.write(body.size() >> 16);
        number(message, body.size() & 0xffff);
        put(message, body.toByteArray());
        return message.toByteArray();
    }

    private static byte[] serverNames(String... servers) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (String server : servers) {
            byte[] octets = server.getBytes(StandardCharsets.ISO_8859_1);
            list.write(0);
            number(list, octets.length);
            put(list, octets);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        number(value, list.size());
        put(value, list.toByteArray());
        return extension(0, value.toByteArray());
    }

    private static byte[] extension(int type, byte[] value) {
        ByteArrayOutputStream extension = new ByteArrayOutputStream();
        number(extension, type);
        number(extension, value.length);
        put(extension, value);
        return extension.toByteArray();
    }

    private static byte[] record(byte[] message) {
        return records(message, 16_000);
    }

    private static byte[] records(byte[] message, int each) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int from = 0; from < message.length; from += each) {
            int length = Math.min(each, message.length - from);
            put(records, new byte[] {22, 3, 1});
            number(records, length);
            records.write(message, from, length);
        }
        return records.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value & 0xff);
    }

    private static void put(ByteArrayOutputStream out, byte[] octets) {
        out.write(octets, 0, octets.length);
    }
}
