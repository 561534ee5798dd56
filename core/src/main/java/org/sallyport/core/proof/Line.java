package org.sallyport.core.proof;

import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;

/**
 * One line of a device's text, as a reader understood it.
 *
 * @param file the device file's name
 * @param number from 1
 * @param text the line without its line break
 * @param names the names that the line is about; none where it is about none
 * @param remark what is to be said about the line
 */
public record Line(String file, int number, String text, State state, NameSet names, Optional<Text> remark) {

    /** How far a reader understands a line. Only the first two leave the verdict whole. */
    public enum State {
        /** It lets names through, or stops them. */
        UNDERSTOOD,
        /** It has no part in what passes. */
        IRRELEVANT,
        /** It has a part, and the reader knows that it does not model it. */
        NOT_SUPPORTED,
        /** The reader does not know it. */
        UNKNOWN,
        /** The product refuses it, or the whole file because of it. */
        WRONG
    }

    /** A line about names. */
    public static Line about(String file, int number, String text, NameSet names) {
        return new Line(file, number, text, State.UNDERSTOOD, names, Optional.empty());
    }

    /** A line that is about no name. */
    public static Line of(String file, int number, String text, State state) {
        return new Line(file, number, text, state, NameSet.none(), Optional.empty());
    }

    /** A line that is about no name, and why it is in that state. */
    public static Line of(String file, int number, String text, State state, Text remark) {
        return new Line(file, number, text, state, NameSet.none(), Optional.of(remark));
    }

    public boolean isUnderstood() {
        return state == State.UNDERSTOOD || state == State.IRRELEVANT;
    }

    /** {@code squid.conf:12}. */
    public String place() {
        return file + ":" + number;
    }
}
