package org.sallyport.lab.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.sallyport.core.name.HostName;

/**
 * Asks a forward proxy at a port of the loopback address for names.
 *
 * @param port of the proxy
 * @param refusal whether the head of an answer, status line and header fields, is the proxy's refusal; anything else,
 *     a failure to reach the server included, means that the name passes
 */
public record ProxyQuestions(int port, Predicate<String> refusal) {

    private static final int AT_ONCE = 32;
    private static final int PATIENCE_MILLIS = 30_000;

    /** How a client asks. */
    public enum Method {
        /** For a tunnel: {@code CONNECT host:port}. */
        CONNECT,
        /** For a page of plain HTTP: {@code GET http://host:port/}. */
        GET
    }

    /** Whether each of the names passes at the port. */
    public Map<HostName, Boolean> ask(Method method, Collection<HostName> names, int at) throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        Map<HostName, Future<Boolean>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HostName name : names) {
                answers.put(name, threads.submit(() -> {
                    room.acquire();
                    try {
                        return passes(method, name.value(), at);
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

    /** Whether a host, spelled in whatever way, passes. */
    public boolean passes(Method method, String host, int at) {
        return !refusal.test(answer(
                switch (method) {
                    case CONNECT -> "CONNECT " + host + ":" + at;
                    case GET -> "GET http://" + host + (at == 80 ? "" : ":" + at) + "/";
                },
                host + ":" + at));
    }

    private String answer(String request, String host) {
        String text = request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                head.append(line).append('\n');
            }
            if (!head.toString().startsWith("HTTP/1.")) {
                throw new AssertionError("\"" + head + "\" in answer to " + request);
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(request, e);
        }
    }
}
