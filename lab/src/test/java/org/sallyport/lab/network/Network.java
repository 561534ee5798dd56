package org.sallyport.lab.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An endpoint, a gateway, and an Internet, in three namespaces with cables between them. The Internet has all addresses
 * of {@link Address}. No packet leaves them.
 */
public record Network(Namespace endpoint, Namespace gateway, Namespace internet) implements AutoCloseable {

    /** The gateway, as the endpoint knows it. */
    public static final String GATEWAY = "10.77.1.1";

    /** Where the Internet has its DNS server. */
    public static final String INTERNET = "10.77.2.2";

    /** Where the machine permits no namespaces, the test is aborted, and fails in CI. */
    public static Network lay(Path folder) throws IOException, InterruptedException {
        Namespace gateway = Namespace.open(folder);
        Network network = new Network(gateway.beside(folder), gateway, gateway.beside(folder));
        try {
            network.layCables(folder);
        } catch (IOException | InterruptedException | AssertionError e) {
            network.close();
            throw e;
        }
        return network;
    }

    private void layCables(Path folder) throws IOException, InterruptedException {
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
                """.formatted(endpoint.id(), internet.id()));
        endpoint.script(folder, """
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

    /** The command that runs a class of the tests, to be run inside a namespace. */
    public static String[] java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                main.getName()));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    @Override
    public void close() {
        internet.close();
        endpoint.close();
        gateway.close();
    }
}
