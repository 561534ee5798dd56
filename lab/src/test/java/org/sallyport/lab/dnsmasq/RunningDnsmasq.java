package org.sallyport.lab.dnsmasq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sallyport.lab.Daemon;

/** A real dnsmasq at a free port of the loopback address. */
final class RunningDnsmasq implements AutoCloseable {

    private final Daemon daemon;
    private final int port;

    private RunningDnsmasq(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    static RunningDnsmasq start(Path folder, String text) throws IOException, InterruptedException {
        Path conf = write(folder, text);
        int port = Daemon.freePort();
        Daemon daemon = Daemon.start(
                folder,
                port,
                List.of(
                        program().toString(),
                        "--keep-in-foreground",
                        "--conf-file=" + conf,
                        "--port=" + port,
                        "--listen-address=127.0.0.1",
                        "--bind-interfaces",
                        "--no-hosts",
                        "--pid-file=",
                        // as root it would become nobody, who may not read a folder of root's
                        "--user=" + System.getProperty("user.name"),
                        "--log-facility=-"));
        return new RunningDnsmasq(daemon, port);
    }

    /** What {@code dnsmasq --test} says to the text. */
    static Daemon.Finished test(Path folder, String text) throws IOException, InterruptedException {
        return Daemon.run(folder, List.of(program().toString(), "--test", "--conf-file=" + write(folder, text)));
    }

    private static Path program() {
        return Daemon.find("dnsmasq", "dnsmasq-base");
    }

    private static Path write(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("dnsmasq.conf"), text);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        daemon.close();
    }
}
