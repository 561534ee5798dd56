package org.sallyport.core;

import java.util.Locale;

/**
 * A sentence for people, in the two languages that Sallyport speaks. Both stand side by side where they are used, so
 * neither can be forgotten. Values are already filled in; what prints a text escapes it for the place where it goes.
 */
public record Text(String english, String french) {

    /** Between two sentences; French has a space before it. */
    public static final Text SEMICOLON = new Text("; ", " ; ");

    /** The same words in both languages: names, numbers, symbols. */
    public static Text same(String words) {
        return new Text(words, words);
    }

    /** Fills {@link String#format(String, Object...)} patterns with the same values. */
    public static Text of(String english, String french, Object... values) {
        return values.length == 0
                ? new Text(english, french)
                : new Text(String.format(Locale.ROOT, english, values), String.format(Locale.ROOT, french, values));
    }

    /** This text, and another one right behind it. */
    public Text then(Text next) {
        return new Text(english + next.english, french + next.french);
    }

    /** This text behind the name of what it is about. */
    public Text about(String name) {
        return of("%s: ", "%s : ", name).then(this);
    }

    /** French for every French locale, English for all others. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("fr") ? french : english;
    }

    @Override
    public String toString() {
        return english;
    }
}
