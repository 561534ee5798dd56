package org.sallyport.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.Id;

/**
 * What one vendor asks to let through: facts with provenance, no sentence of the vendor's. Immutable.
 *
 * @param vendor {@code sophos-central}
 * @param documents the first is the one that a provenance without a document means
 * @param regions all regions that entries name
 * @param ports the ports on which entries are reached that say nothing else
 */
public record Catalog(
        Id vendor,
        String name,
        List<Document> documents,
        List<Id> regions,
        List<DefaultPort> ports,
        List<Feature> features,
        List<Advice> advice) {

    public Catalog {
        documents = List.copyOf(documents);
        regions = List.copyOf(regions);
        ports = List.copyOf(ports);
        features = List.copyOf(features);
        advice = List.copyOf(advice);
    }

    /** A port that the document asks for, and what it says runs there: {@code HTTP}. */
    public record DefaultPort(Port port, String protocol, Provenance from) {}

    public Ports defaultPorts() {
        return Ports.of(ports.stream().map(DefaultPort::port).toList());
    }

    public Optional<Feature> feature(Id id) {
        return features.stream().filter(feature -> feature.id().equals(id)).findFirst();
    }

    public Optional<Document> document(Id id) {
        return documents.stream().filter(document -> document.id().equals(id)).findFirst();
    }

    /** The features that a site may list as its licences. */
    public Stream<Feature> licences() {
        return features.stream().filter(feature -> !feature.always());
    }
}
