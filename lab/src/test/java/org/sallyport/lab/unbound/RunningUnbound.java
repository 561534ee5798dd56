package org.sallyport.lab.unbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.dns.Questions;
import org.sallyport.lab.dns.Upstream;

/** A real Unbound with a text, in front of a DNS of the test's own. No packet leaves the machine. */
final class RunningUnbound implements AutoCloseable {

    private final Daemon daemon;
    private final Upstream upstream;
    private final int port;

    private RunningUnbound(Daemon daemon, Upstream upstream, int port) {
        this.daemon = daemon;
        this.upstream = upstream;
        this.port = port;
    }

    static RunningUnbound start(Path folder, String text) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Upstream upstream = Upstream.start();
        try {
            Path main = prepare(folder, text, port, upstream.port());
            String program = Daemon.find("unbound", "unbound").toString();
            return new RunningUnbound(
                    Daemon.start(folder, port, List.of(program, "-d", "-p", "-c", main.toString())), upstream, port);
        } catch (IOException | InterruptedException | AssertionError e) {
            upstream.close();
            throw e;
        }
    }

    /** What {@code unbound-checkconf} says to the text. */
    static Daemon.Finished check(Path folder, String text) throws IOException, InterruptedException {
        Path main = prepare(folder, text, 5353, 5354);
        String program = Daemon.find("unbound-checkconf", "unbound").toString();
        return Daemon.run(folder, List.of(program, main.toString()));
    }

    private static Path prepare(Path folder, String text, int port, int upstream) throws IOException {
        Path file = folder.resolve("unbound.conf");
        Files.writeString(file, text);
        Path main = folder.resolve("lab.conf");
        // the text last: what a file leaves open at its end is closed by the end of the configuration
        Files.writeString(main, """
                server:
                  interface: 127.0.0.1@%d
                  directory: "%s"
                  chroot: ""
                  username: ""
                  pidfile: ""
                  do-daemonize: no
                  use-syslog: no
                  num-threads: 1
                  do-not-query-localhost: no
                  trust-anchor-signaling: no
                forward-zone:
                  name: "."
                  forward-addr: 127.0.0.1@%d
                remote-control:
                  control-enable: no
                include: "%s"
                """.formatted(port, folder, upstream, file));
        return main;
    }

    Map<HostName, Boolean> ask(List<HostName> names) throws IOException {
        return Questions.ask(port, names);
    }

    @Override
    public void close() {
        daemon.close();
        upstream.close();
    }
}
