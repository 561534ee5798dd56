package org.sallyport.targets;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;

/**
 * A rule that a device does not express as the document means it, and what came of that.
 *
 * @param writtenInstead the entries that stand for it
 * @param reason the site's, where it ruled
 * @param witness a name that passes besides, where something wider was written
 */
public record Concession(
        Rule rule, Kind kind, List<HostPattern> writtenInstead, String reason, Optional<HostName> witness) {

    public enum Kind {
        /** The document's own wider entry is written; the device stays within {@code may}. */
        DOCUMENTS_WIDER,
        /** The site ruled that something wider is written. */
        WIDENED,
        /** The site ruled that it is left out. */
        OMITTED,
        /** The site did not rule: the render fails. */
        UNRULED
    }

    public Concession {
        writtenInstead = List.copyOf(writtenInstead);
    }
}
