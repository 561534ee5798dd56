package org.sallyport.targets.dnsmasq;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.NameSet;

/**
 * What dnsmasq answers by its {@code server}, {@code local} and {@code address} directives, whose domains decide
 * together.
 */
final class Answers {

    /** What a directive says about its domains. */
    enum Kind {
        /** Asks a server. */
        FORWARDED,
        /** Asks the servers that have no domain: {@code server=/x/#}. */
        DEFAULT_SERVERS,
        /** Knows no such name. */
        LOCAL,
        /** Gives the null address of both kinds: {@code address=/x/#}. */
        NULL,
        /** Gives 0.0.0.0. */
        NULL_4,
        /** Gives ::. */
        NULL_6,
        /** Gives an address that stands in the directive. */
        ADDRESS_4,
        /** The same with an IPv6 address. */
        ADDRESS_6
    }

    /** Whether the servers that have the name are asked. */
    private enum Asked {
        NO,
        PERHAPS,
        YES
    }

    private final Map<Suffix, Set<Kind>> kinds = new HashMap<>();
    private boolean serversOfResolvConf = true;

    void add(Suffix suffix, Kind kind) {
        kinds.computeIfAbsent(suffix, _ -> EnumSet.noneOf(Kind.class)).add(kind);
    }

    /** {@code no-resolv}: what stands in /etc/resolv.conf is asked for nothing. */
    void noServersOfResolvConf() {
        serversOfResolvConf = false;
    }

    /** Names whose IPv4 address a server is asked for. */
    NameSet surely() {
        return forwarded(Kind.ADDRESS_4, Kind.NULL_4, Asked.YES);
    }

    /** Names of which a client can get an address that is not the null address, for all that the text says. */
    NameSet possibly() {
        NameSet four = forwarded(Kind.ADDRESS_4, Kind.NULL_4, Asked.PERHAPS);
        boolean sameForSix = kinds.values().stream()
                .flatMap(Set::stream)
                .noneMatch(kind -> kind != Kind.FORWARDED && kind != Kind.LOCAL && kind != Kind.DEFAULT_SERVERS);
        return sameForSix ? four : four.union(forwarded(Kind.ADDRESS_6, Kind.NULL_6, Asked.PERHAPS));
    }

    /** Whether {@link #surely} and {@link #possibly} are the same: there are no addresses, and no servers elsewhere. */
    boolean isPlain() {
        return !serversOfResolvConf
                && kinds.values().stream()
                        .flatMap(Set::stream)
                        .allMatch(kind -> kind == Kind.FORWARDED || kind == Kind.LOCAL);
    }

    private NameSet forwarded(Kind address, Kind nothing, Asked atLeast) {
        Map<Suffix, Boolean> decisions = new HashMap<>();
        Asked rest = kinds.containsKey(Suffix.EVERY) ? Asked.YES : servers();
        kinds.forEach((suffix, group) -> {
            // dnsmasq looks for a server of names without a dot only where something is about every name
            if (suffix.equals(Suffix.DOTLESS) && rest.compareTo(atLeast) < 0) {
                return;
            }
            Set<Kind> all = suffix.equals(Suffix.EVERY) ? withDefaults(group) : group;
            asked(all, address, nothing).ifPresent(asked -> decisions.put(suffix, asked.compareTo(atLeast) >= 0));
        });
        if (!kinds.containsKey(Suffix.EVERY)) {
            decisions.put(Suffix.EVERY, servers().compareTo(atLeast) >= 0);
        }
        return LongestMatch.yes(decisions);
    }

    private Set<Kind> withDefaults(Set<Kind> group) {
        if (!serversOfResolvConf) {
            return group;
        }
        Set<Kind> more = EnumSet.copyOf(group);
        more.add(Kind.DEFAULT_SERVERS);
        return more;
    }

    /** The order in which dnsmasq looks at what the same domain has; empty where nothing is about this kind of address. */
    private Optional<Asked> asked(Set<Kind> group, Kind address, Kind nothing) {
        if (group.contains(address)) {
            return Optional.of(Asked.PERHAPS);
        }
        if (group.contains(nothing) || group.contains(Kind.NULL)) {
            return Optional.of(Asked.NO);
        }
        if (group.contains(Kind.DEFAULT_SERVERS)) {
            return Optional.of(servers());
        }
        if (group.contains(Kind.FORWARDED)) {
            return Optional.of(Asked.YES);
        }
        return group.contains(Kind.LOCAL) ? Optional.of(Asked.NO) : Optional.empty();
    }

    /** Whether there are servers for names that no directive names. */
    private Asked servers() {
        if (kinds.getOrDefault(Suffix.EVERY, Set.of()).contains(Kind.FORWARDED)) {
            return Asked.YES;
        }
        return serversOfResolvConf ? Asked.PERHAPS : Asked.NO;
    }
}
