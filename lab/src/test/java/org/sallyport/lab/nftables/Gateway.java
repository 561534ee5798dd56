package org.sallyport.lab.nftables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.network.Address;
import org.sallyport.lab.network.Namespace;
import org.sallyport.lab.network.Network;

/**
 * A client, a gateway with nftables and dnsmasq, and an Internet, in three namespaces with cables between them. No
 * packet leaves them.
 */
final class Gateway implements AutoCloseable {

    /** Who asks. */
    enum Asker {
        CLIENT(Network.GATEWAY),
        GATEWAY("127.0.0.1");

        private final String resolver;

        Asker(String resolver) {
            this.resolver = resolver;
        }
    }

    /** What a name came to: the ports at which a connection to its addresses was made. */
    record Passed(boolean resolved, List<Integer> four, List<Integer> six) {}

    private final Path folder;
    private final Network network;
    private final List<Daemon> running = new ArrayList<>();

    private Gateway(Path folder, Network network) {
        this.folder = folder;
        this.network = network;
    }

    /** @param addresses of all names that there are */
    static Gateway start(Path folder, Map<String, String> files, List<Address> addresses)
            throws IOException, InterruptedException {
        Path nft = Daemon.find("nft", "nftables");
        Path dnsmasq = Daemon.find("dnsmasq", "dnsmasq-base");
        Gateway started = new Gateway(folder, Network.lay(folder));
        Namespace gateway = started.network.gateway();
        try {
            Address.write(folder.resolve("internet.txt"), addresses);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            started.awaited(
                    "ready",
                    started.network
                            .internet()
                            .inside(Network.java(
                                    Internet.class,
                                    folder.resolve("internet.txt").toString())));
            gateway.script(folder, nft + " -c -f nftables.conf && " + nft + " -f nftables.conf");
            gateway.script(folder, dnsmasq + " --test --conf-file=dnsmasq.conf");
            started.awaited(
                    "started",
                    gateway.inside(
                            dnsmasq.toString(),
                            "--keep-in-foreground",
                            "--conf-file=" + folder.resolve("dnsmasq.conf"),
                            "--listen-address=10.77.1.1,127.0.0.1",
                            "--bind-interfaces",
                            "--no-hosts",
                            "--pid-file=",
                            "--user=root",
                            "--group=",
                            "--log-facility=-"));
            return started;
        } catch (IOException | InterruptedException | AssertionError e) {
            started.close();
            throw e;
        }
    }

    private void awaited(String word, List<String> command) throws IOException, InterruptedException {
        running.add(Daemon.startUntil(folder, word, command));
    }

    /** Asks for each of the names, in their order, and then connects to all of them. */
    Map<HostName, Passed> ask(Asker asker, List<Address> addresses) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "asked", ".txt");
        Address.write(file, addresses);
        Namespace where = asker == Asker.CLIENT ? network.endpoint() : network.gateway();
        Daemon.Said said = Daemon.listen(
                folder,
                Duration.ofMinutes(5),
                where.inside(Network.java(Client.class, file.toString(), asker.resolver)));
        Assertions.assertThat(said.status()).describedAs(said.errors()).isZero();
        Map<HostName, Passed> passed = new LinkedHashMap<>();
        for (String line : said.output().lines().toList()) {
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

    @Override
    public void close() {
        running.forEach(Daemon::kill);
        network.close();
    }
}
