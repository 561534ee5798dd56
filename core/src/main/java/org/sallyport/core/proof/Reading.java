package org.sallyport.core.proof;

import java.util.List;
import org.sallyport.core.site.Permits;

/**
 * What a device with some text lets through. Where all is understood, the two permits are the same. Where something
 * depends on what the reader does not know (the client, the method, a line it does not understand), they differ, and
 * the truth lies between them: the lower one is held against {@code must}, the upper one against {@code may}.
 *
 * @param lines all lines of the text, in their order
 * @param surely what passes in every case
 * @param possibly what passes in some case
 */
public record Reading(List<Line> lines, Permits surely, Permits possibly) {

    public Reading {
        lines = List.copyOf(lines);
    }

    /** A reading with nothing left open. */
    public static Reading exact(List<Line> lines, Permits permits) {
        return new Reading(lines, permits, permits);
    }

    public List<Line> notUnderstood() {
        return lines.stream().filter(line -> !line.isUnderstood()).toList();
    }
}
