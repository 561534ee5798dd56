package org.sallyport.core.catalog;

import java.net.URI;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.name.HostName;

/** A test that a document asks the administrator to make from an endpoint. */
public sealed interface Check {

    /** The operating system for which the document describes it: {@code windows}, {@code linux}. */
    Id system();

    /** The name that is looked up or asked. */
    HostName host();

    Provenance from();

    /** A name that DNS has to answer. */
    record Resolve(Id system, HostName host, Provenance from) implements Check {}

    /** An address that has to be reachable, and what its answer contains. */
    record Request(Id system, URI address, HostName host, Optional<Answer> answer, Provenance from) implements Check {}

    /** A text that the answer has to contain. */
    record Answer(String contains, Provenance from) {}
}
