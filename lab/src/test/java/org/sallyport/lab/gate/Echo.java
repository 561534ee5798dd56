package org.sallyport.lab.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server at a loopback address that says what it hears, and counts who comes. */
final class Echo implements AutoCloseable {

    private final ServerSocket listening;
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /** @param port 0 for a free one */
    Echo(String address, int port) throws IOException {
        listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1000);
        Thread.ofPlatform().daemon().name("echo " + address).start(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many connections there have been. */
    int visits() {
        return visits.get();
    }

    /** How many connections there are now. */
    int open() {
        return open.get();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                visits.incrementAndGet();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // the client has left
            return;
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
