package org.sallyport.targets.suricata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.NameSet;

/** What was worked out of the rules of a file: most conditions stand in it twice, for TLS and for HTTP. Used by one thread. */
final class KnownNames {

    private record Expression(String text, Set<HostExpression.Flag> flags) {}

    private final Map<Expression, Optional<NameSet>> expressions = new HashMap<>();
    private final Map<List<Object>, Matched> matched = new HashMap<>();
    private final Map<Matched, NameSet> names = new HashMap<>();

    /** The names in which an expression is found; nothing where it is not understood. */
    Optional<NameSet> expression(String text, Set<HostExpression.Flag> flags) {
        return expressions.computeIfAbsent(
                new Expression(text, Set.copyOf(flags)),
                key -> HostExpression.tryParse(key.text, key.flags).map(HostExpression::names));
    }

    /** What some conditions match. */
    Matched matched(List<Object> conditions, Supplier<Matched> worked) {
        return matched.computeIfAbsent(List.copyOf(conditions), _ -> worked.get());
    }

    NameSet names(Matched of) {
        return names.computeIfAbsent(of, Matched::names);
    }
}
