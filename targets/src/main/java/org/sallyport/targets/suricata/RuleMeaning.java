package org.sallyport.targets.suricata;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/**
 * What a rule means for the names that clients reach.
 *
 * @param rules what it does; nothing where it has no part in that
 * @param names those that its line lets through
 */
record RuleMeaning(Line.State state, Optional<Text> remark, List<Rule> rules, NameSet names) {

    private static final Set<Traffic> TCP = EnumSet.of(Traffic.TLS, Traffic.HTTP, Traffic.OTHER_TCP);

    /** Protocols of rules, and the traffic in which each lies. */
    private static final Map<String, Set<Traffic>> PROTOCOLS = Map.ofEntries(
            Map.entry("ip", EnumSet.allOf(Traffic.class)),
            Map.entry("tcp", TCP),
            Map.entry("tcp-pkt", TCP),
            Map.entry("tcp-stream", TCP),
            Map.entry("udp", Set.of(Traffic.UDP)),
            Map.entry("tls", Set.of(Traffic.TLS)),
            Map.entry("http", Set.of(Traffic.HTTP)),
            Map.entry("http1", Set.of(Traffic.HTTP)));

    /** In these, clients ask for something else than a connection to a name. */
    private static final Set<String> WITHOUT_CONNECTIONS =
            Set.of("dns", "icmp", "icmpv4", "icmpv6", "ntp", "dhcp", "ike", "snmp", "sctp");

    /** Each is a part of the traffic that is not told apart here. */
    private static final Map<String, Set<Traffic>> PARTS = Map.ofEntries(
            Map.entry("http2", Set.of(Traffic.OTHER_TCP)),
            Map.entry("ssh", Set.of(Traffic.OTHER_TCP)),
            Map.entry("smtp", Set.of(Traffic.OTHER_TCP)),
            Map.entry("ftp", Set.of(Traffic.OTHER_TCP)),
            Map.entry("ftp-data", Set.of(Traffic.OTHER_TCP)),
            Map.entry("imap", Set.of(Traffic.OTHER_TCP)),
            Map.entry("smb", Set.of(Traffic.OTHER_TCP)),
            Map.entry("rdp", Set.of(Traffic.OTHER_TCP)),
            Map.entry("rfb", Set.of(Traffic.OTHER_TCP)),
            Map.entry("mqtt", Set.of(Traffic.OTHER_TCP)),
            Map.entry("telnet", Set.of(Traffic.OTHER_TCP)),
            Map.entry("dcerpc", Set.of(Traffic.OTHER_TCP, Traffic.UDP)),
            Map.entry("krb5", Set.of(Traffic.OTHER_TCP, Traffic.UDP)),
            Map.entry("nfs", Set.of(Traffic.OTHER_TCP, Traffic.UDP)),
            Map.entry("sip", Set.of(Traffic.OTHER_TCP, Traffic.UDP)),
            Map.entry("tftp", Set.of(Traffic.UDP)),
            Map.entry("quic", Set.of(Traffic.UDP)));

    private static final Pattern PASSES = Pattern.compile("pass");
    private static final Pattern DROPS = Pattern.compile("drop|reject|rejectsrc|rejectdst|rejectboth");

    RuleMeaning {
        rules = List.copyOf(rules);
    }

    /** @param ports the rule's, where they are understood */
    static RuleMeaning of(RuleText rule, Optional<PortSpec> ports, KnownNames known) {
        String action = Content.lower(rule.action());
        boolean passes = PASSES.matcher(action).matches();
        if (!passes && !DROPS.matcher(action).matches()) {
            return action.matches("alert|config")
                    ? nothing(Line.State.IRRELEVANT, Optional.empty())
                    : nothing(Line.State.WRONG, Optional.of(ACTION));
        }
        if (!rule.direction().equals("->") && !rule.direction().equals("<>")) {
            return nothing(Line.State.WRONG, Optional.of(DIRECTION));
        }
        if (WITHOUT_CONNECTIONS.contains(rule.protocol())) {
            return nothing(Line.State.IRRELEVANT, Optional.of(NO_CONNECTION));
        }
        Optional<Set<Traffic>> part = Optional.ofNullable(PARTS.get(rule.protocol()));
        Optional<Set<Traffic>> traffic = part.or(() -> Optional.ofNullable(PROTOCOLS.get(rule.protocol())));
        if (traffic.isEmpty()) {
            return nothing(Line.State.WRONG, Optional.of(PROTOCOL));
        }
        RuleOptions options = RuleOptions.of(rule, known);
        if (options.isWrong()) {
            return nothing(Line.State.WRONG, Optional.of(options.refusal()));
        }
        Optional<Text> open = part.isPresent()
                ? Optional.of(PART)
                : ports.isEmpty()
                        ? Optional.of(PORTS)
                        : !isClient(rule.source(), rule.sourcePorts()) || !isServer(rule.destination())
                                ? Optional.of(ADDRESSES)
                                : rule.direction().equals("<>") ? Optional.of(BOTH_WAYS) : options.open();
        return meaning(passes, traffic.get(), ports.orElse(PortSpec.ANY), options, open, rule.protocol(), known);
    }

    private static RuleMeaning meaning(
            boolean passes,
            Set<Traffic> traffic,
            PortSpec ports,
            RuleOptions options,
            Optional<Text> open,
            String protocol,
            KnownNames known) {
        Set<Traffic> certainly = EnumSet.noneOf(Traffic.class);
        certainly.addAll(options.certainly(traffic));
        Set<Traffic> perhaps = EnumSet.noneOf(Traffic.class);
        perhaps.addAll(options.perhaps(traffic));
        boolean packets = protocol.matches("ip|tcp|tcp-pkt|udp");
        if (!passes && packets && options.none()) {
            // such a rule is asked about the first packet of a flow and never again
            certainly.retainAll(Set.of(Traffic.UDP));
            perhaps.addAll(traffic);
            perhaps.remove(Traffic.UDP);
        }
        boolean handshake = options.handshake() && packets && !protocol.equals("udp");
        boolean early = !passes && !packets && options.handshake();
        Matched names = options.names();
        List<Rule> rules = new ArrayList<>();
        if (!certainly.isEmpty() || handshake) {
            rules.add(new Rule(passes, certainly, handshake, early, ports, names, open.isEmpty()));
        }
        if (!perhaps.isEmpty()) {
            rules.add(new Rule(passes, perhaps, false, early, ports, names, false));
        }
        boolean lets = passes && !(certainly.isEmpty() && perhaps.isEmpty());
        return new RuleMeaning(
                open.isPresent() ? Line.State.NOT_SUPPORTED : Line.State.UNDERSTOOD,
                open.or(options::remark).or(() -> early ? Optional.of(EARLY) : Optional.empty()),
                rules,
                lets ? known.names(names) : NameSet.none());
    }

    private static RuleMeaning nothing(Line.State state, Optional<Text> remark) {
        return new RuleMeaning(state, remark, List.of(), NameSet.none());
    }

    private static boolean isClient(String address, String ports) {
        return ports.equals("any")
                && Set.of("any", "$HOME_NET", "[$HOME_NET]", "!$EXTERNAL_NET").contains(address);
    }

    private static boolean isServer(String address) {
        return Set.of("any", "$EXTERNAL_NET", "[$EXTERNAL_NET]", "!$HOME_NET").contains(address);
    }

    private static final Text ACTION = Text.of("no action of Suricata", "pas une action de Suricata");
    private static final Text DIRECTION = Text.of("-> or <> was expected", "-> ou <> était attendu");
    private static final Text PROTOCOL = Text.of(
            "no protocol of rules; they are written in lower case",
            "pas un protocole de règle ; ils s'écrivent en minuscules");
    private static final Text NO_CONNECTION = Text.of(
            "it is about no connection to a name; data can be carried in it all the same",
            "elle ne concerne aucune connexion à un nom ; elle peut néanmoins transporter des données");
    private static final Text PART = Text.of(
            "this protocol is not told apart from others here", "ce protocole n'est pas distingué des autres ici");
    private static final Text PORTS =
            Text.of("ports from a variable, or none", "des ports donnés par une variable, ou aucun");
    private static final Text ADDRESSES =
            Text.of("it holds for some addresses only", "elle ne vaut que pour certaines adresses");
    private static final Text EARLY = Text.of(
            "it drops a ClientHello of two packets before its name is there: add ssl_state:client_hello",
            "elle rejette un ClientHello de deux paquets avant d'en voir le nom : ajoutez ssl_state:client_hello");
    private static final Text BOTH_WAYS = Text.of("it holds both ways", "elle vaut dans les deux sens");
}
