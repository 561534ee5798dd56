package org.sallyport.lab.nginx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.proxy.Servers;
import org.sallyport.targets.DeviceFiles;

/**
 * A real nginx with some files, and servers behind it. Of the text, only the numbers of the ports at which it waits, the
 * folder of its logs, and the user that it becomes are others.
 */
final class RunningNginx implements AutoCloseable {

    private final Daemon daemon;
    private final Servers servers;
    private final Map<Integer, Integer> ports;

    private RunningNginx(Daemon daemon, Servers servers, Map<Integer, Integer> ports) {
        this.daemon = daemon;
        this.servers = servers;
        this.ports = ports;
    }

    /**
     * Starts it.
     *
     * @param files with {@code listen 127.0.0.1:PORT} for each of the ports
     */
    static RunningNginx start(Path folder, DeviceFiles files, Collection<Integer> ports)
            throws IOException, InterruptedException {
        Map<Integer, Integer> waiting = new TreeMap<>();
        ports.forEach(port -> waiting.put(port, Daemon.freePort()));
        Path main = prepare(folder, files, waiting);
        Servers servers = Servers.start(waiting.values());
        try {
            Daemon daemon = Daemon.start(
                    folder,
                    waiting.values().iterator().next(),
                    command(folder, main, "-g", "daemon off; master_process off;"));
            return new RunningNginx(daemon, servers, waiting);
        } catch (IOException | InterruptedException | AssertionError e) {
            servers.close();
            throw e;
        }
    }

    /** What {@code nginx -t} says to the files. */
    static Daemon.Finished check(Path folder, DeviceFiles files) throws IOException, InterruptedException {
        return Daemon.run(folder, command(folder, prepare(folder, files, Map.of()), "-t"));
    }

    private static List<String> command(Path folder, Path main, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Daemon.find("nginx", "nginx").toString(),
                "-e",
                folder.resolve("error.log").toString(),
                "-c",
                main.toString()));
        command.addAll(List.of(options));
        return command;
    }

    private static Path prepare(Path folder, DeviceFiles files, Map<Integer, Integer> waiting) throws IOException {
        // where Debian's package keeps what it is sent, only root may write
        String places = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + folder + "/" + kind + ";")
                .collect(Collectors.joining(" "));
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            String text = file.getValue()
                    .replace("user www-data;\n", "")
                    .replace("/run/nginx.pid", folder + "/nginx.pid")
                    .replace("/var/log/nginx/", folder + "/")
                    .replace("http {\n", "http {\n" + places + "\n");
            for (Map.Entry<Integer, Integer> port : waiting.entrySet()) {
                text = text.replaceAll(
                        "listen 127\\.0\\.0\\.1:" + port.getKey() + "(?=[ ;])", "listen 127.0.0.1:" + port.getValue());
            }
            Files.writeString(folder.resolve(file.getKey()), text);
        }
        return folder.resolve(files.main());
    }

    /** Where it waits for what is meant for that port. */
    int at(int port) {
        return ports.getOrDefault(port, 0);
    }

    @Override
    public void close() {
        daemon.kill();
        servers.close();
    }
}
