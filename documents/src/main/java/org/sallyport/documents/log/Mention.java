package org.sallyport.documents.log;

import java.util.regex.Pattern;
import org.sallyport.core.name.HostName;
import org.sallyport.documents.log.Encoding.Word;
import org.sallyport.documents.log.Skipped.Reason;

/**
 * What stands after a beginning: a server's name, bare or in a URL, in quotes or brackets, with punctuation behind it;
 * or something else. Where it could be read in two ways it is no name: a wrong name would be allowed in a firewall, and
 * the user part of a URL is a secret.
 */
sealed interface Mention {

    record Named(HostName server) implements Mention {}

    record Unnamed(Reason reason) implements Mention {}

    /** How many units after a beginning are looked at. */
    int LONGEST = 1024;

    /** Reads what stands at {@code from}. Looks at {@link #LONGEST} units at most, and at none from {@code end} on. */
    static Mention after(byte[] buffer, int from, int end, Encoding encoding) {
        int width = encoding.width();
        int stop = from + Math.min(LONGEST, (end - from) / width) * width;
        int at = from;
        while (at < stop && mayPrecede(encoding.unit(buffer, at))) {
            at += width;
        }
        while (at < stop && isPrintable(encoding.unit(buffer, at))) {
            at += width;
        }
        return in(encoding.decode(buffer, from, at), at - from < LONGEST * width);
    }

    private static boolean mayPrecede(int unit) {
        return unit == '\t' || unit == ' ' || unit >= 128 || isOpening((char) unit);
    }

    private static boolean isPrintable(int unit) {
        return unit > ' ' && unit != 127;
    }

    private static Mention in(Word word, boolean complete) {
        String text = word.text();
        int from = 0;
        while (from < text.length() && (isSpace(text.charAt(from), word) || isBracket(text.charAt(from), word))) {
            from++;
        }
        int to = from;
        while (to < text.length() && !isSpace(text.charAt(to), word) && !ends(text.charAt(to), word)) {
            to++;
        }
        boolean endSeen = complete || to < text.length();
        if (from == to) {
            return new Unnamed(endSeen ? Reason.NOTHING : Reason.TOO_LONG);
        }
        return inUrl(text.substring(from, to), endSeen);
    }

    private static Mention inUrl(String url, boolean endSeen) {
        var scheme = SCHEME.matcher(url);
        String rest = scheme.lookingAt() ? url.substring(scheme.end()) : url;
        int path = 0;
        while (path < rest.length() && "/?#\\".indexOf(rest.charAt(path)) < 0) {
            path++;
        }
        if (path == rest.length() && !endSeen) {
            return new Unnamed(Reason.TOO_LONG);
        }
        int host = rest.lastIndexOf('@', path) + 1;
        // an @ in what looks like the path may end a password with a slash in it; and a user part in which there is
        // more than ASCII may be a name, a foreign comma and somebody's mail address
        boolean uncertain =
                rest.indexOf('@', path) >= 0 || rest.substring(0, host).chars().anyMatch(c -> c >= 128);
        return uncertain ? new Unnamed(Reason.NO_NAME) : inAuthority(rest.substring(host, path));
    }

    private static Mention inAuthority(String authority) {
        if (ADDRESS.matcher(authority).lookingAt()) {
            return new Unnamed(Reason.ADDRESS);
        }
        int end = 0;
        while (end < authority.length() && isNameCharacter(authority.charAt(end))) {
            end++;
        }
        int nameEnd = end;
        while (nameEnd > 0 && authority.charAt(nameEnd - 1) == '.') {
            nameEnd--;
        }
        if (nameEnd == 0 && end == authority.length()) {
            return new Unnamed(Reason.NOTHING);
        }
        if (!mayFollow(authority.substring(end))) {
            return new Unnamed(Reason.NO_NAME);
        }
        return HostName.tryParse(authority.substring(0, nameEnd))
                .<Mention>map(name -> name.value().indexOf('.') < 0 ? new Unnamed(Reason.ONE_LABEL) : new Named(name))
                .orElse(new Unnamed(Reason.NO_NAME));
    }

    private static boolean mayFollow(String rest) {
        var port = PORT.matcher(rest);
        int from = 0;
        if (port.lookingAt()) {
            from = port.end();
            if (from > 1 && Integer.parseInt(rest, 1, from, 10) > 65535) {
                return false;
            }
        }
        return AFTER.matcher(rest).region(from, rest.length()).matches();
    }

    Pattern SCHEME = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//");

    /** Four numbers, or the beginning of an IPv6 address: two colons before any dot. */
    Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}(?![A-Za-z0-9_.-]*[A-Za-z_])|\\[?[0-9A-Fa-f]*:[0-9A-Fa-f]*:");

    Pattern PORT = Pattern.compile(":\\d{0,5}");

    /** Characters beyond ASCII end a name; with letters behind them they are a part of something else. */
    Pattern AFTER = Pattern.compile("[.:!\\x{80}-\\x{10ffff}]*(?:\\[.*)?");

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
    }

    private static boolean isOpening(char c) {
        return "\"'`<([{".indexOf(c) >= 0;
    }

    private static boolean isSpace(char c, Word word) {
        return c == ' ' || c == '\t' || (c >= 128 && word.certain() && Character.isSpaceChar(c));
    }

    private static boolean isBracket(char c, Word word) {
        return isOpening(c) || isForeignBracket(c, word);
    }

    private static boolean ends(char c, Word word) {
        return "\"'`<>(){}],;|".indexOf(c) >= 0 || isForeignBracket(c, word);
    }

    private static boolean isForeignBracket(char c, Word word) {
        return c >= 128
                && word.certain()
                && switch (Character.getType(c)) {
                    case Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION -> true;
                    default -> false;
                };
    }
}
