package org.sallyport.documents.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sallyport.core.InputException;
import org.sallyport.core.Where;

/**
 * The logs to read, oldest first.
 *
 * @param files existing files, each once, in the order of their last change; what changed at the same time in the order
 *     of rotation ({@code .2}, {@code .1}, then the log itself), then of names
 * @param bytes their size together; 0 for what has none, such as a pipe
 * @param lookedAt where was looked, for a user who is told that nothing was found
 */
public record LogFiles(List<Path> files, long bytes, List<String> lookedAt) {

    public LogFiles {
        files = List.copyOf(files);
        lookedAt = List.copyOf(lookedAt);
    }

    /**
     * The files that a user names: files, folders (the logs of {@code place} in them, with rotated ones), and patterns
     * with {@code *} and {@code ?} that no shell has expanded.
     *
     * @throws InputException where one of them does not exist or holds no log, with the nearest name that exists
     */
    public static LogFiles named(List<String> arguments, LogPlace place, FileSystem fileSystem) {
        LogSearch search = new LogSearch(place, fileSystem);
        arguments.forEach(search::argument);
        return search.result();
    }

    /**
     * The logs in the folders that the vendor documents. On a machine that has none of them the answer is empty, and
     * says where was looked.
     *
     * @throws InputException where such a folder exists but may not be read
     */
    public static LogFiles documented(LogPlace place, FileSystem fileSystem) {
        LogSearch search = new LogSearch(place, fileSystem);
        place.folders().forEach(search::documentedFolder);
        return search.result();
    }

    /**
     * Reads all logs, one after the other.
     *
     * @throws InputException where a log cannot be read or is no text
     */
    public Discovery read(LogRule rule, Progress progress) {
        Discovery discovery = Discovery.NOTHING;
        for (Path file : files) {
            discovery = discovery.then(read(file, rule, progress));
        }
        return discovery;
    }

    private static Discovery read(Path file, LogRule rule, Progress progress) {
        try (InputStream in = Files.newInputStream(file)) {
            return InstallerLog.read(file.toString(), in, rule, progress);
        } catch (IOException e) {
            throw InstallerLog.unreadable(Where.in(FileName.shown(file.toString())), e);
        }
    }
}
