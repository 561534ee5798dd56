package org.sallyport.core.catalog;

import java.util.List;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;

/**
 * Something that a document tells administrators besides its lists, in our own words.
 *
 * @param hosts the names that the advice is about, if it names any; they are no entries of the list
 */
public record Advice(Id id, Text text, List<HostPattern> hosts, Provenance from) {

    public Advice {
        hosts = List.copyOf(hosts);
    }
}
