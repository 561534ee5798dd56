package org.sallyport.lab.squid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;

/**
 * A real Squid with some files, asked about names. All names lead to the loopback address, where nobody listens at the
 * ports asked for, so an answer is a refusal (403) or a failure to connect, and no packet leaves the machine.
 */
final class RunningSquid implements AutoCloseable {

    private static final int AT_ONCE = 32;

    /** A request as the proxy sees it. */
    record Asked(String method, HostName name, int port) {

        static Asked tunnel(HostName name, int port) {
            return new Asked("CONNECT", name, port);
        }

        static Asked plain(HostName name, int port) {
            return new Asked("GET", name, port);
        }

        private String request(boolean shouting) {
            String host = shouting ? upper(name.value()) + "." : name.value();
            String target = method.equals("CONNECT")
                    ? host + ":" + port
                    : "http://" + host + (port == 80 ? "" : ":" + port) + "/";
            return method + " " + target + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n\r\n";
        }

        private static String upper(String text) {
            return text.chars()
                    .map(c -> c >= 'a' && c <= 'z' ? c - 32 : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    private final Daemon daemon;
    private final int port;

    private RunningSquid(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /**
     * Starts Squid.
     *
     * @param files written as they are; the first is the one that decides
     * @param port where it listens
     * @param listens whether the files say so themselves
     * @param known the names that will be asked for
     */
    static RunningSquid start(
            Path folder, Map<String, String> files, int port, boolean listens, Collection<HostName> known)
            throws IOException, InterruptedException {
        Path main = prepare(folder, files, port, listens, known);
        Daemon daemon = Daemon.start(
                folder, port, List.of(program().toString(), "-N", "-n", "lab" + port, "-f", main.toString()));
        return new RunningSquid(daemon, port);
    }

    /** What {@code squid -k parse} says to the files. */
    static Daemon.Finished parse(Path folder, Map<String, String> files, boolean listens)
            throws IOException, InterruptedException {
        Path main = prepare(folder, files, 3128, listens, List.of());
        return Daemon.run(folder, List.of(program().toString(), "-k", "parse", "-f", main.toString()));
    }

    private static Path program() {
        return Daemon.find("squid", "squid");
    }

    private static Path prepare(
            Path folder, Map<String, String> files, int port, boolean listens, Collection<HostName> known)
            throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(
                folder.resolve("hosts"),
                known.stream().map(name -> "127.0.0.1 " + name + "\n").collect(Collectors.joining()));
        Path main = folder.resolve("lab.conf");
        // what a machine has beside the rules: no DNS, no traces, no second listener
        Files.writeString(main, """
                hosts_file %1$s/hosts
                dns_nameservers 127.255.255.254
                pid_filename none
                cache_log %1$s/cache.log
                access_log none
                netdb_filename none
                coredump_dir none
                visible_hostname lab
                pinger_enable off
                shutdown_lifetime 0 seconds
                %2$s
                include %1$s/%3$s
                """.formatted(
                        folder,
                        listens ? "" : "http_port 127.0.0.1:" + port,
                        files.keySet().iterator().next()));
        Daemon.openToEverybody(folder);
        return main;
    }

    /** Whether each of the requests passes. */
    Map<Asked, Boolean> ask(Collection<Asked> requests) throws InterruptedException {
        return ask(requests, false);
    }

    /** The same with the name in upper case and with a dot at its end. */
    Map<Asked, Boolean> askShouting(Collection<Asked> requests) throws InterruptedException {
        return ask(requests, true);
    }

    private Map<Asked, Boolean> ask(Collection<Asked> requests, boolean shouting) throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        Map<Asked, Future<Boolean>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Asked asked : requests) {
                answers.put(asked, threads.submit(() -> {
                    room.acquire();
                    try {
                        return passes(asked.request(shouting));
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        Map<Asked, Boolean> passing = new LinkedHashMap<>();
        for (Map.Entry<Asked, Future<Boolean>> answer : answers.entrySet()) {
            try {
                passing.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                throw new AssertionError(answer.getKey() + " has no answer", e);
            }
        }
        return passing;
    }

    private boolean passes(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String head = head(socket.getInputStream());
            if (!head.startsWith("HTTP/1.")) {
                throw new AssertionError("\"" + head + "\" in answer to " + request);
            }
            // a server that listens on this machine after all may answer as it likes
            return !(head.startsWith("403", 9) && head.contains("X-Squid-Error: ERR_ACCESS_DENIED"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream answer) throws IOException {
        StringBuilder head = new StringBuilder();
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    @Override
    public void close() {
        daemon.kill();
    }
}
