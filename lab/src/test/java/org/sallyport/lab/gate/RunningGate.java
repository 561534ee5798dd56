package org.sallyport.lab.gate;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sallyport.lab.Daemon;

/** The real program, and what it has recorded. */
final class RunningGate implements AutoCloseable {

    private static final Path COMMAND = Path.of("../sallyport").toAbsolutePath().normalize();

    /** What it says last when it begins. */
    private static final String READY = " rules; ";

    private final Daemon daemon;
    private final InetSocketAddress address;
    private final InetSocketAddress admin;
    private final Path log;

    private RunningGate(Daemon daemon, InetSocketAddress address, InetSocketAddress admin, Path log) {
        this.daemon = daemon;
        this.address = address;
        this.admin = admin;
        this.log = log;
    }

    /** The command line of {@code sallyport gate}. */
    static List<String> command(List<String> arguments) {
        // what was built before the tests is what they are about
        List<String> command =
                new ArrayList<>(List.of("env", "SALLYPORT_BUILD=never", COMMAND.toString(), "gate", "--lang", "en"));
        command.addAll(arguments);
        return command;
    }

    /**
     * Starts it, and waits until it takes connections.
     *
     * @param inside puts before a command what it is to run in
     * @param log where it records, as it names it itself
     */
    static RunningGate start(
            Path folder,
            UnaryOperator<List<String>> inside,
            InetSocketAddress address,
            InetSocketAddress admin,
            Path log,
            List<String> options)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--listen", text(address), "--admin", text(admin), "--log", log.toString()));
        arguments.addAll(options);
        Daemon daemon = Daemon.startUntil(folder, READY, inside.apply(command(arguments)));
        return new RunningGate(daemon, address, admin, log);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    Daemon daemon() {
        return daemon;
    }

    /** Where clients ask. */
    InetSocketAddress address() {
        return address;
    }

    /** What whoever runs it is told, with the status before it: {@code 200 ready}. */
    String told(String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + text(admin) + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(15_000);
        int status = connection.getResponseCode();
        try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return status + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** A number of its metrics, by name and labels. */
    long metric(String name) throws IOException {
        return told("GET", "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** {@code sallyport gate reload}. */
    Daemon.Said reload(Path folder) throws IOException, InterruptedException {
        return Daemon.listen(folder, java.time.Duration.ofSeconds(30), command(List.of("reload", text(admin))));
    }

    /** What it has recorded so far; fails where a line is not whole. */
    List<JsonObject> decisions() throws IOException {
        return decisions(log);
    }

    /** The decisions of a log. */
    static List<JsonObject> decisions(Path log) throws IOException {
        String text = Files.readString(log);
        // what is behind the last line break is being written
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> {
                    try {
                        return JsonParser.parseString(line).getAsJsonObject();
                    } catch (RuntimeException e) {
                        throw new AssertionError("no whole line: " + line, e);
                    }
                })
                .toList();
    }

    @Override
    public void close() {
        daemon.kill();
    }
}
