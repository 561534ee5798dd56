package org.sallyport.documents.log;

import java.util.List;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * How a log names its server: after one of these texts. Anything may stand before them on the line (a time, a thread),
 * and they are found in upper and lower case.
 *
 * @param beginnings the texts after which a server's name stands, such as {@code Opening connection to}; 1 to 16 of
 *     them, each 4 to 200 printable ASCII characters, without space around them
 */
public record LogRule(List<String> beginnings) {

    static final int SHORTEST = 4;
    static final int LONGEST = 200;
    static final int MOST = 16;

    /** @throws InputException where the texts are none, too many, too short, too long or not printable ASCII */
    public LogRule {
        beginnings = beginnings.stream().map(String::strip).distinct().toList();
        if (beginnings.isEmpty() || beginnings.size() > MOST) {
            throw new InputException(
                    Text.of(
                            "a log rule has %d beginnings",
                            "une règle de journal a %d débuts de ligne", beginnings.size()),
                    Text.of("give 1 to %d", "donnez-en de 1 à %d", MOST));
        }
        for (String beginning : beginnings) {
            if (beginning.length() < SHORTEST
                    || beginning.length() > LONGEST
                    || !beginning.chars().allMatch(c -> c >= ' ' && c < 127)) {
                throw new InputException(
                        Text.of(
                                "\"%s\" cannot be the beginning of a log line",
                                "« %s » ne peut pas être un début de ligne", FileName.shown(beginning)),
                        Text.of(
                                "write %d to %d printable ASCII characters",
                                "écrivez de %d à %d caractères ASCII imprimables", SHORTEST, LONGEST));
            }
        }
    }
}
