package org.sallyport.core.name;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Memo;
import org.sallyport.core.Text;

/**
 * A regular expression over host names as daemons use them: it is searched for in the name, which is in canonical form,
 * and bound to its ends only by {@code ^} and {@code $}. Immutable.
 *
 * <p>Understood is what all engines read alike: literals, escaped punctuation, {@code .}, classes, groups, {@code |},
 * {@code * + ?}, <code>{m,n}</code> and the two anchors. What engines read in different ways needs to be told which one
 * it is ({@link Flag#PERL}) or is refused, as are look-around, back-references and word boundaries. An expression that
 * is too long, too deep or whose automaton would grow too large is refused as well.
 */
public final class HostExpression {

    /** Longest expression, in characters. */
    static final int LONGEST = 4_096;

    /** How an expression is read. */
    public enum Flag {
        /** Upper and lower case are the same; without it, an upper-case letter matches no canonical name. */
        IGNORE_CASE,
        /**
         * As PCRE, Java and JavaScript read it: <code>(?:</code>, lazy quantifiers, {@code \d} and {@code \w}, and
         * escapes inside classes. Without it, as POSIX.1-2017 chapter 9.4 (extended regular expressions), where {@code
         * a+?} is optional and a backslash inside a class is itself.
         */
        PERL
    }

    private record Written(String text, Set<Flag> flags) {}

    /** An expression can have thousands of states, and those that have are not kept. */
    private static final Memo<Written, HostExpression> KNOWN =
            new Memo<>(512, expression -> expression.names.states() <= 500);

    private final String text;
    private final NameSet names;

    private HostExpression(String text, NameSet names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Reads an expression.
     *
     * @throws InputException where it is wrong, or has something that is not supported
     */
    public static HostExpression parse(String text, Set<Flag> flags) {
        if (text.length() > LONGEST) {
            throw refused("it is too long", "elle est trop longue", 0);
        }
        return KNOWN.get(new Written(text, Set.copyOf(flags)), HostExpression::read);
    }

    private static HostExpression read(Written written) {
        ExpressionSyntax.Node root = new ExpressionSyntax(written.text, written.flags).read();
        return new HostExpression(written.text, NameSet.ofForward(new ExpressionPositions(root).forwardAutomaton()));
    }

    /** As {@link #parse}, but empty where the expression is refused. */
    public static Optional<HostExpression> tryParse(String text, Set<Flag> flags) {
        try {
            return Optional.of(parse(text, flags));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    /** The names in which the expression is found. */
    public NameSet names() {
        return names;
    }

    @Override
    public String toString() {
        return text;
    }

    /** @param column from 1; 0 where the whole expression is meant */
    static InputException refused(String english, String french, int column) {
        return new InputException(
                new Text(
                        "the expression is not supported" + at(column, "at its character ") + ": " + english,
                        "l'expression n'est pas prise en charge" + at(column, "à son caractère ") + " : " + french),
                Text.of(
                        "write it with literals, classes, groups, |, * + ? {m,n}, ^ and $",
                        "écrivez-la avec des caractères, des classes, des groupes, |, * + ? {m,n}, ^ et $"));
    }

    private static String at(int column, String words) {
        return column > 0 ? " " + words + column : "";
    }
}
