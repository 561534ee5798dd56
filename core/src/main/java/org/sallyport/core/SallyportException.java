package org.sallyport.core;

import java.util.Locale;
import java.util.Optional;

/**
 * The root of all errors that Sallyport throws on purpose. Each says where, what was found and expected, and how to
 * repair it. Unchecked: nothing between the reader of an input and the command line can repair it.
 */
public abstract class SallyportException extends RuntimeException {

    private final transient Optional<Where> where;
    private final transient Text what;
    private final transient Text repair;

    protected SallyportException(Optional<Where> where, Text what, Text repair) {
        super(sentence(where, what, repair, Locale.ENGLISH));
        this.where = where;
        this.what = what;
        this.repair = repair;
    }

    /** The place in the input, where there is one. */
    public Optional<Where> where() {
        return where;
    }

    /** What was found, and what was expected. */
    public Text what() {
        return what;
    }

    /** What to do about it. */
    public Text repair() {
        return repair;
    }

    /** The whole error as one line, {@code file:line:column: what; repair}. */
    public String sentence(Locale locale) {
        return sentence(where, what, repair, locale);
    }

    private static String sentence(Optional<Where> where, Text what, Text repair, Locale locale) {
        String place = where.map(w -> w + ": ").orElse("");
        return place + what.then(Text.SEMICOLON).then(repair).in(locale);
    }
}
