package org.sallyport.documents.page;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder as pages name one: a path, and in front of it the system that has it from then on.
 *
 * @param since {@code Windows 7}
 */
record FolderShape(String path, String since) {

    private static final Pattern PATH = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[A-Za-z]:\\\\[^\"“”«»<>|?*`]+|(?<![\\p{L}\\p{N}/:])/(?:var|opt|etc|usr|home|tmp|Library)/[^\\s\"“”«»<>`]+");
    private static final Pattern SYSTEM = Pattern.compile(
            "\\b(?:Windows|Linux|macOS)\\b(?: (?:Server|XP|Vista)\\b)?(?: [0-9][0-9.]{0,9}\\b)?(?: R[0-9]\\b)?");

    static Optional<FolderShape> in(String line) {
        Matcher path = PATH.matcher(line);
        if (!path.find()) {
            return Optional.empty();
        }
        Matcher system = SYSTEM.matcher(line.substring(0, path.start()));
        String since = path.group().startsWith("/") ? "Linux" : "Windows";
        while (system.find()) {
            since = system.group();
        }
        return Optional.of(new FolderShape(path.group().replaceAll("[\\s.,;:)\\\\]+$", ""), since));
    }
}
