package org.sallyport.core.catalog;

import java.util.List;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;

/**
 * Something wrong or risky in what a document says.
 *
 * @param rule the kind of finding, the same for all findings of a kind
 * @param feature where it was found
 * @param from the line of the document, the first if several are meant
 * @param what is found
 * @param repair what the reader of the document does about it
 * @param hosts the entries or names that the finding is about
 */
public record Finding(
        Id rule, Severity severity, Id feature, Provenance from, Text what, Text repair, List<HostPattern> hosts) {

    public enum Severity {
        /** Who follows the document gets what does not work. */
        WRONG,
        /** Who follows the document opens more than it seems. */
        RISK,
        /** Nothing happens, but the document says it badly. */
        NOTE
    }

    public Finding {
        hosts = List.copyOf(hosts);
    }
}
