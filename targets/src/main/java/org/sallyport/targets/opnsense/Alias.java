package org.sallyport.targets.opnsense;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

/**
 * An alias of a file.
 *
 * @param line of its content, or where it has none, of its beginning
 * @param hosts the names in its content
 * @param others the rest of its content that is no address: names of aliases, and what nobody knows
 */
record Alias(String name, String type, int line, List<HostName> hosts, List<String> others, List<String> addresses) {

    NameSet names() {
        return hosts.isEmpty()
                ? NameSet.none()
                : NameSet.of(hosts.stream().map(HostPattern.Exact::new).toList());
    }

    /** Whether its content is hosts, or other aliases. */
    boolean isOfHosts() {
        return type.equals("host") || type.equals("networkgroup");
    }

    /** Of an entry that an alias of hosts may have and that is neither a host nor an alias. */
    static boolean isAddress(String entry) {
        return entry.matches(
                "!?([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)(/[0-9]{1,3}|-[0-9A-Fa-f:.]+)?");
    }

    static Optional<HostName> host(String entry) {
        return entry.contains(".") ? HostName.tryParse(entry) : Optional.empty();
    }
}
