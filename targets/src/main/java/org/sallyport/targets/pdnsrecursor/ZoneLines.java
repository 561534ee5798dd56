package org.sallyport.targets.pdnsrecursor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/**
 * Which zone files the server takes for what they say. Its own reading of master files differs from the standard's and
 * from other servers': a quoted name has its quotes, {@code 1h30m} is no time, an origin without a dot is no part of
 * another, an odd address keeps the whole zone from being loaded. So only plain lines are relied on.
 */
final class ZoneLines {

    private static final String TIMES =
            "(?:(?:[0-9]{1,9}[smhdw]?[ \\t]+)?(?:in[ \\t]+)?|in[ \\t]+[0-9]{1,9}[smhdw]?[ \\t]+)";
    private static final String WORD = "[^\\s;()\"\\\\]+";

    private static final Pattern RECORD =
            Pattern.compile("(?i)(?:%s)?[ \\t]+%s(?:cname[ \\t]+%s|a[ \\t]+(%s))".formatted(WORD, TIMES, WORD, WORD));
    private static final Pattern APEX =
            Pattern.compile("(?i)(?:@|%s)?[ \\t]+%s(?:ns[ \\t]+%s|soa[ \\t]+%s[ \\t]+%s(?<numbers>[ \\t0-9smhdw()]+))"
                    .formatted(WORD, TIMES, WORD, WORD, WORD));
    private static final Pattern NUMBERS = Pattern.compile("(?i)[ \\t0-9smhdw()]+");
    private static final Pattern DIRECTIVE =
            Pattern.compile("(?i)\\$ttl[ \\t]+[0-9]{1,9}[smhdw]?|\\$origin[ \\t]+" + WORD + "(?<=\\.)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    private ZoneLines() {}

    /** Whether all lines of the file are plain; those that are not are noted. */
    static boolean arePlain(List<SourceLine> lines, String file, LineNotes notes) {
        boolean plain = true;
        int depth = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).file().equals(file)) {
                continue;
            }
            String text = lines.get(i).text();
            int comment = text.indexOf(';');
            String line = (comment < 0 ? text : text.substring(0, comment)).stripTrailing();
            Optional<String> inside = depth > 0 && NUMBERS.matcher(line).matches() ? Optional.of(line) : soa(line);
            depth += inside.map(ZoneLines::depth).orElse(0);
            if (!line.isEmpty() && inside.isEmpty() && (depth > 0 || !isPlain(line))) {
                plain = false;
                notes.is(i, Line.State.NOT_SUPPORTED, NOT_PLAIN);
            }
        }
        return plain;
    }

    /** The numbers of an SOA record, as far as they stand on its line. */
    private static Optional<String> soa(String line) {
        Matcher apex = APEX.matcher(line);
        return apex.matches() ? Optional.ofNullable(apex.group("numbers")) : Optional.empty();
    }

    private static boolean isPlain(String line) {
        Matcher matcher = RECORD.matcher(line);
        if (matcher.matches()) {
            return matcher.group(1) == null || ADDRESS.matcher(matcher.group(1)).matches();
        }
        return APEX.matcher(line).matches() || DIRECTIVE.matcher(line).matches();
    }

    private static int depth(String numbers) {
        return (int) (numbers.chars().filter(c -> c == '(').count()
                - numbers.chars().filter(c -> c == ')').count());
    }

    private static final Text NOT_PLAIN = Text.of(
            "what PowerDNS makes of such a line is not modelled: it may refuse the whole zone",
            "ce que PowerDNS fait d'une telle ligne n'est pas modélisé : il peut refuser toute la zone");
}
