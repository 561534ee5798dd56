package org.sallyport.core.name;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.sallyport.core.InputException;

/** Reads the text of a {@link HostExpression}; used once. */
final class ExpressionSyntax {

    /** What an expression is made of. */
    sealed interface Node {}

    /** One of some symbols. */
    record Symbols(long set) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    record Choice(List<Node> parts) implements Node {}

    /** @param max {@link #UNBOUNDED} for any number */
    record Repeat(Node part, int min, int max) implements Node {}

    static final int UNBOUNDED = Integer.MAX_VALUE;

    /** What a canonical name is spelled with; a symbol is a place in this string, or one of the two ends. */
    static final String ALPHABET = "-.0123456789_abcdefghijklmnopqrstuvwxyz";

    static final long START = 1L << ALPHABET.length();
    static final long END = START << 1;

    /** RE_DUP_MAX of POSIX: every engine can count that far. */
    private static final int MOST_REPEATS = 255;

    private static final int DEEPEST = 50;
    private static final int ASCII = 128;

    private final String text;
    private final boolean ignoreCase;
    private final boolean perl;
    private int at;
    private int depth;

    ExpressionSyntax(String text, Set<HostExpression.Flag> flags) {
        this.text = text;
        this.ignoreCase = flags.contains(HostExpression.Flag.IGNORE_CASE);
        this.perl = flags.contains(HostExpression.Flag.PERL);
    }

    Node read() {
        for (at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
                throw refused("a character is not printable ASCII", "un caractère n'est pas de l'ASCII imprimable");
            }
        }
        at = 0;
        Node root = choice();
        if (at < text.length()) {
            throw refused("a parenthesis closes nothing", "une parenthèse ne ferme rien");
        }
        return root;
    }

    private Node choice() {
        List<Node> parts = new ArrayList<>(List.of(sequence()));
        while (take('|')) {
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.getFirst() : new Choice(parts);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < text.length() && peek() != '|' && peek() != ')') {
            boolean anchor = peek() == '^' || peek() == '$';
            Node atom = atom();
            if (anchor && isQuantifier()) {
                throw refused("an anchor is repeated", "une ancre est répétée");
            }
            parts.add(quantified(atom));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Node atom() {
        char c = peek();
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> new Symbols(symbols(escape()));
            case '*', '+', '?', '{' -> throw refused("there is nothing to repeat", "il n'y a rien à répéter");
            default -> {
                at++;
                yield new Symbols(
                        switch (c) {
                            case '^' -> START;
                            case '$' -> END;
                            case '.' -> START - 1;
                            default -> symbols(single(c));
                        });
            }
        };
    }

    private Node group() {
        at++;
        if (take('?') && !(perl && take(':'))) {
            throw refused("a group begins with (?", "un groupe commence par (?");
        }
        if (++depth > DEEPEST) {
            throw refused("groups are nested too deeply", "les groupes sont trop imbriqués");
        }
        Node inside = choice();
        if (!take(')')) {
            throw refused("a group is not closed", "un groupe n'est pas fermé");
        }
        depth--;
        return inside;
    }

    private boolean isQuantifier() {
        return at < text.length() && "*+?{".indexOf(peek()) >= 0;
    }

    private Node quantified(Node atom) {
        if (!isQuantifier()) {
            return atom;
        }
        Node repeat = switch (text.charAt(at++)) {
            case '*' -> new Repeat(atom, 0, UNBOUNDED);
            case '+' -> new Repeat(atom, 1, UNBOUNDED);
            case '?' -> new Repeat(atom, 0, 1);
            default -> counted(atom);
        };
        // lazy or not, the same names are found
        if (perl) {
            take('?');
        }
        if (isQuantifier()) {
            throw refused("a repetition is repeated", "une répétition est répétée");
        }
        return repeat;
    }

    private Node counted(Node atom) {
        int min = number();
        int max = min;
        if (take(',')) {
            max = at < text.length() && peek() == '}' ? UNBOUNDED : number();
        }
        if (!take('}') || min > max) {
            throw refused("a counted repetition is malformed", "une répétition comptée est mal formée");
        }
        return new Repeat(atom, min, max);
    }

    private int number() {
        int from = at;
        while (at < text.length() && at - from < 4 && peek() >= '0' && peek() <= '9') {
            at++;
        }
        int number = at == from || at - from > 3 ? MOST_REPEATS + 1 : Integer.parseInt(text.substring(from, at));
        if (number > MOST_REPEATS) {
            throw refused(
                    "a counted repetition needs a number up to 255",
                    "une répétition comptée demande un nombre jusqu'à 255");
        }
        return number;
    }

    private BitSet escape() {
        at++;
        if (at == text.length()) {
            throw refused("a backslash ends it", "une barre oblique inverse la termine");
        }
        char c = text.charAt(at++);
        boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        // GNU engines read the four of the second test as borders of words and buffers
        if (!letterOrDigit && "<>'`".indexOf(c) < 0) {
            return single(c);
        }
        at--;
        if (perl && "dDwW".indexOf(c) >= 0) {
            at++;
            BitSet set = range('0', '9');
            if (c == 'w' || c == 'W') {
                set.or(range('a', 'z'));
                set.or(range('A', 'Z'));
                set.set('_');
            }
            if (c == 'D' || c == 'W') {
                set.flip(0, ASCII);
            }
            return set;
        }
        throw refused("the escape \\" + c, "l'échappement \\" + c);
    }

    private Node characterClass() {
        at++;
        boolean negated = take('^');
        BitSet set = new BitSet(ASCII);
        boolean first = true;
        while (at < text.length() && (peek() != ']' || first)) {
            if (peek() == ']' && perl) {
                throw refused("a class is empty", "une classe est vide");
            }
            boolean hyphen = peek() == '-';
            BitSet element = element();
            boolean range = at + 1 < text.length() && peek() == '-' && text.charAt(at + 1) != ']';
            if (hyphen && !first && !perl && at < text.length() && peek() != ']') {
                throw refused("a hyphen stands inside a class", "un trait d'union est à l'intérieur d'une classe");
            }
            if (range) {
                at++;
                element = range(element, element());
            }
            set.or(element);
            first = false;
        }
        if (!take(']')) {
            throw refused("a class is not closed", "une classe n'est pas fermée");
        }
        if (negated) {
            folded(set).flip(0, ASCII);
        }
        return new Symbols(symbols(set));
    }

    private BitSet element() {
        char c = peek();
        if (c == '\\' && perl) {
            return escape();
        }
        if (c == '[' && at + 1 < text.length() && ":.=".indexOf(text.charAt(at + 1)) >= 0) {
            return namedClass();
        }
        at++;
        return single(c);
    }

    private BitSet namedClass() {
        int end = text.indexOf(":]", at + 2);
        if (perl || text.charAt(at + 1) != ':' || end < 0) {
            throw refused("the class in a class is not known", "la classe dans la classe n'est pas connue");
        }
        BitSet set = switch (text.substring(at + 2, end)) {
            case "alnum" -> union(range('a', 'z'), range('A', 'Z'), range('0', '9'));
            case "alpha" -> union(range('a', 'z'), range('A', 'Z'));
            case "digit" -> range('0', '9');
            case "lower" -> range('a', 'z');
            case "upper" -> range('A', 'Z');
            case "xdigit" -> union(range('a', 'f'), range('A', 'F'), range('0', '9'));
            case "punct" -> union(range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~'));
            default -> throw refused("the class in a class is not known", "la classe dans la classe n'est pas connue");
        };
        at = end + 2;
        return set;
    }

    private BitSet range(BitSet low, BitSet high) {
        char from = (char) low.nextSetBit(0);
        char to = (char) high.nextSetBit(0);
        if (low.cardinality() != 1 || high.cardinality() != 1 || from > to) {
            throw refused("a range in a class is malformed", "un intervalle d'une classe est mal formé");
        }
        BitSet range = range(from, to);
        boolean oneCase = (isLower(from) && isLower(to)) || (isUpper(from) && isUpper(to));
        if (ignoreCase && !oneCase && range.stream().anyMatch(c -> isLower(c) || isUpper(c))) {
            throw refused(
                    "engines read a range across letters of both cases in different ways",
                    "les moteurs lisent différemment un intervalle qui mêle les deux casses");
        }
        return range;
    }

    private static BitSet range(char from, char to) {
        BitSet set = new BitSet(ASCII);
        set.set(from, to + 1);
        return set;
    }

    private static BitSet union(BitSet... sets) {
        BitSet union = new BitSet(ASCII);
        for (BitSet set : sets) {
            union.or(set);
        }
        return union;
    }

    private static BitSet single(char c) {
        return range(c, c);
    }

    private BitSet folded(BitSet set) {
        if (ignoreCase) {
            for (char c = 'a'; c <= 'z'; c++) {
                boolean either = set.get(c) || set.get(c - 32);
                set.set(c, either);
                set.set(c - 32, either);
            }
        }
        return set;
    }

    private long symbols(BitSet set) {
        BitSet folded = folded(set);
        long symbols = 0;
        for (int i = 0; i < ALPHABET.length(); i++) {
            if (folded.get(ALPHABET.charAt(i))) {
                symbols |= 1L << i;
            }
        }
        return symbols;
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private InputException refused(String english, String french) {
        return HostExpression.refused(english, french, Math.min(at, text.length() - 1) + 1);
    }
}
