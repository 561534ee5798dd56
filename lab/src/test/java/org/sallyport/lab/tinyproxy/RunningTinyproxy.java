package org.sallyport.lab.tinyproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.proxy.ProxyQuestions;
import org.sallyport.targets.DeviceFiles;

/**
 * A real tinyproxy. What it lets through it would hand on to another proxy at the loopback address, where nobody
 * listens: so it asks no DNS and no packet leaves the machine, and an answer is a refusal (403) or a failure (502).
 */
final class RunningTinyproxy implements AutoCloseable {

    private final Daemon daemon;
    private final ProxyQuestions questions;

    private RunningTinyproxy(Daemon daemon, ProxyQuestions questions) {
        this.daemon = daemon;
        this.questions = questions;
    }

    /** @param port where the files make it listen */
    static RunningTinyproxy start(Path folder, DeviceFiles files, int port) throws IOException, InterruptedException {
        Daemon daemon = Daemon.start(folder, port, command(folder, files));
        return new RunningTinyproxy(
                daemon, new ProxyQuestions(port, head -> head.startsWith("403", "HTTP/1.1 ".length())));
    }

    /** What it says to files with which it does not start. */
    static Daemon.Finished refused(Path folder, DeviceFiles files) throws IOException, InterruptedException {
        return Daemon.run(folder, command(folder, files));
    }

    private static List<String> command(Path folder, DeviceFiles files) throws IOException {
        Path program = Daemon.find("tinyproxy", "tinyproxy");
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            String text = file.getKey().equals(files.main())
                    // what a machine has beside the rules: other folders, and another proxy behind this one
                    ? file.getValue()
                                    .replace("/etc/tinyproxy", folder.toString())
                                    .replace("/var/log/tinyproxy", folder.toString())
                            + "Upstream http 127.0.0.1:9\n"
                    : file.getValue();
            Files.writeString(folder.resolve(file.getKey()), text);
        }
        Daemon.openToEverybody(folder);
        return List.of(
                program.toString(), "-d", "-c", folder.resolve(files.main()).toString());
    }

    ProxyQuestions questions() {
        return questions;
    }

    @Override
    public void close() {
        daemon.close();
    }
}
