package org.sallyport.core.yaml;

import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * The events of a YAML text, as far as a file that is plain data needs them: no aliases, and bounds on depth and
 * number, without which a small hostile file would take all stack or all memory. For one thread.
 */
final class PlainEvents implements Parser {

    static final int DEEPEST = 32;
    static final int MOST_VALUES = 1_000_000;

    private final String file;
    private final Parser parser;
    private int depth;
    private int values;

    PlainEvents(String file, Parser parser) {
        this.file = file;
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return plain(parser.peekEvent()).getEventId() == id;
    }

    @Override
    public Event peekEvent() {
        return plain(parser.peekEvent());
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = plain(parser.next());
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> {
                values++;
                depth++;
            }
            case MappingEnd, SequenceEnd -> depth--;
            case Scalar -> values++;
            default -> {}
        }
        if (depth > DEEPEST) {
            throw new InputException(
                    where(event),
                    Text.of("this lies more than %s levels deep", "ceci est imbriqué sur plus de %s niveaux", DEEPEST),
                    Text.of(
                            "no file needs that: check the brackets",
                            "aucun fichier n'en a besoin : vérifiez les crochets"));
        }
        if (values > MOST_VALUES) {
            throw new InputException(
                    where(event),
                    Text.of("the file has more than %s values", "le fichier a plus de %s valeurs", MOST_VALUES),
                    Text.of("split it into several files", "répartissez-le sur plusieurs fichiers"));
        }
        return event;
    }

    private Event plain(Event event) {
        if (event instanceof AliasEvent alias) {
            throw new InputException(
                    where(event),
                    Text.of(
                            "found the alias *%1$s; every value is written where it is meant",
                            "trouvé l'alias *%1$s ; chaque valeur s'écrit là où elle est visée",
                            YamlValue.shortened(alias.getAlias().getValue())),
                    Text.of(
                            "write the value out; a name that begins with * needs quotes: \"*%1$s\"",
                            "écrivez la valeur ; un nom qui commence par * a besoin de guillemets : \"*%1$s\"",
                            YamlValue.shortened(alias.getAlias().getValue())));
        }
        return event;
    }

    private Where where(Event event) {
        return event.getStartMark().map(mark -> YamlValue.at(file, mark)).orElse(Where.in(file));
    }
}
