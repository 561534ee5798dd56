package org.sallyport.documents.page;

import java.util.Optional;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;

/**
 * A host name or pattern as it stands on a page, in a list or in a sentence.
 *
 * @param list the number of the list; 0 in a sentence
 * @param ports what the page says about this entry alone
 */
record Entry(HostPattern pattern, Optional<Ports> ports, int list, int line) {}
