package org.sallyport.targets.cilium;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.name.NameSet;

/**
 * What {@code matchName} or {@code matchPattern} means, by the comments of {@code pkg/policy/api/fqdn.go} and {@code
 * pkg/fqdn/matchpattern} in <a href="https://github.com/cilium/cilium">Cilium</a>.
 *
 * @param pattern the same as {@code names}, where a pattern says it
 */
record FqdnSelector(Optional<HostPattern> pattern, NameSet names) {

    static final FqdnSelector EVERYTHING = new FqdnSelector(Optional.empty(), NameSet.all());
    private static final FqdnSelector NOTHING = new FqdnSelector(Optional.empty(), NameSet.none());

    private static final int LONGEST = 255;

    /** Whether the schema of the object takes the text: no empty label, no other character; one dot may end it. */
    static boolean isAccepted(String text, boolean stars) {
        boolean characters = text.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_'
                        || c == '.'
                        || (stars && c == '*'));
        return characters
                && !text.isEmpty()
                && text.length() <= LONGEST
                && !text.startsWith(".")
                && !text.contains("..");
    }

    static FqdnSelector name(String text) {
        return HostName.tryParse(text)
                .map(name -> of(new HostPattern.Exact(name)))
                .orElse(NOTHING);
    }

    /**
     * @param text an accepted one
     * @param anyDepth whether a leading {@code **.} stands for one or more labels, as from 1.19 on
     */
    static FqdnSelector pattern(String text, boolean anyDepth) {
        String lower = lowerAscii(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        if (lower.chars().allMatch(c -> c == '*')) {
            return anyDepth || lower.equals("*") ? EVERYTHING : of(NameSet.like("*", false));
        }
        if (lower.indexOf('*') < 0) {
            return name(lower);
        }
        int stars = 0;
        while (lower.charAt(stars) == '*') {
            stars++;
        }
        String single = lower.replaceAll("\\*+", "*");
        boolean deep = anyDepth && stars > 1 && lower.charAt(stars) == '.';
        if (deep) {
            String rest = single.substring(2);
            if (rest.indexOf('*') < 0) {
                return HostName.tryParse(rest)
                        .map(base ->
                                base.parent().isPresent() ? of(new HostPattern.Below(base)) : of(NameSet.below(base)))
                        .orElse(NOTHING);
            }
            String expression = "^([a-z0-9_-]+\\.)+" + rest.replace(".", "\\.").replace("*", "[a-z0-9_-]*") + "$";
            return HostExpression.tryParse(expression, Set.of(HostExpression.Flag.PERL))
                    .map(found -> of(found.names()))
                    .orElse(EVERYTHING);
        }
        return HostPattern.tryParse(single)
                .filter(pattern -> pattern instanceof HostPattern.Glob glob
                        && !glob.labels().getFirst().equals(LabelGlob.ANY))
                .map(FqdnSelector::of)
                .orElseGet(() -> of(NameSet.like(single, false)));
    }

    private static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder();
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
    }

    private static FqdnSelector of(HostPattern pattern) {
        return new FqdnSelector(Optional.of(pattern), NameSet.of(pattern));
    }

    private static FqdnSelector of(NameSet names) {
        return new FqdnSelector(Optional.empty(), names);
    }
}
