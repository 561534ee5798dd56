package org.sallyport.documents.page;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;

/**
 * What one vendor's pages are recognised by, in all languages at once: product names, headings, commands, names. It is
 * data, kept in a file a vendor beside the catalogs; nothing about a vendor or a language stands in the code. Immutable.
 *
 * @param vendor the {@link org.sallyport.core.catalog.Catalog#vendor()} of the drafts
 * @param name the vendor's product as people call it
 * @param regions all that an entry may name, in the order in which a catalog lists them
 * @param features in no special order: a draft has them in the order of the page
 * @param ports the headings of the list of ports
 * @param discovery how a page tells to find the servers that no list can name, under whatever heading
 */
public record Vocabulary(
        Id vendor,
        String name,
        List<Id> regions,
        List<FeatureWords> features,
        Headings ports,
        Optional<DiscoveryWords> discovery,
        List<AdviceWords> advice,
        List<CommandWords> commands) {

    /** A feature: what the catalog calls it, and what the page calls it. */
    record FeatureWords(Id id, String name, boolean always, Headings headings, Optional<ConditionWords> condition) {

        private static final int LONGEST_ID = 50;

        /** A feature that no vocabulary has, named by its heading; its id is none of those that are taken. */
        static FeatureWords unknown(Line heading, Set<Id> taken) {
            String plain = Normalizer.normalize(heading.text(), Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}+", "")
                    .toLowerCase(Locale.ROOT);
            String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
            String base = slug.isEmpty() ? "line-" + heading.number() : slug;
            String cut = base.substring(0, Math.min(LONGEST_ID, base.length())).replaceAll("-+$", "");
            Id id = Id.parse(cut);
            for (int i = 2; taken.contains(id); i++) {
                id = Id.parse(cut + "-" + i);
            }
            Headings none = new Headings(List.of(), Map.of());
            return new FeatureWords(id, heading.text(), false, none, Optional.empty());
        }
    }

    /** A condition in our words, and the tokens one of which a sentence has that states it. */
    record ConditionWords(Id id, Text text, List<String> tokens) {}

    /** The log that the page tells to look into, and the texts behind which a server's name stands. */
    record DiscoveryWords(String file, List<String> beginnings) {}

    /** An advice in our words, and how the page's own sentence is recognised. */
    record AdviceWords(Id id, Text text, Sign sign) {}

    /** What tells a sentence without its words. */
    sealed interface Sign {

        /** The first note before the first feature that has one of the tokens. */
        record EarlyNote(List<String> tokens) implements Sign {}

        /** The first paragraph under the heading of a feature, before its list. */
        record Opening(Id feature) implements Sign {}

        /** The first paragraph that names the pattern. */
        record Names(HostPattern pattern) implements Sign {}
    }

    /**
     * A command that tests an endpoint.
     *
     * @param system the one on which it is used; empty for the one that the page named last
     */
    record CommandWords(String command, boolean request, Optional<Id> system) {}

    public Vocabulary {
        regions = List.copyOf(regions);
        features = List.copyOf(features);
        advice = List.copyOf(advice);
        commands = List.copyOf(commands);
    }

    /**
     * Reads the YAML form.
     *
     * @param file the file's name for errors
     * @throws InputException where the text is no vocabulary
     */
    public static Vocabulary read(String file, String text) {
        return VocabularyYaml.read(file, text);
    }

    boolean isHeading(String line) {
        return ports.match(line).isPresent() || feature(line).isPresent();
    }

    Optional<FeatureWords> feature(String heading) {
        return features.stream()
                .filter(feature -> feature.headings().match(heading).isPresent())
                .findFirst();
    }

    /** The language that a heading is in, where it tells. */
    Optional<String> language(String heading) {
        return feature(heading)
                .flatMap(feature -> feature.headings().match(heading))
                .or(() -> ports.match(heading))
                .flatMap(Headings.Match::language);
    }

    /** Whether a sentence has one of the tokens, in upper or lower case. */
    static boolean hasToken(String sentence, List<String> tokens) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        return tokens.stream().anyMatch(token -> lower.contains(token.toLowerCase(Locale.ROOT)));
    }
}
