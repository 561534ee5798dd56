package org.sallyport.lab.bindrpz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
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

/** A real BIND with a configuration and its zones, in front of a DNS of the test's own. No packet leaves the machine. */
final class RunningNamed implements AutoCloseable {

    private final Daemon daemon;
    private final Upstream upstream;
    private final int port;

    private RunningNamed(Daemon daemon, Upstream upstream, int port) {
        this.daemon = daemon;
        this.upstream = upstream;
        this.port = port;
    }

    static RunningNamed start(Path folder, Map<String, String> files) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Upstream upstream = Upstream.start();
        try {
            Path main = prepare(folder, files, port, upstream.port());
            String program = Daemon.find("named", "bind9").toString();
            Daemon daemon = Daemon.start(folder, port, List.of(program, "-g", "-n", "1", "-c", main.toString()));
            RunningNamed named = new RunningNamed(daemon, upstream, port);
            named.awaitPolicy(folder, files.values().iterator().next());
            return named;
        } catch (IOException | InterruptedException | AssertionError e) {
            upstream.close();
            throw e;
        }
    }

    /** BIND answers before it has read its policy, and nothing is stopped until then. */
    private void awaitPolicy(Path folder, String configuration) throws IOException, InterruptedException {
        Matcher policy = Pattern.compile("(?i)response-policy \\{([^}]*)}").matcher(configuration);
        long zones = policy.find()
                ? Pattern.compile("\\bzone ").matcher(policy.group(1)).results().count()
                : 0;
        Instant end = Instant.now().plusSeconds(20);
        while (done(Files.readString(folder.resolve("output.txt"))) < zones) {
            if (Instant.now().isAfter(end)) {
                close();
                Assertions.fail("no policy:\n" + Files.readString(folder.resolve("output.txt")));
            }
            Thread.sleep(10);
        }
    }

    private static long done(String output) {
        return output.lines().filter(line -> line.contains(": reload done: ")).count();
    }

    /** What {@code named-checkconf -z} says to the files. */
    static Daemon.Finished check(Path folder, Map<String, String> files) throws IOException, InterruptedException {
        Path main = prepare(folder, files, 5353, 5354);
        String program = Daemon.find("named-checkconf", "bind9-utils").toString();
        return Daemon.run(folder, List.of(program, "-z", main.toString()));
    }

    /** What a machine has beside the policy goes into the same options, for BIND takes them once only. */
    private static Path prepare(Path folder, Map<String, String> files, int port, int upstream) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(
                    folder.resolve(file.getKey()),
                    file.getValue()
                            .replace("/etc/bind/", folder + "/")
                            .replace("directory \"/var/cache/bind\";", "")
                            .replaceFirst("(?m)^options \\{", """
                                    controls { };
                                    options {
                                      directory "%s";
                                      listen-on port %d { 127.0.0.1; };
                                      listen-on-v6 { none; };
                                      pid-file none;
                                      session-keyfile none;
                                      dnssec-validation no;
                                      forward only;
                                      forwarders { 127.0.0.1 port %d; };
                                    """.formatted(folder, port, upstream)));
        }
        return folder.resolve(files.keySet().iterator().next());
    }

    Map<HostName, Boolean> ask(List<HostName> names) throws IOException {
        return Questions.ask(port, names);
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
