package org.sallyport.lab.pdnsrecursor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.dns.Questions;
import org.sallyport.lab.dns.Upstream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * A real PowerDNS Recursor with a Lua configuration and its zones, in front of a DNS of the test's own. No packet leaves
 * the machine: everything is forwarded, and nothing asked but by the test.
 */
final class RunningRecursor implements AutoCloseable {

    private final Path folder;
    private final Daemon daemon;
    private final Upstream upstream;
    private final int port;

    private RunningRecursor(Path folder, Daemon daemon, Upstream upstream, int port) {
        this.folder = folder;
        this.daemon = daemon;
        this.upstream = upstream;
        this.port = port;
    }

    /** @throws AssertionError where it does not start */
    static RunningRecursor start(Path folder, Map<String, String> files) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Upstream upstream = Upstream.start();
        try {
            put(folder, files);
            Daemon daemon = Daemon.start(folder, port, command(folder, port, upstream.port()));
            return new RunningRecursor(folder, daemon, upstream, port);
        } catch (IOException | InterruptedException | AssertionError e) {
            upstream.close();
            throw e;
        }
    }

    private static void put(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue().replace("/etc/powerdns/", folder + "/"));
        }
    }

    private static List<String> command(Path folder, int port, int upstream) {
        return List.of(
                Daemon.find("pdns_recursor", "pdns-recursor").toString(),
                "--config-dir=" + folder,
                "--socket-dir=" + folder,
                "--lua-config-file=" + folder.resolve("recursor.lua"),
                "--daemon=no",
                "--disable-syslog=yes",
                "--write-pid=no",
                "--setuid=",
                "--setgid=",
                "--threads=1",
                "--security-poll-suffix=",
                "--dont-query=",
                // signatures of the test's own DNS are passed on, and none is checked
                "--dnssec=process-no-validate",
                "--local-address=127.0.0.1",
                "--local-port=" + port,
                "--forward-zones-recurse=.=127.0.0.1:" + upstream);
    }

    Map<HostName, Boolean> ask(List<HostName> names) throws IOException {
        return Questions.ask(port, names);
    }

    /** What {@code rec_control} says to a command. */
    Daemon.Finished control(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Daemon.find("rec_control", "pdns-recursor").toString(),
                "--config-dir=" + folder,
                "--socket-dir=" + folder));
        command.addAll(List.of(words));
        return Daemon.run(folder, command);
    }

    /** Puts other files in the place of those that it has read. */
    void change(Map<String, String> files) throws IOException {
        put(folder, files);
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    /** Whether a name has an address for who asks for signatures. */
    boolean resolvesSigned(String name) throws IOException {
        return resolves(name, ExtendedFlags.DO, true);
    }

    /** Whether a name has an address for who asks for what is known, and no more. */
    boolean isInCache(String name) throws IOException {
        return resolves(name, 0, false);
    }

    private boolean resolves(String name, int extended, boolean recursion) throws IOException {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        resolver.setEDNS(0, 1232, extended);
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN));
        if (!recursion) {
            query.getHeader().unsetFlag(Flags.RD);
        }
        return resolver.send(query).getSection(Section.ANSWER).stream().anyMatch(answer -> answer.getType() == Type.A);
    }

    @Override
    public void close() {
        daemon.close();
        upstream.close();
    }
}
