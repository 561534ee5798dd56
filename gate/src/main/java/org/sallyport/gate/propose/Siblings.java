package org.sallyport.gate.propose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;

/**
 * Names that differ only in the digits of one label, {@code cdn-7.example.com} and {@code cdn-12.example.com}, and the pattern
 * that stands for them, {@code cdn-*.example.com}. It stands for more: a star is any letters, not only digits. Immutable.
 *
 * @param names two or more, sorted, asked for at the same ports
 * @param hits those of all names
 * @param provider the domain below which anybody could obtain a name that the pattern stands for
 */
public record Siblings(HostPattern pattern, Ports ports, List<HostName> names, long hits, Optional<HostName> provider) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    public Siblings {
        names = List.copyOf(names);
    }

    private record Family(String front, String label, String rest, Ports ports) {}

    /** Those among the names; each name in one family, the largest first. */
    static List<Siblings> among(List<Seen> names, SharedSuffixes suffixes) {
        Map<Family, Map<HostName, Seen>> families = new LinkedHashMap<>();
        for (Seen seen : names) {
            List<String> labels = seen.host().labels();
            // the last two have no star in any pattern
            for (int i = 0; i < labels.size() - 2; i++) {
                String stars = DIGITS.matcher(labels.get(i)).replaceAll("*");
                if (stars.contains("*") && !stars.equals("*") && !labels.get(i).startsWith("xn--")) {
                    Family family = new Family(
                            String.join(".", labels.subList(0, i)),
                            stars,
                            String.join(".", labels.subList(i + 1, labels.size())),
                            seen.ports());
                    families.computeIfAbsent(family, any -> new LinkedHashMap<>())
                            .put(seen.host(), seen);
                }
            }
        }
        Set<HostName> taken = new LinkedHashSet<>();
        List<Siblings> found = new ArrayList<>();
        families.entrySet().stream()
                .filter(family -> family.getValue().size() > 1)
                .sorted(Comparator.comparingInt(family -> -family.getValue().size()))
                .forEach(family -> {
                    List<Seen> left = family.getValue().values().stream()
                            .filter(seen -> !taken.contains(seen.host()))
                            .toList();
                    if (left.size() > 1) {
                        of(family.getKey(), left, suffixes).ifPresent(siblings -> {
                            taken.addAll(siblings.names);
                            found.add(siblings);
                        });
                    }
                });
        return found;
    }

    private static Optional<Siblings> of(Family family, List<Seen> members, SharedSuffixes suffixes) {
        int place = family.front.isEmpty()
                ? 0
                : (int) family.front.chars().filter(c -> c == '.').count() + 1;
        String label = starred(
                members.stream().map(seen -> seen.host().labels().get(place)).toList());
        return HostPattern.tryParse((family.front.isEmpty() ? "" : family.front + ".") + label + "." + family.rest)
                .filter(pattern -> !suffixes.isRegistry(pattern.suffix()))
                .map(pattern -> new Siblings(
                        pattern,
                        family.ports,
                        members.stream().map(Seen::host).sorted().toList(),
                        members.stream().mapToLong(seen -> seen.count().hits()).sum(),
                        members.stream()
                                .flatMap(seen -> seen.provider().stream())
                                .findFirst()
                                .or(() -> suffixes.openedBy(pattern))));
    }

    /** The label with a star for each number that is not the same in all of them. */
    private static String starred(List<String> labels) {
        List<List<String>> numbers = labels.stream()
                .map(label ->
                        DIGITS.matcher(label).results().map(MatchResult::group).toList())
                .toList();
        List<String> first = numbers.getFirst();
        String[] letters = DIGITS.split(labels.getFirst(), -1);
        StringBuilder starred = new StringBuilder(letters[0]);
        for (int i = 0; i < first.size(); i++) {
            int at = i;
            boolean same = numbers.stream().allMatch(each -> each.get(at).equals(first.get(at)));
            starred.append(same ? first.get(i) : "*").append(letters[i + 1]);
        }
        return starred.toString();
    }
}
