package org.sallyport.gate.request;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostName;

/**
 * What a TLS client says first (RFC 8446, section 4.1.2), as far as it names a server. Immutable.
 *
 * @param server the one name of its server_name (RFC 6066, section 3); empty where it has none
 * @param encrypted whether it has an inner ClientHello that names another server, or pretends to (RFC 9849)
 */
public record Hello(Optional<HostName> server, boolean encrypted) {

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_NAME = 0;
    private static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;
    private static final int HOST_NAME = 0;

    /**
     * Reads a handshake message without the records around it.
     *
     * @throws RefusedException where it is no ClientHello, has an extension twice, or names a server in a way that two
     *     readers could read differently: two names, a trailing dot, an address
     */
    public static Hello read(byte[] message) {
        try {
            ByteBuffer all = ByteBuffer.wrap(message);
            must(octet(all) == CLIENT_HELLO);
            ByteBuffer body = part(all, (octet(all) << 16) | number(all));
            must(!all.hasRemaining());
            number(body); // legacy_version
            part(body, 32); // random
            part(body, octet(body)); // legacy_session_id
            part(body, number(body)); // cipher_suites
            part(body, octet(body)); // legacy_compression_methods
            return body.hasRemaining() ? extensions(body) : new Hello(Optional.empty(), false);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_HELLO);
        }
    }

    private static Hello extensions(ByteBuffer body) {
        ByteBuffer list = part(body, number(body));
        must(!body.hasRemaining());
        Optional<HostName> server = Optional.empty();
        Set<Integer> seen = new HashSet<>();
        while (list.hasRemaining()) {
            int type = number(list);
            ByteBuffer value = part(list, number(list));
            must(seen.add(type));
            if (type == SERVER_NAME) {
                server = Optional.of(server(value));
            }
        }
        return new Hello(server, seen.contains(ENCRYPTED_CLIENT_HELLO));
    }

    private static HostName server(ByteBuffer value) {
        ByteBuffer names = part(value, number(value));
        must(!value.hasRemaining() && octet(names) == HOST_NAME);
        ByteBuffer name = part(names, number(names));
        must(!names.hasRemaining());
        byte[] octets = new byte[name.remaining()];
        name.get(octets);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        must(!text.endsWith(".") && text.chars().allMatch(c -> c < 128));
        return HostName.tryParse(text).orElseThrow(() -> new RefusedException(Refusal.BAD_HELLO));
    }

    private static int octet(ByteBuffer buffer) {
        return buffer.get() & 0xff;
    }

    private static int number(ByteBuffer buffer) {
        return buffer.getShort() & 0xffff;
    }

    private static ByteBuffer part(ByteBuffer buffer, int length) {
        ByteBuffer part = buffer.slice(buffer.position(), length(buffer, length));
        buffer.position(buffer.position() + length);
        return part;
    }

    private static int length(ByteBuffer buffer, int length) {
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private static void must(boolean right) {
        if (!right) {
            throw new RefusedException(Refusal.BAD_HELLO);
        }
    }
}
