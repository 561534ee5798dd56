package org.sallyport.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.sallyport.core.catalog.Port;

/** A proxy on a loopback port that answers each request as it is told, and leads tunnels to one server. */
final class TestProxy implements AutoCloseable {

    static final String TUNNEL = "HTTP/1.1 200 Connection established\r\n\r\n";

    private final ServerSocket socket;
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final Function<String, String> answers;
    private final Port server;

    /** @param answers what to say to the head of a request; after {@link #TUNNEL} octets go to and fro */
    TestProxy(Port server, Function<String, String> answers) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        this.server = server;
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void serve(Socket client) {
        try (client) {
            while (true) {
                String head = head(client.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                heads.add(head);
                String answer = answers.apply(head);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.equals(TUNNEL)) {
                    relay(client);
                    return;
                }
                if (!answer.contains("Content-Length") || answer.contains("Connection: close")) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client has left
            return;
        }
    }

    private void relay(Socket client) throws IOException {
        try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server.number())) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.getInputStream().transferTo(upstream.getOutputStream());
                    upstream.shutdownOutput();
                } catch (IOException e) {
                    // one side has left
                    return;
                }
            });
            upstream.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    Proxy proxy() {
        return new Proxy("127.0.0.1", Port.tcp(socket.getLocalPort()));
    }

    /** The heads of all requests, in their order. */
    List<String> asked() {
        return List.copyOf(heads);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
