package org.sallyport.core.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A set of names spelled as patterns, as far as patterns can spell it: what a device lets through, in the words of a site
 * file. Immutable.
 *
 * @param patterns each of them lies in the set
 * @param rest the names of the set that none of the patterns matches
 */
public record Spelled(List<HostPattern> patterns, NameSet rest) {

    public Spelled {
        patterns = List.copyOf(patterns);
    }

    /**
     * Spells a set: each time the widest pattern around a shortest name that is left.
     *
     * @param most patterns at most
     */
    public static Spelled of(NameSet names, int most) {
        List<HostPattern> patterns = new ArrayList<>();
        NameSet rest = names;
        for (Optional<HostName> name = rest.witness();
                name.isPresent() && patterns.size() < most;
                name = rest.witness()) {
            HostPattern widest = widest(name.get(), names);
            patterns.add(widest);
            rest = rest.minus(NameSet.of(widest));
        }
        return new Spelled(patterns, rest);
    }

    private static HostPattern widest(HostName name, NameSet names) {
        Predicate<HostPattern> lies = pattern -> NameSet.of(pattern).isSubsetOf(names);
        Optional<HostPattern> below = Optional.empty();
        for (Optional<HostName> base = name.parent();
                base.isPresent();
                base = base.get().parent()) {
            Optional<HostPattern> wider =
                    HostPattern.tryParse("*." + base.get()).filter(lies);
            below = wider.isPresent() ? wider : below;
        }
        return withStars(below.orElseGet(() -> new HostPattern.Exact(name)), lies);
    }

    /** Puts stars before or in the place of letters, one after the other, as long as their names lie in the set. */
    private static HostPattern withStars(HostPattern pattern, Predicate<HostPattern> lies) {
        HostPattern widest = pattern;
        for (int at = 0; at <= widest.toString().length(); at++) {
            String text = widest.toString();
            String before = text.substring(0, at) + "*";
            boolean letter = at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '*';
            boolean besideStar = before.endsWith("**") || text.startsWith("*", at);
            if (!besideStar) {
                widest = Stream.of(
                                letter ? before + text.substring(at + 1) : before + text.substring(at),
                                before + text.substring(at))
                        .flatMap(wider -> HostPattern.tryParse(wider).stream())
                        .filter(lies)
                        .findFirst()
                        .orElse(widest);
            }
        }
        return widest;
    }
}
