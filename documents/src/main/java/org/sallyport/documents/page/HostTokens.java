package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;

/** Finds what has the shape of a host name in a line of a page, in any language. Immutable. */
final class HostTokens {

    // scripts that are written without spaces stand right beside a name; a name in them is found as a whole line
    private static final String CHARACTERS =
            "\\p{L}\\p{M}\\p{N}\\p{Cf}*_.\\-" + "&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]";
    private static final String SCHEME = "(?<scheme>[A-Za-z][A-Za-z0-9+.-]{0,20}://)?";
    private static final Pattern SHAPE = Pattern.compile("(?<![" + CHARACTERS + "])(?<!@)" + SCHEME + "(?<host>["
            + CHARACTERS + "]++)(?<port>:[0-9]{1,5}(?![0-9]))?(?<path>/[^\\s\"“”«»<>`]*+)?");
    private static final Pattern WHOLE =
            Pattern.compile(SCHEME + "(?<host>[^\\s/:@\\\\\"“”«»<>`{}()\\[\\]]+)(?<port>:[0-9]{1,5})?(?<path>/\\S*)?");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern BETWEEN = Pattern.compile("[,;、，\\s]+");

    private final SharedSuffixes suffixes;

    HostTokens(SharedSuffixes suffixes) {
        this.suffixes = suffixes;
    }

    /** All tokens of a line, in their order. */
    List<HostToken> in(String line) {
        List<HostToken> tokens = new ArrayList<>();
        Matcher matcher = SHAPE.matcher(line);
        while (matcher.find()) {
            if (matcher.group("host").indexOf('.') >= 0) {
                token(matcher).ifPresent(tokens::add);
            }
        }
        return tokens;
    }

    /** The host names of a line that is nothing but host names; empty for every other line. */
    List<HostToken.Named> only(String line) {
        String bare = withoutEnds(line);
        if (bare.indexOf('.') < 0) {
            return List.of();
        }
        List<HostToken.Named> names = new ArrayList<>();
        for (String part : BETWEEN.split(bare, -1)) {
            Matcher matcher = WHOLE.matcher(withoutEnds(part));
            if (!matcher.matches() || !(token(matcher).orElse(null) instanceof HostToken.Named named)) {
                return List.of();
            }
            names.add(named);
        }
        return names;
    }

    private static String withoutEnds(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && "`\"'“”«»‘’„ ".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "`\"'“”«»‘’„,;.。 ".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private Optional<HostToken> token(Matcher matcher) {
        String host = withoutDots(matcher.group("host"));
        if (host.indexOf('.') < 0) {
            return Optional.empty();
        }
        String path = Optional.ofNullable(matcher.group("path")).orElse("");
        boolean site = matcher.group("scheme") != null || !path.isEmpty();
        Optional<Ports> ports = Optional.ofNullable(matcher.group("port"))
                .flatMap(port -> Port.tryParse(port.substring(1)))
                .map(Ports::of);
        boolean wrongPort = matcher.group("port") != null && ports.isEmpty();
        try {
            HostPattern pattern = HostPattern.parse(host);
            if (!suffixes.hasKnownTopLevel(pattern.suffix())) {
                return Optional.of(new HostToken.FileName(host));
            }
            if (wrongPort) {
                return refused(matcher.group(), Text.of("its port is none", "son port n'en est pas un"));
            }
            if (site && path.length() > 1) {
                return refused(
                        matcher.group(),
                        Text.of(
                                "it is an address with a path; the host name in it is %s",
                                "c'est une adresse avec un chemin ; le nom d'hôte en est %s", host));
            }
            return Optional.of(new HostToken.Named(host, pattern, ports));
        } catch (InputException e) {
            return refusal(host, e);
        }
    }

    /** A word that could not be parsed, where it was meant as a name: it ends in a top-level domain, or is an address. */
    private Optional<HostToken> refusal(String host, InputException error) {
        String visible = INVISIBLE.matcher(host).replaceAll("");
        String last = visible.substring(visible.lastIndexOf('.') + 1);
        boolean meant = ADDRESS.matcher(visible).matches()
                || HostName.tryParse("a." + last)
                        .filter(suffixes::hasKnownTopLevel)
                        .isPresent();
        if (!meant) {
            return Optional.empty();
        }
        String bare = visible.replaceAll("^[.*-]+", "");
        String suggested = visible.startsWith("*") || visible.startsWith(".") ? "*." + bare : bare;
        Optional<HostPattern> suggestion = suggested.equals(host) ? Optional.empty() : HostPattern.tryParse(suggested);
        Text what = error.what();
        return refused(
                host,
                suggestion
                        .map(name -> new Text(
                                what.english() + "; perhaps " + name + " is meant",
                                what.french() + " ; peut-être est-ce " + name + " qui est voulu"))
                        .orElse(what));
    }

    private static Optional<HostToken> refused(String written, Text why) {
        return Optional.of(new HostToken.Refused(written, why));
    }

    private static String withoutDots(String host) {
        int to = host.length();
        while (to > 0 && (host.charAt(to - 1) == '.' || host.charAt(to - 1) == '-')) {
            to--;
        }
        return host.substring(0, to);
    }
}
