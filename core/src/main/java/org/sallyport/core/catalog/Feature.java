package org.sallyport.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.Text;

/**
 * A licence or a part of the product, and what it has to reach.
 *
 * <p>A document may say the same thing twice. {@code wildcards} is its shorter form of {@code hosts} for devices that
 * take wildcards. {@code wider} is what it offers where a star inside a label of {@code hosts} is not possible. What a
 * form forgets of the other is found by {@link CatalogLint}, and {@code plan} adds it.
 *
 * @param always whether every customer needs it, whatever the licences
 * @param condition when a holder of the licence needs it; empty for always
 */
public record Feature(
        Id id,
        String name,
        boolean always,
        Optional<Condition> condition,
        List<Endpoint> hosts,
        List<Endpoint> wildcards,
        List<Endpoint> wider,
        Optional<DiscoveryRule> discovery,
        List<Check> checks,
        Provenance from) {

    public Feature {
        hosts = List.copyOf(hosts);
        wildcards = List.copyOf(wildcards);
        wider = List.copyOf(wider);
        checks = List.copyOf(checks);
    }

    /** The state of a network in which the entries are needed, in our own words. */
    public record Condition(Id id, Text text, Provenance from) {}

    /** All entries in all forms. */
    public Stream<Endpoint> endpoints() {
        return Stream.of(hosts, wildcards, wider).flatMap(List::stream);
    }
}
