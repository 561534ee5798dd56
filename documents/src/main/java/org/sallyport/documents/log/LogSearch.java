package org.sallyport.documents.log;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/** Turns what a user names into files. Confined to one thread. */
final class LogSearch {

    private static final int MOST_FILES = 10_000;
    private static final Pattern ROTATION = Pattern.compile("\\.(\\d{1,9})$");

    private final LogPlace place;
    private final FileSystem fileSystem;
    /** By real path: two folders of a Windows system may be one. */
    private final Map<Path, Log> logs = new LinkedHashMap<>();

    private final List<String> lookedAt = new ArrayList<>();

    private record Log(Path path, FileTime changed, long bytes) {

        String name() {
            return nameOf(path);
        }

        /** 0 for what is not numbered, so that the log in use is newer than its rotated ones. */
        int rotation() {
            Matcher number = ROTATION.matcher(name());
            return number.find() ? Integer.parseInt(number.group(1)) : 0;
        }
    }

    LogSearch(LogPlace place, FileSystem fileSystem) {
        this.place = place;
        this.fileSystem = fileSystem;
    }

    LogFiles result() {
        List<Log> sorted = logs.values().stream()
                .sorted(Comparator.comparing(Log::changed)
                        .thenComparing(Comparator.comparingInt(Log::rotation).reversed())
                        .thenComparing(log -> log.name().equalsIgnoreCase(place.fileName()))
                        .thenComparing(Log::name)
                        .thenComparing(log -> log.path().toString()))
                .toList();
        return new LogFiles(
                sorted.stream().map(Log::path).toList(),
                sorted.stream().mapToLong(Log::bytes).sum(),
                lookedAt);
    }

    void argument(String argument) {
        lookedAt.add(FileName.shown(argument));
        Optional<Path> path = path(argument);
        Optional<BasicFileAttributes> attributes = path.flatMap(LogSearch::attributes);
        if (path.isPresent() && attributes.isPresent()) {
            if (attributes.get().isDirectory()) {
                folder(path.get());
            } else {
                add(path.get(), attributes.get());
            }
        } else if (isPattern(argument)) {
            pattern(argument);
        } else {
            throw notFound(argument);
        }
    }

    void documentedFolder(String folder) {
        lookedAt.add(FileName.shown(folder));
        path(folder)
                .filter(Path::isAbsolute)
                .filter(path -> attributes(path).isPresent())
                .ifPresent(this::logsIn);
    }

    private void folder(Path folder) {
        if (!logsIn(folder)) {
            Text what = Text.of(
                    "this folder holds no %s and none that was rotated from it",
                    "ce dossier ne contient ni %s ni de journal archivé de ce nom", place.fileName());
            throw new InputException(
                    Where.in(FileName.shown(folder.toString())), what, nearest(folder, place.fileName()));
        }
    }

    private boolean logsIn(Path folder) {
        Pattern names = place.names();
        return addAll(folder, entry -> names.matcher(nameOf(entry)).matches());
    }

    private void pattern(String argument) {
        String separators = Pattern.quote(fileSystem.getSeparator()) + "|/";
        int star = Math.max(0, firstWildcard(argument));
        Matcher separator = Pattern.compile(separators).matcher(argument);
        int base = 0;
        while (separator.find() && separator.end() <= star) {
            base = separator.end();
        }
        Path folder = path(argument.substring(0, base)).orElseThrow(() -> notFound(argument));
        List<String> parts = List.of(argument.substring(base).split(separators, -1));
        if (!expand(folder, parts)) {
            throw notFound(
                    argument,
                    Files.isDirectory(folder) ? nearest(folder, parts.getFirst()) : nearest(folder.toAbsolutePath()));
        }
    }

    private boolean expand(Path folder, List<String> parts) {
        if (attributes(folder).filter(BasicFileAttributes::isDirectory).isEmpty()) {
            return false;
        }
        String first = parts.getFirst();
        List<String> below = parts.subList(1, parts.size());
        if (!isPattern(first)) {
            Path entry = folder.resolve(first);
            return below.isEmpty() ? isFile(entry) && addAll(folder, entry::equals) : expand(entry, below);
        }
        PathMatcher matcher = fileSystem.getPathMatcher(
                "glob:" + first.replaceAll("[\\\\\\[\\]{}]", Matcher.quoteReplacement("\\") + "$0"));
        Predicate<Path> matches = entry -> matcher.matches(entry.getFileName());
        if (below.isEmpty()) {
            return addAll(folder, matches);
        }
        boolean any = false;
        for (Path entry : entries(folder, matches)) {
            any |= expand(entry, below);
        }
        return any;
    }

    /** Whether there was one. Only regular files: nobody has named a pipe by a pattern or a folder. */
    private boolean addAll(Path folder, Predicate<Path> wanted) {
        List<Path> files = entries(folder, wanted.and(LogSearch::isFile));
        files.forEach(file -> attributes(file).ifPresent(attributes -> add(file, attributes)));
        return !files.isEmpty();
    }

    private void add(Path path, BasicFileAttributes attributes) {
        logs.putIfAbsent(realPath(path), new Log(path, attributes.lastModifiedTime(), attributes.size()));
        if (logs.size() > MOST_FILES) {
            throw tooMany(path);
        }
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path entry : all) {
                if (wanted.test(entry)) {
                    entries.add(entry);
                }
                if (entries.size() > MOST_FILES) {
                    throw tooMany(folder);
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            throw InstallerLog.unreadable(Where.in(FileName.shown(folder.toString())), e);
        }
        return entries;
    }

    private InputException notFound(String argument) {
        return notFound(
                argument,
                path(argument).map(path -> nearest(path.toAbsolutePath())).orElseGet(this::whereLogsAre));
    }

    private static InputException notFound(String argument, Text nearest) {
        return new InputException(
                Where.in(FileName.shown(argument)), Text.of("no such file", "fichier introuvable"), nearest);
    }

    /** The nearest name at the place where the path ceases to exist. */
    private Text nearest(Path missing) {
        Path parent = missing.getParent();
        if (parent == null) {
            return whereLogsAre();
        }
        return Files.isDirectory(parent) ? nearest(parent, nameOf(missing)) : nearest(parent);
    }

    private Text nearest(Path folder, String name) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path entry : all) {
                names.add(nameOf(entry));
                if (names.size() == MOST_FILES) {
                    break;
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            // an answer about another file is given already; it only lacks the hint
            return whereLogsAre();
        }
        return FileName.nearest(name, names)
                .map(near -> Text.of(
                        "the nearest name there is %s",
                        "le nom existant le plus proche est %s",
                        FileName.shown(folder.resolve(near).toString())))
                .orElseGet(this::whereLogsAre);
    }

    private Text whereLogsAre() {
        return place.folders().isEmpty()
                ? Text.of("give the path of a %s", "donnez le chemin d'un %s", place.fileName())
                : Text.of(
                        "give the path of a %s; installers write it to %s",
                        "donnez le chemin d'un %s ; les installeurs l'écrivent dans %s",
                        place.fileName(),
                        FileName.shown(String.join(", ", place.folders())));
    }

    private static InputException tooMany(Path path) {
        return new InputException(
                Where.in(FileName.shown(path.toString())),
                Text.of("more than %d files", "plus de %d fichiers", MOST_FILES),
                Text.of("name fewer files", "nommez moins de fichiers"));
    }

    private Optional<Path> path(String text) {
        try {
            return Optional.of(fileSystem.getPath(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw InstallerLog.unreadable(Where.in(FileName.shown(path.toString())), e);
        }
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // a pipe of the shell has a path that leads nowhere
            return path.toAbsolutePath().normalize();
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path);
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static boolean isPattern(String text) {
        return firstWildcard(text) >= 0;
    }

    private static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*' || text.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }
}
