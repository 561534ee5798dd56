package org.sallyport.targets.cilium;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Line;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.PortNames;
import org.sallyport.targets.YamlText;

/**
 * The ports of a rule.
 *
 * @param at where the rule holds at most
 * @param certain whether it holds there in every case
 * @param lookups the names whose lookups go through the DNS proxy, where there is a rule for it
 */
record CiliumPorts(PortNames.At at, boolean certain, Optional<List<YamlValue>> lookups) {

    /** The ports of a rule; empty where it has none that carry connections to names. */
    static Optional<CiliumPorts> of(YamlMap rule, YamlText text) {
        Optional<YamlValue> toPorts = YamlText.find(rule, "toPorts");
        if (toPorts.isEmpty()) {
            return Optional.of(new CiliumPorts(PortNames.At.EVERYWHERE, true, Optional.empty()));
        }
        if (toPorts.get().list().isEmpty()) {
            text.is(toPorts.get().where(), Line.State.NOT_SUPPORTED, EMPTY);
            return Optional.of(new CiliumPorts(PortNames.At.EVERYWHERE, false, Optional.empty()));
        }
        PortNames.At at = PortNames.At.ports(Set.of());
        boolean certain = true;
        List<YamlValue> lookups = new ArrayList<>();
        for (YamlValue value : toPorts.get().list()) {
            CiliumPorts ports = portRule(value.map(), text);
            at = at.and(ports.at);
            certain &= ports.certain;
            ports.lookups.ifPresent(lookups::addAll);
        }
        return Optional.of(new CiliumPorts(at, certain, lookups.isEmpty() ? Optional.empty() : Optional.of(lookups)));
    }

    private static CiliumPorts portRule(YamlMap rule, YamlText text) {
        boolean certain = text.account(
                rule, Set.of("ports", "rules"), Set.of("serverNames", "listener", "originatingTLS", "terminatingTLS"));
        PortNames.At at = PortNames.At.ports(Set.of());
        List<YamlValue> ports = YamlText.list(rule, "ports");
        if (ports.isEmpty()) {
            at = PortNames.At.EVERYWHERE;
        }
        for (YamlValue value : ports) {
            Optional<PortNames.At> port = port(value.map(), text);
            certain &= port.isPresent();
            at = at.and(port.orElse(PortNames.At.EVERYWHERE));
        }
        Optional<YamlMap> rules = YamlText.find(rule, "rules").map(YamlValue::map);
        certain &= rules.map(found -> text.account(found, Set.of("dns"), Set.of("http", "kafka", "l7", "l7proto")))
                .orElse(true);
        boolean asksDns = at.everywhere()
                || at.ports().contains(new Port(Port.Transport.UDP, 53))
                || at.ports().contains(Port.tcp(53));
        return new CiliumPorts(at, certain, rules.filter(_ -> asksDns).map(found -> YamlText.list(found, "dns")));
    }

    /** Empty, with a mark on its line, where the port is not known. */
    private static Optional<PortNames.At> port(YamlMap port, YamlText text) {
        boolean known = text.account(port, Set.of("port", "endPort", "protocol"), Set.of());
        YamlValue value = port.get("port");
        String protocol = YamlText.find(port, "protocol").map(YamlValue::text).orElse("ANY");
        if (!value.text().matches("[0-9]{1,5}")) {
            text.is(value.where(), Line.State.NOT_SUPPORTED, NAMED);
            return Optional.empty();
        }
        int first = Integer.parseInt(value.text());
        int last = YamlText.find(port, "endPort").map(YamlValue::number).orElse(first);
        if (first == 0 && protocol.equals("ANY") && known) {
            return Optional.of(PortNames.At.EVERYWHERE);
        }
        boolean inRange = first >= 1 && last <= 65_535 && last - first <= PortNames.WIDEST_RANGE;
        if (!inRange || !known) {
            text.is(value.where(), Line.State.NOT_SUPPORTED, RANGE);
            return Optional.empty();
        }
        Set<Port> ports = new TreeSet<>();
        for (int number = first; number <= Math.max(first, last); number++) {
            if (protocol.equals("TCP") || protocol.equals("ANY") || protocol.isEmpty()) {
                ports.add(Port.tcp(number));
            }
            if (protocol.equals("UDP") || protocol.equals("ANY") || protocol.isEmpty()) {
                ports.add(new Port(Port.Transport.UDP, number));
            }
        }
        return Optional.of(PortNames.At.ports(ports));
    }

    private static final Text EMPTY = Text.of(
            "what an empty list of ports lets through is not documented",
            "la documentation ne dit pas ce que laisse passer une liste de ports vide");
    private static final Text NAMED =
            Text.of("the number of a named port is the pods' own affair", "le numéro d'un port nommé dépend des pods");
    private static final Text RANGE =
            Text.of("such a range of ports is not modelled", "une telle plage de ports n'est pas modélisée");
}
