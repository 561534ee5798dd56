package org.sallyport.targets.pac;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.NameSet;

/** The regular expressions of a script, each computed once, and no more of them than can be borne. */
final class Expressions {

    static final int MOST = 6_000;

    /**
     * Of those that count characters, one of a dozen characters can take some tenths of a second; stars after classes,
     * which is all that most lists need, take a thousandth.
     */
    static final int MOST_COUNTING = 200;

    private final Map<Value.Pattern, Optional<NameSet>> known = new HashMap<>();
    private int counting;

    /** The names in which the expression is found; empty where it is not supported or one too many. */
    Optional<NameSet> names(Value.Pattern pattern) {
        Optional<NameSet> before = known.get(pattern);
        if (before != null) {
            return before;
        }
        counting += counts(pattern.source()) ? 1 : 0;
        Optional<NameSet> names = known.size() >= MOST || counting > MOST_COUNTING ? Optional.empty() : read(pattern);
        known.put(pattern, names);
        return names;
    }

    private static boolean counts(String source) {
        String rest = source.replaceAll("\\\\.", "").replaceAll("(\\[[^\\]]*\\]|\\.)[*+]", "");
        return rest.chars().anyMatch(c -> c == '.' || c == '[' || c == '{');
    }

    private static Optional<NameSet> read(Value.Pattern pattern) {
        Set<HostExpression.Flag> flags = EnumSet.of(HostExpression.Flag.PERL);
        if (pattern.flags().equals("i")) {
            flags.add(HostExpression.Flag.IGNORE_CASE);
        }
        return HostExpression.tryParse(pattern.source(), flags).map(HostExpression::names);
    }
}
