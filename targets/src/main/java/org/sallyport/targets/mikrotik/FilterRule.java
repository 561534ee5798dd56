package org.sallyport.targets.mikrotik;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;

/**
 * A rule of the chain forward, as far as names need it.
 *
 * @param always whether it holds for every client
 * @param ports empty for all
 * @param list the destination's address list; empty for every destination
 */
record FilterRule(boolean accepts, boolean always, Set<Port> ports, Optional<String> list) {

    private static final Set<String> LIMITING = Set.of(
            "src-address",
            "src-address-list",
            "src-mac-address",
            "in-interface",
            "in-interface-list",
            "out-interface",
            "out-interface-list",
            "connection-nat-state",
            "ipsec-policy",
            "time");
    private static final Set<String> KNOWN = Set.of(
            "chain",
            "action",
            "protocol",
            "dst-port",
            "dst-address-list",
            "connection-state",
            "comment",
            "disabled",
            "log",
            "log-prefix",
            "reject-with",
            "hw-offload");

    /** @return empty where the rule has something that is not modelled */
    static Optional<FilterRule> of(Command add) {
        boolean known = add.words().isEmpty()
                && add.values().keySet().stream().allMatch(name -> KNOWN.contains(name) || LIMITING.contains(name));
        String list = add.value("dst-address-list").orElse("");
        Optional<Set<Port>> ports = ports(add);
        boolean states = add.value("connection-state")
                .filter(state -> state.contains("!"))
                .isEmpty();
        if (!known || list.startsWith("!") || ports.isEmpty() || !states) {
            return Optional.empty();
        }
        boolean always = add.values().keySet().stream().noneMatch(LIMITING::contains)
                && (add.value("protocol").isEmpty() || !ports.get().isEmpty());
        return action(add)
                .map(accepts -> new FilterRule(
                        accepts, always, ports.get(), Optional.of(list).filter(named -> !named.isEmpty())));
    }

    private static Optional<Boolean> action(Command add) {
        return switch (add.value("action").orElse("accept")) {
            case "accept", "fasttrack-connection" -> Optional.of(true);
            case "drop", "reject", "tarpit" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<Port>> ports(Command add) {
        String protocol = add.value("protocol").orElse("");
        Optional<String> spelled = add.value("dst-port");
        if (!Set.of("", "tcp", "udp", "6", "17").contains(protocol) || (protocol.isEmpty() && spelled.isPresent())) {
            return Optional.empty();
        }
        String suffix = protocol.equals("udp") || protocol.equals("17") ? "/udp" : "";
        List<Optional<Port>> ports = spelled.stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(port -> Port.tryParse(port + suffix))
                .toList();
        return ports.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new HashSet<>(ports.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }
}
