package org.sallyport.documents.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.Id;
import org.sallyport.core.name.HostName;

/** The shapes of tests in a page: commands, the systems they are for, and the answers to expect. */
final class CheckShape {

    private static final int MOST_WORDS = 8;
    private static final Pattern PROMPT =
            Pattern.compile("^(?:`|[$#>] |PS [^>]{0,60}> ?|[A-Z]:\\\\[^>]{0,60}> ?){0,4}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"“”«»<>`]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SYSTEM = Pattern.compile("\\b(windows|linux|macos)\\b", Pattern.CASE_INSENSITIVE);
    private static final List<Pattern> ANSWERS = List.of(
            Pattern.compile("(\\{[^{}]+\\})"),
            Pattern.compile("“([^“”]+)[”“]"),
            Pattern.compile("„([^„“”]+)[“”]"),
            Pattern.compile("«([^«»]+)»"),
            Pattern.compile("»([^«»]+)«"),
            Pattern.compile("\"([^\"]+)\""),
            Pattern.compile("「([^「」]+)」"),
            Pattern.compile("`([^`]+)`"),
            Pattern.compile("‘([^‘’]+)’"),
            Pattern.compile("(?<![\\p{L}\\p{N}])'([^']+)'(?![\\p{L}\\p{N}])"));

    private CheckShape() {}

    /** The command that the line is, and nothing else. */
    static Optional<Vocabulary.CommandWords> command(String line, List<Vocabulary.CommandWords> commands) {
        String bare = withoutPrompt(line);
        int space = bare.indexOf(' ');
        if (space < 0 || bare.split(" ", MOST_WORDS + 1).length > MOST_WORDS) {
            return Optional.empty();
        }
        String word = bare.substring(0, space).replaceAll("(?i)\\.exe$", "");
        return commands.stream()
                .filter(known -> known.command().equalsIgnoreCase(word))
                .findFirst();
    }

    /** The one address in a line. */
    static Optional<URI> address(String line) {
        Matcher matcher = ADDRESS.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String text = matcher.group().replaceAll("[.,;:]+$", "");
        try {
            return matcher.find() ? Optional.empty() : Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<HostName> host(URI address) {
        return Optional.ofNullable(address.getHost()).flatMap(HostName::tryParse);
    }

    /** The text that an answer has to contain: in braces, or in quotes of any language. */
    static Optional<String> answer(String line) {
        for (Pattern pattern : ANSWERS) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return Optional.of(matcher.group(1).strip()).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** The one system that a line names. */
    static Optional<Id> system(String line) {
        Matcher matcher = SYSTEM.matcher(line);
        Optional<Id> system = Optional.empty();
        while (matcher.find()) {
            Id found = Id.parse(matcher.group(1).toLowerCase(Locale.ROOT));
            if (system.isPresent() && !system.get().equals(found)) {
                return Optional.empty();
            }
            system = Optional.of(found);
        }
        return system;
    }

    private static String withoutPrompt(String line) {
        String bare = PROMPT.matcher(line).replaceFirst("");
        return bare.endsWith("`") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
