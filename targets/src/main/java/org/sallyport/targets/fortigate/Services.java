package org.sallyport.targets.fortigate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;

/** The ports of service objects and their groups. */
final class Services {

    private static final Set<String> KNOWN = Set.of(
            "tcp-portrange",
            "udp-portrange",
            "sctp-portrange",
            "protocol",
            "category",
            "comment",
            "color",
            "uuid",
            "visibility",
            "fabric-object",
            "proxy",
            "session-ttl",
            "udp-idle-timer",
            "tcp-halfclose-timer",
            "tcp-halfopen-timer",
            "tcp-timewait-timer",
            "tcp-rst-timer",
            "check-reset-range");

    /** Services that a new device has; the script can say something else. */
    private static final Map<String, Set<Port>> PREDEFINED = Map.ofEntries(
            Map.entry("HTTP", Set.of(Port.HTTP)),
            Map.entry("HTTPS", Set.of(Port.HTTPS)),
            Map.entry("DNS", Set.of(Port.tcp(53), new Port(Port.Transport.UDP, 53))),
            Map.entry("FTP", Set.of(Port.tcp(21))),
            Map.entry("IMAP", Set.of(Port.tcp(143))),
            Map.entry("IMAPS", Set.of(Port.tcp(993))),
            Map.entry("NTP", Set.of(Port.tcp(123), new Port(Port.Transport.UDP, 123))),
            Map.entry("POP3", Set.of(Port.tcp(110))),
            Map.entry("POP3S", Set.of(Port.tcp(995))),
            Map.entry("SMTP", Set.of(Port.tcp(25))),
            Map.entry("SMTPS", Set.of(Port.tcp(465))),
            Map.entry("SSH", Set.of(Port.tcp(22))),
            Map.entry("ALL_ICMP", Set.of()),
            Map.entry("PING", Set.of()));

    private static final int DEEPEST = 8;

    /** Longer ranges are taken for any port, as far as something passes by them, and for none, as far as it has to. */
    private static final int LONGEST_RANGE = 1_024;

    private final Configuration configuration;
    private final LineNotes notes;
    private final Set<Port> ports = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean everywhere;
    private boolean possiblyEverywhere;
    private boolean isConditional;

    private Services(Configuration configuration, LineNotes notes) {
        this.configuration = configuration;
        this.notes = notes;
    }

    /**
     * The ports of some services.
     *
     * @param everywhere whether they are all ports
     * @param possiblyEverywhere whether they can be more than the ports that are named
     * @param isConditional whether they hold in some cases only
     */
    record Span(Set<Port> ports, boolean everywhere, boolean possiblyEverywhere, boolean isConditional) {}

    static Span span(List<Table.Value> names, Configuration configuration, LineNotes notes) {
        Services services = new Services(configuration, notes);
        names.forEach(name -> services.add(name, 0));
        return new Span(services.ports, services.everywhere, services.possiblyEverywhere, services.isConditional);
    }

    private void add(Table.Value value, int depth) {
        if (!seen.add(value.text())) {
            return;
        }
        Optional<Table.Entry> service =
                configuration.table(Configuration.SERVICE).find(value.text());
        Optional<Table.Entry> group =
                configuration.table(Configuration.SERVICE_GROUP).find(value.text());
        if (service.isPresent()) {
            service(service.get());
        } else if (group.isPresent() && depth < DEEPEST) {
            group.get().all("member").forEach(member -> add(member, depth + 1));
        } else if (value.text().equals("ALL")) {
            everywhere = true;
            possiblyEverywhere = true;
        } else if (PREDEFINED.containsKey(value.text())) {
            ports.addAll(PREDEFINED.getOrDefault(value.text(), Set.of()));
        } else {
            possiblyEverywhere = true;
            boolean transport = value.text().equals("ALL_TCP") || value.text().equals("ALL_UDP");
            notes.is(
                    value.line(),
                    transport ? Line.State.NOT_SUPPORTED : Line.State.UNKNOWN,
                    Text.of(
                            "the ports of \"%s\" are not told one by one",
                            "les ports de « %s » ne sont pas dits un à un", value.text()));
        }
    }

    private void service(Table.Entry service) {
        for (String attribute : service.attributes().keySet()) {
            switch (attribute) {
                case "tcp-portrange" -> service.all(attribute).forEach(value -> range(value, Port.Transport.TCP));
                case "udp-portrange" -> service.all(attribute).forEach(value -> range(value, Port.Transport.UDP));
                case "protocol" -> service.first(attribute).ifPresent(this::protocol);
                default -> {
                    if (!KNOWN.contains(attribute)) {
                        isConditional = true;
                        service.all(attribute)
                                .forEach(value -> notes.is(
                                        value.line(),
                                        Line.State.UNKNOWN,
                                        Text.of("the attribute is unknown", "l'attribut est inconnu")));
                    }
                }
            }
        }
    }

    private void protocol(Table.Value value) {
        if (value.text().equals("IP")) {
            possiblyEverywhere = true;
            notes.is(
                    value.line(),
                    Line.State.NOT_SUPPORTED,
                    Text.of("a protocol, whatever its ports", "un protocole, quels que soient ses ports"));
        }
    }

    /** {@code 443}, {@code 8000-8010}, {@code 443:1024-65535} with ports of the client behind the colon. */
    private void range(Table.Value value, Port.Transport transport) {
        int colon = value.text().indexOf(':');
        String range = colon < 0 ? value.text() : value.text().substring(0, colon);
        isConditional |= colon >= 0;
        if (!range.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            possiblyEverywhere = true;
            notes.is(value.line(), Line.State.WRONG, Text.of("no range of ports", "pas une plage de ports"));
            return;
        }
        int dash = range.indexOf('-');
        int low = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int high = Integer.parseInt(range.substring(dash + 1));
        if (high - low >= LONGEST_RANGE) {
            possiblyEverywhere = true;
            notes.is(
                    value.line(),
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "more than %s ports are taken for all",
                            "plus de %s ports sont pris pour tous", LONGEST_RANGE));
            return;
        }
        for (int number = Math.max(low, 1); number <= Math.min(high, 65_535); number++) {
            ports.add(new Port(transport, number));
        }
    }
}
