package org.sallyport.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/** How often, as people write it: {@code 30s}, {@code 5m}, {@code 1h}. */
final class Interval {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    private Interval() {}

    /** @throws InputException where the text is no interval */
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InputException(
                    Text.of("\"%s\" is no interval", "« %s » n'est pas un intervalle", text),
                    Text.of("write 30s, 5m or 1h", "écrivez 30s, 5m ou 1h"));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
