package org.sallyport.lab.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.sallyport.lab.Daemon;

/** A network of its own, without a way to any other but the cables that are laid. It is there until it is closed. */
public final class Namespace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Process holder;

    private Namespace(Process holder) {
        this.holder = holder;
    }

    /** The first one. Where the machine permits none, the test is aborted, and fails in CI. */
    static Namespace open(Path folder) throws IOException, InterruptedException {
        List<String> unshare =
                new ArrayList<>(List.of(Daemon.find("unshare", "util-linux").toString(), "--net"));
        if (!ROOT) {
            unshare.addAll(List.of("--user", "--map-root-user"));
        }
        List<String> attempt = new ArrayList<>(unshare);
        attempt.add("true");
        Daemon.Finished tried = Daemon.run(folder, attempt);
        if (tried.status() != 0) {
            String message = "no network namespace may be made here: " + tried.output();
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return held(folder, unshare);
    }

    /** Another one, whose cables can be laid from this one. */
    Namespace beside(Path folder) throws IOException, InterruptedException {
        return held(folder, inside("unshare", "--net"));
    }

    private static Namespace held(Path folder, List<String> unshare) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of("sleep", "600"));
        Namespace namespace = new Namespace(
                new ProcessBuilder(command).directory(folder.toFile()).start());
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.readString(Path.of("/proc/" + namespace.id() + "/comm"))
                .strip()
                .equals("sleep")) {
            if (Instant.now().isAfter(end)) {
                namespace.close();
                Assertions.fail("no namespace after " + PATIENCE);
            }
            Thread.sleep(5);
        }
        return namespace;
    }

    /** The process that stands for it. */
    long id() {
        return holder.pid();
    }

    /** The command as it has to be called to run in here. */
    public List<String> inside(String... command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(id()), "--net"));
        if (!ROOT) {
            all.addAll(List.of("--user", "--preserve-credentials"));
        }
        all.addAll(List.of(command));
        return all;
    }

    /**
     * The same for a daemon that gives up root's rights. Who is root in here only by a map of users has nobody else to
     * become, so the daemon begins without these rights.
     */
    public List<String> insideWithoutRights(String... command) {
        List<String> all = new ArrayList<>();
        if (!ROOT) {
            all.addAll(List.of("unshare", "--user", "--map-user=65534", "--map-group=65534"));
        }
        all.addAll(List.of(command));
        return inside(all.toArray(String[]::new));
    }

    /** Runs a script of the shell in here, of which every command has to succeed. */
    public void script(Path folder, String script) throws IOException, InterruptedException {
        Daemon.Finished finished = Daemon.run(folder, inside("sh", "-ec", script));
        org.assertj.core.api.Assertions.assertThat(finished.status())
                .describedAs(finished.output())
                .isZero();
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
