package org.sallyport.lab.privoxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.proxy.ProxyQuestions;
import org.sallyport.targets.DeviceFiles;

/**
 * A real Privoxy. What it lets through it would hand on to another proxy at the loopback address, where nobody listens:
 * so it asks no DNS and no packet leaves the machine, and an answer is a refusal (403) or a failure (503).
 */
final class RunningPrivoxy implements AutoCloseable {

    private final Daemon daemon;
    private final ProxyQuestions questions;

    private RunningPrivoxy(Daemon daemon, ProxyQuestions questions) {
        this.daemon = daemon;
        this.questions = questions;
    }

    /** @param port where the files make it listen */
    static RunningPrivoxy start(Path folder, DeviceFiles files, int port) throws IOException, InterruptedException {
        Path main = prepare(folder, files);
        Daemon daemon = Daemon.start(folder, port, List.of(program().toString(), "--no-daemon", main.toString()));
        return new RunningPrivoxy(
                daemon, new ProxyQuestions(port, head -> head.startsWith("HTTP/1.1 403 Request blocked by Privoxy")));
    }

    /** What its own check says to the files. */
    static Daemon.Finished check(Path folder, DeviceFiles files) throws IOException, InterruptedException {
        Path main = prepare(folder, files);
        return Daemon.run(folder, List.of(program().toString(), "--config-test", main.toString()));
    }

    private static Path program() {
        return Daemon.find("privoxy", "privoxy");
    }

    private static Path prepare(Path folder, DeviceFiles files) throws IOException {
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        // what a machine has beside the rules: other folders, and another proxy behind this one
        Path main = folder.resolve(files.main());
        String config = Files.readString(main)
                .replace("confdir /etc/privoxy", "confdir " + folder)
                .replace("logdir /var/log/privoxy", "logdir " + folder);
        Files.writeString(main, config + "templdir /etc/privoxy/templates\nforward / 127.0.0.1:9\n");
        Daemon.openToEverybody(folder);
        return main;
    }

    ProxyQuestions questions() {
        return questions;
    }

    @Override
    public void close() {
        daemon.close();
    }
}
