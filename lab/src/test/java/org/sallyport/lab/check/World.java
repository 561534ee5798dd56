package org.sallyport.lab.check;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.sallyport.check.Aim;
import org.sallyport.check.Aims;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Rule;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.network.Address;
import org.sallyport.lab.network.Network;

/**
 * An endpoint, a firewall, and the cloud of the vendors of {@link LabSite}, each in a namespace; and the real command,
 * run on the endpoint. Whom the public believes is an authority of the lab. No packet leaves the namespaces.
 */
final class World implements AutoCloseable {

    private static final Path COMMAND = Path.of("../sallyport").toAbsolutePath().normalize();
    /** A site has one, and a check does not look at it. */
    private static final String DEVICE = "{ name: edge, target: hosts-list, inexpressible: omit }";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Network network;
    private final List<Aim> aims;
    private final List<Address> addresses;
    private final List<Daemon> running = new ArrayList<>();

    private World(Path folder, Network network, Allowlist allowlist) {
        this.folder = folder;
        this.network = network;
        this.aims = Aims.of(LabSite.catalogs(), allowlist).list();
        this.addresses = Address.each(allowlist.rules().stream()
                .map(Rule::host)
                .filter(HostPattern.Exact.class::isInstance)
                .map(HostPattern::suffix)
                .distinct()
                .toList());
    }

    /** Where the machine permits no namespaces, the test is aborted, and fails in CI. */
    static World create(Path folder) throws IOException, InterruptedException {
        World world =
                new World(folder, Network.lay(folder), LabSite.with(DEVICE).allowlist());
        try {
            Files.writeString(folder.resolve("site.yaml"), LabSite.text(DEVICE));
            world.begin();
            return world;
        } catch (IOException | InterruptedException | AssertionError e) {
            world.close();
            throw e;
        }
    }

    private void begin() throws IOException, InterruptedException {
        List<HostName> names = addresses.stream().map(Address::name).toList();
        Address.write(folder.resolve("addresses.txt"), addresses);
        Authority known = Authority.create(folder, "public");
        known.sign("cloud", names, "-1d", 30);
        Impostor.equip(folder, known, names);
        Properties answers = new Properties();
        for (Aim aim : aims) {
            aim.request()
                    .ifPresent(request -> answers.setProperty(
                            aim.host() + path(request),
                            "\t" + request.answer().map(Check.Answer::contains).orElse("") + "\n"));
        }
        try (Writer writer = Files.newBufferedWriter(folder.resolve("answers.properties"))) {
            answers.store(writer, null);
        }
        Stream<String> files = Stream.of("addresses.txt", "cloud.p12", "answers.properties")
                .map(file -> folder.resolve(file).toString());
        Stream<String> ports = aims.stream()
                .map(Aim::port)
                .filter(port -> !port.equals(Port.HTTPS) && !port.equals(Port.HTTP))
                .distinct()
                .map(port -> String.valueOf(port.number()));
        running.add(Daemon.startUntil(
                folder,
                "ready",
                network.internet()
                        .inside(Network.java(
                                Cloud.class, Stream.concat(files, ports).toArray(String[]::new)))));
        running.add(onFirewall("ready", Network.java(Impostor.class, folder.toString())));
    }

    private static String path(Check.Request request) {
        String path = String.valueOf(request.address().getRawPath());
        return path.isEmpty() ? "/" : path;
    }

    /** Its folder, for what else the firewall runs. */
    Path folder() {
        return folder;
    }

    /** Starts a program on the firewall, and waits until it says a word. */
    Daemon onFirewall(String word, String... command) throws IOException, InterruptedException {
        return Daemon.startUntil(folder, word, network.gateway().inside(command));
    }

    /** Starts one that gives up root's rights. */
    Daemon onFirewallWithoutRights(String word, String... command) throws IOException, InterruptedException {
        return Daemon.startUntil(folder, word, network.gateway().insideWithoutRights(command));
    }

    /** Runs a script on the firewall, in the folder. */
    void script(String script) throws IOException, InterruptedException {
        network.gateway().script(folder, script);
    }

    /** Gives the firewall these rules for what it forwards, and no others; without one it lets everything through. */
    void filter(String... rules) throws IOException, InterruptedException {
        load("type filter hook forward priority filter", rules);
    }

    /** Gives the firewall these rules for where a connection leads, and no others. */
    void redirect(String... rules) throws IOException, InterruptedException {
        load("type nat hook prerouting priority dstnat", rules);
    }

    private void load(String chain, String... rules) throws IOException, InterruptedException {
        load("table inet lab {\nchain only {\n" + chain + ";\n" + String.join("\n", rules) + "\n}\n}\n");
    }

    /** Gives the firewall the rules of this text of nftables, and no others. */
    void load(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile(folder, "rules", ".nft"), "flush ruleset\n" + text);
        script(Daemon.find("nft", "nftables") + " -f " + file);
    }

    /** Starts dnsmasq on the firewall, as the name server of the endpoint, in front of the cloud's. */
    Daemon dnsmasq(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile(folder, "dnsmasq", ".conf"), text);
        return onFirewall(
                "started",
                Daemon.find("dnsmasq", "dnsmasq-base").toString(),
                "--keep-in-foreground",
                "--conf-file=" + file,
                "--listen-address=" + Network.GATEWAY,
                "--bind-interfaces",
                "--no-hosts",
                "--pid-file=",
                "--user=root",
                "--group=",
                "--log-facility=-");
    }

    /** A rule for connections to a port of all addresses of a name. */
    String rule(String name, int port, String action) {
        Address address = addresses.stream()
                .filter(candidate -> candidate.name().value().equals(name))
                .findFirst()
                .orElseThrow();
        return "ip daddr %1$s tcp dport %3$d %4$s\nip6 daddr %2$s tcp dport %3$d %4$s"
                .formatted(address.four().getHostAddress(), address.six().getHostAddress(), port, action);
    }

    /** A rule that leads connections to a port of all addresses of a name to somebody else. */
    String rule(String name, int port, Impostor impostor) {
        return rule(name, port, action(impostor));
    }

    /** A rule that leads all connections to a port to somebody else. */
    static String rule(int port, Impostor impostor) {
        return "tcp dport " + port + " " + action(impostor);
    }

    private static String action(Impostor impostor) {
        return "redirect to :" + impostor.port();
    }

    /** Runs {@code check} on the endpoint, to its end. */
    Report check(String resolver, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(COMMAND.toString(), "check", "site.yaml", "--format", "json", "--lang", "en", "--resolver"));
        command.add(resolver);
        command.addAll(List.of(options));
        String roots = "-Djavax.net.ssl.trustStore=" + folder.resolve("public.p12")
                + " -Djavax.net.ssl.trustStorePassword=" + Authority.PASSWORD;
        Daemon.Said said = Daemon.listen(
                folder,
                PATIENCE,
                Map.of("SALLYPORT_BUILD", "never", "JDK_JAVA_OPTIONS", roots),
                network.endpoint().inside(command.toArray(String[]::new)));
        return Report.of(aims, said);
    }

    @Override
    public void close() {
        running.forEach(Daemon::kill);
        network.close();
    }
}
