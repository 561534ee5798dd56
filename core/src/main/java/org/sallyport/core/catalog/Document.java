package org.sallyport.core.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * A vendor's document as it was read.
 *
 * @param id what the provenance of entries calls it: {@code fr}
 * @param title the document's own title
 * @param language ISO 639-1
 * @param address where the vendor publishes it, if known
 * @param read the day on which it was read
 * @param sha256 of the bytes that were read, 64 lower-case hexadecimal digits
 * @param prose fingerprints of the lines that state no fact of the catalog, the title's among them, so that a later
 *     edition shows which of them changed; the sentences themselves are the vendor's and are not kept
 */
public record Document(
        Id id,
        String title,
        String language,
        Optional<String> address,
        LocalDate read,
        String sha256,
        List<Prose> prose) {

    /**
     * A line of prose.
     *
     * @param line from 1
     * @param fingerprint the first 8 hexadecimal digits of the SHA-256 of the line in UTF-8, without bullet and markup,
     *     white space folded
     */
    public record Prose(int line, String fingerprint) {}

    public Document {
        prose = List.copyOf(prose);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new InputException(
                    Text.of("\"%s\" is no SHA-256", "« %s » n'est pas un SHA-256", sha256),
                    Text.of("write 64 lower-case hexadecimal digits", "écrivez 64 chiffres hexadécimaux minuscules"));
        }
    }

    /** The same record with other fingerprints. */
    public Document withProse(List<Prose> lines) {
        return new Document(id, title, language, address, read, sha256, lines);
    }
}
