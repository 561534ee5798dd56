package org.sallyport.lab.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.sallyport.core.name.HostName;

/** Clients of a proxy that does not know of it: they connect to a port of the loopback address and begin. */
public final class Clients {

    private static final int AT_ONCE = 32;

    private Clients() {}

    /** Begins with a ClientHello for the name. */
    public static byte[] tls(HostName name) {
        return ClientHello.naming(name.value());
    }

    /** The same with the name in capitals. */
    public static byte[] shoutedTls(HostName name) {
        return ClientHello.naming(upper(name));
    }

    /** Begins with a request that has the name in its Host header. */
    public static byte[] http(HostName name) {
        return http(name.value());
    }

    /** The same with the name in capitals and the port behind it. */
    public static byte[] shoutedHttp(HostName name) {
        return http(upper(name) + ":80");
    }

    /** A request with that Host header. */
    public static byte[] http(String host) {
        return ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String upper(HostName name) {
        StringBuilder upper = new StringBuilder();
        name.value().chars().forEach(c -> upper.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c)));
        return upper.toString();
    }

    /** For each name, whether a client that begins like that gets to a server. */
    public static Map<HostName, Boolean> pass(
            int port, Collection<HostName> names, Function<HostName, byte[]> beginning) throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        Map<HostName, Future<Boolean>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HostName name : names) {
                answers.put(name, threads.submit(() -> {
                    room.acquire();
                    try {
                        return passes(port, beginning.apply(name));
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        Map<HostName, Boolean> passing = new LinkedHashMap<>();
        for (Map.Entry<HostName, Future<Boolean>> answer : answers.entrySet()) {
            try {
                passing.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                throw new AssertionError(answer.getKey() + " has no answer", e);
            }
        }
        return passing;
    }

    /** Whether a client that begins with these octets gets to a server. */
    public static boolean passes(int port, byte[] beginning) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(beginning);
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            // cut off: what came before counts
        }
        return answer.toString(StandardCharsets.ISO_8859_1).contains(Servers.WORD);
    }
}
