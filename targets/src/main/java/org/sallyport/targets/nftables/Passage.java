package org.sallyport.targets.nftables;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.targets.dnsmasq.DnsmasqConf;
import org.sallyport.targets.dnsmasq.NftSet;

/** Sends the first packet of a connection through the chains: to the addresses of which names is it let through? */
final class Passage {

    private final Ruleset ruleset;
    private final DnsmasqConf conf;
    private final Set<String> hooks;
    private final boolean sixPasses;
    /** Every address: whose name is resolved passes with it, and so may any other. */
    private final NameBounds resolved;

    private final Map<NameSet, NameBounds> sets = new HashMap<>();
    /** By what holds of all rules: many ports have the same names. */
    private final Map<List<Service.Holds>, NameSet> surely = new HashMap<>();

    private final Map<List<Service.Holds>, NameSet> possibly = new HashMap<>();

    /** @param ports those that the rules name */
    Passage(Ruleset ruleset, DnsmasqConf conf, Collection<Port> ports) {
        this.ruleset = ruleset;
        this.conf = conf;
        this.resolved = new NameBounds(conf.surely(), NameSet.all());
        this.hooks = ruleset.chains().stream()
                .map(Ruleset.Chain::hook)
                .filter(Ruleset.HOOKS::contains)
                .collect(Collectors.toSet());
        this.sixPasses = Stream.concat(
                        ports.stream().<Function<Service, Service.Holds>>map(port -> service -> service.at(port)),
                        Stream.of(Service::elsewhere))
                .anyMatch(at -> !some(6, at).possibly().isEmpty());
    }

    /**
     * Names that pass in every case: they are resolved, and their IPv4 addresses pass, and those of IPv6 as well where
     * the rules let any of these through.
     */
    NameSet surely(Function<Service, Service.Holds> at) {
        return surely.computeIfAbsent(holds(at), _ -> {
            NameSet four = every(4, at).surely();
            return sixPasses ? NameBounds.intersection(four, every(6, at).surely()) : four;
        });
    }

    /** Names that pass by one kind of address, in some case. */
    NameSet possibly(Function<Service, Service.Holds> at) {
        return possibly.computeIfAbsent(
                holds(at),
                _ -> NameBounds.union(some(4, at).possibly(), some(6, at).possibly()));
    }

    private List<Service.Holds> holds(Function<Service, Service.Holds> at) {
        return ruleset.chains().stream()
                .flatMap(chain -> chain.rules().stream())
                .map(rule -> at.apply(rule.service()))
                .toList();
    }

    /** What passes at all hooks that the rules have. */
    private NameBounds every(int version, Function<Service, Service.Holds> at) {
        return hooks.stream()
                .map(hook -> through(hook, version, at))
                .reduce(NameBounds::and)
                .orElse(resolved);
    }

    /** What passes at one of the hooks: a client's packets go through one, those of the machine through the other. */
    private NameBounds some(int version, Function<Service, Service.Holds> at) {
        return hooks.isEmpty()
                ? resolved
                : hooks.stream().map(hook -> through(hook, version, at)).reduce(NameBounds.NONE, NameBounds::or);
    }

    /** What all chains of the hook let through; without one, everything passes. */
    private NameBounds through(String hook, int version, Function<Service, Service.Holds> at) {
        return ruleset.chains().stream()
                .filter(chain -> chain.hook().equals(hook) && chain.sees(version))
                .map(chain -> through(chain, version, at))
                .reduce(NameBounds::and)
                .orElse(resolved);
    }

    private NameBounds through(Ruleset.Chain chain, int version, Function<Service, Service.Holds> at) {
        NameBounds accepted = NameBounds.NONE;
        NameBounds dropped = NameBounds.NONE;
        for (FilterRule rule : upToTheLastAccept(chain)) {
            Service.Holds holds = at.apply(rule.service());
            boolean counts = rule.verdict() != FilterRule.Verdict.NONE
                    && holds != Service.Holds.NO
                    && (rule.version() == 0 || rule.version() == version);
            if (counts) {
                boolean accepts = rule.verdict() == FilterRule.Verdict.ACCEPT;
                NameBounds all = rule.set().map(set -> in(set, version)).orElse(accepts ? resolved : NameBounds.ALL);
                NameBounds about = rule.open() || holds == Service.Holds.PERHAPS ? all.open() : all;
                switch (rule.verdict()) {
                    case ACCEPT -> accepted = accepted.or(about.without(dropped));
                    case DROP -> dropped = dropped.or(about.without(accepted));
                    case UNKNOWN -> dropped = dropped.or(NameBounds.ALL.open());
                    case NONE -> {}
                }
            }
        }
        return chain.drops() ? accepted : accepted.or(resolved.without(dropped));
    }

    /** What is dropped behind it would be dropped anyway, and the names that are left are many to compute. */
    private static List<FilterRule> upToTheLastAccept(Ruleset.Chain chain) {
        int end = chain.rules().size();
        while (chain.drops() && end > 0 && chain.rules().get(end - 1).verdict() != FilterRule.Verdict.ACCEPT) {
            end--;
        }
        return chain.rules().subList(0, end);
    }

    /** Names whose addresses dnsmasq puts into the set when it resolves them. */
    private NameBounds in(NftSet set, int version) {
        NameSet fed = conf.fed(version, set);
        // mostly both kinds of addresses go to sets side by side
        return sets.computeIfAbsent(fed, _ -> NameBounds.of(fed).and(new NameBounds(conf.surely(), conf.possibly())));
    }
}
