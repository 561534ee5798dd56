package org.sallyport.lab.trafficserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.dns.Upstream;
import org.sallyport.lab.proxy.ProxyQuestions;
import org.sallyport.targets.DeviceFiles;

/**
 * A real Traffic Server in folders of its own. All names lead to one address of the loopback network, so no packet leaves
 * the machine: what has no rule is answered with 404, what is no request with 400, a tunnel to a port that is not open to tunnels with 403.
 */
final class RunningTrafficServer implements AutoCloseable {

    private final Daemon daemon;
    private final ProxyQuestions questions;

    private RunningTrafficServer(Daemon daemon, ProxyQuestions questions) {
        this.daemon = daemon;
        this.questions = questions;
    }

    /**
     * Starts it.
     *
     * @param port where the files make it listen
     * @param dns whom it asks
     */
    static RunningTrafficServer start(Path folder, DeviceFiles files, int port, Upstream dns)
            throws IOException, InterruptedException {
        Daemon daemon = Daemon.start(folder, port, command(folder, files, dns.port()));
        return new RunningTrafficServer(
                daemon,
                new ProxyQuestions(
                        port,
                        head -> Stream.of("400 Invalid", "404 Not Found", "403 Tunnel Forbidden")
                                .anyMatch(refusal -> head.startsWith(refusal, "HTTP/1.1 ".length()))));
    }

    /** What {@code traffic_server -C verify_config} says to the files. */
    static Daemon.Finished check(Path folder, DeviceFiles files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(folder, files, 9));
        command.addAll(List.of("-C", "verify_config"));
        return Daemon.run(folder, command);
    }

    private static List<String> command(Path folder, DeviceFiles files, int dns) throws IOException {
        Path program = Daemon.find("traffic_server", "trafficserver");
        for (String part : List.of("etc", "run", "log", "cache")) {
            Files.createDirectories(folder.resolve(part));
        }
        // what a machine has beside the rules: other folders, another DNS, the user who runs the test; without the
        // pages of its package it closes the connection where it refuses
        String records = files.texts()
                        .getOrDefault("records.config", "")
                        .replace("user_id STRING trafficserver", "user_id STRING #-1")
                + """
                CONFIG proxy.config.dns.resolv_conf STRING NULL
                CONFIG proxy.config.dns.nameservers STRING 127.0.0.1:%d
                CONFIG proxy.config.crash_log_helper STRING NULL
                CONFIG proxy.config.log.logging_enabled INT 0
                CONFIG proxy.config.body_factory.template_sets_dir STRING /etc/trafficserver/body_factory
                CONFIG proxy.config.exec_thread.autoconfig INT 0
                CONFIG proxy.config.exec_thread.limit INT 2
                """.formatted(dns);
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            Files.writeString(folder.resolve("etc").resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve("etc/records.config"), records);
        Files.writeString(folder.resolve("etc/storage.config"), "");
        Files.writeString(folder.resolve("etc/plugin.config"), "");
        Files.writeString(
                folder.resolve("etc/ip_allow.yaml"),
                "ip_allow:\n  - { apply: in, ip_addrs: 127.0.0.1, action: allow, methods: ALL }\n");
        Files.writeString(folder.resolve("runroot.yaml"), """
                prefix: %1$s
                exec_prefix: %1$s
                bindir: %2$s
                sbindir: %2$s
                sysconfdir: %1$s/etc
                datadir: %1$s/cache
                includedir: %1$s
                libdir: /usr/lib/trafficserver
                libexecdir: /usr/lib/trafficserver/modules
                localstatedir: %1$s/run
                runtimedir: %1$s/run
                logdir: %1$s/log
                cachedir: %1$s/cache
                mandir: %1$s
                infodir: %1$s
                """.formatted(folder, program.getParent()));
        return List.of(program.toString(), "--run-root=" + folder.resolve("runroot.yaml"));
    }

    ProxyQuestions questions() {
        return questions;
    }

    @Override
    public void close() {
        daemon.kill();
    }
}
