package org.sallyport.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real daemon in the foreground, with its files in a folder of its own. It is stopped by its process id, and nothing
 * else of that name is touched.
 */
public final class Daemon implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;

    private Daemon(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * The program of that name. Where there is none, the test is aborted, and fails in CI: a test that could not run is
     * no test that passed.
     */
    public static Path find(String program, String debianPackage) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
                        Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    String message = program + " is not here; install the package " + debianPackage;
                    if ("true".equals(System.getenv("CI"))) {
                        Assertions.fail(message);
                    }
                    return Assumptions.abort(message);
                });
    }

    /** A port of the loopback address that nobody uses at the moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a daemon that gives up its rights read the folder and everything in it, and write there. */
    public static void openToEverybody(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxrwxrwx" : "rw-r--r--"));
            }
        }
    }

    /** Starts it and waits until it accepts connections at a port of the loopback address. */
    public static Daemon start(Path folder, int port, List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Daemon daemon = new Daemon(process, output);
        try {
            daemon.awaitPort(port);
        } catch (IOException | InterruptedException | AssertionError e) {
            daemon.close();
            throw e;
        }
        return daemon;
    }

    /** Starts it and waits until it says a word, on whichever of its outputs. */
    public static Daemon startUntil(Path folder, String word, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Daemon daemon = new Daemon(process, output);
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.readString(output).contains(word)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                daemon.kill();
                Assertions.fail("not \"" + word + "\", but:\n" + Files.readString(output));
            }
            Thread.sleep(20);
        }
        return daemon;
    }

    /** Runs a program to its end. */
    public static Finished run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Assertions.fail(command + " does not end");
        }
        return new Finished(process.exitValue(), Files.readString(output));
    }

    /** How a program ended, and what it said. */
    public record Finished(int status, String output) {}

    /** Runs a program to its end, and keeps what it answers apart from what it tells beside. */
    public static Said listen(Path folder, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        return listen(folder, patience, Map.of(), command);
    }

    /** @param environment more than the environment of this process */
    public static Said listen(Path folder, Duration patience, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "said", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Assertions.fail(command + " does not end: " + Files.readString(errors));
        }
        return new Said(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    /** How a program ended, what it said, and what it said on its error output. */
    public record Said(int status, String output, String errors) {}

    /** The process. */
    public long id() {
        return process.pid();
    }

    /** Sends it a signal by its name, {@code TERM}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(id())).start().waitFor();
    }

    /** What it has said so far, on both of its outputs. */
    public String said() throws IOException {
        return Files.readString(output);
    }

    /** Waits for it to end by itself, or by a signal. */
    public Finished awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            return Assertions.fail("it does not end:\n" + said());
        }
        return new Finished(process.exitValue(), said());
    }

    private void awaitPort(int port) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!accepts(port)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                Assertions.fail("not listening at port " + port + ":\n" + Files.readString(output));
            }
            Thread.sleep(20);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it at once; for a daemon without children that has nothing to lose and takes its time to stop. */
    public void kill() {
        process.destroyForcibly();
        close();
    }

    /** Asks it to end, and ends it where it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
