package org.sallyport.gate.record;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Appends decisions to a file, in a thread of its own. Lines that cannot be written, as on a full disk, wait and are tried
 * again every second; meanwhile {@link #areTaken} is false. A file that is moved away, as by logrotate, is begun anew.
 */
public final class RecordFile implements Records {

    private static final int MOST_WAITING = 100_000;
    private static final int MOST_AT_ONCE = 4_096;
    private static final int RETRY_SECONDS = 1;

    /** Room for what was let through before the queue was full. */
    private static final int RESERVE = 50_000;

    private final Optional<Path> path;
    private final LineFormat format;
    private final BlockingQueue<Decision> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean broken;
    private volatile boolean closing;
    private boolean unfinished;
    private Optional<FileChannel> out = Optional.empty();
    private Optional<Object> key = Optional.empty();

    /**
     * Opens the file.
     *
     * @param path empty for standard output
     * @throws IOException where it cannot be written
     */
    public RecordFile(Optional<Path> path, LineFormat format) throws IOException {
        this.path = path;
        this.format = format;
        unfinished = path.isPresent() && isUnfinished(path.get());
        open();
        writer = Thread.ofPlatform().name("records").daemon().start(this::write);
    }

    @Override
    public boolean areTaken() {
        return !broken && waiting.remainingCapacity() > RESERVE;
    }

    @Override
    public void take(Decision decision) {
        // full only where the disk is, and then nothing new is let through; what ends meanwhile has no room
        if (!waiting.offer(decision)) {
            broken = true;
        }
    }

    private void write() {
        List<Decision> batch = new ArrayList<>();
        ByteBuffer unwritten = ByteBuffer.allocate(0);
        while (true) {
            try {
                if (!unwritten.hasRemaining()) {
                    Decision first = waiting.poll(RETRY_SECONDS, TimeUnit.SECONDS);
                    if (first == null) {
                        if (closing) {
                            return;
                        }
                        continue;
                    }
                    batch.add(first);
                    waiting.drainTo(batch, MOST_AT_ONCE);
                    unwritten = lines(batch);
                    batch.clear();
                }
                append(unwritten);
                broken = false;
            } catch (IOException e) {
                // told by areTaken, by the metrics and by /readyz; tried again until there is room
                broken = true;
                if (closing || !paused()) {
                    return;
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private static boolean paused() {
        try {
            TimeUnit.SECONDS.sleep(RETRY_SECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private ByteBuffer lines(List<Decision> batch) {
        StringBuilder text = new StringBuilder(batch.size() * 256);
        if (unfinished) {
            text.append('\n');
            unfinished = false;
        }
        batch.forEach(decision -> text.append(format.line(decision)));
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    // what of it was written before the disk was full is not written again
    private void append(ByteBuffer lines) throws IOException {
        if (!key.equals(keyOfPath())) {
            closeFile();
            open();
        }
        FileChannel file = out.orElseThrow(() -> new IOException("not open"));
        if (path.isPresent() && file.size() == 0) {
            // the beginning of the line is in a file that was moved away, or is gone
            toBeginningOfLine(lines);
        }
        while (lines.hasRemaining()) {
            file.write(lines);
        }
    }

    private static void toBeginningOfLine(ByteBuffer lines) {
        int at = lines.position();
        while (at > 0 && lines.get(at - 1) != '\n') {
            at--;
        }
        lines.position(at);
    }

    /** Whether a gate that was killed, or had no room, has left a line without its end. */
    private static boolean isUnfinished(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return false;
        }
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return file.size() > 0 && file.position(file.size() - 1).read(last) == 1 && last.get(0) != '\n';
        }
    }

    private void open() throws IOException {
        out = Optional.of(
                path.isPresent()
                        ? FileChannel.open(path.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                        : new FileOutputStream(FileDescriptor.out).getChannel());
        key = keyOfPath();
    }

    private void closeFile() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        }
    }

    private Optional<Object> keyOfPath() throws IOException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path.get(), BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.of("gone");
        }
    }

    /** Writes what waits, for at most ten seconds. */
    public void close() throws InterruptedException {
        closing = true;
        writer.join(TimeUnit.SECONDS.toMillis(10));
    }
}
