package org.sallyport.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/**
 * A folder into which files are put whole or not at all: all of them are written and forced to the disk under other
 * names first, and only then take their places. Killed before that, the old files stay; killed in between, the last
 * file put (the manifest) does not match, and the next run repairs it.
 */
final class Folder {

    private static final String UNFINISHED = ".sallyport-new";

    private final Path path;

    Folder(Path path) {
        this.path = path;
    }

    /** @throws InputException where the folder cannot be written */
    void put(Map<String, String> files) {
        Map<Path, Path> finished = new LinkedHashMap<>();
        try {
            Files.createDirectories(path);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path unfinished = path.resolve("." + file.getKey() + UNFINISHED);
                write(unfinished, file.getValue());
                finished.put(unfinished, path.resolve(file.getKey()));
            }
            for (Map.Entry<Path, Path> file : finished.entrySet()) {
                move(file.getKey(), file.getValue());
            }
            force(path);
        } catch (IOException e) {
            throw new InputException(
                    Where.in(path.toString()),
                    Text.of("the folder cannot be written (%s)", "le dossier n'est pas inscriptible (%s)", e),
                    Text.of(
                            "check its permissions and the space on the disk",
                            "vérifiez ses droits d'accès et la place sur le disque"));
        }
    }

    /** Replaces one file whole. */
    static void replace(Path file, String text) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        if (parent == null || name == null) {
            throw new InputException(
                    Where.in(file.toString()),
                    Text.of("this is no file", "ce n'est pas un fichier"),
                    Text.of("name a file", "nommez un fichier"));
        }
        new Folder(parent).put(Map.of(name.toString(), text));
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    // a rename is on the disk when the folder is; Windows does not open folders, and needs no such step
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }
}
