package org.sallyport.lab.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The first message of TLS (RFC 8446, section 4.1.2) with a server name (RFC 6066, section 3), as octets. */
public final class ClientHello {

    /** The first octet of the record that it comes in. */
    public static final int HANDSHAKE = 22;

    private ClientHello() {}

    /** With that name, whatever it is. */
    public static byte[] naming(String name) {
        byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
        return with(extension(0, withLength(2, join(new byte[] {0}, withLength(2, octets)))));
    }

    /** Without a name. */
    public static byte[] nameless() {
        return with(new byte[0]);
    }

    private static byte[] with(byte[] serverName) {
        byte[] groups = extension(10, withLength(2, octets(0, 0x1d)));
        byte[] signatures = extension(13, withLength(2, octets(4, 3, 8, 4)));
        byte[] versions = extension(43, withLength(1, octets(3, 4, 3, 3)));
        byte[] body = join(
                octets(3, 3),
                new byte[32],
                withLength(1, new byte[0]),
                withLength(2, octets(0x13, 1, 0xc0, 0x2f)),
                withLength(1, octets(0)),
                withLength(2, join(serverName, groups, signatures, versions)));
        byte[] message = join(octets(1), withLength(3, body));
        return join(octets(HANDSHAKE, 3, 1), withLength(2, message));
    }

    private static byte[] extension(int type, byte[] data) {
        return join(octets(type >> 8, type), withLength(2, data));
    }

    private static byte[] withLength(int octets, byte[] data) {
        byte[] length = new byte[octets];
        for (int i = 0; i < octets; i++) {
            length[i] = (byte) (data.length >> (8 * (octets - 1 - i)));
        }
        return join(length, data);
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
