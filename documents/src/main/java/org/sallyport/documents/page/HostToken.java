package org.sallyport.documents.page;

import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;

/** A word that has the shape of a host name: parts with dots between them. */
sealed interface HostToken {

    /** As it stands on the page. */
    String written();

    /**
     * A host name or pattern.
     *
     * @param ports what stands behind it: {@code name:8443}
     */
    record Named(String written, HostPattern pattern, Optional<Ports> ports) implements HostToken {}

    /** What looks like a host name, but cannot be taken as one. */
    record Refused(String written, Text why) implements HostToken {}

    /** What ends in no top-level domain that exists: {@code setup.log}. */
    record FileName(String written) implements HostToken {}
}
