package org.sallyport.gate.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that says exactly what it is told, octet by octet if need be. */
final class Client implements AutoCloseable {

    private final Socket socket;

    Client(InetSocketAddress gate) throws IOException {
        socket = new Socket(gate.getAddress(), gate.getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(15).toMillis());
        socket.setTcpNoDelay(true);
    }

    Client say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Client say(byte[] octets) throws IOException {
        try {
            socket.getOutputStream().write(octets);
        } catch (SocketException e) {
            // cut off while speaking: what was heard tells
            return this;
        }
        return this;
    }

    Client hangUp() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** All that comes until the other side closes. */
    String hear() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                heard.write(octet);
            }
        } catch (SocketException e) {
            return heard.toString(StandardCharsets.ISO_8859_1);
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** What comes up to this text. */
    String hearUntil(String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (heard.indexOf(end) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed after: " + heard);
            }
            heard.append((char) octet);
        }
        return heard.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
