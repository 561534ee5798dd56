package org.sallyport.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.sallyport.core.catalog.Port;

/** A server on a loopback port that does one thing with each connection. */
final class Server implements AutoCloseable {

    @FunctionalInterface
    interface Manners {
        void with(Socket client) throws Exception;
    }

    private final ServerSocket socket;

    Server(ServerSocket socket, Manners manners) {
        this.socket = socket;
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread.ofVirtual().start(() -> {
                        try (client) {
                            manners.with(client);
                        } catch (Exception e) {
                            // the client has left
                            return;
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    static Server plain(Manners manners) throws IOException {
        return new Server(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manners);
    }

    Port port() {
        return Port.tcp(socket.getLocalPort());
    }

    /** Reads a request, and answers it with this. */
    static Manners answering(String answer) {
        return client -> {
            InputStream in = client.getInputStream();
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    return;
                }
                request.append((char) octet);
            }
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        };
    }

    static final Manners SILENT = client -> Thread.sleep(60_000);

    /** Headers without an end. */
    static final Manners ENDLESS = client -> {
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
        while (true) {
            client.getOutputStream().write("X-More: of the same\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    };

    /** One octet now and then. */
    static final Manners DRIPPING = client -> {
        for (char c : "HTTP/1.1 200 OK\r\nX-Slow: ".repeat(1000).toCharArray()) {
            client.getOutputStream().write(c);
            client.getOutputStream().flush();
            Thread.sleep(50);
        }
    };

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
