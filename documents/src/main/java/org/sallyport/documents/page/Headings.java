package org.sallyport.documents.page;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The headings by which a part of a page is recognised. Case, punctuation and a number in front do not count.
 * Immutable.
 */
final class Headings {

    /**
     * A heading that was recognised.
     *
     * @param language that it is in; empty for product names, which are the same in all, and for words that two
     *     languages write alike
     */
    record Match(Optional<String> language) {}

    private static final int LONGEST = 160;
    private static final Pattern NUMBER = Pattern.compile("^[0-9]{1,3}(?:\\.[0-9]{1,3}){0,5}[.)]? +");
    private static final Pattern SIGNS = Pattern.compile("[\\p{P}\\p{Cf}`]+");
    private static final String JOINED_BY = " ?\\S{0,5} ?";

    private final List<Pattern> products;
    private final Map<String, Set<String>> languages = new HashMap<>();

    /**
     * @param products each a list of product names that the heading consists of, with whatever short word joins them
     * @param words headings in one language, by ISO 639-1
     */
    Headings(List<List<String>> products, Map<String, List<String>> words) {
        this.products = products.stream()
                .map(names -> Pattern.compile(
                        names.stream().map(name -> Pattern.quote(folded(name))).collect(Collectors.joining(JOINED_BY))))
                .toList();
        words.forEach((language, headings) -> headings.forEach(heading -> languages
                .computeIfAbsent(folded(heading), text -> new HashSet<>())
                .add(language)));
    }

    Optional<Match> match(String heading) {
        if (heading.length() > LONGEST) {
            return Optional.empty();
        }
        String text = folded(heading);
        if (products.stream().anyMatch(product -> product.matcher(text).matches())) {
            return Optional.of(new Match(Optional.empty()));
        }
        return Optional.ofNullable(languages.get(text))
                .map(found -> new Match(found.size() == 1 ? found.stream().findFirst() : Optional.empty()));
    }

    private static String folded(String text) {
        String plain =
                Normalizer.normalize(Line.folded(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Line.folded(SIGNS.matcher(NUMBER.matcher(plain).replaceFirst("")).replaceAll(" "));
    }
}
