package org.sallyport.documents.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;

/** Reads the YAML form of a {@link Vocabulary}. */
final class VocabularyYaml {

    private static final int VERSION = 1;

    private VocabularyYaml() {}

    static Vocabulary read(String file, String text) {
        YamlMap map = YamlValue.parse(file, text)
                .map(List.of(
                        "sallyport-vocabulary",
                        "vendor",
                        "name",
                        "regions",
                        "features",
                        "ports",
                        "discovery",
                        "advice",
                        "commands"));
        YamlValue version = map.get("sallyport-vocabulary");
        if (version.number() != VERSION) {
            throw version.expected(Text.of("version %s of vocabularies", "la version %s des vocabulaires", VERSION));
        }
        return new Vocabulary(
                map.get("vendor").as(Id::parse),
                map.get("name").text(),
                map.find("regions").map(list -> list.distinctList(Id::parse)).orElse(List.of()),
                each(map.get("features"), VocabularyYaml::feature),
                headings(map.get("ports")),
                map.find("discovery").map(VocabularyYaml::discovery),
                map.find("advice")
                        .map(list -> each(list, VocabularyYaml::advice))
                        .orElse(List.of()),
                map.find("commands")
                        .map(list -> each(list, VocabularyYaml::command))
                        .orElse(List.of()));
    }

    private static Vocabulary.FeatureWords feature(YamlValue value) {
        YamlMap map = value.map(List.of("id", "name", "always", "headings", "condition"));
        return new Vocabulary.FeatureWords(
                map.get("id").as(Id::parse),
                map.get("name").text(),
                map.find("always").map(YamlValue::flag).orElse(false),
                headings(map.get("headings")),
                map.find("condition").map(VocabularyYaml::condition));
    }

    private static Headings headings(YamlValue value) {
        YamlMap map = value.map(List.of("products", "words"));
        List<List<String>> products = map.find("products")
                .map(list -> each(list, VocabularyYaml::texts))
                .orElse(List.of());
        Map<String, List<String>> words = new HashMap<>();
        map.find("words")
                .ifPresent(languages -> languages.map().entries().forEach((language, list) -> {
                    if (!language.matches("[a-z]{2}")) {
                        throw list.expected(Text.of("a language like en", "une langue comme fr"));
                    }
                    words.put(language, texts(list));
                }));
        if (products.isEmpty() && words.isEmpty()) {
            throw value.expected(Text.of("at least one heading", "au moins un titre"));
        }
        return new Headings(products, words);
    }

    private static Vocabulary.ConditionWords condition(YamlValue value) {
        YamlMap map = value.map(List.of("id", "en", "fr", "tokens"));
        return new Vocabulary.ConditionWords(map.get("id").as(Id::parse), text(map), texts(map.get("tokens")));
    }

    private static Vocabulary.DiscoveryWords discovery(YamlValue value) {
        YamlMap map = value.map(List.of("file", "beginnings"));
        return new Vocabulary.DiscoveryWords(map.get("file").text(), texts(map.get("beginnings")));
    }

    private static Vocabulary.AdviceWords advice(YamlValue value) {
        YamlMap map = value.map(List.of("id", "en", "fr", "early-note", "opening", "names"));
        List<Vocabulary.Sign> signs = new ArrayList<>();
        map.find("early-note").ifPresent(tokens -> signs.add(new Vocabulary.Sign.EarlyNote(texts(tokens))));
        map.find("opening").ifPresent(id -> signs.add(new Vocabulary.Sign.Opening(id.as(Id::parse))));
        map.find("names").ifPresent(host -> signs.add(new Vocabulary.Sign.Names(host.as(HostPattern::parse))));
        if (signs.size() != 1) {
            throw value.expected(
                    Text.of("one of early-note, opening and names", "une des clés early-note, opening et names"));
        }
        return new Vocabulary.AdviceWords(map.get("id").as(Id::parse), text(map), signs.getFirst());
    }

    private static Vocabulary.CommandWords command(YamlValue value) {
        YamlMap map = value.map(List.of("command", "does", "system"));
        YamlValue does = map.get("does");
        boolean request = switch (does.text()) {
            case "request" -> true;
            case "resolve" -> false;
            default -> throw does.expected(Text.of("resolve or request", "resolve ou request"));
        };
        Optional<Id> system = map.find("system").map(id -> id.as(Id::parse));
        return new Vocabulary.CommandWords(map.get("command").text(), request, system);
    }

    private static Text text(YamlMap map) {
        return new Text(map.get("en").text(), map.get("fr").text());
    }

    private static List<String> texts(YamlValue list) {
        return each(list, YamlValue::text);
    }

    private static <T> List<T> each(YamlValue list, Function<YamlValue, T> read) {
        return list.list().stream().map(read).toList();
    }
}
