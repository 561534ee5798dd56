package org.sallyport.core.catalog;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.Id;

/**
 * A catalog taken apart: one thing that a line of the document states. Two catalogs are compared fact by fact.
 *
 * @param feature the feature it belongs to, or the vendor for what belongs to none
 * @param text what is stated, without the place: two editions of a document state the same in other lines
 */
public record Fact(Kind kind, Id feature, String text, Provenance from) {

    public enum Kind {
        FEATURE,
        CONDITION,
        HOST,
        WILDCARD,
        WIDER,
        PORT,
        DISCOVERY_FILE,
        DISCOVERY_FOLDER,
        DISCOVERY_LINE,
        DISCOVERY_EXAMPLE,
        CHECK,
        ANSWER,
        ADVICE,
        PROSE
    }

    /** All facts of a catalog, in the order of the catalog. */
    public static List<Fact> of(Catalog catalog) {
        List<Fact> facts = new ArrayList<>();
        Id whole = catalog.vendor();
        for (Feature feature : catalog.features()) {
            add(facts, catalog, feature);
        }
        catalog.ports()
                .forEach(port ->
                        facts.add(new Fact(Kind.PORT, whole, port.port() + " " + port.protocol(), port.from())));
        catalog.advice()
                .forEach(advice ->
                        facts.add(new Fact(Kind.ADVICE, whole, advice.id().value(), advice.from())));
        for (Document document : catalog.documents()) {
            document.prose()
                    .forEach(prose -> facts.add(new Fact(
                            Kind.PROSE, whole, prose.fingerprint(), new Provenance(document.id(), prose.line()))));
        }
        return facts;
    }

    private static void add(List<Fact> facts, Catalog catalog, Feature feature) {
        Id id = feature.id();
        facts.add(new Fact(Kind.FEATURE, id, id.value(), feature.from()));
        feature.condition()
                .ifPresent(condition ->
                        facts.add(new Fact(Kind.CONDITION, id, condition.id().value(), condition.from())));
        feature.hosts().forEach(host -> facts.add(entry(Kind.HOST, catalog, id, host)));
        feature.wildcards().forEach(host -> facts.add(entry(Kind.WILDCARD, catalog, id, host)));
        feature.wider().forEach(host -> facts.add(entry(Kind.WIDER, catalog, id, host)));
        feature.discovery().ifPresent(discovery -> {
            discovery.log().ifPresent(log -> facts.add(new Fact(Kind.DISCOVERY_FILE, id, log.file(), log.from())));
            discovery
                    .folders()
                    .forEach(folder -> facts.add(
                            new Fact(Kind.DISCOVERY_FOLDER, id, folder.since() + ": " + folder.path(), folder.from())));
            discovery
                    .beginnings()
                    .forEach(line -> facts.add(new Fact(Kind.DISCOVERY_LINE, id, line.text(), line.from())));
            discovery
                    .example()
                    .ifPresent(example -> facts.add(
                            new Fact(Kind.DISCOVERY_EXAMPLE, id, example.host().value(), example.from())));
        });
        for (Check check : feature.checks()) {
            switch (check) {
                case Check.Resolve resolve ->
                    facts.add(new Fact(Kind.CHECK, id, resolve.system() + " resolve " + resolve.host(), check.from()));
                case Check.Request request -> {
                    String text = request.system() + " request " + request.address();
                    facts.add(new Fact(Kind.CHECK, id, text, check.from()));
                    request.answer()
                            .ifPresent(answer -> facts.add(
                                    new Fact(Kind.ANSWER, id, text + " answers " + answer.contains(), answer.from())));
                }
            }
        }
    }

    private static Fact entry(Kind kind, Catalog catalog, Id feature, Endpoint endpoint) {
        boolean usual = endpoint.ports().equals(catalog.defaultPorts());
        return new Fact(kind, feature, endpoint.host() + (usual ? "" : " " + endpoint.ports()), endpoint.from());
    }
}
