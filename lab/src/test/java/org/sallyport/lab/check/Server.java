package org.sallyport.lab.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A server at a port of every address of its namespace, for as long as its process runs. */
final class Server {

    /** What it answers. */
    @FunctionalInterface
    interface Answer {
        /**
         * The whole answer of HTTP.
         *
         * @param host as the request names it
         */
        String to(String host, String path);
    }

    private static final byte[] BAD_REQUEST =
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Server() {}

    static Answer saying(String body) {
        return (host, path) -> ok(body);
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    static String notFound() {
        return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }

    static void plain(int port, Answer answer) throws IOException {
        serve(ServerSocketFactory.getDefault(), port, client -> answer(client, answer));
    }

    static void secured(int port, SSLContext certificate, Answer answer) throws IOException {
        serve(certificate.getServerSocketFactory(), port, client -> answer(client, answer));
    }

    /** Takes whatever comes, and never says anything. */
    static void silent(int port) throws IOException {
        serve(ServerSocketFactory.getDefault(), port, Server::take);
    }

    private static void serve(ServerSocketFactory sockets, int port, Consumer<Socket> manners) throws IOException {
        ServerSocket listening = sockets.createServerSocket();
        listening.bind(new InetSocketAddress("::", port), 1000);
        Thread.ofPlatform().start(() -> {
            while (true) {
                try {
                    Socket client = listening.accept();
                    Thread.ofVirtual().start(() -> manners.accept(client));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static void take(Socket client) {
        try (client) {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client has left
            return;
        }
    }

    private static void answer(Socket client, Answer answer) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            in.mark(1);
            if (in.read() < 'A') {
                // what begins a handshake of TLS, or nothing at all
                client.getOutputStream().write(BAD_REQUEST);
                return;
            }
            in.reset();
            String first = in.readLine();
            String host = "";
            for (String line = first; line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("host:")) {
                    host = line.substring(5).strip();
                }
            }
            String[] words = String.valueOf(first).split(" ", -1);
            if (words.length == 3) {
                client.getOutputStream().write(answer.to(host, words[1]).getBytes(StandardCharsets.UTF_8));
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the client has left, or does not believe the certificate
            return;
        }
    }
}
