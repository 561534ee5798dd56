package org.sallyport.lab.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.proxy.Servers;
import org.sallyport.targets.DeviceFiles;

/**
 * A real HAProxy with some files, and servers behind it. Of the text, only the numbers of the ports at which it waits,
 * the folder of its lists, and the user that it becomes are others.
 */
final class RunningHaproxy implements AutoCloseable {

    private final Daemon daemon;
    private final Servers servers;
    private final Map<Integer, Integer> ports;

    private RunningHaproxy(Daemon daemon, Servers servers, Map<Integer, Integer> ports) {
        this.daemon = daemon;
        this.servers = servers;
        this.ports = ports;
    }

    /**
     * Starts it.
     *
     * @param files with {@code bind 127.0.0.1:PORT} for each of the ports
     */
    static RunningHaproxy start(Path folder, DeviceFiles files, Collection<Integer> ports)
            throws IOException, InterruptedException {
        Map<Integer, Integer> waiting = new TreeMap<>();
        ports.forEach(port -> waiting.put(port, Daemon.freePort()));
        Path main = prepare(folder, files, waiting);
        Servers servers = Servers.start(waiting.values());
        try {
            Daemon daemon = Daemon.start(
                    folder,
                    waiting.values().iterator().next(),
                    List.of(program().toString(), "-db", "-f", main.toString()));
            return new RunningHaproxy(daemon, servers, waiting);
        } catch (IOException | InterruptedException | AssertionError e) {
            servers.close();
            throw e;
        }
    }

    /** What {@code haproxy -c} says to the files. */
    static Daemon.Finished check(Path folder, DeviceFiles files) throws IOException, InterruptedException {
        Path main = prepare(folder, files, Map.of());
        return Daemon.run(folder, List.of(program().toString(), "-c", "-f", main.toString()));
    }

    private static Path program() {
        return Daemon.find("haproxy", "haproxy");
    }

    private static Path prepare(Path folder, DeviceFiles files, Map<Integer, Integer> waiting) throws IOException {
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            String text = file.getValue()
                    .replace("/etc/haproxy/", folder + "/")
                    .replace("    user haproxy\n    group haproxy\n", "");
            for (Map.Entry<Integer, Integer> port : waiting.entrySet()) {
                text = text.replace(
                        "bind 127.0.0.1:" + port.getKey() + "\n", "bind 127.0.0.1:" + port.getValue() + "\n");
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
