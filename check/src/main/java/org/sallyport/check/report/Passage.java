package org.sallyport.check.report;

import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.Text;

/**
 * What a device of the site does with a server, by the text that is written for it and read back. Immutable.
 *
 * @param target the language of the text
 */
public record Passage(Id device, Id target, By by) {

    /** By what the server passes, or not. */
    public sealed interface By {

        /**
         * A line of the text lets it pass.
         *
         * @param place {@code squid.conf:12}
         * @param text without its line break
         */
        record Line(String place, String text) implements By {}

        /** It passes, and no line can be named: several lines together let it pass. */
        record Whole() implements By {}

        /**
         * It does not pass.
         *
         * @param why a sentence without a full stop, where something is known of it; what the site ruled to leave out
         */
        record Nothing(Optional<Text> why) implements By {}
    }
}
