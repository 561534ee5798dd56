package org.sallyport.core.catalog;

import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.name.HostPattern;

/**
 * One line of a vendor's list. What it is for is the feature that it stands in; a document that says more than that
 * has not been met yet.
 *
 * @param region the one region that the entry serves, where the document lists the same entry for other regions
 */
public record Endpoint(HostPattern host, Ports ports, Optional<Id> region, Provenance from) {}
