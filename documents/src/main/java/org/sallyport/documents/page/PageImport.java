package org.sallyport.documents.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogDiff;
import org.sallyport.core.catalog.Document;
import org.sallyport.core.name.SharedSuffixes;

/**
 * Reads vendors' pages as catalog drafts. Immutable; safe for use by several threads.
 *
 * <p>The page of a draft is known by its language. A page with the very bytes of a document at hand keeps that
 * document's record, so that what has not changed gives the same catalog, to the byte.
 */
public final class PageImport {

    private static final int FEWEST_HOSTS = 3;
    private static final int MOST_LINES = 50_000;
    private static final Pattern PASSWORD =
            Pattern.compile("<input\\b[^>]{0,200}?\\btype\\s*=\\s*[\"']?password", Pattern.CASE_INSENSITIVE);
    private static final Pattern CAPTCHA =
            Pattern.compile("captcha|are you (?:a )?(?:human|robot)|challenge-platform", Pattern.CASE_INSENSITIVE);
    private static final Pattern ERROR = Pattern.compile(
            "\\b(?:400|401|403|404|410|429|500|502|503|504)\\b|not found|forbidden|access denied|bad gateway|service unavailable|introuvable|accès refusé",
            Pattern.CASE_INSENSITIVE);

    private final Vocabulary vocabulary;
    private final HostTokens hosts;

    private PageImport(Vocabulary vocabulary, HostTokens hosts) {
        this.vocabulary = vocabulary;
        this.hosts = hosts;
    }

    public static PageImport of(Vocabulary vocabulary, SharedSuffixes suffixes) {
        return new PageImport(vocabulary, new HostTokens(suffixes));
    }

    /**
     * What a person knows about a page that does not stand in it.
     *
     * @param format where the file does not show it
     * @param language ISO 639-1; where it is left out the page says it, or its headings tell
     * @param address where the vendor publishes it
     * @param read the day on which it was fetched
     */
    public record Details(
            Optional<PageFormat> format, Optional<String> language, Optional<String> address, LocalDate read) {

        public Details {
            language.filter(given -> !given.matches("[a-z]{2}")).ifPresent(given -> {
                throw new InputException(
                        Text.of("\"%s\" is no language", "« %s » n'est pas une langue", given),
                        Text.of("write it like en or fr", "écrivez-la comme en ou fr"));
            });
        }

        /** Nothing but the day. */
        public static Details on(LocalDate read) {
            return new Details(Optional.empty(), Optional.empty(), Optional.empty(), read);
        }
    }

    /**
     * Reads a page.
     *
     * @param fileName for errors, and for its ending
     * @param bytes at most 2 MiB
     * @param shipped the vendor's catalog at hand, which the draft is compared with
     * @throws InputException where the file is no page of this vendor: empty, binary, a log-in page, an error page, or
     *     without the headings, hosts and ports of one
     */
    public ImportReport read(String fileName, byte[] bytes, Details details, Optional<Catalog> shipped) {
        try {
            return read(fileName, PageText.of(bytes), details, shipped);
        } catch (InputException e) {
            throw e.at(Where.in(fileName));
        }
    }

    private ImportReport read(String fileName, PageText text, Details details, Optional<Catalog> shipped) {
        PageFormat format = details.format().orElseGet(() -> PageFormat.of(fileName, text.characters()));
        Page page = format.read(text.characters(), vocabulary::isHeading);
        int lines =
                page.blocks().stream().mapToInt(block -> block.lines().size()).sum();
        if (lines > MOST_LINES) {
            throw new InputException(
                    Text.of(
                            "the page has %d lines; a page has at most %d",
                            "la page a %d lignes ; une page en a au plus %d", lines, MOST_LINES),
                    Text.of("save the page alone", "enregistrez la page seule"));
        }
        List<String> headings = page.blocks().stream()
                .filter(block -> block.kind() == Block.Kind.HEADING)
                .map(Block::text)
                .toList();
        if (headings.stream().noneMatch(heading -> vocabulary.feature(heading).isPresent())) {
            throw noSuchPage(
                    page,
                    text,
                    Text.of(
                            "no heading of %s was found in it",
                            "aucun titre de %s n'y a été trouvé", vocabulary.name()));
        }
        Document record = document(page, text, headings, details, shipped);
        Draft draft = PageReader.read(page, vocabulary, hosts, record);
        long entries = draft.catalog().features().stream()
                .flatMap(feature -> feature.endpoints())
                .count();
        if (entries < FEWEST_HOSTS) {
            throw noSuchPage(page, text, Text.of("it lists %d host names", "elle contient %d noms d'hôtes", entries));
        }
        return new ImportReport(draft, CatalogDiff.between(shipped.orElseGet(this::nothing), draft.catalog()));
    }

    private Document document(
            Page page, PageText text, List<String> headings, Details details, Optional<Catalog> shipped) {
        List<Document> known = shipped.map(Catalog::documents).orElse(List.of());
        Optional<Document> same = known.stream()
                .filter(document -> document.sha256().equals(text.sha256()))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        String language = details.language()
                .or(page::language)
                .or(() -> language(headings))
                .orElseThrow(() -> new InputException(
                        Text.of("the language of the page is not known", "la langue de la page n'est pas connue"),
                        Text.of("say it, as in --language en", "indiquez-la, comme --language fr")));
        Optional<Document> former = known.stream()
                .filter(document -> document.language().equals(language))
                .findFirst();
        return new Document(
                former.map(Document::id).orElseGet(() -> Id.parse(language)),
                page.title().orElse(vocabulary.name()),
                language,
                details.address().or(() -> former.flatMap(Document::address)),
                details.read(),
                text.sha256(),
                List.of());
    }

    /** The language that most headings are in. */
    private Optional<String> language(List<String> headings) {
        Map<String, Integer> votes = new TreeMap<>();
        headings.forEach(
                heading -> vocabulary.language(heading).ifPresent(found -> votes.merge(found, 1, Integer::sum)));
        return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private InputException noSuchPage(Page page, PageText text, Text missing) {
        String title = page.title().orElse("");
        Text found = PASSWORD.matcher(text.characters()).find()
                ? Text.of("this is a log-in page", "c'est une page de connexion")
                : CAPTCHA.matcher(text.characters()).find()
                        ? Text.of("this is a test for robots", "c'est un test anti-robots")
                        : ERROR.matcher(title).find()
                                ? Text.of(
                                        "this is an error page, \"%s\"",
                                        "c'est une page d'erreur, « %s »", Unread.shown(title))
                                : Text.of("this is no page of %s", "ce n'est pas une page de %s", vocabulary.name());
        return new InputException(
                new Text(found.english() + ": " + missing.english(), found.french() + " : " + missing.french()),
                Text.of(
                        "save the page that lists domains and ports, as a browser shows it; headings are known by the vocabulary of %s",
                        "enregistrez la page qui liste domaines et ports, telle qu'un navigateur l'affiche ; les titres sont connus par le vocabulaire de %s",
                        vocabulary.vendor()));
    }

    private Catalog nothing() {
        return new Catalog(
                vocabulary.vendor(), vocabulary.name(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
