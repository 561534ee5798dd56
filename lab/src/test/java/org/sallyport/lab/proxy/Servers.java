package org.sallyport.lab.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All servers of the world: at some ports of one loopback address. Whoever sends anything gets the same word back, so a
 * client knows whether it got there. To a proxy that asks another one, they are that one, too: they take CONNECT.
 */
public final class Servers implements AutoCloseable {

    /** Where every name leads to. */
    public static final String ADDRESS = "127.0.0.2";

    /** What a server says. */
    public static final String WORD = "you are through";

    private final List<ServerSocket> sockets = new ArrayList<>();

    private Servers() {}

    /** Starts one at each of the ports. */
    public static Servers start(Collection<Integer> ports) throws IOException {
        Servers servers = new Servers();
        for (int port : ports) {
            ServerSocket socket = new ServerSocket();
            servers.sockets.add(socket);
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port), 500);
            Thread.ofPlatform().daemon().name("server " + port).start(() -> serve(socket));
        }
        return servers;
    }

    private static void serve(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            byte[] asked = new byte[8_192];
            int length = socket.getInputStream().read(asked);
            if (new String(asked, 0, Math.max(0, length), StandardCharsets.ISO_8859_1).startsWith("CONNECT ")) {
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                length = socket.getInputStream().read(asked);
            }
            boolean http = length > 0 && asked[0] != ClientHello.HANDSHAKE;
            String head =
                    http ? "HTTP/1.1 200 OK\r\nContent-Length: " + WORD.length() + "\r\nConnection: close\r\n\r\n" : "";
            if (length >= 0) {
                socket.getOutputStream().write((head + WORD).getBytes(StandardCharsets.US_ASCII));
            }
            socket.shutdownOutput();
            while (length >= 0) {
                length = socket.getInputStream().read(asked);
            }
        } catch (IOException e) {
            // the proxy closed it: its client has the answer, or will miss it
        }
    }

    @Override
    public void close() {
        for (ServerSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
