package org.sallyport.core.catalog;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;

/**
 * Reads the YAML form of a catalog, which {@code docs/schema/catalog.schema.json} describes. Every error names line
 * and column. {@link CatalogText} writes the form.
 */
public final class CatalogYaml {

    static final int VERSION = 1;

    private final List<Id> documents = new ArrayList<>();
    private final List<Id> regions = new ArrayList<>();
    private final List<Catalog.DefaultPort> ports = new ArrayList<>();

    private CatalogYaml() {}

    /**
     * Reads a catalog.
     *
     * @param file the file's name for errors
     * @throws InputException where the text is no catalog
     */
    public static Catalog read(String file, String text) {
        return new CatalogYaml().catalog(YamlValue.parse(file, text));
    }

    private Catalog catalog(YamlValue root) {
        YamlMap map = root.map(
                List.of("sallyport-catalog", "vendor", "name", "documents", "regions", "ports", "features", "advice"));
        YamlValue version = map.get("sallyport-catalog");
        if (version.number() != VERSION) {
            throw version.expected(Text.of("version %s of catalogs", "la version %s des catalogues", VERSION));
        }
        List<Document> read = each(map.get("documents"), this::document);
        if (read.isEmpty()) {
            throw map.get("documents").expected(Text.of("at least one document", "au moins un document"));
        }
        map.find("regions").ifPresent(list -> regions.addAll(list.distinctList(Id::parse)));
        ports.addAll(each(map.get("ports"), this::port));
        Ports.of(ports.stream().map(Catalog.DefaultPort::port).toList());
        List<Feature> features = each(map.get("features"), this::feature);
        requireDistinct(map.get("features"), features.stream().map(Feature::id).toList());
        return new Catalog(
                map.get("vendor").as(Id::parse),
                map.get("name").text(),
                read,
                regions,
                ports,
                features,
                each(map.find("advice"), this::advice));
    }

    private Document document(YamlValue value) {
        YamlMap map = value.map(List.of("id", "title", "language", "address", "read", "sha256", "prose"));
        Id id = map.get("id").as(Id::parse);
        documents.add(id);
        requireDistinct(value, documents);
        try {
            return new Document(
                    id,
                    map.get("title").text(),
                    map.get("language").text(),
                    map.find("address").map(YamlValue::text),
                    date(map.get("read")),
                    map.get("sha256").text(),
                    each(map.find("prose"), CatalogYaml::prose));
        } catch (InputException e) {
            throw e.at(map.get("sha256").where());
        }
    }

    private static Document.Prose prose(YamlValue value) {
        String text = value.text();
        if (!text.matches("[1-9][0-9]{0,6}:[0-9a-f]{8}")) {
            throw value.expected(Text.of("line:fingerprint", "ligne:empreinte"));
        }
        int colon = text.indexOf(':');
        return new Document.Prose(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }

    private Catalog.DefaultPort port(YamlValue value) {
        YamlMap map = value.map(List.of("port", "protocol", "line", "document"));
        return new Catalog.DefaultPort(
                map.get("port").as(Port::parse), map.get("protocol").text(), from(map));
    }

    private Feature feature(YamlValue value) {
        YamlMap map = value.map(List.of(
                "id",
                "name",
                "line",
                "document",
                "always",
                "condition",
                "hosts",
                "wildcards",
                "wider",
                "discovery",
                "checks"));
        return new Feature(
                map.get("id").as(Id::parse),
                map.get("name").text(),
                map.find("always").map(YamlValue::flag).orElse(false),
                map.find("condition").map(this::condition),
                each(map.get("hosts"), this::endpoint),
                each(map.find("wildcards"), this::endpoint),
                each(map.find("wider"), this::endpoint),
                map.find("discovery").map(this::discovery),
                each(map.find("checks"), this::check),
                from(map));
    }

    private Feature.Condition condition(YamlValue value) {
        YamlMap map = value.map(List.of("id", "en", "fr", "line", "document"));
        return new Feature.Condition(map.get("id").as(Id::parse), text(map), from(map));
    }

    private Endpoint endpoint(YamlValue value) {
        YamlMap map = value.map(List.of("host", "ports", "region", "line", "document"));
        Optional<Id> region = map.find("region").map(found -> {
            Id id = found.as(Id::parse);
            if (!regions.contains(id)) {
                throw new InputException(
                        found.where(),
                        Text.of("unknown region \"%s\"", "région inconnue « %s »", id),
                        Nearest.repair(
                                id.value(), regions.stream().map(Id::value).toList()));
            }
            return id;
        });
        Ports own = map.find("ports")
                .map(list -> Ports.of(list.distinctList(Port::parse)))
                .orElseGet(() ->
                        Ports.of(ports.stream().map(Catalog.DefaultPort::port).toList()));
        return new Endpoint(map.get("host").as(HostPattern::parse), own, region, from(map));
    }

    private DiscoveryRule discovery(YamlValue value) {
        YamlMap map = value.map(List.of("file", "folders", "beginnings", "example", "line", "document"));
        return new DiscoveryRule(
                map.find("file").map(file -> new DiscoveryRule.Log(file.text(), from(map))),
                each(map.get("folders"), folder -> {
                    YamlMap entry = folder.map(List.of("path", "since", "line", "document"));
                    return new DiscoveryRule.Folder(
                            entry.get("path").text(), entry.get("since").text(), from(entry));
                }),
                each(map.get("beginnings"), line -> {
                    YamlMap entry = line.map(List.of("text", "line", "document"));
                    return new DiscoveryRule.Beginning(entry.get("text").text(), from(entry));
                }),
                map.find("example").map(example -> {
                    YamlMap entry = example.map(List.of("host", "line", "document"));
                    return new DiscoveryRule.Example(entry.get("host").as(HostName::parse), from(entry));
                }));
    }

    private Check check(YamlValue value) {
        YamlMap map = value.map(List.of("system", "resolve", "request", "answer", "answer-line", "line", "document"));
        Id system = map.get("system").as(Id::parse);
        Optional<YamlValue> resolve = map.find("resolve");
        if (resolve.isPresent()) {
            return new Check.Resolve(system, resolve.get().as(HostName::parse), from(map));
        }
        YamlValue request = map.get("request");
        URI address = address(request);
        HostName host = HostName.tryParse(String.valueOf(address.getHost()))
                .orElseThrow(() ->
                        request.expected(Text.of("an address with a host name", "une adresse avec un nom d'hôte")));
        Optional<Check.Answer> answer = map.find("answer")
                .map(text -> new Check.Answer(
                        text.text(),
                        new Provenance(
                                from(map).document(), map.get("answer-line").number())));
        return new Check.Request(system, address, host, answer, from(map));
    }

    private Advice advice(YamlValue value) {
        YamlMap map = value.map(List.of("id", "en", "fr", "hosts", "line", "document"));
        List<HostPattern> hosts = map.find("hosts")
                .map(list -> list.distinctList(HostPattern::parse))
                .orElse(List.of());
        return new Advice(map.get("id").as(Id::parse), text(map), hosts, from(map));
    }

    private static Text text(YamlMap map) {
        return new Text(map.get("en").text(), map.get("fr").text());
    }

    private Provenance from(YamlMap map) {
        YamlValue line = map.get("line");
        if (line.number() < 1) {
            throw line.expected(Text.of("a line of the document, from 1", "une ligne du document, à partir de 1"));
        }
        Id document = map.find("document")
                .map(found -> {
                    Id id = found.as(Id::parse);
                    if (!documents.contains(id)) {
                        throw new InputException(
                                found.where(),
                                Text.of("unknown document \"%s\"", "document inconnu « %s »", id),
                                Nearest.repair(
                                        id.value(),
                                        documents.stream().map(Id::value).toList()));
                    }
                    return id;
                })
                .orElse(documents.getFirst());
        return new Provenance(document, line.number());
    }

    private static LocalDate date(YamlValue value) {
        try {
            return LocalDate.parse(value.text());
        } catch (DateTimeParseException e) {
            throw value.expected(Text.of("a date like 2026-11-24", "une date comme 2026-11-24"));
        }
    }

    private static URI address(YamlValue value) {
        try {
            return URI.create(value.text());
        } catch (IllegalArgumentException e) {
            throw value.expected(
                    Text.of("an address like https://example.com/", "une adresse comme https://example.com/"));
        }
    }

    private static void requireDistinct(YamlValue value, List<Id> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.indexOf(ids.get(i)) < i) {
                throw new InputException(
                        value.where(),
                        Text.of("the id \"%s\" stands twice", "l'identifiant « %s » figure deux fois", ids.get(i)),
                        Text.of("give each its own", "donnez à chacun le sien"));
            }
        }
    }

    private static <T> List<T> each(Optional<YamlValue> list, Function<YamlValue, T> read) {
        return list.map(value -> each(value, read)).orElse(List.of());
    }

    private static <T> List<T> each(YamlValue list, Function<YamlValue, T> read) {
        List<T> result = new ArrayList<>();
        list.list().forEach(value -> result.add(read.apply(value)));
        return result;
    }
}
