package org.sallyport.core.site;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/**
 * Why a name passes at a port of a site, or why it does not. Immutable.
 *
 * @param rules because of which it may pass, the most specific first; none where it is denied
 * @param nearest of a denied name, the rule that comes nearest; empty where none is near
 */
public record Explanation(HostName host, Port port, Verdict verdict, List<Rule> rules, Optional<NearMiss> nearest) {

    private static final Comparator<Rule> MOST_SPECIFIC_FIRST = Comparator.comparingInt(
                    (Rule rule) -> -rule.host().suffix().value().length())
            .thenComparingInt(Explanation::width);

    public Explanation {
        rules = List.copyOf(rules);
    }

    /**
     * Explains one name at one port. Takes time in proportion to the number of rules.
     *
     * @param catalogs those that the allowlist was planned with; a denied name may stand in a part of them that the
     *     site does not have
     */
    public static Explanation of(Allowlist allowlist, Catalogs catalogs, HostName host, Port port) {
        List<Rule> rules = allowlist.rules().stream()
                .filter(rule -> rule.ports().contains(port) && rule.allows(host))
                .sorted(MOST_SPECIFIC_FIRST)
                .toList();
        Verdict verdict = Verdict.of(
                !rules.isEmpty(), isRequired(allowlist, rules, host, true), isRequired(allowlist, rules, host, false));
        Optional<NearMiss> nearest =
                verdict.isAllowed() ? Optional.empty() : NearMiss.find(allowlist, catalogs, host, port);
        return new Explanation(host, port, verdict, rules, nearest);
    }

    /** The reason in words, without the rules. */
    public Text why() {
        return verdict.isAllowed()
                ? verdict.text()
                : nearest.map(NearMiss::why)
                        .orElseGet(() -> Text.of("no rule is near %s", "aucune règle n'est proche de %s", host));
    }

    private static boolean isRequired(Allowlist allowlist, List<Rule> rules, HostName host, boolean wildcards) {
        return rules.stream().anyMatch(rule -> rule.host().matches(host) && allowlist.isRequired(rule, wildcards));
    }

    private static int width(Rule rule) {
        return switch (rule.host()) {
            case HostPattern.Exact exact -> 0;
            case HostPattern.Glob glob -> 1;
            case HostPattern.Below below -> 2;
        };
    }
}
