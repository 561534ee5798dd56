package org.sallyport.core.site;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.Id;

/**
 * A device of a site.
 *
 * @param target the language it is configured in
 * @param wildcards whether it gets the form of the lists with wildcards; empty for what the target can do
 * @param version of the product, where its matching changed with it
 * @param options what the target leaves to the site, by name
 */
public record Device(
        Id name,
        Id target,
        Optional<Boolean> wildcards,
        Inexpressible inexpressible,
        Optional<String> version,
        Map<String, String> options) {

    public Device {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** A device of which nothing is known but its target, and which is called by it. */
    public static Device plain(Id target) {
        return new Device(target, target, Optional.empty(), Inexpressible.FAIL, Optional.empty(), Map.of());
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
