package org.sallyport.lab.nftables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;

/**
 * A client, a gateway with nftables and dnsmasq, and an Internet, in three namespaces with cables between them. No
 * packet leaves them.
 */
final class Gateway implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where the Internet has its DNS server. */
    static final String UPSTREAM = "10.77.2.2";

    /** Who asks. */
    enum Asker {
        CLIENT("10.77.1.1"),
        GATEWAY("127.0.0.1");

        private final String resolver;

        Asker(String resolver) {
            this.resolver = resolver;
        }
    }

    /** What a name came to: the ports at which a connection to its addresses was made. */
    record Passed(boolean resolved, List<Integer> four, List<Integer> six) {}

    private final Path folder;
    private final Namespace gateway;
    private final Namespace client;
    private final Namespace internet;
    private final List<Process> running = new ArrayList<>();

    private Gateway(Path folder, Namespace gateway, Namespace client, Namespace internet) {
        this.folder = folder;
        this.gateway = gateway;
        this.client = client;
        this.internet = internet;
    }

    /** @param addresses of all names that there are */
    static Gateway start(Path folder, Map<String, String> files, List<Address> addresses)
            throws IOException, InterruptedException {
        Path nft = Daemon.find("nft", "nftables");
        Path dnsmasq = Daemon.find("dnsmasq", "dnsmasq-base");
        Namespace first = Namespace.open(folder);
        Gateway started = new Gateway(folder, first, first.beside(folder), first.beside(folder));
        try {
            started.layCables();
            Address.write(folder.resolve("internet.txt"), addresses);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            started.awaited(
                    "ready",
                    started.internet.inside(
                            java("Internet", folder.resolve("internet.txt").toString())));
            first.script(folder, nft + " -c -f nftables.conf && " + nft + " -f nftables.conf");
            first.script(folder, dnsmasq + " --test --conf-file=dnsmasq.conf");
            started.awaited(
                    "started",
                    first.inside(
                            dnsmasq.toString(),
                            "--keep-in-foreground",
                            "--conf-file=" + folder.resolve("dnsmasq.conf"),
                            "--listen-address=10.77.1.1,127.0.0.1",
                            "--bind-interfaces",
                            "--no-hosts",
                            "--pid-file=",
                            "--user=root",
                            "--log-facility=-"));
            return started;
        } catch (IOException | InterruptedException | AssertionError e) {
            started.close();
            throw e;
        }
    }

    private void layCables() throws IOException, InterruptedException {
        gateway.script(folder, """
                ip link set lo up
                ip link add c0 type veth peer name eth0 netns %1$d
                ip link add s0 type veth peer name eth0 netns %2$d
                ip addr add 10.77.1.1/24 dev c0
                ip addr add 10.77.2.1/24 dev s0
                ip link set c0 up
                ip link set s0 up
                ip -6 addr add fd77:1::1/64 dev c0 nodad
                ip -6 addr add fd77:2::1/64 dev s0 nodad
                echo 1 > /proc/sys/net/ipv4/ip_forward
                echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
                # a refusal for each of thousands of connections
                echo 0 > /proc/sys/net/ipv4/icmp_ratelimit || true
                [ ! -e /proc/sys/net/ipv4/icmp_msgs_per_sec ] || echo 100000 > /proc/sys/net/ipv4/icmp_msgs_per_sec
                echo 0 > /proc/sys/net/ipv6/icmp/ratelimit || true
                """.formatted(client.id(), internet.id()));
        client.script(folder, """
                ip link set lo up
                ip link set eth0 up
                ip addr add 10.77.1.2/24 dev eth0
                ip -6 addr add fd77:1::2/64 dev eth0 nodad
                ip route add default via 10.77.1.1
                ip -6 route add default via fd77:1::1
                """);
        internet.script(folder, """
                ip link set lo up
                ip link set eth0 up
                ip addr add 10.77.2.2/24 dev eth0
                ip -6 addr add fd77:2::2/64 dev eth0 nodad
                ip route add local %s dev lo
                ip -6 route add local %s dev lo
                ip route add default via 10.77.2.1
                ip -6 route add default via fd77:2::1
                """.formatted(Address.ALL_FOUR, Address.ALL_SIX));
        gateway.script(
                folder,
                "ip route add %s via 10.77.2.2; ip -6 route add %s via fd77:2::2"
                        .formatted(Address.ALL_FOUR, Address.ALL_SIX));
    }

    /** Asks for each of the names, in their order, and then connects to all of them. */
    Map<HostName, Passed> ask(Asker asker, List<Address> addresses) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "asked", ".txt");
        Address.write(file, addresses);
        Namespace where = asker == Asker.CLIENT ? client : gateway;
        Path output = Files.createTempFile(folder, "said", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        Process process = new ProcessBuilder(where.inside(java("Client", file.toString(), asker.resolver)))
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile())
                .start();
        running.add(process);
        Assertions.assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        Assertions.assertThat(process.exitValue())
                .describedAs(Files.readString(errors))
                .isZero();
        Map<HostName, Passed> passed = new java.util.LinkedHashMap<>();
        for (String line : Files.readAllLines(output)) {
            List<String> words = List.of(line.split(" ", -1));
            passed.put(
                    HostName.parse(words.get(0)),
                    new Passed(words.get(1).equals("true"), ports(words.get(2)), ports(words.get(3))));
        }
        Assertions.assertThat(passed).hasSize(addresses.size());
        return passed;
    }

    private static List<Integer> ports(String text) {
        return Stream.of(text.substring(1, text.length() - 1).split(",", -1))
                .filter(port -> !port.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private void awaited(String word, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        running.add(process);
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.readString(output).contains(word)) {
            Assertions.assertThat(process.isAlive() && Instant.now().isBefore(end))
                    .describedAs(Files.readString(output))
                    .isTrue();
            Thread.sleep(20);
        }
    }

    private static String[] java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                Gateway.class.getPackageName() + "." + main));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    @Override
    public void close() {
        running.reversed().forEach(Process::destroyForcibly);
        internet.close();
        client.close();
        gateway.close();
    }
}
