package org.sallyport.gate.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that counts who connects, writes down what is said, and says what it is told to. */
final class Destined implements AutoCloseable {

    private final ServerSocket socket;
    private final String greeting;
    private final AtomicInteger connections = new AtomicInteger();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    /** @param greeting what it says at once; it closes when the other side has said all */
    Destined(String greeting) throws IOException {
        this.greeting = greeting;
        socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1024);
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    String heard() {
        synchronized (heard) {
            return heard.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            client.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (heard) {
                    heard.write(buffer, 0, read);
                }
                if (greeting.startsWith("HTTP") && heard().contains("\r\n\r\n")) {
                    return;
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
