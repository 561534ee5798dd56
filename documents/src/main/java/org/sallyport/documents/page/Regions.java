package org.sallyport.documents.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.Id;

/**
 * Which region an entry serves: the one that it names, if the same list has the same entry with another region in its
 * place. A name that stands alone with its region serves everybody.
 */
final class Regions {

    private static final String PLACE = "{region}";

    private record Variant(int list, String shape) {}

    private record Named(Id region, Variant variant) {}

    private final Map<Entry, Named> named = new HashMap<>();
    private final Map<Variant, Set<Id>> regions = new HashMap<>();

    private Regions() {}

    static Regions of(List<Id> known, List<Entry> entries) {
        Regions result = new Regions();
        List<Pattern> patterns = known.stream()
                .map(region -> Pattern.compile("(?<![a-z0-9])" + Pattern.quote(region.value()) + "(?![a-z0-9])"))
                .toList();
        for (Entry entry : entries) {
            String text = entry.pattern().toString();
            for (int i = 0; i < known.size(); i++) {
                String shape = patterns.get(i).matcher(text).replaceAll(PLACE);
                if (!shape.equals(text)) {
                    Variant variant = new Variant(entry.list(), shape);
                    result.named.put(entry, new Named(known.get(i), variant));
                    result.regions
                            .computeIfAbsent(variant, v -> new HashSet<>())
                            .add(known.get(i));
                    break;
                }
            }
        }
        return result;
    }

    Optional<Id> of(Entry entry) {
        return Optional.ofNullable(named.get(entry))
                .filter(name -> regions.getOrDefault(name.variant, Set.of()).size() > 1)
                .map(Named::region);
    }
}
