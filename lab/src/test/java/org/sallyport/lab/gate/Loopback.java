package org.sallyport.lab.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.dns.Upstream;
import org.sallyport.lab.gate.Caller.Verdict;

/**
 * What is around a gate, at loopback addresses: a name server, a server that the site allows, and one that it does not, at
 * the same port. Many a thing may happen to the gate; a client that comes to the second server is always a failure.
 */
final class Loopback implements AutoCloseable {

    static final String ALLOWED = "allowed.example.org";

    /** Another name of the same server. */
    static final String LATER = "later.example.org";

    static final String DENIED = "denied.example.net";

    private static final int PATIENCE_MILLIS = 15_000;
    private static final Map<String, String> NAMES =
            Map.of(ALLOWED, "127.0.0.2", LATER, "127.0.0.2", DENIED, "127.0.0.3");

    private final Path folder;
    private final Echo allowed;
    private final Echo denied;
    private final InetSocketAddress gate;
    private final InetSocketAddress admin;
    private final int nameServer;
    private Upstream names;

    Loopback(Path folder) throws IOException {
        this.folder = folder;
        allowed = new Echo("127.0.0.2", 0);
        denied = new Echo("127.0.0.3", allowed.port());
        names = Upstream.knowing(NAMES, 0);
        nameServer = names.port();
        gate = loopback(Daemon.freePort());
        admin = loopback(Daemon.freePort());
        allow(ALLOWED, LATER);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    Path site() {
        return folder.resolve("site.yaml");
    }

    Path log() {
        return folder.resolve("gate.jsonl");
    }

    int port() {
        return allowed.port();
    }

    InetSocketAddress nameServer() {
        return loopback(nameServer);
    }

    /** Has the site file allow these names, and no others. */
    void allow(String... hosts) throws IOException {
        Files.writeString(site(), text(port(), hosts));
    }

    static String text(int port, String... hosts) {
        StringBuilder also = new StringBuilder();
        for (String host : hosts) {
            also.append("  - { host: \"%s\", ports: [%d], reason: test, addresses: [\"127.0.0.0/8\"] }%n"
                    .formatted(host, port));
        }
        return """
                sallyport: 1
                site: lab
                vendors: {}
                also:
                %sdevices:
                  - { name: edge, target: hosts-list }
                """.formatted(also);
    }

    /** Starts the real program. */
    RunningGate start(String... options) throws IOException, InterruptedException {
        return start(UnaryOperator.identity(), log(), options);
    }

    /** @param inside puts before a command what it is to run in */
    RunningGate start(UnaryOperator<List<String>> inside, Path log, String... options)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(site().toString(), "--resolver", "127.0.0.1:" + nameServer));
        all.addAll(List.of(options));
        return RunningGate.start(folder, inside, gate, admin, log, all);
    }

    /** A client with a tunnel to that name, or with a refusal. */
    Caller call(String host) throws IOException {
        return Caller.call(gate, host, port(), PATIENCE_MILLIS);
    }

    Verdict verdict(String host) {
        return verdict(host, PATIENCE_MILLIS);
    }

    Verdict verdict(String host, int patienceMillis) {
        return Caller.verdict(gate, host, port(), patienceMillis);
    }

    /** Whether a client gets to the server by that name and back. */
    boolean leadsTo(String host) throws IOException {
        try (Caller caller = call(host)) {
            return caller.verdict().equals(Verdict.OPEN) && caller.echoes("hello");
        }
    }

    /** Takes the name server away. */
    void takeNamesAway() {
        names.close();
    }

    /** Brings the name server back, at its port. */
    void bringNamesBack() throws IOException {
        names = Upstream.knowing(NAMES, nameServer);
    }

    /** How many have come to the server that nobody may come to. */
    int strays() {
        return denied.visits();
    }

    /** How many are connected to the server that is allowed. */
    int guests() {
        return allowed.open();
    }

    @Override
    public void close() throws IOException {
        allowed.close();
        denied.close();
        names.close();
    }
}
