package org.sallyport.targets.gcpsecurewebproxy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;

/**
 * Reads the condition of a rule: what is said of hosts, lists and ports, joined by {@code && || !} and parentheses. All
 * other conditions are unknown. Used once.
 */
final class MatcherText {

    private static final int DEEPEST = 100;

    private final List<String> tokens;
    private final Map<String, UrlList> lists;
    private final Set<String> used = new HashSet<>();
    private int next;
    private int depth;
    private boolean unknown;

    MatcherText(String text, Map<String, UrlList> lists) {
        this.tokens = tokens(text);
        this.lists = lists;
    }

    Matcher read() {
        Matcher matcher = either();
        return next == tokens.size() ? matcher : unknown();
    }

    /** Whether something of it is not understood. */
    boolean hasUnknown() {
        return unknown;
    }

    /** The names of the lists that it asks. */
    Set<String> used() {
        return Set.copyOf(used);
    }

    private Matcher either() {
        Matcher matcher = both();
        while (take("||")) {
            matcher = new Matcher.Either(matcher, both());
        }
        return matcher;
    }

    private Matcher both() {
        Matcher matcher = term();
        while (take("&&")) {
            matcher = new Matcher.Both(matcher, term());
        }
        return matcher;
    }

    private Matcher term() {
        if (depth++ > DEEPEST) {
            next = tokens.size();
            return unknown();
        }
        try {
            if (take("!")) {
                return new Matcher.Not(term());
            }
            if (take("(")) {
                Matcher matcher = either();
                return take(")") ? matcher : unknown();
            }
            return condition();
        } finally {
            depth--;
        }
    }

    /** The tokens up to the next {@code &&}, {@code ||} or closing parenthesis. */
    private Matcher condition() {
        List<String> words = new ArrayList<>();
        int open = 0;
        while (next < tokens.size()) {
            String token = tokens.get(next);
            if (open == 0 && (token.equals("&&") || token.equals("||") || token.equals(")"))) {
                break;
            }
            open += token.equals("(") || token.equals("[") ? 1 : token.equals(")") || token.equals("]") ? -1 : 0;
            words.add(token);
            next++;
        }
        return condition(words).orElseGet(this::unknown);
    }

    private Optional<Matcher> condition(List<String> words) {
        String text = String.join(" ", words);
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(new Matcher.Host(text.equals("true") ? Matcher.Hosts.ALL : Matcher.Hosts.NONE));
        }
        if (words.size() == 8 && text.startsWith("inUrlList ( host ( ) , ") && isText(words.get(6))) {
            String name = unquoted(words.get(6));
            used.add(name);
            return Optional.ofNullable(lists.get(name)).map(list -> new Matcher.Host(Matcher.Hosts.of(list.names())));
        }
        if (words.size() == 5
                && text.startsWith("host ( ) ")
                && text.substring(9).matches("[=!]= .*")
                && isText(words.get(4))) {
            Matcher host = new Matcher.Host(Matcher.Hosts.of(names(unquoted(words.get(4)))));
            return Optional.of(words.get(3).equals("==") ? host : new Matcher.Not(host));
        }
        if (words.size() == 3 && text.matches("destination\\.port [=!]= [0-9]{1,5}")) {
            return Optional.of(new Matcher.AtPort(
                    Integer.parseInt(words.get(2)), words.get(1).equals("!=")));
        }
        return Optional.empty();
    }

    /** A host is compared letter by letter with a canonical one. */
    private static NameSet names(String host) {
        return HostName.tryParse(host)
                .filter(name -> name.value().equals(host.toLowerCase(Locale.ROOT)))
                .map(name -> NameSet.like(name.value(), false))
                .orElse(NameSet.none());
    }

    private Matcher unknown() {
        unknown = true;
        return new Matcher.Unknown();
    }

    private boolean take(String token) {
        boolean taken = next < tokens.size() && tokens.get(next).equals(token);
        next += taken ? 1 : 0;
        return taken;
    }

    private static boolean isText(String token) {
        return token.startsWith("'") || token.startsWith("\"");
    }

    private static String unquoted(String token) {
        return token.substring(1, token.length() - 1);
    }

    /** Names with their dots, numbers, texts in quotes, and signs. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '"') {
                while (end < text.length() && text.charAt(end) != c) {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                end = Math.min(text.length(), end + 1);
            } else if (isWord(c)) {
                while (end < text.length() && isWord(text.charAt(end))) {
                    end++;
                }
            } else if (end < text.length() && List.of("&&", "||", "==", "!=").contains(text.substring(at, end + 1))) {
                end++;
            }
            if (!Character.isWhitespace(c)) {
                tokens.add(text.substring(at, end));
            }
            at = end;
        }
        return tokens;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }
}
