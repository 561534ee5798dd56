package org.sallyport.gate.propose;

import java.util.Optional;
import org.sallyport.core.InputException;

/** How the lines of a log are written. */
enum LogFormat {
    /** As {@code sallyport gate} writes them: an object of JSON each. */
    JSON,
    /** The native format of Squid's access.log. */
    SQUID;

    /** What a line looks like; empty where it looks like neither. */
    static Optional<LogFormat> of(String line) {
        return line.startsWith("{")
                ? Optional.of(JSON)
                : SquidSightings.LINE.matcher(line).matches() ? Optional.of(SQUID) : Optional.empty();
    }

    /** @throws InputException where the line is not written like that */
    Sighting read(String line) {
        return switch (this) {
            case JSON -> JsonSightings.read(line);
            case SQUID -> SquidSightings.read(line);
        };
    }
}
