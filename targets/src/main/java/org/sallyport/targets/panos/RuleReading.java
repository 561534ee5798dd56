package org.sallyport.targets.panos;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.FirstMatch;
import org.sallyport.targets.FirstMatch.Reach;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.Passage;

/** What security rules fit, in their order. Used once. */
final class RuleReading {

    /** Attributes of a rule that have no part in what it fits. */
    private static final Set<String> HARMLESS = Set.of(
            "from",
            "to",
            "source",
            "destination",
            "source-user",
            "application",
            "service",
            "category",
            "action",
            "description",
            "disabled",
            "tag",
            "group-tag",
            "log-start",
            "log-end",
            "log-setting",
            "option",
            "uuid",
            "target");

    /** Attributes whose value is more than one word deep. */
    private static final Set<String> NESTED = Set.of("profile-setting", "option", "qos", "target");

    private static final Map<String, Set<Port>> PREDEFINED =
            Map.of("service-http", Set.of(Port.HTTP, Port.tcp(8080)), "service-https", Set.of(Port.HTTPS));

    /** Longer ranges are taken for any port, as far as something passes by them, and for none, as far as it has to. */
    private static final int LONGEST_RANGE = 1_024;

    private static final int DEEPEST = 8;

    private final Configuration configuration;
    private final UrlReading urls;
    private final LineNotes notes;
    private final FirstMatch rules = new FirstMatch();
    private Optional<Passage> first = Optional.empty();
    private boolean refused;

    RuleReading(Configuration configuration, UrlReading urls, LineNotes notes) {
        this.configuration = configuration;
        this.urls = urls;
        this.notes = notes;
    }

    static boolean isNested(String attribute) {
        return NESTED.contains(attribute);
    }

    /** All rules of the configuration, and the default one for what goes from one zone to another. */
    FirstMatch rules() {
        for (Node rule : configuration.root().all("rulebase", "security", "rules")) {
            incomplete(rule);
            if (!rule.value("disabled").orElse("no").equals("yes")) {
                rule(rule);
            }
        }
        configuration
                .root()
                .find("rulebase", "default-security-rules", "rules", "interzone-default", "action", "allow")
                .ifPresent(allow -> {
                    notes.lets(allow.line(), NameSet.all());
                    rules.add(true, Reach.EVERYTHING, Reach.EVERYTHING);
                });
        return rules;
    }

    /** Whether the product refuses to take the configuration as a whole. */
    boolean isRefused() {
        return refused;
    }

    private void incomplete(Node rule) {
        Stream.of("from", "to", "source", "destination", "application", "service", "action")
                .filter(attribute -> rule.all(attribute).isEmpty())
                .findFirst()
                .ifPresent(attribute -> {
                    refused = true;
                    notes.is(
                            rule.line(),
                            Line.State.WRONG,
                            Text.of(
                                    "the rule \"%s\" has no \"%s\", and the commit is refused",
                                    "la règle « %s » n'a pas de « %s », et le commit est refusé",
                                    rule.name(),
                                    attribute));
                });
    }

    private void rule(Node rule) {
        boolean allows = rule.value("action").orElse("deny").equals("allow");
        // what a rule denies is not what its lines let through
        LineNotes told = allows ? notes : new LineNotes(notes.source());
        boolean sure = isSure(rule);
        boolean widened = isNegated(rule);
        UrlReading.Names names = urls.names(rule, told);
        Span span = new Span(told);
        rule.all("service").forEach(service -> span.add(service, 0));
        rules.add(
                allows,
                sure && !span.conditional ? new Reach(names.surely(), span.ports, span.everywhere) : Reach.NOTHING,
                new Reach(widened ? NameSet.all() : names.possibly(), span.ports, span.possiblyEverywhere));
    }

    /** Whether the rule fits whatever the client, the address and the application are. */
    private boolean isSure(Node rule) {
        Passage here = new Passage(values(rule, "from"), values(rule, "to"));
        Passage about = first.orElse(here);
        first = Optional.of(about);
        boolean sure = here.covers(about);
        if (!sure && !about.covers(here)) {
            rule.find("from")
                    .ifPresent(from -> notes.is(
                            from.line(),
                            Line.State.NOT_SUPPORTED,
                            Text.of(
                                    "other zones than those of the first rule; read them apart",
                                    "d'autres zones que celles de la première règle ; lisez-les à part")));
        }
        for (String attribute : Set.of("source", "destination", "application", "source-user")) {
            Set<String> values = values(rule, attribute);
            sure &= values.isEmpty() || values.contains("any");
        }
        for (Node attribute : rule.children()) {
            if (!HARMLESS.contains(attribute.name()) && !isOff(attribute)) {
                sure = false;
                notes.is(attribute.line(), Line.State.NOT_SUPPORTED, NOT_MODELLED);
            }
        }
        return sure;
    }

    private static boolean isOff(Node attribute) {
        return attribute.children().stream()
                .allMatch(value -> value.name().equals("any")
                        || value.name().equals("no")
                        || value.name().equals("universal")
                        || value.name().equals("interzone"));
    }

    /** Where the destination is an address or its opposite, names say little. */
    private static boolean isNegated(Node rule) {
        return rule.children().stream()
                .anyMatch(attribute -> !HARMLESS.contains(attribute.name())
                        && attribute.name().startsWith("negate")
                        && !isOff(attribute));
    }

    private static Set<String> values(Node rule, String attribute) {
        return rule.all(attribute).stream().map(Node::name).collect(Collectors.toSet());
    }

    /** The ports of the services of a rule. */
    private final class Span {
        private final LineNotes told;
        private final Set<Port> ports = new HashSet<>();
        private final Set<String> seen = new HashSet<>();
        private boolean everywhere;
        private boolean possiblyEverywhere;
        private boolean conditional;

        Span(LineNotes told) {
            this.told = told;
        }

        void add(Node used, int depth) {
            if (!seen.add(used.name())) {
                return;
            }
            Optional<Node> service = configuration.root().find("service", used.name());
            Optional<Node> group = configuration.root().find("service-group", used.name());
            if (service.isPresent()) {
                service(service.get());
            } else if (group.isPresent() && depth < DEEPEST) {
                group.get().all("members").forEach(member -> add(member, depth + 1));
            } else if (PREDEFINED.containsKey(used.name())) {
                ports.addAll(PREDEFINED.getOrDefault(used.name(), Set.of()));
            } else if (used.name().equals("any")) {
                everywhere = true;
                possiblyEverywhere = true;
            } else {
                possiblyEverywhere = true;
                conditional = true;
                told.is(
                        used.line(),
                        used.name().equals("application-default") ? Line.State.NOT_SUPPORTED : Line.State.UNKNOWN,
                        Text.of(
                                "the text does not say the ports of \"%s\"",
                                "le texte ne dit pas les ports de « %s »", used.name()));
            }
        }

        private void service(Node service) {
            for (Port.Transport transport : Port.Transport.values()) {
                String protocol = transport == Port.Transport.TCP ? "tcp" : "udp";
                conditional |= service.has("protocol", protocol, "source-port");
                service.all("protocol", protocol, "port").forEach(spec -> {
                    for (String range : spec.name().split(",", -1)) {
                        range(range.strip(), spec, transport);
                    }
                });
            }
        }

        private void range(String range, Node spec, Port.Transport transport) {
            boolean understood = range.matches("[0-9]{1,5}(-[0-9]{1,5})?");
            int dash = range.indexOf('-');
            int low = understood ? Integer.parseInt(dash < 0 ? range : range.substring(0, dash)) : 0;
            int high = understood ? Integer.parseInt(range.substring(dash + 1)) : 0;
            if (!understood || high - low >= LONGEST_RANGE) {
                possiblyEverywhere = true;
                told.is(
                        spec.line(),
                        understood ? Line.State.NOT_SUPPORTED : Line.State.WRONG,
                        Text.of("no list of at most %s ports", "pas une liste d'au plus %s ports", LONGEST_RANGE));
                return;
            }
            for (int number = Math.max(low, 1); number <= Math.min(high, 65_535); number++) {
                ports.add(new Port(transport, number));
            }
        }
    }

    private static final Text NOT_MODELLED = Text.of(
            "it changes what the rule fits, and is not modelled",
            "il change ce que la règle vise, et n'est pas modélisé");
}
