package org.sallyport.core.catalog;

import org.sallyport.core.Id;

/**
 * Where a fact comes from.
 *
 * @param document the {@link Document#id()}
 * @param line the line of the document, from 1
 */
public record Provenance(Id document, int line) implements Comparable<Provenance> {

    @Override
    public int compareTo(Provenance other) {
        int byDocument = document.compareTo(other.document);
        return byDocument != 0 ? byDocument : Integer.compare(line, other.line);
    }

    /** {@code fr:33}. */
    @Override
    public String toString() {
        return document + ":" + line;
    }
}
