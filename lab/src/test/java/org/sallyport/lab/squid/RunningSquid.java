package org.sallyport.lab.squid;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.proxy.ClientHello;
import org.sallyport.lab.proxy.Servers;

/**
 * A real Squid with some files, asked about names. All names lead to the loopback address, where nobody listens at the
 * ports asked for, so an answer is a refusal (403) or a failure to connect, and no packet leaves the machine.
 */
public final class RunningSquid implements AutoCloseable {

    private static final int AT_ONCE = 32;

    /** A request as the proxy sees it. */
    public record Asked(String method, HostName name, int port) {

        /** By CONNECT. */
        public static Asked tunnel(HostName name, int port) {
            return new Asked("CONNECT", name, port);
        }

        /** By GET with a whole URI. */
        public static Asked plain(HostName name, int port) {
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

    /**
     * What a client sends into a tunnel first.
     *
     * @param latin one character for each octet
     */
    record Beginning(String called, String latin) {

        static Beginning helloTo(String name) {
            return new Beginning("ClientHello for " + name, latin(ClientHello.naming(name)));
        }

        static Beginning namelessHello() {
            return new Beginning("ClientHello", latin(ClientHello.nameless()));
        }

        static Beginning of(String text) {
            return new Beginning(text, text);
        }

        private static String latin(byte[] octets) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }

        private byte[] octets() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return called;
        }
    }

    /** A tunnel that a client asks for, and then uses. */
    record Tunnel(HostName name, int port, Beginning beginning) {

        static Tunnel honest(HostName name, int port) {
            return new Tunnel(name, port, Beginning.helloTo(name.value()));
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
    public static RunningSquid start(
            Path folder, Map<String, String> files, int port, boolean listens, Collection<HostName> known)
            throws IOException, InterruptedException {
        return start(folder, port, prepare(folder, files, listens ? "" : "http_port 127.0.0.1:" + port, known));
    }

    private static RunningSquid start(Path folder, int port, Path main) throws IOException, InterruptedException {
        Daemon daemon = Daemon.start(
                folder, port, List.of(SquidProgram.find().toString(), "-N", "-n", "lab" + port, "-f", main.toString()));
        return new RunningSquid(daemon, port);
    }

    /**
     * Starts Squid so that it leads everything it lets through to one place.
     *
     * @param own lines that stand before the files
     * @param world the port of {@link Servers} that are its parent proxy
     */
    static RunningSquid startBefore(Path folder, Map<String, String> files, int port, String own, int world)
            throws IOException, InterruptedException {
        String parent = """
                cache_peer %s parent %d 0 no-query no-digest no-netdb-exchange connect-fail-limit=1000000
                never_direct allow all
                """.formatted(Servers.ADDRESS, world);
        return start(folder, port, prepare(folder, files, own + "\n" + parent, List.of()));
    }

    /** What {@code squid -k parse} says to the files. */
    static Daemon.Finished parse(Path folder, Map<String, String> files, boolean listens)
            throws IOException, InterruptedException {
        return parse(folder, files, listens ? "" : "http_port 127.0.0.1:3128");
    }

    /** @param own lines that stand before the files */
    static Daemon.Finished parse(Path folder, Map<String, String> files, String own)
            throws IOException, InterruptedException {
        Path main = prepare(folder, files, own, List.of());
        return Daemon.run(folder, List.of(SquidProgram.find().toString(), "-k", "parse", "-f", main.toString()));
    }

    private static Path prepare(Path folder, Map<String, String> files, String own, Collection<HostName> known)
            throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(
                folder.resolve("hosts"),
                known.stream().map(name -> "127.0.0.1 " + name + "\n").collect(Collectors.joining()));
        Path main = folder.resolve("lab.conf");
        // what a machine has beside the rules: no DNS, no traces, no second listener
        Files.writeString(
                main, """
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
                """.formatted(folder, own, files.keySet().iterator().next()));
        Daemon.openToEverybody(folder);
        return main;
    }

    /** Whether each of the requests passes. */
    public Map<Asked, Boolean> ask(Collection<Asked> requests) throws InterruptedException {
        return ask(requests, false);
    }

    /** The same with the name in upper case and with a dot at its end. */
    public Map<Asked, Boolean> askShouting(Collection<Asked> requests) throws InterruptedException {
        return ask(requests, true);
    }

    private Map<Asked, Boolean> ask(Collection<Asked> requests, boolean shouting) throws InterruptedException {
        return answers(requests, asked -> passes(asked.request(shouting)));
    }

    /** Whether what a client sends through each of the tunnels comes to the other end and is answered there. */
    Map<Tunnel, Boolean> dig(Collection<Tunnel> tunnels) throws InterruptedException {
        return answers(tunnels, this::leadsThrough);
    }

    private static <Q> Map<Q, Boolean> answers(Collection<Q> questions, Predicate<Q> passes)
            throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        Map<Q, Future<Boolean>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Q asked : questions) {
                answers.put(asked, threads.submit(() -> {
                    room.acquire();
                    try {
                        return passes.test(asked);
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        Map<Q, Boolean> passing = new LinkedHashMap<>();
        for (Map.Entry<Q, Future<Boolean>> answer : answers.entrySet()) {
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

    /** The first line of the answer; empty where the connection is reset instead. */
    public String answerTo(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return head(socket.getInputStream()).lines().findFirst().orElse("");
        } catch (SocketException e) {
            return "";
        }
    }

    private boolean leadsThrough(Tunnel tunnel) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            String target = tunnel.name() + ":" + tunnel.port();
            socket.getOutputStream()
                    .write(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] head = new byte[8_192];
            int length = socket.getInputStream().read(head);
            if (!new String(head, 0, Math.max(0, length), StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200 ")) {
                return false;
            }
            socket.getOutputStream().write(tunnel.beginning().octets());
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            // reset: what came before counts
        } catch (IOException e) {
            throw new UncheckedIOException(tunnel.toString(), e);
        }
        return answer.toString(StandardCharsets.ISO_8859_1).contains(Servers.WORD);
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
