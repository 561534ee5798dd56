package org.sallyport.targets.dnsmasq;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A set of nftables: {@code inet#sallyport#allowed}, as dnsmasq writes it. */
public record NftSet(String family, String table, String name) {

    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "bridge", "arp", "netdev");

    /** Reads {@code [family#]table#set}; without a family it is {@code ip}, as nft has it. Empty where it is neither. */
    static Optional<NftSet> parse(String text) {
        List<String> parts = List.of(text.split("#", -1));
        if (parts.stream().anyMatch(String::isEmpty)) {
            return Optional.empty();
        }
        return switch (parts.size()) {
            case 2 -> Optional.of(new NftSet("ip", parts.get(0), parts.get(1)));
            case 3 ->
                FAMILIES.contains(parts.get(0))
                        ? Optional.of(new NftSet(parts.get(0), parts.get(1), parts.get(2)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    NftSet suffixed(String suffix) {
        return new NftSet(family, table, name + suffix);
    }

    @Override
    public String toString() {
        return family + "#" + table + "#" + name;
    }
}
