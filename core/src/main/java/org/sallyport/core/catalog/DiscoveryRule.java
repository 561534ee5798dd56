package org.sallyport.core.catalog;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;

/**
 * How to find the servers that no list can name, since they differ from customer to customer: a log file, where it
 * lies, and what stands before the server's name in it.
 *
 * @param log the log; empty in a draft of a page that has lost the line with its name
 * @param folders where it lies, the most recent system last
 * @param beginnings the texts behind which a server's name stands
 * @param example a name of the shape to expect
 */
public record DiscoveryRule(
        Optional<Log> log, List<Folder> folders, List<Beginning> beginnings, Optional<Example> example) {

    public DiscoveryRule {
        folders = List.copyOf(folders);
        beginnings = List.copyOf(beginnings);
    }

    /** The log file, by its name without a folder. */
    public record Log(String file, Provenance from) {}

    /** A folder in the vendor's notation, and the system from which on it holds the log. */
    public record Folder(String path, String since, Provenance from) {}

    public record Beginning(String text, Provenance from) {}

    public record Example(HostName host, Provenance from) {}
}
