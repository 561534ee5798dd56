package org.sallyport.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.check.Authority;
import org.sallyport.lab.network.Address;
import org.sallyport.lab.network.Network;

/**
 * An endpoint, the real gate as its only way out, and an Internet, each in a namespace. The Internet has {@link Origin} at
 * all its addresses, and counts the packets that come to those that the site does not allow.
 */
final class GatedNetwork implements AutoCloseable {

    /** The site allows all names below it. */
    static final String ALLOWED = "allowed.example.org";

    /** And none of these. */
    static final String DENIED = "denied.example.net";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

    private final Path folder;
    private final Network network;
    private final Path certificates;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<RunningGate> gates = new ArrayList<>();

    private GatedNetwork(Path folder, Network network, Path certificates) {
        this.folder = folder;
        this.network = network;
        this.certificates = certificates;
    }

    /**
     * Where the machine permits no namespaces, the test is aborted, and fails in CI.
     *
     * @param labels there is a name with each of them below {@link #ALLOWED} and below {@link #DENIED}
     */
    static GatedNetwork create(Path folder, List<String> labels)
            throws IOException, InterruptedException, GeneralSecurityException {
        Authority authority = Authority.create(folder, "public");
        GatedNetwork created = new GatedNetwork(folder, Network.lay(folder), authority.pem());
        try {
            created.begin(authority, labels);
            return created;
        } catch (IOException | InterruptedException | AssertionError e) {
            created.close();
            throw e;
        }
    }

    private void begin(Authority authority, List<String> labels) throws IOException, InterruptedException {
        List<HostName> names = new ArrayList<>();
        for (String above : List.of(ALLOWED, DENIED)) {
            labels.forEach(label -> names.add(HostName.parse(label + "." + above)));
        }
        List<Address> addresses = Address.each(names);
        Address.write(folder.resolve("addresses.txt"), addresses);
        Path store = authority.sign("origin", names, "-1d", 30);
        List<Address> denied = addresses.subList(labels.size(), addresses.size());
        // the endpoint has one way out
        network.gateway().script(folder, """
                echo 0 > /proc/sys/net/ipv4/ip_forward
                echo 0 > /proc/sys/net/ipv6/conf/all/forwarding
                """);
        Files.writeString(folder.resolve("count.nft"), """
                table inet count {
                  counter denied {}
                  counter servers {}
                  chain in {
                    type filter hook prerouting priority raw;
                    tcp dport { 80, 443 } counter name servers
                    ip daddr { %s } counter name denied
                    ip6 daddr { %s } counter name denied
                  }
                }
                """.formatted(
                denied.stream().map(address -> address.four().getHostAddress()).collect(Collectors.joining(", ")),
                denied.stream().map(address -> address.six().getHostAddress()).collect(Collectors.joining(", "))));
        network.internet().script(folder, nft() + " -f count.nft");
        repository();
        Daemon origin = Daemon.startUntil(
                folder,
                "ready",
                network.internet()
                        .inside(Network.java(
                                Origin.class,
                                folder.resolve("addresses.txt").toString(),
                                store.toString(),
                                folder.toString())));
        running.add(origin::kill);
        Files.writeString(folder.resolve("site.yaml"), """
                sallyport: 1
                site: lab
                vendors: {}
                also:
                  - { host: "*.%s", ports: [443, 80], reason: test, addresses: ["198.18.0.0/15", "fd00:18::/64"] }
                devices:
                  - { name: edge, target: hosts-list }
                """.formatted(ALLOWED));
    }

    private static Path nft() {
        return Daemon.find("nft", "nftables");
    }

    private void repository() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("README"), Origin.WORD + "\n");
        script("""
                git init -q --bare .%1$s
                git init -q work
                cp README work
                cd work
                git add README
                git -c user.name=lab -c user.email=lab@example.org commit -q -m first
                git push -q ..%1$s HEAD:refs/heads/main
                git -C ..%1$s symbolic-ref HEAD refs/heads/main
                """.formatted(Origin.REPOSITORY));
    }

    private void script(String script) throws IOException, InterruptedException {
        Daemon.Finished finished = Daemon.run(folder, List.of("sh", "-ec", script));
        assertThat(finished.status()).describedAs(finished.output()).isZero();
    }

    /** Starts a gate at that port; its log is a file of its own. */
    RunningGate gate(int port, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("site.yaml", "--resolver", Network.INTERNET));
        all.addAll(List.of(options));
        RunningGate gate = RunningGate.start(
                folder,
                command -> network.gateway().inside(command.toArray(String[]::new)),
                new InetSocketAddress(InetAddress.ofLiteral(Network.GATEWAY), port),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port + 1_000),
                folder.resolve(port + ".jsonl"),
                all);
        running.add(gate);
        gates.add(gate);
        return gate;
    }

    /** Runs a client on the endpoint, to its end. */
    Daemon.Said onEndpoint(List<String> command) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "CURL_CA_BUNDLE", certificates.toString(),
                "GIT_SSL_CAINFO", certificates.toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "NODE_EXTRA_CA_CERTS", certificates.toString(),
                "JDK_JAVA_OPTIONS",
                        "-Djavax.net.ssl.trustStore=" + folder.resolve("public.p12")
                                + " -Djavax.net.ssl.trustStorePassword=" + Authority.PASSWORD);
        return Daemon.listen(folder, PATIENCE, environment, network.endpoint().inside(command.toArray(String[]::new)));
    }

    /** What the gate recorded about a host at a port; waits for it. */
    static JsonObject decision(RunningGate gate, String host, int port) throws Exception {
        List<JsonObject> found = new ArrayList<>();
        Soon.is("a record about " + host + ":" + port, () -> {
            found.addAll(gate.decisions().stream()
                    .filter(decision -> decision.has("host")
                            && decision.get("host").getAsString().equals(host)
                            && decision.get("port").getAsInt() == port)
                    .toList());
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    /** How many packets came to addresses that the site does not allow. */
    long strays() throws IOException, InterruptedException {
        return packets("denied");
    }

    /** How many came to any server. */
    long packets(String counter) throws IOException, InterruptedException {
        Daemon.Finished listed = Daemon.run(
                folder, network.internet().inside(nft().toString(), "list", "counter", "inet", "count", counter));
        Matcher packets = PACKETS.matcher(listed.output());
        assertThat(packets.find()).describedAs(listed.output()).isTrue();
        return Long.parseLong(packets.group(1));
    }

    @Override
    public void close() {
        running.forEach(each -> {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        network.close();
    }
}
