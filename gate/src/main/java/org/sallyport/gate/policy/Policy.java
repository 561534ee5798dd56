package org.sallyport.gate.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostMatcher;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Explanation;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.Site;

/**
 * One version of what a gate lets through: the {@code may} of a site, with the apex of each wildcard, and without what a
 * document offers for devices that know no star inside a label: that may be everybody's storage. Immutable; safe for use
 * by several threads.
 */
public final class Policy {

    private final Allowlist allowlist;
    private final Catalogs catalogs;
    private final String version;
    private final Map<Port, HostMatcher> byPort = new HashMap<>();
    private final HostMatcher anywhere;
    private final Map<HostPattern, List<Rule>> rules = new HashMap<>();
    private final List<Site.Addition> inner;

    /**
     * @param catalogs those that the allowlist was planned with
     * @param version names this version in records
     */
    public Policy(Allowlist allowlist, Catalogs catalogs, String version) {
        this.allowlist = allowlist;
        this.catalogs = catalogs;
        this.version = version;
        Map<Port, Set<HostPattern>> patterns = new HashMap<>();
        for (Rule rule : allowlist.rules()) {
            if (rule.form() == Rule.Form.WIDER) {
                continue;
            }
            add(rule.host(), rule, patterns);
            if (rule.host() instanceof HostPattern.Below(HostName base)) {
                add(new HostPattern.Exact(base), rule, patterns);
            }
        }
        Map<Set<HostPattern>, HostMatcher> built = new HashMap<>();
        patterns.forEach((port, hosts) -> byPort.put(port, built.computeIfAbsent(hosts, HostMatcher::of)));
        anywhere = built.size() == 1 ? built.values().iterator().next() : HostMatcher.of(rules.keySet());
        inner = allowlist.site().also().stream()
                .filter(addition -> !addition.addresses().isEmpty())
                .toList();
    }

    private void add(HostPattern host, Rule rule, Map<Port, Set<HostPattern>> patterns) {
        List<Rule> before = rules.get(host);
        List<Rule> now = before == null ? List.of(rule) : appended(before, rule);
        rules.put(host, now);
        for (Port port : rule.ports().list()) {
            patterns.computeIfAbsent(port, any -> new HashSet<>()).add(host);
        }
    }

    private static List<Rule> appended(List<Rule> rules, Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return List.copyOf(more);
    }

    /** The rule that lets a name through at a port, the most specific one. */
    public Optional<Rule> rule(HostName host, Port port) {
        HostMatcher matcher = byPort.get(port);
        if (matcher == null || !matcher.matches(host)) {
            return Optional.empty();
        }
        return matcher.match(host)
                .flatMap(pattern -> rules.getOrDefault(pattern, List.of()).stream()
                        .filter(rule -> rule.ports().contains(port))
                        .findFirst());
    }

    /** Whether a name is let through at any port. */
    public boolean knows(HostName host) {
        return anywhere.matches(host);
    }

    /** Whether the site lets a name lie at an address that is not public. */
    public boolean permits(HostName host, InetAddress address) {
        return inner.stream()
                .anyMatch(addition -> allows(addition.host(), host)
                        && addition.addresses().stream().anyMatch(network -> network.contains(address)));
    }

    private static boolean allows(HostPattern pattern, HostName host) {
        return pattern.matches(host) || (pattern instanceof HostPattern.Below(HostName base) && base.equals(host));
    }

    /** Why a name is let through, or what is nearest to it. Takes time in proportion to the number of rules. */
    public Explanation explain(HostName host, Port port) {
        return Explanation.of(allowlist, catalogs, host, port);
    }

    public Allowlist allowlist() {
        return allowlist;
    }

    /** Names this version in records. */
    public String version() {
        return version;
    }
}
